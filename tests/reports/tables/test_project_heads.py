"""Lines that repeat a project's name stand below the row that prints it alone."""

from __future__ import annotations

import pytest

from pipelines.reports.tables import read_tables
from tests.reports.tables.grids import Rows, document, page

HEAD: Rows = [
    ["项目分类", "项目代码", "项目名称", "项目单位", "总计", "一般公共预算"],
]


def levels(rows: Rows) -> list[tuple[int, str]]:
    title = ["部门项目支出预算表（其他运转类、特定目标类项目）", "单位：元"]
    found = read_tables(document(page([(title, [*HEAD, *rows])])))[0]
    return [(row["level_no"], row["row_kind"]) for row in found.reading.rows]


def rows(second: str) -> Rows:
    return [
        ["", "", "水库鉴定经费", "", "480000.00", "480000.00"],
        ["特定目标类", "530124251100003422100", "水库鉴定经费", "某县水利站", second, second],
        ["", "", "防汛经费", "", "260000.00", "260000.00"],
        ["特定目标类", "530124251100003411305", "防汛经费", "某县水务局", "200000.00", "200000.00"],
        ["特定目标类", "530124251100003411305", "防汛经费", "某县水务局", "60000.00", "60000.00"],
        ["合计", "<", "<", "<", "740000.00", "740000.00"],
    ]


def test_a_project_with_one_line_prints_its_amounts_twice() -> None:
    assert levels(rows("480000.00")) == [
        (1, "group"), (2, "line"), (1, "group"), (2, "line"), (2, "line"), (0, "total")
    ]  # fmt: skip


@pytest.mark.parametrize("amount", ["470000.00", "480001.00"])
def test_where_one_head_does_not_come_to_its_lines_none_is_proven_so(amount: str) -> None:
    assert levels(rows(amount))[:2] == [(1, "line"), (1, "line")]
