"""Conservation of figures: every figure a page prints lies in exactly one cell or outside the tables, and whole.

Belongs here: the check, and how its findings are put. It knows the page in two ways that don't depend on the grid: figures
found by geometry alone (``figures``), and Camelot's own text of each cell, decoded by another PDF library. It never repairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipelines.extraction.cells import PlacedPage
from pipelines.extraction.figures import Figure, count_figure_rows, figure_texts, find_figures
from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.lines import SPACE_EM, gap, group_lines
from pipelines.extraction.model import Conservation, Grid
from pipelines.extraction.text import WHOLE_FIGURE, normalize

#: A border between two figures needs a gap clearly wider than between the digits of one; else it cuts a figure.
_BORDER_GAP_FACTOR = 1.4
#: So many rows of figures outside every grid are a table that was not read; two can be a list or a note.
TABLE_ROWS = 3
_ONLY_FIGURES = re.compile(r"[\d.,%+\- ]*\d[\d.,%+\- ]*")
_NOT_WHOLE = re.compile(r"[.,]\d.*|\d*,.*|.*\d{3,}[.,]|.*[.,]{2}.*")
_SHOWN_PROBLEMS = 20


def check_conservation(
    page: PlacedPage,
    grids: Sequence[Grid],
    outside_texts: Sequence[str],
    glyphs: Sequence[Glyph],
    hidden: Sequence[Glyph] = (),
) -> Conservation:
    """Return whether every figure of the page is accounted for.

    ``page`` and ``grids`` are the same tables, before and after their text was made; ``outside_texts`` are the lines
    handed on as standing outside; ``glyphs`` are all characters the page shows, ``hidden`` those that the file holds
    besides or elsewhere (clipped by the page, which Camelot does not know).
    """
    figures = find_figures(glyphs)
    in_cells: dict[tuple[int, int], list[Figure]] = {}
    outside: list[Figure] = []
    problems: list[str] = []
    differing: list[tuple[str, str, str]] = []
    for figure in figures:
        for piece in _pieces(figure, page, problems):
            where = page.find(piece.glyphs[0])
            if where is None:
                outside.append(piece)
            else:
                in_cells.setdefault(where, []).append(piece)
    for number, grid in enumerate(grids):
        for index, cell in enumerate(grid.cells):
            name = f"grid {grid.ordinal} row {cell.row + 1} column {cell.col + 1}"
            problems += _cell_problems(name, cell.text, in_cells.get((number, index), []))
            second = _camelot_text(page, number, index)
            if second is not None and not _says_the_same(cell.text_raw, second):
                differing.append((name, cell.text_raw, second))
    problems += _second_reading_problems(differing, hidden)
    problems += _outside_problems(outside, outside_texts)
    unread_rows = count_figure_rows(group_lines(page.outside))
    if unread_rows >= TABLE_ROWS:
        problems.append(f"{unread_rows} rows of figures stand outside every ruled table: a table was not read")
    return Conservation(
        status="fails" if problems else "holds" if figures else "not_applicable",
        figures_on_page=len(figures),
        figures_in_cells=sum(map(len, in_cells.values())),
        figures_outside=len(outside),
        problems=_shortened(problems),
    )


def _pieces(figure: Figure, page: PlacedPage, problems: list[str]) -> list[Figure]:
    """Return the figure, or the two figures a border properly separates; a border through a figure is a problem."""
    places = [page.find(glyph) for glyph in figure.glyphs]
    borders = [n for n in range(1, len(places)) if places[n] != places[n - 1]]
    if not borders:
        return [figure]
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
    return pieces


def _cell_problems(name: str, text: str, figures: Sequence[Figure]) -> list[str]:
    problems: list[str] = []
    left = list(figures)
    for found in figure_texts(text):
        parts = _take(found, left)
        if parts is None:
            problems.append(f"{name} says {found}, the page prints {_listed(left)} there: a figure doubled or altered")
            return problems
        lines = [round(part.glyphs[0].baseline) for part in parts]
        if len(parts) > 1 and (len(set(lines)) < len(lines) or not WHOLE_FIGURE.fullmatch(found)):
            problems.append(f"{name}: {_listed(parts)} were glued into {found}")
    if left:
        problems.append(f"{name} lost {_listed(left)} (text: {text[:40]!r})")
    return problems + _shape_problems(name, text, figures)


def _take(found: str, left: list[Figure]) -> list[Figure] | None:
    """Take the next printed figures that make up ``found`` off ``left``; None if they don't."""
    made = ""
    for count, figure in enumerate(left, 1):
        made += figure.text
        # What stood at a line's end, as in "1,234." / "56", is no part of either printed figure.
        if re.sub(r"[.,]", "", made) == re.sub(r"[.,]", "", found):
            taken = left[:count]
            del left[:count]
            return taken
        if len(made) > len(found):
            return None
    return None


