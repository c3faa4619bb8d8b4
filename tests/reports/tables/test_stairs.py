"""Lists printed like a flight of stairs."""

from __future__ import annotations

from decimal import Decimal

from pipelines.reports.tables.reading import RowReading
from pipelines.reports.tables.stairs import set_stairs


def _row(kind: str = "line", **texts: str) -> RowReading:
    columns = {"name": 0, "project_name": 1, "item_name": 2}
    return RowReading(0, 1, row_kind=kind, texts=texts, columns={key: columns[key] for key in texts})


def _levels(rows: list[RowReading], *amounts: str) -> list[int]:
    assert set_stairs(rows, [[Decimal(amount)] for amount in amounts])
    return [row.level_no for row in rows]


def test_each_column_is_a_step_and_the_total_stands_above_all() -> None:
    rows = [_row("total", name="合计"), _row(name="货物"), _row(project_name="办公"), _row(item_name="打印机")]
    assert _levels(rows, "3", "3", "3", "3") == [0, 1, 2, 3]


def test_rows_of_one_step_that_add_up_to_the_row_above_them_are_its_parts() -> None:
    rows = [_row(name="货物"), _row(name="甲单位"), _row(item_name="打印机"), _row(name="乙单位")]
    assert _levels(rows, "3", "1", "1", "2") == [1, 2, 3, 2]


def test_parts_of_a_row_of_their_own_step_are_heads_and_units_if_their_names_are() -> None:
    rows = [_row(name="货物"), _row(name="甲中心"), _row(item_name="打印机"), _row(name="乙中心"), _row(item_name="纸")]
    _levels(rows, "3", "1", "1", "2", "2")
    assert [row.is_head for row in rows] == [False, True, False, True, False]
    beside = [_row(name="货物"), _row(name="服务"), _row(item_name="打印机")]
    _levels(beside, "3", "1", "1")
    assert [row.is_head for row in beside] == [False] * 3


def test_rows_that_add_up_to_nothing_stay_side_by_side() -> None:
    rows = [_row(name="货物"), _row(name="服务"), _row(item_name="打印机")]
    assert _levels(rows, "3", "1", "1") == [1, 1, 2]
    zeros = [_row(name="货物"), _row(name="服务"), _row(item_name="打印机")]
    assert _levels(zeros, "0", "0", "0") == [1, 1, 2]


def test_columns_that_are_filled_together_are_no_stairs() -> None:
    rows = [_row(name="货物", item_name="打印机"), _row(name="服务", item_name="印刷")]
    assert not set_stairs(rows, [[Decimal(1)], [Decimal(2)]])
    assert [row.level_no for row in rows] == [0, 0]
