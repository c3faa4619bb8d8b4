"""Numbering in front of headings: its depth, and folding that keeps every character's place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.narrative.numbering import ends_sentence, fold, numbering


@pytest.mark.parametrize(
    ("text", "level", "rest"),
    [
        ("第一部分、概况", 0, "概况"),
        ("二、收支情况", 1, "收支情况"),
        ("（十二）其他", 2, "其他"),
        ("3.一般公共预算", 3, "一般公共预算"),
        ("1.2024年预算", 3, "2024年预算"),
        ("（4）公务接待费", 4, "公务接待费"),
        ("③项目", 5, "项目"),
    ],
)
def test_the_level_and_length_of_a_number(text: str, level: int, rest: str) -> None:
    found = numbering(text)
    assert found is not None
    assert (found[0], text[found[1] :]) == (level, rest)


@pytest.mark.parametrize("text", ["1.5万元", "2024年预算", "一般公共预算", "（类）", "", "十"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert numbering(text) is None


@given(st.text())
def test_folding_keeps_every_characters_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    found = numbering(text)
    assert found is None or 0 < found[1] <= len(text)


@pytest.mark.parametrize(("text", "ends"), [("增加。", True), ("如下：", True), ("（增加。）", True), ("增加", False), ("1.5万元.", True), ("表1.", False)])  # fmt: skip
def test_where_a_sentence_ends(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends
