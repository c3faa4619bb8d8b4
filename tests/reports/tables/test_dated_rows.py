"""Rows of several years for one name."""

from __future__ import annotations

from pipelines.reports.tables import PrintedTable, read_tables
from tests.reports.tables.grids import Rows, document, page

_HEADER = ["预算单位", "年度", "总计", "因公出国（境）费", "公务接待费"]


def _table(*rows: list[str]) -> PrintedTable:
    body: Rows = [_HEADER, *rows]
    return read_tables(document(page([(["“三公”经费支出表", "单位：万元"], body)])))[0]


def _unit(name: str, *years: tuple[str, str, str]) -> list[list[str]]:
    dates = ("2025", "2026", "增减变化金额")
    return [[name if n == 0 else "", date, *own] for n, (date, own) in enumerate(zip(dates, years, strict=False))]


FOUND = _table(
    *_unit("某市水务局", ("382.64", "5.20", "377.44"), ("469.17", "71.20", "397.97"), ("86.53", "66.00", "20.53")),
    *_unit(
        "某市水务局（本级）", ("39.87", "5.20", "34.67"), ("146.77", "71.20", "75.57"), ("106.90", "66.00", "40.90")
    ),
    *_unit("某市水情中心", ("342.77", "0.00", "342.77"), ("322.40", "0.00", "322.40"), ("-20.37", "0.00", "-20.37")),
)


def test_the_name_printed_in_the_first_year_is_every_years() -> None:
    units = [row["unit_name_printed"] for row in FOUND.reading.rows]
    assert units == [*["某市水务局"] * 3, *["某市水务局（本级）"] * 3, *["某市水情中心"] * 3]


def test_units_stand_under_their_department_in_every_year() -> None:
    assert [row["level_no"] for row in FOUND.reading.rows] == [1, 1, 1, 2, 2, 2, 2, 2, 2]


def test_each_year_is_a_form_of_its_own() -> None:
    assert [row["form_no"] for row in FOUND.reading.rows] == [1, 2, 3] * 3


def test_only_the_rows_of_years_are_money_the_others_are_changes() -> None:
    measures = [line["measure_key"] for line in FOUND.reading.lines if line["header_path"] == "公务接待费"]
    assert measures == ["official_reception", "official_reception", "change_amount"] * 3


def test_a_year_printed_again_without_a_name_is_left_without_one() -> None:
    rows = [
        *_unit("某市水务局", ("3.00", "1.00", "2.00"), ("4.00", "1.00", "3.00")),
        ["", "2025", "5.00", "1.00", "4.00"],
    ]
    found = _table(*rows).reading.rows
    assert found[2].get("unit_name_printed") is None
    assert {row["form_no"] for row in found} == {1}


def test_names_of_one_year_each_are_no_rows_of_years() -> None:
    found = _table(["某市水务局", "2026", "3.00", "1.00", "2.00"], ["某市水情中心", "2026", "4.00", "1.00", "3.00"])
    assert [(row["unit_name_printed"], row["form_no"]) for row in found.reading.rows] == [
        ("某市水务局", 1), ("某市水情中心", 1),
    ]  # fmt: skip
