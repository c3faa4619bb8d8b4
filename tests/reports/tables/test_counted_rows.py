"""Rows that count things, between rows of money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.reports.tables import read_tables
from pipelines.reports.tables.counted_rows import counted_rows
from pipelines.reports.tables.reading import RowReading
from tests.reports.tables.grids import document, page


def counted(*labels: str) -> list[str]:
    rows = [RowReading(number, 1, label_printed=label) for number, label in enumerate(labels)]
    found = counted_rows(rows)
    return [label for number, label in enumerate(labels) if number in found]


def test_the_unit_in_brackets_says_what_is_counted() -> None:
    assert counted(
        "公务接待费", "国内公务接待批次（个）", "设备（台、套）", "机关运行经费（万元）", "维修（护）费"
    ) == [
        "国内公务接待批次（个）",
        "设备（台、套）",
    ]


def test_rows_numbered_below_are_counted_too_until_the_next_of_its_rank() -> None:
    labels = (
        "（一）车辆数合计（辆）",
        "1.机要通信用车",
        "2.应急保障用车",
        "（二）设备（台，套）",
        "四、政府采购支出",
        "1.货物",
    )
    assert counted(*labels) == list(labels[:4])


def test_a_row_without_number_ends_them() -> None:
    assert counted("（一）车辆数合计（辆）", "公务接待费", "1.国内接待") == ["（一）车辆数合计（辆）"]


def test_what_is_counted_is_no_money() -> None:
    rows = [["项目", "行次", "决算数"], ["1.公务接待费", "1", "4.86"], ["2.公务用车保有量（辆）", "2", "4"]]
    table = read_tables(document(page([(["机构运行信息表", "单位：万元"], rows)])))[0]
    lines = [
        (line["value"], line["value_type"], line["measure_key"], line["unit_multiplier"])
        for line in table.reading.lines
    ]
    assert lines == [(Decimal("4.86"), "money", "official_reception", 10_000), (Decimal(4), "count", None, None)]


def test_what_is_named_below_a_header_of_money_is_counted() -> None:
    rows = [
        ["“三公”经费", "<", "<", "会议费"],
        ["合计", "公务用车运行费", "公务接待费", "^"],
        ["12.26", "10.44", "1.82", "2.10"],
        ["公务用车保有量（辆）", "4", "召开会议次数（个）", "3"],
    ]
    table = read_tables(document(page([(["“三公”经费、会议费支出决算表", "单位：万元"], rows)])))[0]
    assert [(line["value_type"], line["measure_key"]) for line in table.reading.lines][-2:] == [("count", None)] * 2
    assert [line["measure_key"] for line in table.reading.lines][:4] == [
        "three_public_total", "official_vehicle_running", "official_reception", "conference",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "header", "label"),
    [
        ("政府采购预算表", ["采购项目", "数量", "采购金额"], "1.复印机（台）"),
        ("项目支出表", ["项目名称", "合计", "财政拨款"], "农村危房改造（户）"),
    ],
)
def test_names_of_purchases_and_projects_keep_their_money(title: str, header: list[str], label: str) -> None:
    table = read_tables(
        document(page([([title, "单位：万元"], [header, [label, "2", "4.86"], ["合计", "2", "4.86"]])]))
    )[0]
    lines = [line for line in table.reading.lines if line["value"] == Decimal("4.86")]
    assert [(line["value_type"], line["unit_multiplier"]) for line in lines] == [("money", 10_000)] * 2
