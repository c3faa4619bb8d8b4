"""What the figures of a row are of where rows, not columns, say it: a year, a stage of the budget, a change or a percentage.

Belongs here: 2024年预算数, 2025年预算数, 增减额 and 增减% below each other; 年初预算数, 全年预算数 and 决算数 below each other in a table whose columns are
items. Which rows of several years are of one name belongs to ``dated_rows``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.reports.tables.column import Column
from pipelines.reports.tables.column_years import year_in
from pipelines.reports.tables.columns import stage_in
from pipelines.reports.tables.reading import RowReading
from pipelines.reports.vocabulary import derived_measure, table_kind
from pipelines.reports.words import comparable, split_numbering

_FINAL = "final"
_CHANGE = "change_amount"
_PERCENT = "change_percent"
_SAYS_CHANGE = re.compile("增减|增长|变动|变化")
_SAYS_PERCENT = re.compile("%|百分比|比例|增减率|增长率|变动率|变化率|幅度")


def stages_of_rows(rows: Sequence[RowReading], kind: str | None) -> dict[int, str]:
    """The stage of the budget that each row names, by its number, where rows of items' figures are stages of one year: one of them the final."""
    if not table_kind(kind).has_item_rows:
        return {}
    stages = {row.row: stage for row in rows if (stage := stage_in(split_numbering(row.label_printed or "")[1]))}
    named = list(stages.values())
    return stages if named.count(_FINAL) == 1 and len(set(named)) == len(named) > 1 else {}


def of_its_row(column: Column, row: RowReading, stage: str | None) -> Column:
    """The column as measured in a row that a column 年度 dates, or that names the stage of the budget.

    Figures of no year (增减变化金额) are changes, and percentages where the row says so.
    """
    if column.measure_key is None:
        return column
    dated = row.texts.get("amount_year")
    if dated is None:
        return _of_stage(column, stage)
    words = comparable(dated)
    year = None if _SAYS_CHANGE.search(words) or _SAYS_PERCENT.search(words) else year_in(dated)
    if year:
        return replace(column, amount_year=year)
    if column.value_type != "money":
        return column
    if _SAYS_PERCENT.search(words):
        return replace(column, measure_key=_PERCENT, value_type="percent")
    return replace(column, measure_key=_CHANGE)


def _of_stage(column: Column, stage: str | None) -> Column:
    """What stands beside the final is the budget of the column's item; not understood if such a budget has no measure."""
    if stage in (None, _FINAL) or column.measure_key is None or column.value_type != "money":
        return column
    return replace(column, measure_key=derived_measure(column.measure_key, amount_basis=stage))
