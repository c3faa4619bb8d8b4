"""The seeds fit together: what one names, another explains."""

from __future__ import annotations

import csv
from dataclasses import fields
from pathlib import Path

from pipelines.reports.coordinates.titles import Point

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"
#: Where rules name controls.
_CONTROL_COLUMNS = (
    ("pair_rules", "left_controls"), ("pair_rules", "right_controls"), ("pair_rules", "condition_left"),
    ("pair_rules", "condition_right"), ("statement_rules", "control_keys"), ("change_rules", "control_key"),
    ("part_rules", "part_control"), ("part_rules", "whole_control"), ("absence_rules", "control_key"),
)  # fmt: skip


def _column(file: str, column: str) -> set[str]:
    with (SEEDS / file).open(encoding="utf-8", newline="") as lines:
        return {row[column] for row in csv.DictReader(lines) if row[column]}


def test_every_table_kind_has_a_fact() -> None:
    assert _column("vocabulary/table_kinds.csv", "table_kind") == _column("facts/table_kind_facts.csv", "table_kind")


def test_every_row_key_is_explained() -> None:
    assert _column("vocabulary/row_labels.csv", "row_key") == _column("facts/row_key_facts.csv", "row_key")


def test_every_fund_source_used_is_known() -> None:
    known = _column("facts/fund_sources.csv", "fund_source_key")
    for file in ("vocabulary/measures.csv", "facts/row_key_facts.csv", "facts/table_kind_facts.csv"):
        assert _column(file, "fund_source_key") <= known


def test_every_expenditure_kind_used_is_known() -> None:
    known = _column("facts/expenditure_kinds.csv", "expenditure_kind")
    for file in ("vocabulary/measures.csv", "facts/row_key_facts.csv", "facts/table_kind_facts.csv"):
        assert _column(file, "expenditure_kind") <= known


def _values(axis: str) -> set[str]:
    """What words of titles, and the points that kinds are names of, say on an axis."""
    with (SEEDS / "vocabulary/words.csv").open(encoding="utf-8", newline="") as lines:
        return {row["value"] for row in csv.DictReader(lines) if row["axis"] == axis}


def test_titles_columns_and_rows_call_the_values_of_an_axis_by_one_name() -> None:
    kinds = _column("facts/expenditure_kinds.csv", "expenditure_kind")
    funds = _column("facts/fund_sources.csv", "fund_source_key")
    carried = _column("vocabulary/measures.csv", "carry_scope")
    assert _values("fund") | _column("vocabulary/kind_points.csv", "fund") <= funds
    assert _values("expenditure_kind") | _column("vocabulary/kind_points.csv", "expenditure_kind") <= kinds
    assert {"current", "carry_over", "all"} == carried
    # What is carried on to the next year is a kind of expenditure, not a part of this year's money.
    assert "carry_forward" in kinds
    assert (
        _values("carry") - {"carry_forward"} <= carried and _column("facts/row_key_facts.csv", "carry_scope") <= carried
    )


def test_a_code_and_the_year_its_name_began_tell_rows_of_a_list_apart() -> None:
    for file in ("function.csv", "economic_department.csv", "economic_government.csv", "revenue_code.csv"):
        with (SEEDS / "codes" / file).open(encoding="utf-8", newline="") as lines:
            keys = [(row["code"], row["valid_from_year"]) for row in csv.DictReader(lines)]
        assert len(keys) == len(set(keys)), file


def test_a_kind_is_printed_like_one_that_is_like_no_other() -> None:
    with (SEEDS / "vocabulary" / "table_kinds.csv").open(encoding="utf-8", newline="") as lines:
        like = {row["table_kind"]: row["printed_like"] for row in csv.DictReader(lines)}
    followed = {model for model in like.values() if model}
    assert followed
    assert {model: like.get(model) for model in followed} == dict.fromkeys(followed, "")


def test_a_control_that_is_no_key_is_written_out() -> None:
    known = _column("rules/control_totals.csv", "control_key")
    lists = {(f"rules/{file}.csv", column) for file, column in _CONTROL_COLUMNS}
    named = {key.lstrip("-") for file, column in lists for keys in _column(file, column) for key in keys.split("|")}
    assert named & known
    kinds = _column("vocabulary/table_kinds.csv", "table_kind")
    # A key misspelt would be a rule that never finds anything.
    assert {key for key in named - known if key.partition("@")[2].partition(":")[0] not in kinds} == set()


def test_every_key_the_words_lead_to_is_known() -> None:
    kinds, measures = (
        _column("vocabulary/table_kinds.csv", "table_kind"),
        _column("vocabulary/measures.csv", "measure_key"),
    )
    for file in ("header_words", "row_labels", "form_fields"):
        named = {kind for kinds_of in _column(f"vocabulary/{file}.csv", "table_kinds") for kind in kinds_of.split("|")}
        assert named - {"*"} <= kinds, file
    assert _column("vocabulary/kind_points.csv", "table_kind") <= kinds
    with (SEEDS / "vocabulary" / "header_words.csv").open(encoding="utf-8", newline="") as lines:
        led_to = {row["key"] for row in csv.DictReader(lines) if row["role"] in ("measure", "part")}
    assert led_to and led_to <= measures
    with (SEEDS / "rules" / "row_equations.csv").open(encoding="utf-8", newline="") as lines:
        summed = {
            key.lstrip("-")
            for row in csv.DictReader(lines)
            for column in ("left_measure", "right_measures", "required_measures")
            for key in row[column].split("|")
        }
    assert summed <= measures


def test_every_word_is_of_an_axis_and_another_name_is_of_a_word() -> None:
    with (SEEDS / "vocabulary" / "words.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    # What a title says of its table, and, in headers, that a column is a sum or a change.
    axes = {field.name for field in fields(Point)} | {
        "sum",
        "expense",
        "reserved",
        "remainder",
        "without",
        "prior",
        "basis",
    }
    assert {row["axis"] for row in rows} - {"filler", "same_as"} == axes
    # A filler says nothing; as the head of a column it may name whose rows these are.
    assert {row["word"] for row in rows if not row["value"] and row["axis"] != "filler"} == set()
    assert {row["value"] for row in rows if row["axis"] == "filler"} == {"", "unit"}
