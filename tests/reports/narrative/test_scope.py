"""What a figure is of, told by its own clause: the year before, one fund's part, a reason's year, a word cut by a line."""

from __future__ import annotations

import pytest

from pipelines.reports.narrative.paragraphs import join_paragraphs
from pipelines.reports.narrative.roles import without_reasons
from pipelines.reports.narrative.subjects import names_one_fund
from tests.reports.narrative.test_paragraphs import _line
from tests.reports.narrative.test_statements import brief, read


def test_a_label_of_the_year_before_makes_a_prior_amount() -> None:
    rows = read("住房保障支出(类)住房改革支出(款)住房公积金(项)384.67万元，上年:350.35万元，主要是缴存基数调整。")
    assert [(r["role"], r["value_text"], r["amount_year"]) for r in rows] == [
        ("amount", "384.67", 2024), ("prior_amount", "350.35", 2023),
    ]  # fmt: skip
    assert rows[0]["group_no"] == rows[1]["group_no"]


def test_another_label_ends_its_clause() -> None:
    assert [row["role"] for row in read("收入预算384.67万元，其中:基本支出350.35万元。")] == ["amount", "amount"]


def test_one_funds_part_of_procurement_is_no_total() -> None:
    found = brief(
        "政府采购预算总额947万元:政府采购货物预算47万元;其中一般公共预算拨款政府采购0万元:政府采购货物预算0万元。"
    )
    assert found == [
        ("procurement_total", "amount", "947"), ("procurement_goods", "amount", "47"),
        (None, "amount", "0"), (None, "amount", "0"),
    ]  # fmt: skip


def test_what_follows_a_funds_part_after_a_semicolon_is_of_all_funds_again() -> None:
    found = brief("其中一般公共预算拨款政府采购5万元；政府采购预算7万元。")
    assert found == [(None, "amount", "5"), ("procurement_total", "amount", "7")]


def test_a_fund_that_is_a_subject_itself_is_no_part_of_another() -> None:
    assert names_one_fund("一般公共预算拨款政府采购")
    assert not names_one_fund("上年结转一般公共预算")
    assert not names_one_fund("一般公共预算基本支出")
    assert not names_one_fund("政府采购预算")


def test_a_year_in_a_reason_is_not_that_of_the_next_clause() -> None:
    rows = read(
        "公务用车购置费421.30万元，主要原因是部分2023年购置资金来源为政府性基金；公务用车运行维护费424.80万元。"
    )
    assert [(r["value_text"], r["amount_year"]) for r in rows] == [("421.30", 2024), ("424.80", 2024)]
    assert without_reasons("甲,由于2023年乙;丙") == "甲,;丙"


def test_a_year_before_the_clauses_is_that_of_each() -> None:
    rows = read("2023年公务用车购置费421.30万元，公务用车运行维护费424.80万元。")
    assert [r["amount_year"] for r in rows] == [2023, 2023]


def test_a_word_cut_where_the_text_stands_narrower_than_the_page_goes_on() -> None:
    first = _line("其中：政府采购货物预算2,906.00万元、政府采购服务预", indent_em=3.6, short_em=1.6)
    (paragraph,) = join_paragraphs([first, _line("算749.00万元。", indent_em=1.5, short_em=50)])
    assert paragraph.text.endswith("政府采购服务预算749.00万元。")


def test_a_first_line_after_a_line_that_falls_short_begins_a_paragraph() -> None:
    assert len(join_paragraphs([_line("收入", short_em=3), _line("支出减少", indent_em=2)])) == 2


def test_a_percentage_cut_by_the_line_is_one_figure() -> None:
    lines = [
        _line("一般公共预算收入一百万元，占1", short_em=2),
        _line("00%，与上年持平，没有变化增减情况", short_em=2.2),
    ]
    (paragraph,) = join_paragraphs([*lines, _line("。", short_em=40)])
    assert "占100%" in paragraph.text


@pytest.mark.parametrize("rest", ["预算952.23万元。", "预算 3 亿元。", "预算9 万元。"])
def test_a_figure_that_begins_a_line_is_no_number_of_a_table(rest: str) -> None:
    (paragraph,) = join_paragraphs([_line("2026年某委机关运行经费财政拨款", indent_em=2), _line(rest, short_em=30)])
    assert paragraph.text.endswith("财政拨款" + rest) and not paragraph.is_heading


@pytest.mark.parametrize("title", ["表3 支出总表", "公开3 支出总表", "预算12.收支总表"])
def test_a_table_number_begins_a_line_of_its_own(title: str) -> None:
    assert len(join_paragraphs([_line("2026年某委机关运行经费财政拨款", indent_em=2), _line(title)])) == 2


