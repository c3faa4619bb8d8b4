"""What rows of tables printed in steps leave out because a row above says it."""

from __future__ import annotations

from pipelines.reports.tables import PrintedTable, read_tables
from pipelines.reports.tables.reading import RowReading
from pipelines.reports.tables.step_names import hand_down_steps
from tests.reports.tables.grids import document, page

_COLUMNS = {"procurement_category": 0, "project_name": 1, "economic": 2, "procurement_item": 3}


def _row(level: int, *, kind: str = "line", **texts: str) -> RowReading:
    facts = {
        "project_name_printed": texts.get("project_name"),
        "economic_name_printed": texts.get("economic"),
        "economic_code": texts.get("economic") and f"302{level}",
        "no_code_reason": "the table prints no code",
    }
    columns = {key: _COLUMNS[key] for key in texts}
    return RowReading(0, 1, row_kind=kind, level_no=level, texts=texts, columns=columns, facts=facts)


def _handed_down(*rows: RowReading) -> list[tuple[str | None, str | None]]:
    hand_down_steps(rows)
    return [(row.facts["project_name_printed"], row.facts["economic_name_printed"]) for row in rows]


def test_a_purchase_is_of_the_project_and_item_of_the_step_above_it() -> None:
    head, purchase = _row(2, project_name="审判经费", economic="维修费"), _row(3, procurement_item="修缮")
    assert _handed_down(_row(1, procurement_category="服务"), head, purchase) == [
        (None, None),
        ("审判经费", "维修费"),
        ("审判经费", "维修费"),
    ]
    assert (purchase.facts["economic_code"], purchase.facts["code_source"]) == ("3022", "inherited")
    assert "no_code_reason" not in purchase.facts


def test_an_item_whose_project_is_left_empty_goes_on_with_the_project_beside_it() -> None:
    rows = [
        _row(2, project_name="审判经费", economic="维修费"),
        _row(3, procurement_item="修缮"),
        _row(2, economic="会议费"),
        _row(2, economic="印刷费"),
        _row(3, procurement_item="印刷品"),
    ]
    assert _handed_down(*rows)[2:] == [("审判经费", "会议费"), ("审判经费", "印刷费"), ("审判经费", "印刷费")]


def test_the_next_class_begins_anew_and_what_a_row_says_stays() -> None:
    rows = [
        _row(1, procurement_category="货物"),
        _row(2, project_name="审判经费", economic="维修费"),
        _row(1, procurement_category="服务"),
        _row(2, economic="会议费"),
        _row(3, project_name="其他经费", procurement_item="会议服务"),
    ]
    assert _handed_down(*rows)[2:] == [(None, None), (None, "会议费"), ("其他经费", "会议费")]


def test_a_column_to_the_right_of_what_a_row_prints_does_not_go_on() -> None:
    rows = [_row(2, project_name="审判经费", economic="维修费"), _row(2, project_name="其他经费")]
    assert _handed_down(*rows) == [("审判经费", "维修费"), ("其他经费", None)]


def test_neither_totals_take_a_project_nor_do_rows_below_them() -> None:
    rows = [_row(0, kind="total"), _row(1, project_name="审判经费"), _row(0, kind="total"), _row(1, economic="会议费")]
    assert _handed_down(*rows)[2:] == [(None, None), (None, "会议费")]


def _read(*rows: list[str]) -> PrintedTable:
    header = ["采购品目大类", "专项名称", "经济科目", "采购物品名称", "采购组织形式", "总计"]
    return read_tables(document(page([(["政府采购支出预算表", "单位：万元"], [header, *rows])])))[0]


def test_a_table_printed_in_steps_is_read_so() -> None:
    found = _read(
        ["合计", "", "", "", "", "12.00"],
        ["一、货物A", "", "", "", "", "12.00"],
        ["", "审判经费", "维修（护）费", "", "", "9.00"],
        ["", "", "", "修缮材料", "分散采购", "4.00"],
        ["", "", "", "其他材料", "分散采购", "5.00"],
        ["", "", "印刷费", "", "", "3.00"],
        ["", "", "", "印刷品", "分散采购", "3.00"],
    )
    rows = [
        (row["label_printed"], row.get("project_name_printed"), row.get("economic_code"))
        for row in found.reading.rows
        if row["row_kind"] == "line"
    ]
    assert rows == [
        ("修缮材料", "审判经费", "30213"),
        ("其他材料", "审判经费", "30213"),
        ("印刷品", "审判经费", "30202"),
    ]


def test_units_between_a_class_and_its_purchases_are_those_of_the_purchases() -> None:
    found = _read(
        ["合计", "", "", "", "", "17.20"],
        ["货物", "", "", "", "", "12.20"],
        ["某局（本级）", "", "", "", "", "9.10"],
        ["", "办公费用", "印刷费", "复印纸", "分散采购", "9.10"],
        ["某市投资中心", "", "", "", "", "3.10"],
        ["", "办公费用", "印刷费", "复印纸", "分散采购", "3.10"],
        ["服务", "", "", "", "", "5.00"],
        ["某局（本级）", "", "", "", "", "5.00"],
        ["", "办公费用", "印刷费", "印刷服务", "分散采购", "5.00"],
    )
    rows = [
        (row["label_printed"], row.get("unit_name_printed"), row.get("procurement_name_printed"))
        for row in found.reading.rows
    ]
    office, centre = "某局（本级）", "某市投资中心"
    assert rows == [
        ("合计", None, None),
        ("货物", None, "货物"),
        (office, office, None),
        ("复印纸", office, "复印纸"),
        (centre, centre, None),
        ("复印纸", centre, "复印纸"),
        ("服务", None, "服务"),
        (office, office, None),
        ("印刷服务", office, "印刷服务"),
    ]
