"""Every structural expectation holds on a sound candidate and notices the smallest thing done to it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from expectations import declared_policy, declared_suites
from pipelines.quality import run_suites
from pipelines.quality.declare import Expected, Suite
from pipelines.quality.measure import measure
from tests.expectations.breaks import BREAKS

STRUCTURE = {
    f"{suite.key}__{expected.key}": (suite, expected)
    for suite in declared_suites()
    if not suite.key.startswith("totals_")
    for expected in suite.expectations
}
#: What the hand-typed reports show on purpose: things a person should look at, none of which blocks.
SHOWN_ON_PURPOSE = {
    "structure_pages__figures_are_understood",
    "structure_totals__leaves_sum_to_the_total_of_their_table",
    "coverage__yuan_are_proven",
    "coverage__no_document_is_held_back",
    "coverage__no_table_is_held_back",
    "coverage__no_figure_is_held_back",
    "coverage__every_table_is_recognised",
    "coverage__codes_are_in_the_official_lists",
    "coverage__no_file_is_quarantined",
}


def _offending(connection: duckdb.DuckDBPyConnection, suite: Suite, expected: Expected) -> int:
    found = measure(connection, suite, expected)
    assert found.problem is None, found.problem
    return found.offending


def test_every_structural_expectation_has_its_failing_case() -> None:
    assert set(BREAKS) == set(STRUCTURE)


@pytest.mark.parametrize("name", STRUCTURE)
def test_it_holds_on_a_sound_candidate_and_notices_the_smallest_fault(
    name: str, broken: duckdb.DuckDBPyConnection
) -> None:
    suite, expected = STRUCTURE[name]
    before = _offending(broken, suite, expected)
    assert before == 0 or name in SHOWN_ON_PURPOSE, measure(broken, suite, expected).failing_rows
    broken.execute(BREAKS[name])
    found = measure(broken, suite, expected)
    assert found.problem is None, found.problem
    assert found.offending > before
    assert found.failing_rows, "a failure shows rows, not a count only"


def test_a_sound_candidate_may_be_published(candidate: Path, connection: duckdb.DuckDBPyConnection) -> None:
    copy = _copy(candidate, connection)
    report = run_suites(copy, suites=declared_suites(), policy=declared_policy())
    assert report.decision == "publish", report.why_en
    failed = {item.name for item in report.results if not item.success and not item.name.startswith("totals_")}
    assert failed <= SHOWN_ON_PURPOSE
    assert {item.effect for item in report.results if item.suite.startswith("totals_")} == {"flag"}


def test_a_page_that_loses_a_figure_holds_its_document_back_alone(
    candidate: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    copy = _copy(candidate, connection)
    with duckdb.connect(str(copy)) as opened:
        opened.execute(BREAKS["structure_pages__figures_of_the_page_are_conserved"])
        (document_id,) = opened.execute(
            "select document_id from main.dim_document where file_name = 'qingshan_2024.pdf'"
        ).fetchall()[0]
    report = run_suites(copy, suites=declared_suites(), policy=declared_policy())
    assert report.decision == "rebuild" and not report.is_open
    assert report.held_back_document_ids == (document_id,)
    assert "doubled" in report.held_back[document_id] and "页" in report.held_back[document_id]


def test_a_fault_of_the_warehouse_itself_stops_and_none_of_them_waits_for_a_document() -> None:
    policy = declared_policy()
    for name in ("structure_schema", "structure_reconciliation"):
        assert policy.effect(name, "anything") == "stop"
    schema = next(suite for suite in declared_suites() if suite.key == "structure_schema")
    assert all("null::varchar as document_id" in expected.population for expected in schema.expectations)


def test_the_policy_speaks_of_declared_expectations_and_blocks_no_total() -> None:
    policy, suites = declared_policy(), declared_suites()
    policy.require_declared(suites)
    totals = [suite for suite in suites if suite.key.startswith("totals_")]
    assert totals
    assert {policy.effect(suite.key, item.key) for suite in totals for item in suite.expectations} == {"flag"}


def _copy(candidate: Path, connection: duckdb.DuckDBPyConnection) -> Path:
    """A copy of the candidate as it is on disk, beside it."""
    connection.execute("checkpoint")
    copy = candidate.with_name(f"copy_{len(list(candidate.parent.iterdir()))}.duckdb")
    copy.write_bytes(candidate.read_bytes())
    return copy
