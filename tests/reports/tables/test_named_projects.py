"""Projects named in the column of a classification's names, below their item."""

from __future__ import annotations

from pipelines.reports.tables import read_tables
from tests.reports.tables.grids import Rows, document, page

HEAD: Rows = [
    ["项目", "<", "<", "<", "<", "金额"],
    ["科目编码", "<", "<", "单位代码", "单位名称（科目）", "^"],
    ["类", "款", "项", "^", "^", "^"],
    ["合计", "<", "<", "<", "<", "60.00"],
]


def rows_of(rows: Rows) -> list[tuple[object, ...]]:
    found = read_tables(document(page([(["一般公共预算项目支出预算表", "单位：万元"], [*HEAD, *rows])])))[0]
    return [
        (
            row["label_printed"],
            row["level_no"],
            row["row_kind"],
            row.get("function_code"),
            row.get("project_name_printed"),
        )
        for row in found.reading.rows
    ]


def test_projects_stand_below_the_item_whose_code_they_print_and_their_unit() -> None:
    assert rows_of(
        [
            ["", "", "", "", "某某测绘院", "35.00"],
            ["", "", "", "", "一般行政管理事务", "35.00"],
            ["220", "01", "02", "318301", "监测网络运行维护", "25.00"],
            ["220", "01", "02", "318301", "机关信息系统运维", "10.00"],
            ["", "", "", "", "某某勘察院", "25.00"],
            ["", "", "", "", "一般行政管理事务", "25.00"],
            ["220", "01", "02", "318601", "风险排查", "25.00"],
        ]
    ) == [
        ("合计", 0, "total", None, None),
        ("某某测绘院", 1, "group", None, None),
        ("一般行政管理事务", 2, "group", "2200102", None),
        ("监测网络运行维护", 3, "line", "2200102", "监测网络运行维护"),
        ("机关信息系统运维", 3, "line", "2200102", "机关信息系统运维"),
        ("某某勘察院", 1, "group", None, None),
        ("一般行政管理事务", 2, "group", "2200102", None),
        ("风险排查", 3, "line", "2200102", "风险排查"),
    ]


def test_a_code_beside_a_wrong_name_without_its_item_above_stays_a_code() -> None:
    found = rows_of(
        [
            ["220", "01", "01", "318301", "行政运行", "35.00"],
            ["220", "01", "02", "318301", "风险排查", "25.00"],
        ]
    )
    assert [row[3:] for row in found[1:]] == [("2200101", None), ("2200102", None)]
