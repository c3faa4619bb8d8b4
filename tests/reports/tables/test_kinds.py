"""What titles and headers say, and what they don't: no kind is better than a wrong one."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.kinds import recognise_kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("表1.中共青山区委组织部2024年收支总表", "revenue_expenditure_summary"),
        ("2026年部门收支总体情况表", "revenue_expenditure_summary"),
        ("收入支出决算总表", "revenue_expenditure_summary"),
        ("财政拨款收入支出决算总表", "fiscal_appropriation_summary"),
        ("2026年度财政拨款收支预算总表", "fiscal_appropriation_summary"),
        ("收入决算表", "revenue_summary"),
        ("本年支出总体情况表", "expenditure_summary"),
        ("2026年度一般公共预算拨款支出预算表", "general_public_expenditure"),
        ("一般公共预算支出情况表（按功能分类科目）", "general_public_expenditure"),
        ("一般公共预算财政拨款支出决算表", "general_public_expenditure"),
        ("一般公共预算财政拨款基本支出决算表", "general_public_basic_expenditure"),
        ("2026年度一般公共预算基本支出经济分类情况表", "general_public_basic_expenditure"),
        ("表7.中共青山区委组织部2024年一般公共预算“三公”经费支出表", "three_public_expenditure"),
        ("2026年度政府性基金预算拨款支出预算表", "government_fund_expenditure"),
        ("国有资本经营预算支出预算表", "state_capital_expenditure"),
        ("表10：2026年市级部门项目支出预算表", "project_expenditure"),
        ("预算10表政府采购预算明细表", "government_procurement"),
        ("预算11表财政拨款政府购买服务明细表", "purchased_services"),
        ("财政项目支出绩效目标填报表", "project_performance_targets"),
        ("项目支出绩效自评结果公开表", None),
        ("项目支出绩效目标完成情况表", None),
        ("预算13表部门整体支出绩效目标表", "department_performance_targets"),
        ("财政拨款支出预算表（功能科目）", "fiscal_appropriation_expenditure"),
        ("财政拨款基本支出表（经济科目）", "fiscal_appropriation_basic_expenditure"),
        ("2026年度一般公共预算支出经济分类情况表", "general_public_economic_expenditure"),
        ("一般公共预算项目支出情况表（按经济分类科目）", "general_public_project_economic"),
        ("一般公共预算机关运行经费支出预算表", "operating_expenditure"),
        ("部门预算基本支出预算表", "basic_expenditure"),
        ("部门预算项目支出及其他支出预算表", "project_expenditure"),
        ("“三公”经费和机关运行经费预算表", "three_public_expenditure"),
        ("收入、支出决算总表", "revenue_expenditure_summary"),
        ("2024年财政拨款收入和支出总表", "fiscal_appropriation_summary"),
        ("2024年特定目标类支出表", "project_expenditure"),
        ("某培训基地支出总表", "expenditure_summary"),
        # These name other tables, though they contain a kind's words.
        ("部门人员基本情况表", None),
        ("一般公共预算债务支出表", None),
        ("收入/支出总表", None),
        # One character is misread.
        ("财政拔款收支总表", None),
        ("项日支出预算表", None),
    ],
)  # fmt: skip
def test_kind_of_a_title(title: str, kind: str | None) -> None:
    assert recognise_kind(title, "").key == kind


def test_a_title_of_both_sides_above_columns_of_what_came_in_and_went_out_is_one_of_expenditure() -> None:
    header = "项目|年初结转和结余|本年收入|本年支出|年末结转和结余/科目编码|科目名称|合计"
    assert recognise_kind("收入支出决算表", header).key == "expenditure_summary"
    halves = "本年收入|本年支出/项目|金额|项目|金额"
    assert recognise_kind("收入支出决算表", halves).key == "revenue_expenditure_summary"


def test_title_wins_over_header_and_both_are_kept() -> None:
    kind = recognise_kind(
        "表9.国有资本经营预算支出表", "科目编码|科目名称|本年政府性基金预算支出/合计|基本支出|项目支出"
    )
    assert (kind.key, kind.by_header) == ("state_capital_expenditure", "government_fund_expenditure")


def test_a_header_alone_counts_only_without_any_title() -> None:
    header = "“三公”经费合计|因公出国（境）费|公务用车购置及运行费|公务接待费"
    assert recognise_kind(None, header).key == "three_public_expenditure"
    assert recognise_kind("部门情况表", header).key is None


def test_the_money_of_one_fund_is_two_sided_where_its_header_shows_two_sides() -> None:
    title = "2021年部门综合预算政府性基金收支表"
    two = recognise_kind(title, "序号|收 入|支 出/项目|预算数|支出功能分类科目|预算数")
    assert (two.key, two.by_title) == ("government_fund_summary", "government_fund_expenditure")
    one = recognise_kind(title, "项目|年初结转和结余|本年收入|本年支出|年末结转和结余")
    assert one.key == "government_fund_expenditure"
    # A table of expenditure alone is none, whatever its header says.
    assert recognise_kind("政府性基金预算支出表", "收入|支出").key == "government_fund_summary"
    assert recognise_kind("一般公共预算支出表", "收入|支出").key == "general_public_expenditure"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2024年财政拨款项目支出预算表", "expenditure.fiscal.project"),
        ("政府性基金基本支出表（按经济分类科目）", "expenditure.government_fund.basic.economic"),
        ("2024年一般公共预算收支总表", "both.general_public.total"),
        ("项目支出表（按功能分类）", "expenditure.all.project.function"),
        ("财政拨款项目支出", None),  # any line may say so; only what calls itself 表 is one
        ("财政拨款收入表", None),  # nothing known is printed like it
        ("财政拨款上年结转支出表", None),  # of earlier years alone
        ("财政拨款项目支出变动表", None),  # a word nobody knows
    ],
)
def test_a_point_without_a_name_is_a_kind_that_spells_it_out(title: str, kind: str | None) -> None:
    assert recognise_kind(title, "").key == kind


def test_rows_do_not_run_along_what_is_printed_across() -> None:
    title, header = (
        "支出预算分类汇总表（按政府预算经济分类）",
        "科目编码|科目名称|合计|机关工资福利支出|机关商品和服务支出",
    )
    paths = [(text,) for text in header.split("|")]
    assert recognise_kind(title, header, paths).key == "expenditure_summary"
    assert recognise_kind(title, header).key is None


def test_income_and_expenditure_in_columns_are_no_halves() -> None:
    title = "一般公共预算财政拨款收入支出决算表"
    header = "项目|年初结转和结余|本年收入|本年支出|年末结转和结余/科目编码|科目名称|合计|合计|合计|合计"
    assert recognise_kind(title, header).key == "general_public_expenditure"
    assert recognise_kind(title, "收入|支出/项目|金额|项目|金额").key == "both.general_public.total"
