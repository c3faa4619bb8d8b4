"""Other names of a word are the word, in a title, a header, the name of a row and a sentence."""

from __future__ import annotations

import re

import pytest

from pipelines.reports.coordinates.titles import point_of_title
from pipelines.reports.narrative.subjects import find_subject
from pipelines.reports.synonyms import all_spellings, in_usual_words, other_names, spellings
from pipelines.reports.tables.columns import read_columns
from pipelines.reports.tables.headers import Header
from pipelines.reports.tables.kinds import recognise_kind
from pipelines.reports.tables.labels import known_labels
from pipelines.reports.words import comparable


def test_the_usual_word_is_put_in_place_of_another_name_the_longest_first() -> None:
    assert in_usual_words("公共财政预算支出表") == "一般公共预算支出表"
    assert in_usual_words("一般公共财政预算拨款") == "一般公共预算拨款"
    assert in_usual_words("政府性基金预算支出表") == "政府性基金预算支出表"


def test_a_usual_word_holds_no_other_name_so_that_comparing_twice_changes_nothing() -> None:
    assert other_names()
    assert [usual for usual in other_names().values() if in_usual_words(usual) != usual] == []


def test_a_word_is_spelled_in_all_its_names() -> None:
    assert {"一般公共预算收入", "一般公共财政预算收入", "公共财政预算收入"} <= set(spellings("一般公共预算收入"))
    assert list(spellings("事业收入")) == ["事业收入"]


def test_a_pattern_holds_for_all_names_of_its_words_and_for_no_other() -> None:
    pattern = re.compile(all_spellings("一般公共预算|财政专户"))
    assert pattern.fullmatch("公共财政预算") and pattern.fullmatch("一般公共预算") and pattern.fullmatch("财政专户")
    assert not pattern.fullmatch("公共财政")


def test_titles_headers_and_rows_mean_the_same_by_either_name() -> None:
    assert recognise_kind("2013年公共财政预算支出表", "").key == "general_public_expenditure"
    assert point_of_title(comparable("公共财政预算基本支出表")) == point_of_title(comparable("一般公共预算基本支出表"))
    header = Header((0,), frozenset(), (("单位名称",), ("公共财政预算拨款",)))
    assert read_columns(header, "revenue_summary", 2013)[1].measure_key == "current_general_public"
    (label,) = known_labels("一、公共财政预算拨款收入", "revenue_expenditure_summary", "revenue")
    assert label.key == "revenue_general_public"


@pytest.mark.parametrize("name", ["一般公共预算", "公共财政预算", "一般公共财政预算"])
def test_a_sentence_speaks_of_the_same_by_either_name(name: str) -> None:
    lead = f"本年{name}拨款收入"
    subject = find_subject(lead, "money", frozenset())
    assert subject is not None and subject.key == "revenue_general_public"
    # The words as printed, where they are printed.
    assert subject.text == f"{name}拨款收入" and lead[subject.start :].startswith(subject.text)
