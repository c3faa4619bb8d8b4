"""What the words of a header mean, and the outer headers that forbid it."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.header_meaning import find_word

BASIC = "general_public_basic_expenditure"
PUBLIC = "general_public_expenditure"


def _measure(kind: str | None, *path: str) -> str | None:
    word = find_word(path, kind, ("measure",))
    return word.key if word else None


@pytest.mark.parametrize(
    ("kind", "path", "key"),
    [
        (PUBLIC, ("合计",), "total"),
        (PUBLIC, ("项目支出",), "project"),
        (BASIC, ("本年一般公共预算基本支出", "人员经费"), "basic_personnel"),
        (PUBLIC, ("基本支出（元）",), "basic"),
        (PUBLIC, ("没有人印过的栏名",), None),
        (PUBLIC, (), None),
    ],
)
def test_a_path_means_a_measure_of_its_kind(kind: str, path: tuple[str, ...], key: str | None) -> None:
    assert _measure(kind, *path) == key


def test_a_decisive_header_above_makes_it_another_amount() -> None:
    assert _measure(PUBLIC, "政府性基金预算", "项目支出") != "project"
    assert _measure(PUBLIC, "结转", "合计") != "total"


def test_a_total_below_the_header_of_a_part_is_the_parts() -> None:
    assert _measure("expenditure_summary", "项目支出", "合计") != "total"


def test_a_total_is_of_the_header_right_above_it() -> None:
    assert _measure("revenue_summary", "本年收入", "小计") == "current_total"
    assert _measure("revenue_summary", "本年收入", "单位资金", "小计") != "current_total"


def test_what_came_in_for_a_kind_of_expenditure_is_no_expenditure() -> None:
    assert _measure("expenditure_summary", "本年收入", "项目支出") == "fund_income_project"
    assert _measure("expenditure_summary", "本年支出", "项目支出") == "project"
    assert _measure(PUBLIC, "本年收入", "项目支出") == "fund_income_project"


def test_only_the_roles_asked_for() -> None:
    assert find_word(("科目名称",), PUBLIC, ("measure",)) is None
    field = find_word(("科目名称",), PUBLIC, ("field",))
    assert field is not None and field.key == "name"
