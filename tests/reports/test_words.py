"""Words made comparable, and patterns of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.words import (
    best_alternative,
    comparable,
    header_segment,
    matched_length,
    numbering_rank,
    split_numbering,
    word_matches,
)


@given(st.text())
def test_what_is_comparable_stays_as_it_is(text: str) -> None:
    once = comparable(text)
    assert comparable(once) == once
    assert not any(char.isspace() or char in "“”（）：" for char in once)


@pytest.mark.parametrize(
    ("text", "segment"),
    [
        ("单价（元）", "单价"),
        ("其中：财政拨款", "财政拨款"),
        ("预算数 单位：万元", "预算数"),
        ("合计:", "合计"),
        ("其中", "其中"),
    ],
)
def test_a_header_cell_without_its_unit(text: str, segment: str) -> None:
    assert header_segment(text) == segment


@pytest.mark.parametrize(
    ("text", "style", "label"),
    [
        ("一、本年收入", "chinese", "本年收入"),
        ("（二）项目支出", "in_brackets", "项目支出"),
        ("1.工资", "arabic", "工资"),
        ("(3)津贴", "arabic_in_brackets", "津贴"),
        ("②其他", "circled", "其他"),
        ("其中：1、工资", "arabic", "工资"),
        ("30101", None, "30101"),
        ("1.5", None, "1.5"),
        ("2024年", None, "2024年"),
    ],
)
def test_the_numbering_in_front_of_a_label(text: str, style: str | None, label: str) -> None:
    assert split_numbering(text) == (style, label)


def test_styles_rank_from_the_outside_in_and_none_is_deepest() -> None:
    ranks = [numbering_rank(style) for style in ("chinese", "in_brackets", "arabic", "circled", None)]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    ("pattern", "word", "holds"),
    [("预算数", "预算数", True), ("*年预算数", "2024年预算数", True), ("本年*支出", "本年支出", True), ("a.c", "abc", False), ("*数", "数额", False)],
)  # fmt: skip
def test_a_star_stands_for_anything(pattern: str, word: str, holds: bool) -> None:
    assert word_matches(pattern, word) is holds


def test_the_alternative_that_accounts_for_most_counts() -> None:
    expression = "支出|收入&总表|收支总表"
    assert matched_length(expression, "部门收支总表") == 4
    assert best_alternative(expression, "部门收支总表") == ("收支总表",)
    assert best_alternative(expression, "收入情况总表") == ("收入", "总表")
    assert matched_length(expression, "资产表") == 0
    assert best_alternative(expression, "资产表") == ()
