"""Heads of projects whose details repeat the name: the project alone with its amounts, then each of its lines with the name again.

Belongs here: putting such lines below their head. A project with one line prints its amounts twice, which no sum of the table shows;
so all heads must come to their lines, and the lines must say more than the head does.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reports.structure.amounts import Amounts, Rounding, compare, has_money
from pipelines.reports.tables.reading import RowReading
from pipelines.reports.words import comparable

_NAME = "project_name"
_BESIDE = frozenset({"sequence_no"})


def place_project_heads(rows: Sequence[RowReading], amounts: Sequence[Amounts]) -> None:
    """Put the lines of each project below its head, where every head that prints money is what its lines come to."""
    heads = {number: _lines_of(rows, number) for number, row in enumerate(rows) if _is_bare(row)}
    heads = {number: lines for number, lines in heads.items() if lines}
    rounding = Rounding.of(amounts, max(map(len, amounts), default=0))
    if not any(has_money(amounts[number]) for number in heads):
        return
    if not all(
        compare(amounts[number], [amounts[line] for line in lines], rounding).is_closed
        for number, lines in heads.items()
    ):
        return
    for number, lines in heads.items():
        for line in lines:
            rows[line].level_no = max(rows[line].level_no, rows[number].level_no + 1)


def _is_bare(row: RowReading) -> bool:
    return row.row_kind == "line" and {key for key, text in row.texts.items() if text} - _BESIDE == {_NAME}


def _lines_of(rows: Sequence[RowReading], head: int) -> list[int]:
    """The rows after a head that repeat its name and say more."""
    name = comparable(rows[head].texts[_NAME])
    found = []
    for number in range(head + 1, len(rows)):
        row = rows[number]
        if row.row_kind != "line" or comparable(row.texts.get(_NAME, "")) != name or _is_bare(row):
            break
        found.append(number)
    return found
