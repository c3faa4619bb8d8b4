"""“三公” items as rows or as columns, by fund, by stage and by year: what each figure measures."""

from __future__ import annotations

from decimal import Decimal

from pipelines.reports.tables import read_tables
from tests.reports.tables.grids import Rows, document, page

Read = list[tuple[str | None, int | None, Decimal | None]]


def read(title: str, rows: Rows) -> Read:
    """Measure, year and figure of each printed amount."""
    (table,) = read_tables(document(page([([title, "单位：万元"], rows)])))
    assert table.kind.key == "three_public_expenditure"
    lines = [line for line in table.reading.lines if line["value"] is not None]
    return [(line["measure_key"], line["amount_year"], line["value"]) for line in lines]


def test_items_printed_as_rows_with_a_column_a_fund() -> None:
    found = read(
        "表8.2026年财政拨款安排的行政经费及“三公”经费预算表",
        [
            ["项目", "合计", "一般公共预算", "政府性基金预算"],
            ["行政经费", "26.00", "26.00", "0.00"],
            ["“三公”经费", "4.00", "3.00", "1.00"],
            ["其中：（一）因公出国（境）支出", "4.00", "3.00", "1.00"],
            ["（二）某项别的支出", "0.00", "0.00", "0.00"],
        ],
    )
    assert [key for key, _, _ in found] == [
        "administrative_funds", "administrative_funds_general_public", "administrative_funds_government_fund",
        "three_public_total", "three_public_total_general_public", "three_public_total_government_fund",
        "overseas_travel", "overseas_travel_general_public", "overseas_travel_government_fund",
        None, None, None,
    ]  # fmt: skip


def test_items_by_fund_and_a_row_a_year() -> None:
    found = read(
        "表9.财政拨款“三公”经费支出表",
        [
            ["预算单位", "年度", "总计", "<", "公务接待费", "<", "公务用车购置及运行维护费", "<"],
            ["^", "^", "^", "^", "^", "^", "小计", "<"],
            ["^", "^", *(["一般公共预算", "政府性基金预算"] * 3)],
            ["某局", "2025年", "3.00", "0.00", "1.00", "0.00", "2.00", "0.00"],
            ["", "2026年", "6.00", "0.00", "1.00", "0.00", "5.00", "0.00"],
            ["", "增减变化金额", "3.00", "0.00", "0.00", "0.00", "3.00", "0.00"],
        ],
    )
    assert found[0] == ("three_public_total_general_public", 2025, Decimal("3.00"))
    assert found[6:8] == [
        ("three_public_total_general_public", 2026, Decimal("6.00")),
        ("three_public_total_government_fund", 2026, Decimal("0.00")),
    ]
    assert found[10][:2] == ("official_vehicle_total_general_public", 2026)
    assert {key for key, _, _ in found[12:]} == {"change_amount"}


def test_budget_beside_final_figures() -> None:
    found = read(
        "2024年度财政拨款“三公”经费支出决算表",
        [
            ["合计", "<", "公务接待费", "<"],
            ["预算数", "决算数", "预算数", "决算数"],
            ["2.85", "0.39", "2.85", "0.39"],
        ],
    )
    assert [key for key, _, _ in found] == [
        "three_public_total_budgeted", "three_public_total", "official_reception_budgeted", "official_reception",
    ]  # fmt: skip


def test_the_budget_of_another_year_than_the_final_figures_is_no_stage_of_it() -> None:
    found = read(
        "2024年度“三公”经费支出表",
        [["项目", "2023年决算数", "2024年预算数"], ["公务接待费", "0.39", "2.85"]],
    )
    assert found == [("official_reception", 2023, Decimal("0.39")), ("official_reception", 2024, Decimal("2.85"))]


def test_a_total_beside_that_of_the_three_public_expenses_includes_the_meetings() -> None:
    found = read(
        "2019年度“三公”经费、会议费、培训费支出预算表",
        [
            ["合计", "“三公”经费", "<", "会议费", "培训费"],
            ["^", "小计", "公务接待费", "^", "^"],
            ["9.00", "5.00", "5.00", "1.00", "3.00"],
        ],
    )
    assert [key for key, _, _ in found] == [
        "three_public_and_meetings_total", "three_public_total", "official_reception", "conference", "training",
    ]  # fmt: skip


def test_each_year_has_its_own_total_of_expenses_and_meetings() -> None:
    found = read(
        "2021年“三公”经费、会议费、培训费支出预算表",
        [
            ["2020年", *"<<<", "2021年", *"<<<"],
            ["合计", "“三公”经费", "会议费", "培训费"] * 2,
            ["^", "小计", "^", "^"] * 2,
            ["9.00", "5.00", "1.00", "3.00", "8.00", "4.00", "1.00", "3.00"],
        ],
    )
    keys = ["three_public_and_meetings_total", "three_public_total", "conference", "training"]
    assert [(key, year) for key, year, _ in found] == [(key, 2020) for key in keys] + [(key, 2021) for key in keys]


def test_budget_and_final_as_outer_headers() -> None:
    items = ["合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"]
    lower = ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"]
    keys = [
        "three_public_total", "overseas_travel", "official_vehicle_total", "official_vehicle_purchase",
        "official_vehicle_running", "official_reception",
    ]  # fmt: skip
    found = read(
        "2024年度财政拨款“三公”经费支出决算表",
        [
            ["预算数", *"<<<<<", "决算数", *"<<<<<"],
            items * 2,
            lower * 2,
            [str(number) for number in range(1, 13)],
            ["9.00", "1.00", "5.00", "2.00", "3.00", "3.00", "8.00", "1.00", "5.00", "2.00", "3.00", "2.00"],
        ],
    )
    assert [key for key, _, _ in found] == [*(f"{key}_budgeted" for key in keys), *keys]


def test_stages_of_the_budget_in_a_table_of_final_accounts() -> None:
    rows = [
        ["科目编码", "科目名称", "年初预算数", "全年预算数", "决算数"],
        ["2013201", "行政运行", "5.00", "6.00", "5.50"],
    ]
    (table,) = read_tables(
        document(page([(["公开05表.某局2024年度一般公共预算财政拨款支出决算表", "单位：万元"], rows)]))
    )
    assert [(line["measure_key"], str(line["value"])) for line in table.reading.lines] == [
        ("initial_budget_amount", "5.00"), ("adjusted_budget_amount", "6.00"), ("budget_amount", "5.50"),
    ]  # fmt: skip


def test_items_in_words_nobody_has_listed() -> None:
    found = read(
        "表8.2026年“三公”经费支出表",
        [
            ["项目", "2026年预算数"],
            ["合计", "9.00"],
            ["出国费用", "4.00"],
            ["公车购置费", "5.00"],
            ["公车租赁费", "0.00"],
        ],
    )
    assert [key for key, _, _ in found] == [
        "three_public_total", "overseas_travel", "official_vehicle_purchase", None,
    ]  # fmt: skip


def test_the_change_of_an_item_in_a_row_is_its_own_and_no_amount() -> None:
    found = read(
        "表8.2026年“三公”经费支出表",
        [
            ["项目", "2025年预算数", "2026年预算数", "增减额"],
            ["公务接待费", "9.00", "4.00", "-5.00"],
            ["合计", "9.00", "4.00", "-5.00"],
        ],
    )
    assert [key for key, _, _ in found] == [
        "official_reception", "official_reception", "official_reception_change",
        "three_public_total", "three_public_total", "three_public_total_change",
    ]  # fmt: skip
