"""Sentences of the kinds that issuers write, one rule of understanding a test."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.reports.narrative.texts import narrative_of

#: A heading, and one full line: the margins of a page are where long lines end.
HEADING = "第三部分 2024年部门预算情况说明\n  按照综合预算的原则，本部门所有收入和支出均纳入部门预算统一管理。\n"


def read(text: str, fiscal_year: int | None = 2024) -> list[dict[str, object]]:
    return narrative_of(HEADING + text, fiscal_year=fiscal_year).statements


def brief(text: str) -> list[tuple[object, ...]]:
    return [(row["subject_key"], row["role"], row["value_text"]) for row in read(text)]


def test_amount_change_and_percentage_of_one_subject_share_a_group() -> None:
    rows = read("2024年收入预算1,200.50万元，比2023年减少30万元，下降2.44%。")
    assert [(r["subject_key"], r["role"], r["direction"], r["amount_year"]) for r in rows] == [
        ("revenue_total", "amount", None, 2024),
        ("revenue_total", "change", "decrease", 2024),
        ("revenue_total", "change_percent", "decrease", 2024),
    ]
    assert len({r["group_no"] for r in rows}) == 1
    assert rows[0]["value"] == Decimal("1200.50")


def test_prior_amount_has_the_year_it_is_of() -> None:
    rows = read("2026年度收入预算32852.05万元，比2025年年初预算数30385.62万元增加2466.43万元，增长8.12%。", 2026)
    assert [(r["role"], r["amount_year"], r["value_text"]) for r in rows] == [
        ("amount", 2026, "32852.05"), ("prior_amount", 2025, "30385.62"),
        ("change", 2026, "2466.43"), ("change_percent", 2026, "8.12"),
    ]  # fmt: skip


def test_carry_over_is_no_prior_amount() -> None:
    assert brief("上年结转结余的一般公共预算收入0万元，占0%。") == [
        ("carry_over_general_public", "amount", "0"), ("carry_over_general_public", "share_percent", "0"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "电子政务项目支出20万元。",
        "上年结转基本支出20万元。",
        "不含基本支出20万元。",
        "基本支出中用于离休人员5万元。",
        "基本支出、项目支出分别为5万元。",
    ],
)
def test_words_that_say_more_than_the_subject_give_no_subject(text: str) -> None:
    assert [row["subject_key"] for row in read(text)] == [None]


def test_figures_of_reasons_and_purposes_have_no_subject_but_changes_of_a_part() -> None:
    rows = read(
        "项目支出100万元，比上年减少20万元，主要原因是基本支出30万元。公用经费5万元，主要用于购买车辆3万元。"
        "支出预算9万元，比上年增加3万元，主要原因是基本支出增加4万元，车辆减少1万元。"
    )
    assert [(r["subject_key"], r["value_text"], r["told_as"]) for r in rows] == [
        ("project", "100", "stated"), ("project", "20", "stated"), (None, "30", "reason"),
        ("operating", "5", "stated"), (None, "3", "purpose"),
        ("expenditure_total", "9", "stated"), ("expenditure_total", "3", "stated"), ("basic", "4", "reason"), (None, "1", "reason"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "支出预算增加388万元，其中基本支出增加19万元，项目支出增加369万元。",
        "支出预算900万元，比上年增加388万元，主要是基本支出增加19万元、项目支出增加369万元。",
        "支出预算900万元，比上年增加388万元。主要原因是基本支出增加19万元，项目支出增加369万元。",
    ],
)
def test_a_change_told_below_another_is_part_of_it(text: str) -> None:
    whole, *parts = [row for row in read(text) if row["role"] == "change"]
    assert [(row["subject_key"], row["parent_statement_id"]) for row in parts] == [
        ("basic", whole["statement_id"]),
        ("project", whole["statement_id"]),
    ]


def test_a_change_of_something_else_is_no_part_of_the_change_before() -> None:
    rows = read("公务接待费5万元，比上年减少1万元；会议费8万元，比上年减少2万元。")
    assert [row["parent_statement_id"] for row in rows if row["role"] == "change"] == [None, None]


def test_a_bare_flow_behind_a_list_is_the_whole_again() -> None:
    rows = read("支出预算9万元，其中：教育支出2万元，住房保障支出1万元；支出比上年增加3万元。")
    assert [(r["subject_key"], r["role"]) for r in rows][-1] == ("expenditure_total", "change")


def test_an_of_which_behind_a_semicolon_is_of_the_total() -> None:
    rows = read("政府采购预算9万元，其中：货物采购2万元、服务采购7万元；其中项目支出8万元。")
    assert rows[-1]["parent_statement_id"] == rows[0]["statement_id"]


def test_an_announcement_that_names_its_subject_lists_parts_of_that() -> None:
    rows = read(
        "财政拨款支出9万元。\n  国有资本经营预算支出0万元。\n  财政拨款支出主要内容如下：\n  1.教育支出（类）9万元。"
    )
    assert rows[-1]["parent_statement_id"] == rows[0]["statement_id"]


def test_a_share_knows_what_its_words_call_the_whole() -> None:
    rows = read("项目支出3万元，占本年支出预算的30%。基本支出7万元，占70%。")
    assert [row["base_subject_key"] for row in rows if row["role"] == "share_percent"] == [
        "expenditure_current_total",
        None,
    ]


def test_a_comparison_after_a_purpose_is_of_the_amount_before() -> None:
    rows = read("公务接待费5万元，主要用于接待考察，比上年增加1万元。")
    assert [(r["subject_key"], r["role"]) for r in rows] == [
        ("official_reception", "amount"),
        ("official_reception", "change"),
    ]
    assert rows[0]["group_no"] == rows[1]["group_no"]


@pytest.mark.parametrize(
    "words",
    [
        "完成年初预算的", "完成预算", "完成2024年度调整预算数的", "为年初预算的", "预算执行率为", "支出完成率",
    ],
)  # fmt: skip
def test_a_completion_belongs_to_the_amount_and_its_budget(words: str) -> None:
    rows = read(f"基本支出年初预算为50万元，支出决算为49万元，{words}98%。")
    assert [(r["subject_key"], r["role"]) for r in rows] == [
        ("basic", "budget_amount"), ("basic", "amount"), ("basic", "completion_percent"),
    ]  # fmt: skip
    assert len({r["group_no"] for r in rows}) == 1


def test_a_share_of_a_budget_is_no_completion() -> None:
    rows = read("支出决算合计100万元，其中：基本支出49万元，占一般公共预算的49%。")
    assert [r["role"] for r in rows] == ["amount", "amount", "share_percent"]


def test_parts_after_semicolon_belong_to_the_outer_whole() -> None:
    rows = read("支出预算100万元，其中：基本支出60万元，其中：人员经费40万元，公用经费20万元；项目支出40万元。")
    by_id = {row["statement_id"]: row["subject_key"] for row in rows}
    assert [(row["subject_key"], by_id.get(row["parent_statement_id"])) for row in rows] == [
        ("expenditure_total", None), ("basic", "expenditure_total"), ("personnel", "basic"), ("operating", "basic"),
        ("project", "expenditure_total"),
    ]  # fmt: skip


def test_parts_told_twice_are_parts_once() -> None:
    rows = read(
        "2024年“三公”经费预算3万元，其中，公务接待费1万元，因公出国（境）费2万元。具体情况如下：\n"
        "1.因公出国（境）费2万元。\n2.公务接待费1万元。"
    )
    parts = [row["subject_key"] for row in rows if row["parent_statement_id"]]
    assert parts == ["official_reception", "overseas_travel"]
    assert {row["context_key"] for row in rows[1:]} == {"three_public_total"}


def test_parts_in_brackets_and_the_comparison_after_them() -> None:
    rows = read(
        "公务用车购置及运行维护费2.5万元（公务用车购置费0万元；公务用车运行维护费2.5万元，比上年减少1万元。）比上年减少2万元。"
    )
    assert [(r["subject_key"], r["role"], r["value_text"]) for r in rows] == [
        ("official_vehicle_total", "amount", "2.5"), ("vehicle_purchase", "amount", "0"),
        ("vehicle_operation", "amount", "2.5"), ("vehicle_operation", "change", "1"),
        ("official_vehicle_total", "change", "2"),
    ]  # fmt: skip
    assert rows[4]["group_no"] == rows[0]["group_no"]


def test_a_list_of_words_is_no_list_of_parts() -> None:
    rows = read(
        "基本支出100万元。其中：人员经费80万元，主要包括：基本工资、津贴补贴；公用经费20万元，主要包括：办公费。"
    )
    assert [row["parent_statement_id"] for row in rows[1:]] == [rows[0]["statement_id"]] * 2


def test_function_paths_take_missing_levels_from_headings() -> None:
    rows = read(
        "五、财政拨款支出预算情况说明\n（一）公共安全（类）\n1.检察（款）行政运行（项）支出12,268.62万元，与上年相比增加5万元。"
    )
    assert [(r["subject_key"], r["function_code"], r["role"]) for r in rows] == [
        ("function", "2040401", "amount"), ("function", "2040401", "change"),
    ]  # fmt: skip


def test_function_code_beside_a_name() -> None:
    rows = read("（一）2060101-行政运行693.69万元。主要用于人员经费。")
    assert [(r["subject_key"], r["function_code"], r["value_text"]) for r in rows] == [
        ("function", "2060101", "693.69")
    ]


def test_final_accounts_tell_budget_and_outturn() -> None:
    rows = read("1.一般公共服务支出（类）财政事务（款）行政运行（项）。年初预算为1560.05万元，支出决算为1511.89万元。")
    assert [(r["function_code"], r["role"]) for r in rows] == [("2010601", "budget_amount"), ("2010601", "amount")]
    assert rows[0]["group_no"] == rows[1]["group_no"]


def test_goods_are_procurement_only_beside_procurement() -> None:
    assert brief("政府采购预算5万元，其中：货物2万元、服务3万元。")[1:] == [
        ("procurement_goods", "amount", "2"), ("procurement_services", "amount", "3"),
    ]  # fmt: skip
    assert brief("购置货物2万元。") == [(None, "amount", "2")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("根据青组文〔2017〕58号文件和《2019年政府收支分类科目》，科目2013202。", []),
        ("截至2023年12月31日，共召开第3次会议，用时3个月。", []),
        ("单价100万元以上设备0台（套）。", [("100", "other"), ("0", "count")]),
        ("办公用房8,268.74平方米。", [("8,268.74", "other")]),
        ("总预算1720.00万，其中认定20.00万。", [("1720.00", "amount"), ("20.00", "amount")]),
        ("物业费每月30元/平方米。", [("30", "other")]),
    ],
)
def test_what_is_a_figure(text: str, values: list[tuple[str, str]]) -> None:
    assert [(row["value_text"], row["role"]) for row in read(text)] == values


def test_units_of_money() -> None:
    rows = read("收入预算1.5亿元，支出预算200元，项目支出3万元。")
    assert [row["unit_multiplier"] for row in rows] == [100_000_000, 1, 10_000]


def test_no_change_is_said_of_the_amount() -> None:
    rows = read("公务接待费0.28万元，与2023年预算持平；培训费5万元，与上年不一致。")
    assert [row["direction"] for row in rows] == ["same", None]
    rows = read("公务接待费0.28万元，较上年没有变化（0%）；培训费5万元，较上年没有安排。")
    assert [row["direction"] for row in rows if row["role"] == "amount"] == ["same", None]


def test_a_sentence_broken_over_pages_is_one() -> None:
    narrative = narrative_of(
        HEADING + "  本年支出预算的安排情况比较复杂，经过反复测算核定之后，年度基本支出", "为5万元，占10%。"
    )
    assert [(row["page_no"], row["subject_key"]) for row in narrative.statements] == [(2, "basic"), (2, "basic")]


def test_glossary_figures_state_nothing() -> None:
    rows = narrative_of(HEADING + "第四部分 名词解释\n一、基本支出：指人员支出，如基本支出20万元的部分。").statements
    assert [(row["part"], row["subject_key"]) for row in rows] == [("glossary", None)]