def test_a_class_with_its_code_behind_it() -> None:
    rows = read("2021年一般公共预算支出100万元，其中：工资福利支出（301）60万元，机关资本性支出（一）（503）40万元。")
    assert [(r["subject_key"], r["economic_code"]) for r in rows] == [
        ("general_public_total", None), ("economic", "301"), ("economic", "503"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["商品和服务支出（301）60万元。", "办公楼（301）60万元。", "工资福利支出（399号）60万元。"]
)
def test_a_number_behind_a_name_is_no_code_of_another_class(text: str) -> None:
    assert [r["economic_code"] for r in read(text)] == [None]


def test_kinds_told_of_a_class_are_of_that_class_in_the_next_sentence_too() -> None:
    rows = read(
        "商品和服务支出（302）60万元，其中：公用经费20万元，较上年减少1万元。专项业务经费支出40万元，较上年减少2万元。"
    )
    assert {(r["subject_key"], r["context_key"]) for r in rows} == {
        ("economic", None), ("operating", "economic"), ("project", "economic"),
    }  # fmt: skip


def test_kinds_told_by_themselves_are_of_no_class() -> None:
    rows = read("基本支出60万元，其中：公用经费20万元。项目支出40万元。")
    assert [(r["subject_key"], r["context_key"]) for r in rows] == [
        ("basic", None), ("operating", "basic"), ("project", None),
    ]  # fmt: skip


def test_whose_figure_it_is_may_stand_before_it() -> None:
    assert brief("2021年本部门预算支出60万元。") == [("expenditure_total", "amount", "60")]
    assert brief("所属各预算单位政府采购预算总额60万元。") == [("procurement_total", "amount", "60")]
    assert brief("2026度收入预算60万元。") == [("revenue_total", "amount", "60")]


def test_expenditure_told_as_staff_operation_and_projects() -> None:
    whole, *parts = read(
        "一、部门预算支出具体情况\n  某办公室预算100万元，包括在职人员经费50万元、公用经费10万元、对个人和家庭的补助支出5万元、"
        "增人增资5万元、项目支出30万元。"
    )
    assert whole["subject_key"] == "expenditure_total"
    assert [(part["subject_key"], part["parent_statement_id"] == whole["statement_id"]) for part in parts] == [
        ("personnel_in_post", True), ("operating", True), ("economic", True), ("personnel_increase", True),
        ("project", True),
    ]  # fmt: skip


def test_projects_with_targets_are_counted_and_their_money_is_not_all_of_the_report() -> None:
    assert brief(
        "本部门整体支出纳入绩效目标管理，涉及财政性资金64万元；本部门共3个项目纳入绩效目标管理，涉及财政性资金合计57万元。"
    ) == [
        (None, "amount", "64"),
        ("performance_project_count", "count", "3"),
        ("performance_covered", "amount", "57"),
    ]
    assert brief("纳入2026年部门整体支出绩效目标的金额为64万元。") == [("expenditure_total", "amount", "64")]


def test_a_change_is_of_the_subject_its_own_words_name() -> None:
    rows = read("2024年收支预算90万元，比上年减少6万元。收入预算减少4万元，其中一般公共预算收入减少3万元。")
    assert [(r["subject_key"], r["role"], r["value_text"]) for r in rows] == [
        ("total", "amount", "90"), ("total", "change", "6"),
        ("revenue_total", "change", "4"), ("revenue_general_public", "change", "3"),
    ]  # fmt: skip
    assert len({r["group_no"] for r in rows}) == 3


def test_a_change_of_the_whole_after_its_parts_is_told_with_the_whole() -> None:
    rows = read("2024年本部门预算收入90万元，其中事业收入5万元、其他收入1万元，2024年本部门预算收入较上年减少6万元。")
    whole, *_, change = rows
    assert (change["subject_key"], change["role"], change["group_no"]) == (
        "revenue_total", "change", whole["group_no"],
    )  # fmt: skip


@pytest.mark.parametrize(("year", "code"), [(2020, "2089901"), (2021, "2089999")])
def test_a_function_item_has_the_code_of_the_reports_year(year: int, code: str) -> None:
    (row,) = read("其他社会保障和就业支出（款）其他社会保障和就业支出（项）5万元。", year)
    assert row["function_code"] == code


def test_a_name_with_a_word_in_brackets_is_one_name() -> None:
    (row,) = read("党委办公厅（室）及相关机构事务（款）行政运行（项）支出5万元。")
    assert row["function_code"] == "2013101"


@pytest.mark.parametrize(("year", "code"), [(2017, "30311"), (2024, "30113")])
def test_an_economic_class_marked_as_one_has_the_code_of_the_reports_year(year: int, code: str) -> None:
    *_, row = read("一、财政拨款基本支出预算情况说明\n  住房公积金（款）支出5万元。", year)
    assert (row["subject_key"], row["economic_code"], row["function_code"]) == ("economic", code, None)


def test_a_class_marked_like_a_function_is_one_outside_of_basic_expenditure() -> None:
    (row,) = read("住房保障支出（类）住房改革支出（款）住房公积金（项）支出5万元。")
    assert (row["subject_key"], row["function_code"]) == ("function", "2210201")
