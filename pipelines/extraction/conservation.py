"""Conservation of figures: every figure a page prints lies in exactly one cell or outside the tables, and whole.

Belongs here: the check, and how its findings are put. It knows the page in two ways that don't depend on the grid: figures
found by geometry alone (``figures``), and characters as playa, Camelot's PDF library, decodes and places them. It never
repairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise
from statistics import median

from pipelines.extraction.cells import Place, PlacedPage
from pipelines.extraction.figures import Figure, count_figure_rows, figure_texts, find_figures
from pipelines.extraction.glyphs import Glyph, without_overprints
from pipelines.extraction.lines import SPACE_EM, gap, group_lines
from pipelines.extraction.model import CellDoubt, Conservation, ConservationStatus, Grid, GridCell
from pipelines.extraction.text import WHOLE_FIGURE, normalize

#: A border between two figures needs a gap clearly wider than between the digits of one; else it cuts a figure.
_BORDER_GAP_FACTOR = 1.4
#: So many rows of figures outside every grid are a table that was not read; two can be a list or a note.
TABLE_ROWS = 3
_ONLY_FIGURES = re.compile(r"[\d.,%+\- ]*\d[\d.,%+\- ]*")
_NOT_WHOLE = re.compile(r"[.,]\d.*|\d*,.*|.*\d{3,}[.,]|.*[.,]{2}.*")
_SEPARATORS = re.compile(r"[.,]")
_OF_NO_FIGURE = re.compile(r"[^\d.\-]+")
_SHOWN_PROBLEMS = 20


def check_conservation(
    page: PlacedPage,
    grids: Sequence[Grid],
    outside_texts: Sequence[str],
    glyphs: Sequence[Glyph],
    hidden: Sequence[Glyph] = (),
    second: Sequence[Glyph] | None = None,
) -> Conservation:
    """Return whether every figure of the page is accounted for.

    ``page`` and ``grids`` are the same tables, before and after their text was made; ``outside_texts`` are the lines
    handed on as standing outside; ``glyphs`` are all characters the page shows, ``hidden`` those that the file holds
    besides or elsewhere (clipped by the page, which the second reading does not know); ``second`` are the characters of
    figures as another library reads them, None if it was not asked.
    """
    figures = find_figures(glyphs)
    in_cells: dict[tuple[int, int], list[Figure]] = {}
    outside: list[Figure] = []
    problems: list[str] = []
    doubts: list[CellDoubt] = []
    differing: list[tuple[Grid, GridCell, str]] = []
    places = iter(page.find([glyph for figure in figures for glyph in figure.glyphs]))
    on_page = 0
    for figure in figures:
        for piece, where in _pieces(figure, list(islice(places, len(figure.glyphs))), problems):
            # Two figures that only a border keeps apart are two.
            on_page += 1
            if where is None:
                outside.append(piece)
            else:
                in_cells.setdefault(where, []).append(piece)
    read_again = _second_by_cell(second or (), page)
    for number, grid in enumerate(grids):
        for index, cell in enumerate(grid.cells):
            figures_in_cell = in_cells.get((number, index), [])
            again = read_again.get((number, index), ())
            if not (cell.text_raw or figures_in_cell or again):
                continue
            doubts += [_doubt(grid, cell, found) for found in _cell_problems(cell.text, figures_in_cell)]
            problems += [f"{_name(grid, cell)}{found}" for found in _shape_problems(cell.text, figures_in_cell)]
            if second is not None and not _says_at_once(cell.text_raw, again):
                text = _text_of(again)
                if not _says_the_same(cell.text_raw, text):
                    differing.append((grid, cell, text))
    doubts += _second_reading_doubts(differing, hidden)
    problems += _outside_problems(outside, outside_texts)
    unread_rows = count_figure_rows(page.outside_lines)
    if unread_rows >= TABLE_ROWS:
        problems.append(f"{unread_rows} rows of figures stand outside every ruled table: a table was not read")
    # A page where so many cells are amiss is not read, whatever the others say.
    status: ConservationStatus = (
        "fails" if problems or len(doubts) > _SHOWN_PROBLEMS else "doubtful" if doubts else "holds"
    )
    return Conservation(
        status=status if figures or status != "holds" else "not_applicable",
        figures_on_page=on_page,
        figures_in_cells=sum(map(len, in_cells.values())),
        figures_outside=len(outside),
        problems=_shortened([*(doubt.problem for doubt in doubts), *problems]),
        doubts=tuple(doubts),
    )


def _name(grid: Grid, cell: GridCell) -> str:
    return f"grid {grid.ordinal} row {cell.row + 1} column {cell.col + 1}"


def _doubt(grid: Grid, cell: GridCell, problem: str) -> CellDoubt:
    return CellDoubt(grid.ordinal, cell.row, cell.col, f"{_name(grid, cell)}{problem}")


def _pieces(figure: Figure, places: list[Place | None], problems: list[str]) -> list[tuple[Figure, Place | None]]:
    """Return the figure and where it is, or the two that a border properly separates; a border through one is a problem."""
    borders = [n for n in range(1, len(places)) if places[n] != places[n - 1]]
    if not borders:
        return [(figure, places[0])]
    gaps = [gap(a, b) for a, b in pairwise(figure.glyphs)]
    usual = median(gaps)
    pieces = [
        Figure(figure.glyphs[start:end], figure.text[start:end])
        for start, end in zip([0, *borders], [*borders, len(places)], strict=True)
    ]
    is_clean = all(gaps[n - 1] > max(usual * _BORDER_GAP_FACTOR, usual + SPACE_EM / 4) for n in borders)
    if not is_clean or not all(WHOLE_FIGURE.fullmatch(piece.text) for piece in pieces):
        parts = " | ".join(piece.text for piece in pieces)
        problems.append(f"figure {figure.text} at {figure.place} is cut by a border: {parts}")
    return [(piece, places[start]) for piece, start in zip(pieces, [0, *borders], strict=True)]


def _cell_problems(text: str, figures: Sequence[Figure]) -> list[str]:
    """What is amiss between a cell's text and the figures that the page prints there, to follow the cell's name."""
    problems: list[str] = []
    left = list(figures)
    for found in figure_texts(text):
        parts = _take(found, left)
        if parts is None:
            return [*problems, f" says {found}, the page prints {_listed(left)} there: a figure doubled or altered"]
        if len(parts) > 1 and (_share_a_line(parts) or not WHOLE_FIGURE.fullmatch(found)):
            problems.append(f": {_listed(parts)} were glued into {found}")
    if left:
        problems.append(f" lost {_listed(left)} (text: {text[:40]!r})")
    return problems


def _share_a_line(figures: Sequence[Figure]) -> bool:
    lines = [round(figure.glyphs[0].baseline) for figure in figures]
    return len(set(lines)) < len(lines)


def _take(found: str, left: list[Figure]) -> list[Figure] | None:
    """Take the next printed figures that make up ``found`` off ``left``; None if they don't."""
    made = ""
    for count, figure in enumerate(left, 1):
        made += figure.text
        # What stood at a line's end, as in "1,234." / "56", is no part of either printed figure.
        if made == found or _SEPARATORS.sub("", made) == _SEPARATORS.sub("", found):
            taken = left[:count]
            del left[:count]
            return taken
        if len(made) > len(found):
            return None
    return None


