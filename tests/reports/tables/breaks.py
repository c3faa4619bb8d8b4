"""Page breaks made by hand: the cells of one row, and the rows on both sides of a break."""

from __future__ import annotations

from pipelines.reports.tables.page_breaks import PageBreak
from pipelines.reports.tables.sheet import SheetCell
from tests.reports.tables.sheets import sheet


def cells(*texts: str) -> list[SheetCell]:
    return sheet([list(texts)]).starting_in(0)


def page_break(upper: list[SheetCell], lower: list[SheetCell], before: list[SheetCell] | None = None) -> PageBreak:
    return PageBreak(upper, lower, before or [], is_money=True, col_count=len(lower))
