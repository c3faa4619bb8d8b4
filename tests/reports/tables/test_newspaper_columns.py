"""One list that a table prints in columns side by side is read as one list."""

from __future__ import annotations

from pipelines.reports.tables import PrintedTable, read_tables
from tests.reports.tables.grids import Rows, document, page

PAIR = ["科目编码", "科目名称", "决算数"]


def table(rows: Rows) -> PrintedTable:
    title = "一般公共预算财政拨款基本支出决算明细表"
    return read_tables(document(page([([title, "单位：万元"], rows)])))[0]


def rows_of(found: PrintedTable) -> list[tuple[int, int, str, str | None, int, str | None]]:
    """Half, whether its number goes up, label, code, level and figure of each row."""
    values = {line["row_id"]: line["value"] for line in found.reading.lines if line["value"] is not None}
    return [
        (
            row["block_no"], row["row_no"], row["label_printed"], row.get("economic_code"), row["level_no"],
            str(values[row["row_id"]]) if row["row_id"] in values else None,
        )
        for row in found.reading.rows
    ]  # fmt: skip


def test_a_list_goes_on_in_the_next_column_below_one_header() -> None:
    found = table(
        [
            ["人员经费", "<", "<", "公用经费", "<", "<", "<", "<", "<"],
            [*PAIR, *PAIR, *PAIR],
            ["301", "工资福利支出", "90.00", "302", "商品和服务支出", "30.00", "30207", "邮电费", "4.00"],
            ["30101", "基本工资", "60.00", "30201", "办公费", "10.00", "30211", "差旅费", "5.00"],
            ["30102", "津贴补贴", "30.00", "30202", "印刷费", "11.00", "310", "资本性支出", "7.00"],
            ["", "", "", "", "", "", "31002", "办公设备购置", "7.00"],
            ["人员经费合计", "<", "90.00", "公用经费合计", "<", "<", "<", "<", "37.00"],
        ]
    )
    public = [row for row in rows_of(found) if row[0] == 2]
    assert [row[2:] for row in public] == [
        ("商品和服务支出", "302", 1, "30.00"),
        ("办公费", "30201", 2, "10.00"),
        ("印刷费", "30202", 2, "11.00"),
        ("邮电费", "30207", 2, "4.00"),
        ("差旅费", "30211", 2, "5.00"),
        ("资本性支出", "310", 1, "7.00"),
        ("办公设备购置", "31002", 2, "7.00"),
        ("公用经费合计", None, 0, "37.00"),
    ]
    assert [row[1] for row in public] == sorted({row[1] for row in public}), "rows are counted on"
    assert {row[0] for row in rows_of(found)} == {1, 2}
    columns = {(column["block_no"], column["col_no"]) for column in found.reading.columns}
    assert columns == {(1, 3), (2, 6)}
    assert {line["col_no"] for line in found.reading.lines} == {3, 6}, "figures are counted as of one column"
    assert len({line["cell_id"] for line in found.reading.lines}) == len(found.reading.lines), (
        "cells stay where they are"
    )


def test_halves_below_headers_of_their_own_are_lists_of_their_own() -> None:
    found = table(
        [
            ["人员经费", "<", "<", "公用经费", "<", "<"],
            [*PAIR, *PAIR],
            ["301", "工资福利支出", "90.00", "302", "商品和服务支出", "21.00"],
            ["30101", "基本工资", "60.00", "30201", "办公费", "10.00"],
            ["30102", "津贴补贴", "30.00", "30202", "印刷费", "11.00"],
            ["人员经费合计", "<", "90.00", "公用经费合计", "<", "21.00"],
        ]
    )
    assert [row[:3] for row in rows_of(found) if row[0] == 2] == [
        (2, 3, "商品和服务支出"),
        (2, 4, "办公费"),
        (2, 5, "印刷费"),
        (2, 6, "公用经费合计"),
    ]
