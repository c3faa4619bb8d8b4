"""The role of a figure, by the words before it."""

from __future__ import annotations

import pytest

from pipelines.reports.narrative.figures import find_figures
from pipelines.reports.narrative.numbering import fold
from pipelines.reports.narrative.roles import compared_at, is_purpose, is_reason, role_of, says_same
from tests.reports.narrative.test_statements import read


def _role(text: str) -> tuple[str, str | None]:
    figure = list(find_figures(text, fold(text)))[-1]
    role = role_of(figure, text[: figure.start], text, has_group=True)
    assert 0 <= role.words_start <= figure.start
    return role.name, role.direction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入100万元", ("amount", None)),
        ("比上年增加100万元", ("change", "increase")),
        ("比上年压减了100万元", ("change", "decrease")),
        ("增长5%", ("change_percent", "increase")),
        ("降幅5%", ("change_percent", "decrease")),
        ("占总支出的5%", ("share_percent", None)),
        ("完成年初预算的98%", ("completion_percent", None)),
        ("预算执行率为98%", ("completion_percent", None)),
        ("上年预算数为100万元", ("prior_amount", None)),
        ("较2023年预算100万元", ("prior_amount", None)),
        ("年初预算为100万元", ("amount", None)),
        ("在职人员18人", ("count", None)),
    ],
)
def test_each_role(text: str, expected: tuple[str, str | None]) -> None:
    assert _role(text) == expected


def test_a_budget_beside_final_accounts_is_a_budget() -> None:
    text = "年初预算为100万元,支出决算为90万元"
    figure = next(iter(find_figures(text, fold(text))))
    assert role_of(figure, text[: figure.start], text, has_group=False).name == "budget_amount"


@pytest.mark.parametrize(
    ("after", "same"), [("与上年持平", True), ("与2023年一致", True), ("与上年不一致", False), ("增加", False)]
)
def test_whether_nothing_changed(after: str, same: bool) -> None:
    assert says_same(after) is same


def test_where_a_comparison_begins() -> None:
    assert compared_at("支出1元比2023年增加") == 4
    assert compared_at("支出1元") == -1


def test_reasons_and_purposes() -> None:
    assert is_reason("主要是人员增加") and not is_reason("人员经费1元")
    assert is_purpose("用于办公") and not is_purpose("办公费1元")


def test_a_budget_named_before_what_it_is_for_is_a_budget() -> None:
    rows = read("2022年年初预算安排“三公”经费10.50万元，年中未作调整，实际支出7.50万元。", 2022)
    assert [(row["subject_key"], row["role"]) for row in rows] == [
        ("three_public_total", "budget_amount"), ("three_public_total", "amount"),
    ]  # fmt: skip
