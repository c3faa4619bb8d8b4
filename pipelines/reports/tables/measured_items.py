"""What a figure measures where two words say it together: an item (公务接待费), and its fund or its stage.

Belongs here: joining an item with the fund (一般公共预算, 政府性基金预算), the stage (预算数 beside 决算数) or the change (增减额) that
another header or the row names. Which measures are an item's fund or stage stands in the seed ``measures`` (``base_measure_key``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.reports.coordinates.expenses import measure_of_expense
from pipelines.reports.coordinates.things import own_amount
from pipelines.reports.tables.column import Column
from pipelines.reports.tables.header_meaning import find_word
from pipelines.reports.vocabulary import derived_measure, measure_fund_sources, table_kind
from pipelines.reports.words import split_numbering

#: Columns that say no item: in a table of items printed one below the other, the row says it.
_PLAIN = frozenset({"budget_amount", "total", "three_public_total"})


def prints_items_as_rows(columns: Sequence[Column], kind: str | None) -> bool:
    """True for a table of “三公” items whose headers name no item, only amounts, funds, stages or years."""
    if not table_kind(kind).has_item_rows or any(column.field_key == "unit_name" for column in columns):
        return False
    measured = [column for column in columns if column.measure_key and column.value_type == "money"]
    return bool(measured) and all(
        (column.measure_key in _PLAIN and "三公" not in column.path) or _fund_of(column) or _stage_of(column)
        for column in measured
    )


def measured_by_row(column: Column, label: str | None, kind: str | None) -> Column:
    """The column as measured in a row of items: the row's item, of the column's fund or stage; none if the row names no item."""
    if column.measure_key is None or column.value_type != "money" or not label:
        return column
    name = split_numbering(label)[1]
    word = find_word((name,), kind, ("measure",))
    item = own_amount(word.key, kind) if word else measure_of_expense((name,), kind or "")
    if item is not None and column.measure_key not in _PLAIN:
        item = derived_measure(item, fund_source_key=_fund_of(column), amount_basis=_stage_of(column))
    return replace(column, path=f"{column.path}/{label}", measure_key=item)


def _fund_of(column: Column) -> str | None:
    fund = measure_fund_sources().get(column.measure_key or "")
    return fund if (column.measure_key or "").startswith("current_") else None


def _stage_of(column: Column) -> str | None:
    stages = {
        "initial_budget_amount": "budget",
        "adjusted_budget_amount": "adjusted_budget",
        "change_amount": "change",
    }
    return stages.get(column.measure_key or "")
