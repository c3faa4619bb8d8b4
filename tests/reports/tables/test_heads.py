"""Rows proven to be heads of the rows below them by their sums."""

from __future__ import annotations

from decimal import Decimal

from pipelines.reports.tables.heads import name_units, set_heads
from pipelines.reports.tables.placing import hand_down
from pipelines.reports.tables.reading import RowReading


def _rows(*labels: str) -> list[RowReading]:
    return [RowReading(n, 1, label_printed=label, row_kind="total" if label == "合计" else "line") for n, label in enumerate(labels)]  # fmt: skip


def _amounts(*values: str) -> list[list[Decimal]]:
    return [[Decimal(value)] for value in values]


def test_heads_and_their_parts_divide_the_table() -> None:
    rows = _rows("合计", "某局", "项目一", "项目二", "某中心", "项目三", "项目四")
    assert set_heads(rows, _amounts("10", "3", "1", "2", "7", "3", "4"))
    assert [row.label_printed for row in rows if row.is_head] == ["某局", "某中心"]
    assert [row.level_no for row in rows] == [0, 0, 1, 1, 0, 1, 1]


def test_nothing_is_moved_unless_every_row_finds_its_place() -> None:
    rows = _rows("某局", "项目一", "项目二", "项目三")
    assert not set_heads(rows, _amounts("3", "1", "2", "5"))
    assert not any(row.is_head or row.level_no for row in rows)


def test_parts_of_zero_belong_to_the_head_above_them() -> None:
    rows = _rows("某局", "项目一", "项目二", "项目三")
    assert set_heads(rows, _amounts("3", "1", "2", "0"))
    assert [row.is_head for row in rows] == [True, False, False, False]


def test_a_row_with_a_code_is_no_head() -> None:
    rows = _rows("某局", "项目一", "项目二")
    rows[0].place_code = "201"
    assert not set_heads(rows, _amounts("3", "1", "2"))


def test_rows_below_a_unit_are_of_it_and_the_total_of_none() -> None:
    rows = _rows("某局", "项目一", "项目二", "合计", "项目三")
    assert set_heads(rows, _amounts("3", "1", "2", "3", "0"))
    name_units(rows, "单位名称")
    hand_down(rows)
    assert [row.facts.get("unit_name_printed") for row in rows][:4] == ["某局", "某局", "某局", None]
