"""One column, and what is left of it in a row that counts."""

from __future__ import annotations

from pipelines.reports.tables.column import Column, without_money

_MONEY = Column(2, "2024年预算数/合计", "total", None, "money", 2024, None)
_NAMES = Column(0, "科目名称", None, "name", "money", 2024, None)


def test_what_counts_is_no_money_and_not_what_the_column_measures() -> None:
    counted = without_money(_MONEY)
    assert (counted.measure_key, counted.value_type, counted.is_known) == (None, "count", False)
    assert without_money(_NAMES) is _NAMES


def test_the_last_header_is_nearest_to_the_figures() -> None:
    assert (_MONEY.last_header, _NAMES.last_header) == ("合计", "科目名称")
