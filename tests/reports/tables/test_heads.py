"""Which heads are budget units."""

from __future__ import annotations

from pipelines.reports.tables.heads import name_units, tell_units_by_code
from pipelines.reports.tables.reading import RowReading


def _rows(*labels: str, heads: tuple[int, ...]) -> list[RowReading]:
    return [
        RowReading(number, 1, level_no=1 if number in heads else 2, label_printed=label, is_head=number in heads, facts={"project_name_printed": label})
        for number, label in enumerate(labels)
    ]  # fmt: skip


def _units(rows: list[RowReading], header: str) -> list[str | None]:
    for row in rows:
        row.texts, row.columns = {"name": row.label_printed or ""}, {"name": 1}
    name_units(rows, {0: "单位名称", 1: header})
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


def _purchases(*texts: dict[str, str]) -> list[RowReading]:
    return [
        RowReading(number, 1, texts=each, facts={"project_name_printed": each["project_name"]})
        for number, each in enumerate(texts)
    ]


def test_rows_with_a_unit_s_code_and_a_bare_name_are_units_where_the_others_print_more() -> None:
    unit = {"code_class": "208", "unit_code": "241001", "project_name": "某市救助站"}
    purchase = {"code_class": "208", "project_name": "设备更新", "procurement_item": "A02 设备"}
    rows = _purchases(unit, purchase, purchase)
    tell_units_by_code(rows)
    assert [row.is_unit_head for row in rows] == [True, False, False]
    assert rows[0].facts == {"unit_name_printed": "某市救助站"}


def test_a_unit_s_code_beside_each_project_or_projects_with_nothing_more_make_no_units() -> None:
    project = {"unit_code": "241001", "project_name": "设备更新", "procurement_item": "A02 设备"}
    bare = {"project_name": "水资源管理"}
    for texts in ((project, project), (project, bare), ({"unit_code": "241001", "project_name": "维护"}, bare)):
        rows = _purchases(*texts)
        tell_units_by_code(rows)
        assert not any(row.is_unit_head for row in rows)


def test_a_header_of_units_and_projects_makes_no_head_a_unit() -> None:
    assert _units(_rows("专用项目", "项目一", heads=(0,)), "单位（项目）名称") == [None, None]
    assert _units(_rows("某市民政局本级", "项目一", heads=(0,)), "单位（项目）名称") == ["某市民政局本级", None]


def test_the_code_printed_before_a_unit_s_name_is_no_part_of_the_name() -> None:
    rows = _rows("117001-某市水务局本级", "水资源管理", "[117002]某市水情中心", "设备更新", heads=(0, 2))
    rows[2].facts["unit_code"] = "300"
    assert _units(rows, "支出项目类别") == ["某市水务局本级", None, "某市水情中心", None]
    assert [row.facts.get("unit_code") for row in rows] == ["117001", None, "300", None], (
        "a code of its own column stays"
    )