def _shape_problems(name: str, text: str, figures: Sequence[Figure]) -> list[str]:
    if not _ONLY_FIGURES.fullmatch(text):
        return []
    words = text.split()
    if len(words) > 1 and sum(figure.is_money_like for figure in figures) > 1:
        return [f"{name} holds several figures and nothing else: {text[:60]}; a rule between them was not seen"]
    broken = [word for word in words if not WHOLE_FIGURE.fullmatch(word) and _NOT_WHOLE.fullmatch(word)]
    return [f"{name}: {word} is no whole figure" for word in broken]


def _says_the_same(text_raw: str, camelot: str) -> bool:
    if _digits(text_raw) == _digits(camelot):
        return True
    # The order in which lines are read may differ; which figures there are may not.
    return Counter(figure_texts(normalize(camelot))) == Counter(figure_texts(normalize(text_raw)))


def _second_reading_problems(differing: Sequence[tuple[str, str, str]], hidden: Sequence[Glyph]) -> list[str]:
    """Return a problem for each cell that Camelot reads otherwise, unless hidden characters explain all of it."""
    if hidden:
        unseen = Counter(_digits("".join(glyph.char for glyph in hidden)))
        ours = Counter(_digits("".join(text_raw for _, text_raw, _ in differing)))
        theirs = Counter(_digits("".join(camelot for _, _, camelot in differing)))
        # What is shown in part stands in both; what is not shown at all is Camelot's alone.
        if not ours - theirs and not (theirs - ours) - unseen:
            return []
    return [
        f"{name}: digits read twice differ: {_digits(text_raw)[:40]!r} and {_digits(camelot)[:40]!r}"
        for name, text_raw, camelot in differing
    ]


def _camelot_text(page: PlacedPage, number: int, index: int) -> str | None:
    grid = page.grids[number]
    span = grid.spans[index]
    texts = [
        grid.ruled.camelot_texts[row][col]
        for row in range(span.row, span.row + span.row_span)
        for col in range(span.col, span.col + span.col_span)
    ]
    return None if None in texts else "\n".join(text for text in texts if text)


def _outside_problems(figures: Sequence[Figure], texts: Sequence[str]) -> list[str]:
    printed = Counter(figure.text for figure in figures)
    said = Counter(found for text in texts for found in figure_texts(text))
    lost, added = printed - said, said - printed
    problems = [f"outside the tables, figure {text} was lost" for text in lost]
    return problems + [f"outside the tables, figure {text} was doubled or altered" for text in added]


def _digits(text: str) -> str:
    return "".join(char for char in normalize(text) if char.isdecimal() or char in ".-")


def _listed(figures: Sequence[Figure]) -> str:
    return ", ".join(f"{figure.text} ({figure.place})" for figure in figures) or "nothing"


def _shortened(problems: Sequence[str]) -> tuple[str, ...]:
    if len(problems) <= _SHOWN_PROBLEMS:
        return tuple(problems)
    return (*problems[:_SHOWN_PROBLEMS], f"and {len(problems) - _SHOWN_PROBLEMS} more")
