"""The table that tests of joining let a page break, and what is read of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reports.tables import PrintedTable

HEADER = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
TITLE = "表5.某局2024年一般公共预算支出表"
UNIT = "单位：元"
FIRST = [
    HEADER,
    ["", "合计", "300.00", "200.00", "100.00"],
    ["201", "一般公共服务支出", "300.00", "200.00", "100.00"],
    ["20132", "组织事务", "300.00", "200.00", "100.00"],
]


def labels_of(tables: Sequence[PrintedTable]) -> list[list[str | None]]:
    return [[row["label_printed"] for row in table.reading.rows] for table in tables]
