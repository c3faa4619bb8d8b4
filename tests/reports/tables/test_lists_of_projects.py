"""A table of performance targets that prints one project a row is read as rows and columns, not as forms."""

from __future__ import annotations

from decimal import Decimal

from pipelines.reports.tables import read_tables
from tests.reports.tables.grids import document, page

TITLE = "表11：2026年部门项目支出绩效表"


def test_a_row_a_project_gives_its_amount_and_its_goal() -> None:
    rows = [
        ["单位名称", "项目名称", "金额", "绩效目标"],
        ["某局", "业务建设", "1,097.02", "提升监测能力，站点162个。"],
        ["某局下属中心", "系统维护", "146.69", "1.信息发布稳定；2.设备正常运行。"],
    ]
    (table,) = read_tables(document(page([([TITLE, "单位：万元"], rows)])))
    assert table.kind.key == "project_performance_targets"
    lines = [line for line in table.reading.lines if line["value_state"] == "printed"]
    assert [(line["measure_key"], line["value"]) for line in lines] == [
        ("project_investment", Decimal("1097.02")),
        ("project_investment", Decimal("146.69")),
    ]
    assert [row["project_name_printed"] for row in table.reading.rows] == ["业务建设", "系统维护"]
    assert {row["unit_name_printed"] for row in table.reading.rows} == {"某局", "某局下属中心"}


def test_units_stand_above_their_projects_and_the_total_above_all() -> None:
    rows = [
        ["项目名称（资金使用单位）", "总计", "财政拨款", "其他资金", "绩效目标"],
        ["合计：", "243.50", "230.00", "13.50", ""],
        ["某市水务局", "173.59", "160.09", "13.50", ""],
        ["业务建设", "100.09", "100.09", "", "提升能力。"],
        ["系统维护", "73.50", "60.00", "13.50", "设备正常运行。"],
        ["某市水情中心", "69.91", "69.91", "", ""],
        ["设备更新", "69.91", "69.91", "", "按时更新。"],
    ]
    (table,) = read_tables(document(page([([TITLE, "单位：万元"], rows)])))
    assert [(row["level_no"], row["row_kind"], row.get("unit_name_printed")) for row in table.reading.rows] == [
        (0, "total", None),
        (1, "group", "某市水务局"),
        (2, "line", "某市水务局"),
        (2, "line", "某市水务局"),
        (1, "group", "某市水情中心"),
        (2, "line", "某市水情中心"),
    ]


def test_a_unit_alone_in_the_first_row_is_no_header() -> None:
    rows = [
        ["项目", "预算数（单位：万元）", "绩效目标"],
        ["某市卫生健康委员会", "", ""],
        ["综合业务费", "646.54", "保障运转。"],
    ]
    (table,) = read_tables(document(page([([TITLE, "单位：万元"], rows)])))
    assert [(line["measure_key"], str(line["value"])) for line in table.reading.lines if line["value"]] == [
        ("project_investment", "646.54")
    ]


def test_a_form_that_names_its_project_and_goal_stays_a_form() -> None:
    rows = [
        ["项目名称", "业务建设", "项目金额（万元）", "12.00"],
        ["项目绩效目标", "提升监测能力", "<", "<"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "站点数量", "≥162个"],
    ]
    (table,) = read_tables(document(page([(["表12.项目支出绩效目标表", "单位：万元"], rows)])))
    assert table.reading.indicators[0]["indicator_name"] == "站点数量"
    assert {row["project_name_printed"] for row in table.reading.rows} == {"业务建设"}
