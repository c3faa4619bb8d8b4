"""Tables of a family whose rows the end of a page cuts, in every way a word processor does it.

Belongs here: which row is cut, what of it stands above the break and what below, and what surrounds the break. The table says what
it says uncut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from specimens.families.report import clean_report
from specimens.typeset import LOOKS, Look, Report, TableBlock, TextBlock

_FIGURE = re.compile(r"-|-?[\d,]*\d\.\d+|0")
_CODE = re.compile(r"[\d*]+")
_MERGED = ("<", "^")
_TOTAL = "合计"
_MIN_ROWS_FOR_TWO = 4
#: Where a column is too narrow for a figure, so many of its characters stand on the second line.
_DIGITS_BELOW, _LONGEST_IN_ONE_LINE = 4, 5


@dataclass(frozen=True, slots=True)
class Share:
    """What of a cut row stands above the break: of its names (1 whole, 0.5 the first half, 0 nothing), and which of its figures.

    A cut figure is on two lines, one on each page.
    """

    name: float
    has_first_figures: bool
    has_other_figures: bool
    is_figure_cut: bool = False


SHARES: Mapping[str, Share] = {
    "the name above, the figures below": Share(1, False, False),
    "the name cut, the figures above": Share(0.5, True, True),
    "the name cut, the figures below": Share(0.5, False, False),
    "the name cut, the first figures above": Share(0.5, True, False),
    "the name cut, the other figures above": Share(0.5, False, True),
    "the name and the first figures above": Share(1, True, False),
    "the name and the other figures above": Share(1, False, True),
    "all above, a blank rest below": Share(1, True, True),
    "a blank beginning, all below": Share(0, False, False),
    "the figures above, the name below": Share(0, True, True),
    "the name and the figures cut": Share(0.5, True, True, is_figure_cut=True),
    "the name above, the figures cut": Share(1, True, True, is_figure_cut=True),
}
ROWS = ("the first", "one in the middle", "the last", "the total", "two")
_OPEN: Mapping[str, Any] = {"has_open_cuts": True}
#: What surrounds the break: changes to the table, and to its look.
AROUND: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "a page number": ({}, {}),
    "nothing": ({}, {"page_number": ""}),
    "the header again": ({"repeats_header": True}, {}),
    "title and header again": ({"repeats_header": True, "repeats_heading": True}, {}),
    "no rule at the cut": (_OPEN, {}),
    "no rule at the cut, the header again": ({**_OPEN, "repeats_header": True}, {}),
    "filled rules": ({}, {"rules": "rectangles", "rule_width": 0.75}),
    "turned pages": ({}, {"is_rotated": True}),
    "level rules alone": ({}, {"rules": "level"}),
    "no rules": ({}, {"rules": "none"}),
}


def look_around(around: str) -> Look:
    """The look of a report with this around its breaks."""
    return replace(LOOKS["reference"], **AROUND[around][1])


def cut_report(family: str, seed: int, kinds: Collection[str], share: str, rows: str, around: str) -> Report:
    """The report of a family with its tables of these kinds alone, some rows of each cut."""
    of_table, _ = AROUND[around]
    return _with_tables(family, seed, kinds, lambda table: replace(_cut(table, SHARES[share], rows), **of_table))


def whole_report(family: str, seed: int, kinds: Collection[str]) -> Report:
    """The same report without a cut."""
    return _with_tables(family, seed, kinds, lambda table: table)


def _with_tables(family: str, seed: int, kinds: Collection[str], change: Callable[[TableBlock], TableBlock]) -> Report:
    made = clean_report(family, seed)
    kind_of = {table.table_no: kind for table, kind in zip(made.report.tables, made.kinds, strict=True)}
    blocks: list[TextBlock | TableBlock] = []
    for block in made.report.blocks:
        if isinstance(block, TextBlock):
            blocks.append(block)
        elif kind_of[block.table_no] in kinds:
            blocks.append(change(block))
    return Report(made.report.title, tuple(blocks))


def _cut(table: TableBlock, share: Share, rows: str) -> TableBlock:
    (grid,) = table.grids
    grid = [list(row) for row in grid]
    chosen = _chosen(grid, table.header_rows, rows)
    above: dict[tuple[int, int], int] = {}
    for row in chosen:
        figures = [col for col, text in enumerate(grid[row]) if _FIGURE.fullmatch(text)]
        for col, text in enumerate(grid[row]):
            if text in _MERGED:
                continue
            if col in figures:
                is_above = (
                    share.has_first_figures if col in figures[: (len(figures) + 1) // 2] else share.has_other_figures
                )
                above[row, col] = int(is_above)
                if share.is_figure_cut and len(text) > _LONGEST_IN_ONE_LINE:
                    grid[row][col] = f"{text[:-_DIGITS_BELOW]}\n{text[-_DIGITS_BELOW:]}"
            elif share.name == 0.5 and not _CODE.fullmatch(text):
                grid[row][col], above[row, col] = _halved(text), 1
            else:
                above[row, col] = int(share.name > 0)
    return replace(table, grids=(grid,), split_rows=dict.fromkeys(chosen, 1), lines_above=above)


def _halved(text: str) -> str:
    """The text on two lines; a code that stands before a name is not cut."""
    start = next((number for number, char in enumerate(text) if ord(char) > 0x3400), 0)
    place = max(len(text) // 2, start + 1)
    return f"{text[:place]}\n{text[place:]}" if place < len(text) else text


def _chosen(grid: Sequence[Sequence[str]], header_rows: int, rows: str) -> list[int]:
    body = range(header_rows, len(grid))
    middle = body[len(body) // 2]
    total = next((row for row in body if _TOTAL in grid[row]), middle)
    return {
        "the first": [body[0]],
        "one in the middle": [middle],
        "the last": [body[-1]],
        "the total": [total],
        "two": [body[len(body) // 3], body[-1 - len(body) // 4]] if len(body) >= _MIN_ROWS_FOR_TWO else [middle],
    }[rows]
