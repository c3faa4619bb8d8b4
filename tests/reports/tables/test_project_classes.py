"""Names in the column of projects that are no project's."""

from __future__ import annotations

import pytest

from pipelines.reports.tables import PrintedTable, read_tables
from pipelines.reports.tables.project_classes import drop_project_classes, drop_units, is_purchase_class
from pipelines.reports.tables.reading import RowReading
from tests.reports.tables.grids import document, page


@pytest.mark.parametrize("name", ["货物", "工程", "服务类", "A 货物", "三、服务C"])
def test_a_class_of_the_catalogue_is_told_with_or_without_its_letter(name: str) -> None:
    assert is_purchase_class(name)


@pytest.mark.parametrize("name", ["服务经费", "法律服务", "修缮工程", "B货物", "货物类服务"])
def test_a_name_with_such_a_word_in_it_is_none(name: str) -> None:
    assert not is_purchase_class(name)


def _row(level: int, name: str | None, code: str | None = None, kind: str = "line") -> RowReading:
    facts = {"project_name_printed": name, "project_code": code, "no_code_reason": "project row"}
    return RowReading(0, 1, row_kind=kind, level_no=level, facts=facts)


def _names(*rows: RowReading) -> list[str | None]:
    drop_project_classes(rows)
    return [row.facts.get("project_name_printed") for row in rows]


def test_rows_above_other_projects_are_classes_of_them() -> None:
    rows = [_row(1, "专用项目"), _row(2, "其他业务费"), _row(3, "救助"), _row(3, "慈善"), _row(1, "培训")]
    assert _names(*rows) == [None, None, "救助", "慈善", "培训"]
    assert [row.facts["no_code_reason"] for row in rows] == ["group row", "group row", *["project row"] * 3]


def test_a_project_with_a_code_or_above_its_own_rows_stays_one() -> None:
    coded = [_row(1, "救助", "42010724112T000000100"), _row(2, "城市救助"), _row(2, "农村救助")]
    assert _names(*coded) == ["救助", "城市救助", "农村救助"]
    own = [_row(1, "救助"), _row(2, "救助"), _row(2, None)]
    assert _names(*own) == ["救助", "救助", None]


def test_a_row_called_like_its_unit_is_of_no_project() -> None:
    rows = [_row(1, "某 局"), _row(2, "救助"), _row(1, "某局"), _row(1, "某局", "42010724112T000000100")]
    for row in (rows[0], rows[1], rows[3]):
        row.facts["unit_name_printed"] = "某局"
    drop_units(rows)
    assert [row.facts.get("project_name_printed") for row in rows] == [None, "救助", "某局", "某局"]


def _read(title: str, header: list[str], *rows: list[str]) -> PrintedTable:
    return read_tables(document(page([([title, "单位：万元"], [header, *rows])])))[0]


def test_purchases_listed_by_their_classes_are_of_no_project() -> None:
    found = _read(
        "政府采购预算明细表",
        ["项目名称", "总计", "一般公共预算拨款收入"],
        ["合计", "12.00", "12.00"],
        ["货物", "4.00", "4.00"],
        ["服务", "5.00", "5.00"],
        ["法律服务", "3.00", "3.00"],
    )
    rows = [(row.get("project_name_printed"), row.get("procurement_name_printed")) for row in found.reading.rows]
    assert rows == [(None, None), (None, "货物"), (None, "服务"), ("法律服务", None)]


def test_the_sums_of_a_list_of_projects_tell_its_classes() -> None:
    found = _read(
        "项目支出表",
        ["项目名称", "项目金额"],
        ["合计", "1,203.55"],
        ["专用项目", "870.15"],
        ["困难群众救助", "520.10"],
        ["慈善专项", "350.05"],
        ["通用项目", "333.40"],
        ["网络维护", "233.25"],
        ["设备购置", "100.15"],
    )
    rows = [(row["label_printed"], row.get("project_name_printed")) for row in found.reading.rows[1:]]
    assert [label for label, name in rows if name is None] == ["专用项目", "通用项目"]
    assert all(label == name for label, name in rows if name is not None)