def _shape_problems(text: str, figures: Sequence[Figure]) -> list[str]:
    """What is amiss with the rules around a cell, by the figures in it: those of the cells beside it are no better."""
    if not _ONLY_FIGURES.fullmatch(text):
        return []
    words = text.split()
    if len(words) > 1 and sum(figure.is_money_like for figure in figures) > 1:
        return [f" holds several figures and nothing else: {text[:60]}; a rule between them was not seen"]
    broken = [word for word in words if not WHOLE_FIGURE.fullmatch(word) and _NOT_WHOLE.fullmatch(word)]
    return [f": {word} is no whole figure" for word in broken]


def _says_the_same(text_raw: str, again: str) -> bool:
    if _digits(text_raw) == _digits(again):
        return True
    # The order in which lines are read may differ; which figures there are may not.
    return Counter(figure_texts(normalize(again))) == Counter(figure_texts(normalize(text_raw)))


def _second_reading_doubts(differing: Sequence[tuple[Grid, GridCell, str]], hidden: Sequence[Glyph]) -> list[CellDoubt]:
    """Return a doubt for each cell that is read otherwise again, unless hidden characters explain all of it."""
    if hidden:
        unseen = Counter(_digits("".join(glyph.char for glyph in hidden)))
        ours = Counter(_digits("".join(cell.text_raw for _, cell, _ in differing)))
        theirs = Counter(_digits("".join(again for _, _, again in differing)))
        # What is shown in part stands in both; what is not shown at all is the second reading's alone.
        if not ours - theirs and not (theirs - ours) - unseen:
            return []
    return [
        _doubt(grid, cell, f": digits read twice differ: {_digits(cell.text_raw)[:40]!r} and {_digits(again)[:40]!r}")
        for grid, cell, again in differing
    ]


def _second_by_cell(second: Sequence[Glyph], page: PlacedPage) -> dict[Place, list[Glyph]]:
    """Return the characters of each cell's figures by the second reading, in the order they are drawn."""
    contents: dict[Place, list[Glyph]] = {}
    second = without_overprints(second)
    for glyph, place in zip(second, page.find(second), strict=True):
        if place is not None:
            contents.setdefault(place, []).append(glyph)
    return contents


def _text_of(glyphs: Sequence[Glyph]) -> str:
    """Return the figures that characters print, line by line."""
    return "\n".join(line.raw for line in group_lines(glyphs))


def _says_at_once(text_raw: str, again: Sequence[Glyph]) -> bool:
    """Tell whether one line, drawn from left to right as nearly all are, says what the cell says: no need to sort it."""
    for before, glyph in pairwise(again):
        if glyph.baseline != before.baseline or glyph.x0 < before.x0:
            return False
    return _digits(text_raw) == _digits("".join([glyph.char for glyph in again]))


def _outside_problems(figures: Sequence[Figure], texts: Sequence[str]) -> list[str]:
    printed = Counter(figure.text for figure in figures)
    said = Counter(found for text in texts for found in figure_texts(text))
    lost, added = printed - said, said - printed
    problems = [f"outside the tables, figure {text} was lost" for text in lost]
    return problems + [f"outside the tables, figure {text} was doubled or altered" for text in added]


def _digits(text: str) -> str:
    return _OF_NO_FIGURE.sub("", normalize(text))


def _listed(figures: Sequence[Figure]) -> str:
    return ", ".join(f"{figure.text} ({figure.place})" for figure in figures) or "nothing"


def _shortened(problems: Sequence[str]) -> tuple[str, ...]:
    if len(problems) <= _SHOWN_PROBLEMS:
        return tuple(problems)
    return (*problems[:_SHOWN_PROBLEMS], f"and {len(problems) - _SHOWN_PROBLEMS} more")
