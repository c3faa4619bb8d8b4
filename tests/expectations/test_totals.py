"""Rules of the catalogue become expectations: one a rule, with its severity, noticing what dbt found to fail."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from expectations.totals import FAMILIES_PATH, suites, suites_of
from pipelines.quality.measure import measure
from tests.expectations.in_transaction import InTransaction

RULE = {
    "rule_id": "total_is_sum.of-classes",
    "family": "down a hierarchy",
    "severity": "warning",
    "sentence_zh": "合计等于各类之和。",
    "sentence_en": "The total is the sum of the classes.",
}
FAMILIES = [{"family": "down a hierarchy", "name_zh": "逐级合计", "name_en": "Sums down a hierarchy"}]
CATALOGUE = {f"{suite.key}__{expected.key}": (suite, expected) for suite in suites() for expected in suite.expectations}


def test_a_rule_becomes_an_expectation_with_its_words_and_severity() -> None:
    (suite,) = suites_of([RULE], FAMILIES)
    (expected,) = suite.expectations
    assert (suite.key, expected.key) == ("totals_down_a_hierarchy", "total_is_sum_of_classes")
    assert (suite.zh, suite.en) == (
        "逐级合计：报告自身是否相符。",
        "Sums down a hierarchy: whether the report agrees with itself.",
    )
    assert (expected.zh, expected.en, expected.severity) == (RULE["sentence_zh"], RULE["sentence_en"], "warning")


def test_a_severity_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="grave"):
        suites_of([RULE | {"severity": "grave"}], FAMILIES)


def test_a_family_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="rule_families"):
        suites_of([RULE | {"family": "sideways"}], FAMILIES)


def test_a_family_without_rules_has_no_suite() -> None:
    assert suites_of([], FAMILIES) == ()


def test_the_suites_are_the_families_of_the_seed_in_their_order() -> None:
    with FAMILIES_PATH.open(encoding="utf-8", newline="") as handle:
        families = list(csv.DictReader(handle))
    assert [(suite.key, suite.zh.split("：")[0]) for suite in suites()] == [
        (f"totals_{family['family']}", family["name_zh"]) for family in families
    ]


def test_two_rules_that_would_share_a_name_are_refused() -> None:
    with pytest.raises(ValueError, match="more than once"):
        suites_of([RULE, RULE | {"rule_id": "total_is_sum_of_classes"}], FAMILIES)


def test_without_a_catalogue_the_error_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="rule catalogue"):
        suites(tmp_path / "rules.csv")


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_rule_is_not_applicable_passed_or_failed_as_dbt_found(
    name: str, broken: duckdb.DuckDBPyConnection
) -> None:
    suite, expected = CATALOGUE[name]
    broken.execute("update main.fct_reconciliation set status = 'not_applicable'")
    assert measure(InTransaction(broken), suite, expected).evaluated == 0
    broken.execute("update main.fct_reconciliation set status = 'passed'")
    passed = measure(InTransaction(broken), suite, expected)
    assert passed.evaluated > 0 and passed.offending == 0
    broken.execute(
        "update main.fct_reconciliation set status = 'failed', left_page_no = 7, left_value = 1, right_value = 2"
    )
    failed = measure(InTransaction(broken), suite, expected)
    assert failed.offending == failed.evaluated > 0
    row = failed.failing_rows[0]
    assert (
        row["left_page_no"] == 7
        and str(row["left_figure"]).startswith("1")
        and str(row["right_figure"]).startswith("2")
    )
