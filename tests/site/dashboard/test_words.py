"""Words of the pages: every key the warehouse may hold has them, in both languages."""

from __future__ import annotations

import csv
import re
from typing import get_args

import duckdb
import pytest

from pipelines.site.dashboard import words
from pipelines.site.dashboard.words import words_of
from pipelines.workers.pool import ProblemKind
from tests.conftest import ROOT


def test_a_key_without_words_stands_for_itself_readable() -> None:
    assert words_of(words.CAUSES, "rounding") == ("四舍五入", "rounding")
    assert words_of(words.CAUSES, "a_new_cause") == ("a new cause", "a new cause")
    assert words_of(words.CAUSES, None) == ("", "")


def test_every_family_of_rules_has_words() -> None:
    with (ROOT / "dbt_project" / "seeds" / "rules" / "rules.csv").open(encoding="utf-8") as file:
        families = {row["rule_family"] if "rule_family" in row else row["family"] for row in csv.DictReader(file)}
    assert families - set(words.RULE_FAMILIES) == set()


@pytest.mark.parametrize("query", [
    "select distinct publication_state from rpt_publication_state",
    "select distinct reconciliation_status from fct_amount",
])  # fmt: skip
def test_every_state_has_words_and_a_colour(warehouse: duckdb.DuckDBPyConnection, query: str) -> None:
    states = {state for (state,) in warehouse.execute(query).fetchall()}
    assert states and states <= set(words.STATES) and states <= set(words.STATE_CLASSES)


def test_every_cause_that_the_dictionary_names_has_words() -> None:
    text = (ROOT / "dbt_project" / "models" / "quality" / "rpt_discrepancy.yml").read_text(encoding="utf-8")
    named = re.search(r"What happened: ([a-z_, ]+)", text)
    assert named is not None
    causes = {cause.strip() for cause in named[1].split(",") if "_" in cause}
    assert len(causes) > 8 and causes - set(words.CAUSES) == set()


def test_every_cause_and_verdict_of_the_reference_report_has_words(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute("select distinct diagnosis_kind, verdict from rpt_discrepancy").fetchall()
    assert {cause for cause, _ in found} - set(words.CAUSES) == set()
    assert {verdict for _, verdict in found} - set(words.VERDICTS) == set()


def test_every_step_of_a_run_and_what_came_of_it_has_words(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute("select distinct phase, outcome from rpt_run_timing").fetchall()
    assert len(found) > 4
    assert {phase for phase, _ in found} - set(words.PHASES) == set()
    assert {outcome for _, outcome in found} - set(words.OUTCOMES) == set()
    # A job that came to nothing is told by its problem's kind.
    assert set(get_args(ProblemKind)) - set(words.OUTCOMES) == set()
