"""The seeds fit together: what one names, another explains."""

from __future__ import annotations

import csv
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"


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
    assert _values("carry") <= carried and _column("facts/row_key_facts.csv", "carry_scope") <= carried


def test_a_code_and_the_year_its_name_began_tell_rows_of_a_list_apart() -> None:
    for file in ("function.csv", "economic_department.csv", "economic_government.csv", "revenue_code.csv"):
        with (SEEDS / "codes" / file).open(encoding="utf-8", newline="") as lines:
            keys = [(row["code"], row["valid_from_year"]) for row in csv.DictReader(lines)]
        assert len(keys) == len(set(keys)), file
