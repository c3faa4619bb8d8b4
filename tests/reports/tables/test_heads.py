"""Which heads are budget units."""

from __future__ import annotations

from pipelines.reports.tables.heads import name_units
from pipelines.reports.tables.reading import RowReading


def _rows(*labels: str, heads: tuple[int, ...]) -> list[RowReading]:
    return [
        RowReading(number, 1, level_no=1 if number in heads else 2, label_printed=label, is_head=number in heads, facts={"project_name_printed": label})
        for number, label in enumerate(labels)
    ]  # fmt: skip


def _units(rows: list[RowReading], header: str) -> list[str | None]:
    name_units(rows, header)
    return [row.facts.get("unit_name_printed") for row in rows]


def test_a_head_is_a_unit_by_its_name_and_then_no_project() -> None:
    rows = _rows("某市水务局（本级）", "水资源管理", "通用项目", "设备更新", heads=(0, 2))
    assert _units(rows, "支出项目类别") == ["某市水务局（本级）", None, None, None]
    assert "project_name_printed" not in rows[0].facts and rows[2].facts["project_name_printed"] == "通用项目"


def test_a_header_of_units_makes_every_head_one() -> None:
    assert _units(_rows("某某社", "项目一", heads=(0,)), "单位名称") == ["某某社", None]


def test_a_name_like_a_unit_s_without_rows_below_it_is_one_only_beside_units() -> None:
    beside = _rows("某市水务局", "水资源管理", "某市水情中心", heads=(0,))
    beside[2].level_no = 1
    assert _units(beside, "支出项目类别")[2] == "某市水情中心"
    assert _units(_rows("某市水情中心", "水资源管理", heads=()), "支出项目类别") == [None, None]
