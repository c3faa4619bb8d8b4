"""What all rows of a form share: its project and the budget unit that carries it out."""

from __future__ import annotations

import pytest

from pipelines.reports.tables import read_tables
from tests.reports.tables.grids import document, page


def _money_rows(*forms: tuple[str, str, str]) -> list[tuple[str | None, str | None, str | None]]:
    """Project, code and name of the unit of each amount's row in forms of (project, caption, unit)."""
    rows: list[list[str]] = []
    for project, caption, unit in forms:
        rows += [
            ["项目名称", project, "<"],
            [caption, unit, "<"],
            ["项目资金（万元）", "资金总额", "19.00"],
            ["年度目标", "做好工作", "<"],
        ]
    (table,) = read_tables(document(page([(["项目支出绩效目标表"], rows)])))
    return [
        (row.get("project_name_printed"), row.get("unit_code"), row.get("unit_name_printed"))
        for row in table.reading.rows
        if row["row_kind"] != "note"
    ]


def test_each_form_is_of_its_own_project_and_unit() -> None:
    assert _money_rows(("甲项目", "实施单位", "某市民政局"), ("乙项目", "项目单位", "[117002]某市救助站")) == [
        ("甲项目", None, "某市民政局"),
        ("乙项目", "117002", "某市救助站"),
    ]


@pytest.mark.parametrize("unit", ["综合处", "办公室", "各区县", "某局、某中心"])
def test_a_division_several_units_or_others_are_no_budget_unit(unit: str) -> None:
    assert _money_rows(("甲项目", "实施单位", unit)) == [("甲项目", None, None)]


def test_the_department_in_charge_is_not_the_unit() -> None:
    assert _money_rows(("甲项目", "主管部门", "某市民政局")) == [("甲项目", None, None)]
