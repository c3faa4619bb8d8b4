"""The seeds as values, words already comparable."""

from __future__ import annotations

from itertools import pairwise

from pipelines.reports.vocabulary import (
    derived_measure,
    economic_names,
    form_fields,
    function_names,
    header_vocabulary,
    header_words,
    header_words_ending_in,
    measure_value_types,
    row_labels,
    table_kind,
    table_kinds,
)
from pipelines.reports.words import comparable, header_segment


def test_every_word_is_comparable_already() -> None:
    assert all(label == comparable(label) for row in row_labels() for label in row.labels)
    assert all(caption == header_segment(caption) for field in form_fields() for caption in field.captions)
    assert all(kind.title_words == comparable(kind.title_words) for kind in table_kinds())


def test_header_words_come_the_most_specific_first_and_mean_a_measure_or_a_field() -> None:
    words = header_words()
    assert all(one.specificity >= other.specificity for one, other in pairwise(words))
    measures = {word.key for word in words if word.role == "measure"}
    assert measures and measures <= measure_value_types().keys()


def test_the_words_that_end_in_a_segment_are_among_all_of_them() -> None:
    found = header_words_ending_in("人员经费")
    assert found and all(word in header_words() for word in found)
    assert "人员经费" in header_vocabulary()
    # Of a word nobody has printed, only patterns that end in anything are left.
    assert {word.segments[-1] for word in header_words_ending_in("没有人印过的栏名")} == {"*"}


def test_a_pattern_in_whose_place_any_word_may_stand_is_no_word_of_headers() -> None:
    assert any("*" in word.segments for word in header_words())
    assert "*" not in header_vocabulary()
    assert {"资金构成", "项目总额", "财政拨款"} <= header_vocabulary(), "the words beside it are"


def test_a_measure_of_one_stage_is_derived_from_its_base() -> None:
    assert derived_measure("budget_amount", amount_basis="budget") == "initial_budget_amount"
    assert derived_measure("budget_amount", amount_basis="no_such_stage") is None


def test_codes_by_name() -> None:
    assert "30101" in economic_names()["基本工资"]
    codes = function_names()["行政运行"]
    assert "2013201" in codes and list(codes) == sorted(set(codes))


def test_a_kinds_traits_stand_in_its_row() -> None:
    assert table_kind("revenue_expenditure_summary").is_two_sided and not table_kind("revenue_summary").is_two_sided
    assert table_kind("project_performance_targets").is_form and not table_kind("project_expenditure").is_form
    assert table_kind("government_procurement").has_steps and not table_kind("project_expenditure").has_steps
    assert table_kind("three_public_expenditure").has_item_rows and not table_kind("basic_expenditure").has_item_rows


def test_no_kind_and_an_unknown_one_have_no_traits() -> None:
    for kind in (table_kind(None), table_kind("no_such_kind")):
        assert not (kind.is_money_table or kind.is_two_sided or kind.is_form)
        assert not (kind.has_steps or kind.has_item_rows)


def test_what_holds_of_a_kind_holds_of_those_printed_like_it() -> None:
    kind, model = table_kind("general_public_basic_by_function"), "general_public_expenditure"
    assert kind.is_printed_as(model) and kind.is_printed_as(kind.key)
    assert not kind.is_printed_as("expenditure_summary") and not table_kind(model).is_printed_as(kind.key)
    of_model = [word for word in header_words() if model in word.table_kinds]
    assert of_model and all(kind.key in word.table_kinds for word in of_model)
    others = [word for word in header_words() if not {"*", kind.key} & word.table_kinds]
    assert others and all(model not in word.table_kinds for word in others)


def test_a_kind_knows_the_fund_it_is_of() -> None:
    assert table_kind("three_public_expenditure").fund_source_key == "general_public"
    assert table_kind("revenue_summary").fund_source_key == "all" and table_kind(None).fund_source_key == ""


def test_a_kind_knows_what_its_rows_run_along_if_they_run_along_a_classification() -> None:
    assert table_kind("general_public_expenditure").runs_along == "function"
    assert table_kind("general_public_basic_expenditure").runs_along == "economic"
    assert table_kind("project_expenditure").runs_along == "" == table_kind(None).runs_along
