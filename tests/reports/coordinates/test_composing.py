"""Texts covered with known words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.coordinates import composing
from pipelines.reports.coordinates.composing import along_of, cover, vocabulary


def words(text: str) -> list[str]:
    return [word.text for word in cover(text).words]


def test_the_longest_cover_by_the_fewest_words_is_taken() -> None:
    assert words("一般公共预算支出明细表") == ["一般公共预算", "支出", "明细", "表"]
    assert words("按支出功能分类科目-不含上年结转") == ["按", "支出功能分类", "科目", "不含上年结转"]


def test_without_goes_with_the_carried_over_word_behind_it() -> None:
    (of_this_year,) = cover("不含上年结转").words
    assert of_this_year.values == (("carry", "current"),)
    # Without something else, or with another word between, it is said to be without, and callers know no such axis.
    for text in ("不含基本支出", "不含某某上年结转"):
        assert ("without", "carry_over") in [value for word in cover(text).words for value in word.values]


def test_last_year_goes_with_the_carried_over_word_behind_it() -> None:
    assert [word.values for word in cover("年初结转").words] == [(("carry", "carry_over"),)]
    assert [word.values for word in cover("上年支出").words] == [(("prior", "carry_over"),), (("flow", "expenditure"),)]


def test_the_governments_economic_classification_is_another_than_the_departments() -> None:
    assert along_of(["economic"]) == ["economic"]
    assert along_of(["government", "economic"]) == ["government_economic"]
    # 政府购买服务, 政府功能分类: it says nothing.
    assert along_of(["government"]) == []
    assert along_of(["function", "government"]) == ["function"]


def test_what_no_word_covers_is_left_over() -> None:
    found = cover("某镇支出总表")
    assert found.rest == ("某镇",) and [word.text for word in found.words] == ["支出", "总表"]


@given(st.lists(st.sampled_from(sorted(vocabulary())), min_size=1, max_size=6))
def test_a_text_made_of_words_leaves_nothing_over(parts: list[str]) -> None:
    assert cover("".join(parts)).rest == ()


def test_a_word_of_no_axis_is_refused_and_another_name_is_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = tmp_path / "vocabulary" / "words.csv"
    seed.parent.mkdir()
    seed.write_text("word,axis,value\n支出,flow,expenditure\n开支,same_as,支出\n表,filler,\n", encoding="utf-8")
    monkeypatch.setattr(composing, "SEEDS", tmp_path)
    assert {text: word.values for text, word in vocabulary.__wrapped__().items()} == {
        "支出": (("flow", "expenditure"),), "表": (),
    }  # fmt: skip
    seed.write_text("word,axis,value\n市级专款,funds,special\n", encoding="utf-8")
    with pytest.raises(ValueError, match="市级专款 is of axis 'funds'"):
        vocabulary.__wrapped__()
