"""What the cells of the reference report mean, typed by hand from its text: measures, rows, levels, units, indicators."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.reports.tables.printed import PrintedTable
from tests.reports.tables.looks import BORN_DIGITAL_LOOKS, REPORT, table_no

KINDS = [
    "revenue_expenditure_summary", "revenue_summary", "expenditure_summary", "fiscal_appropriation_summary",
    "general_public_expenditure", "general_public_basic_expenditure", "three_public_expenditure",
    "government_fund_expenditure", "state_capital_expenditure", "project_expenditure", "government_procurement",
    "purchased_services", "asset_allocation", "department_performance_targets", "project_performance_targets",
]  # fmt: skip
#: Table number → measure of each column, None for columns of text.
MEASURES: dict[int, list[str | None]] = {
    1: [None, "budget_amount", None, "budget_amount"],
    2: [
        None, None, "total", "current_total", "current_general_public", "current_government_fund", "current_state_capital",
        "current_fiscal_account", "current_institution_income", "current_business_income", "current_superior_subsidy",
        "current_affiliated_remittance", "current_other_income", "carry_total", "carry_general_public",
        "carry_government_fund", "carry_state_capital", "carry_fiscal_account", "carry_unit_funds",
    ],
    3: [None, None, "total", "basic", "project", "business_expenditure", "remitted_to_superior", "subsidy_to_affiliated"],
    4: [None, "budget_amount", None, "budget_amount"],
    5: [None, None, "total", "basic", "basic_personnel", "basic_operating", "project"],
    6: [None, None, "total", "basic_personnel", "basic_operating"],
    7: [
        "three_public_total", "overseas_travel", "official_vehicle_total", "official_vehicle_purchase",
        "official_vehicle_running", "official_reception",
    ],
    8: [None, None, "total", "basic", "project"],
    9: [None, None, "total", "basic", "project"],
    10: [
        None, None, None, "total", "current_general_public", "current_government_fund", "current_state_capital",
        "carry_general_public", "carry_government_fund", "carry_state_capital", "current_fiscal_account", "current_unit_funds",
    ],
    11: [None] * 8 + ["quantity", "unit_price", None, "procurement_amount", "procurement_sme_amount", "procurement_micro_amount"],
    12: [None] * 5 + ["quantity", "purchased_service_amount"] + [None] * 7,
    13: [None] * 6 + [
        "asset_quantity", "asset_authorised_quantity", "asset_requested_quantity", "unit_price", "asset_amount", None, None,
        "asset_approved_unit_price", "asset_approved_quantity", None, None, None, "asset_approved_amount",
    ],
}  # fmt: skip
DEPARTMENT, OFFICE = "中国共产党武汉市青山区委员会组织部", "中国共产党武汉市青山区委员会组织部本级"

pytestmark = pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)


def by_label(table: PrintedTable, column: str) -> dict[str, object]:
    return {row["label_printed"]: row.get(column) for row in table.reading.rows}


@pytest.mark.parametrize("number", range(1, 16))
def test_kinds_units_and_numbers(look: str, number: int) -> None:
    table = table_no(look, number)
    assert (table.table_kind, table.kind.by_title) == (KINDS[number - 1], KINDS[number - 1])
    assert table.kind.by_header in (None, KINDS[number - 1]) or number == 9
    assert table.unit.label == ("万元" if number > 13 else "元")
    assert (table.title.year, table.hold_reasons) == (2024, [])


def test_table_9_carries_table_8s_header(look: str) -> None:
    assert table_no(look, 9).kind.by_header == "government_fund_expenditure"


@pytest.mark.parametrize("number", range(1, 14))
def test_every_amount_is_typed_under_its_measure(look: str, number: int) -> None:
    block = REPORT.tables[number - 1]
    expected: list[tuple[str, str, Decimal | None]] = []
    for row in block.grids[0][block.header_rows :]:
        for measure, text in zip(MEASURES[number], row, strict=True):
            if measure and text != "<":
                expected.append((measure, text, Decimal(text.replace(",", "")) if text else None))
    lines = table_no(look, number).reading.lines
    found = [(line["measure_key"], line["value_text"] or "", line["value"]) for line in lines]
    # A half of a row in which nothing at all is printed is no row.
    assert sorted(item for item in found if item[1]) == sorted(item for item in expected if item[1])
    assert {item[0] for item in found} == {item for item in MEASURES[number] if item}
    assert not any(line["is_flagged"] for line in lines)


def test_blank_zero_and_printed_are_told_apart(look: str) -> None:
    states = {line["value_state"] for line in table_no(look, 3).reading.lines}
    assert states == {"printed", "zero", "empty"}
    assert table_no(look, 8).is_empty
    assert not table_no(look, 4).is_empty


def test_functions_and_levels_of_table_5(look: str) -> None:
    rows = table_no(look, 5).reading.rows
    assert [(row["level_no"], row["row_kind"]) for row in rows[:5]] == [
        (0, "total"), (1, "group"), (2, "group"), (3, "line"), (3, "line"),
    ]  # fmt: skip
    codes = [row.get("function_code") for row in rows]
    assert codes[:7] == [None, "201", "20132", "2013201", "2013202", "2013250", "208"]
    assert codes[-1] == "2210202"
    assert rows[-1]["page_no"] > rows[0]["page_no"] or look != "reference"


def test_economic_codes_of_table_6(look: str) -> None:
    rows = table_no(look, 6).reading.rows
    assert [(row.get("economic_code"), row["level_no"]) for row in rows[:3]] == [(None, 0), ("301", 1), ("30101", 2)]
    assert not any(row.get("function_code") for row in rows)


def test_two_sided_tables_name_rows_and_classes(look: str) -> None:
    for number in (1, 4):
        rows = table_no(look, number).reading.rows
        revenue = [row for row in rows if row["side"] == "revenue"]
        expenditure = [row for row in rows if row["side"] == "expenditure"]
        assert [row["level_no"] for row in revenue if row["row_kind"] == "total"] == [0]
        assert {row["row_key"] for row in revenue} >= {
            "revenue_general_public",
            "revenue_carry_over",
            "revenue_grand_total",
        }
        classes = {row["function_code"]: row["level_no"] for row in expenditure if row.get("function_code")}
        assert len(classes) == 25
        assert set(classes.values()) == {2}
        assert {"201", "207", "215", "220", "224", "233"} <= set(classes)
        assert {row["code_source"] for row in expenditure if row.get("function_code")} == {"name"}
    carried = [row for row in table_no(look, 4).reading.rows if row["row_key"] == "revenue_general_public"]
    assert len(carried) == 2


def test_units_of_table_2(look: str) -> None:
    rows = table_no(look, 2).reading.rows
    assert [(row.get("unit_code"), row["level_no"], row["row_kind"]) for row in rows] == [
        (None, 0, "total"), ("112", 1, "group"), ("112001", 2, "line"),
    ]  # fmt: skip
    assert table_no(look, 2).unit_rows == [("112", DEPARTMENT), ("112001", OFFICE)]


def test_projects_of_table_10(look: str) -> None:
    rows = table_no(look, 10).reading.rows
    assert [row["level_no"] for row in rows] == [0, 1, 2, 3, 4, 4, 4, 4, 4, 4]
    projects = [row for row in rows if row.get("project_code")]
    assert [row["project_code"][-3:] for row in projects] == ["100", "101", "102", "103", "104", "105"]
    assert projects[4]["project_name_printed"] == "工作性其他-干部管理及干部培训宣传教育经费"
    assert {(row["unit_code"], row["unit_name_printed"]) for row in projects} == {("112001", OFFICE)}


def test_purchases_carry_function_and_economic_codes(look: str) -> None:
    lines = [row for row in table_no(look, 11).reading.rows if row.get("procurement_code")]
    assert [
        (row["function_code"], row["economic_code"], row["procurement_code"], row["unit_code"], row["level_no"])
        for row in lines
    ] == [("2013202", "30202", "C23090199", "112001", 3), ("2013202", "30201", "A05040101", "112001", 3)]
    assert {row["project_name_printed"] for row in lines} == {"工作性其他-组织事务工作经费"}
    service = table_no(look, 12).reading.rows[-1]
    assert (service["function_code"], service["economic_code"]) == ("2013202", "30299")
    texts = {label["field_key"]: label["text"] for label in table_no(look, 12).reading.labels}
    assert (texts["service_content"], texts["catalogue_level_3"]) == ("法律顾问", "法律顾问服务(省级第二版)")


def test_funding_of_three_years_in_table_14(look: str) -> None:
    table = table_no(look, 14)
    keys = {row["row_id"]: row["row_key"] for row in table.reading.rows}
    found = {
        (keys[line["row_id"]], line["measure_key"], line["amount_year"]): str(line["value"])
        for line in table.reading.lines
    }
    assert found["funding_revenue_total", "funding_amount", 2022] == "2625.28"
    assert found["funding_revenue_total", "funding_amount", 2023] == "2208.16"
    assert found["funding_expenditure_basic", "funding_share", 2024] == "30.50"
    assert found["funding_expenditure_total", "funding_amount", 2024] == "1800.97"
    assert len(found) == 24
    assert {line["unit_multiplier"] for line in table.reading.lines if line["value_type"] == "money"} == {10000}


def test_indicators_of_table_14(look: str) -> None:
    indicators = table_no(look, 14).reading.indicators
    scopes = [indicator["goal_scope"] for indicator in indicators]
    assert (scopes.count("long_term"), scopes.count("annual")) == (24, 24)
    assert {indicator["goal_no"] for indicator in indicators} == {1, 2, 3, 4, 5, 6}
    second = next(i for i in indicators if i["goal_scope"] == "annual" and i["goal_no"] == 2)
    assert (second["indicator_name"], second["level1_name"], second["level2_name"]) == (
        "提档升级基层党建服务阵地", "产出指标", "数量指标",
    )  # fmt: skip
    assert (second["prior_year_value_text"], second["prior_2_year_value_text"], second["target_value_text"]) == (
        "≥3", None, "≥1",
    )  # fmt: skip
    assert all(
        indicator["level1_name"] and indicator["level2_name"] and indicator["goal_text"] for indicator in indicators
    )


def test_forms_of_table_15(look: str) -> None:
    table = table_no(look, 15)
    names = {label["form_no"]: label["text"] for label in table.reading.labels if label["field_key"] == "project_name"}
    invested = {
        row["form_no"]: str(line["value"])
        for row in table.reading.rows
        for line in table.reading.lines
        if line["row_id"] == row["row_id"] and row["row_key"] == "project_investment_total"
    }
    assert [(names[form], invested[form]) for form in sorted(names)] == [
        ("组织事务工作经费", "73"),
        ("红色引擎工程经费", "784.89"),
        ("划拨给党校的干部教育培训经费", "13.44"),
        ("干部管理及干部培训宣传教育工作经费", "51.2"),
        ("干部慰问体检经费", "9.2"),
        ("人才专项工作经费", "320"),
    ]
    assert len(table.reading.indicators) == 24
    assert all(i["level1_name"] and i["project_name"] == names[i["form_no"]] for i in table.reading.indicators)
    leaders = [label["text"] for label in table.reading.labels if label["field_key"] == "project_leader"]
    assert leaders == ["周凯斌", "邓链岳", "张晨", "张晨", "王小溪", "刘昌桂"]


@pytest.mark.parametrize("number", range(1, 16))
def test_nothing_printed_is_dropped(look: str, number: int) -> None:
    table = table_no(look, number)
    kept = {line["cell_id"] for line in table.reading.lines} | {label["cell_id"] for label in table.reading.labels}
    for cell in table.sheet.cells:
        is_header = cell.row in table.header.rows or cell.row in table.sheet.title_rows | table.sheet.repeated_rows
        is_caption = table.reading.roles.get(id(cell)) == "header"
        if cell.text.strip() and not is_header and not is_caption:
            assert table.reading.cell_id(cell) in kept, (cell.row, cell.col, cell.text)
    assert not any(label["field_key"] is None for label in table.reading.labels)
