"""Sentences and clauses of folded text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.narrative.sentences import (
    announces_parts,
    clause_start,
    named_whole,
    open_brackets,
    parts_mark,
    sentences,
)


def _cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_full_stop_in_brackets_ends_no_sentence() -> None:
    assert _cut("收入1元(含结转。)。支出2元。") == ["收入1元(含结转。)。", "支出2元。"]


def test_brackets_that_are_never_closed_hold_nothing_together() -> None:
    assert _cut("收入(1元。支出2元。") == ["收入(1元。", "支出2元。"]


@given(st.text(alphabet="收支1。!?()[] ,", max_size=40))
def test_sentences_follow_each_other_and_lose_nothing_but_blanks(text: str) -> None:
    position = 0
    for start, end in sentences(text):
        assert start == position < end
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a(b", (0, [1], 0)), ("a)b(c)", (1, [], 2)), ("(a(b)", (0, [0], 0)), ("无", (0, [], 0))],
)
def test_brackets_left_open_and_closed_too_often(text: str, expected: tuple[int, list[int], int]) -> None:
    assert open_brackets(text) == expected


def test_the_last_words_that_announce_parts_and_their_side() -> None:
    text = "总收入100万元,其中:收入主要包括"
    found = parts_mark(text)
    assert found == (len(text), "收入")
    assert parts_mark("收入100万元") is None
    assert parts_mark("其中") == (2, None)


@pytest.mark.parametrize(("text", "announces"), [("具体如下:", True), ("其中 ", True), ("包括:", True), ("如下。", True), ("其中收入1元", False)])  # fmt: skip
def test_a_paragraph_that_announces(text: str, announces: bool) -> None:
    assert announces_parts(text) is announces


@pytest.mark.parametrize(
    ("text", "rest"), [("收入1元,支出", "支出"), ("(a,b)支出", "(a,b)支出"), ("、支出", "支出"), ("甲、乙", "甲、乙")]
)
def test_where_the_last_clause_begins(text: str, rest: str) -> None:
    assert text[clause_start(text) :] == rest


def test_a_whole_named_at_the_beginning_of_a_sentence() -> None:
    text = "财政拨款支出预算中,一般公共预算支出"
    assert named_whole(text) == (len("财政拨款支出预算"), len("财政拨款支出预算中,"))
    assert named_whole("其中,一般公共预算支出") is None
    assert named_whole("收入9元,财政拨款支出预算中,一般公共预算支出") is None
