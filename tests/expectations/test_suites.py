"""Every structural expectation holds on a sound candidate and notices the smallest thing done to it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from expectations import declared_policy, declared_suites
from pipelines.quality import run_suites
from pipelines.quality.declare import Expected, Suite
from pipelines.quality.measure import measure
from tests.expectations.breaks import BREAKS, REFERENCE, break_of
from tests.expectations.in_transaction import InTransaction

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
    found = measure(InTransaction(connection), suite, expected)
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
    assert before == 0 or name in SHOWN_ON_PURPOSE, measure(InTransaction(broken), suite, expected).failing_rows
    broken.execute(break_of(name))
    found = measure(InTransaction(broken), suite, expected)
    assert found.problem is None, found.problem
    assert found.offending > before
    assert found.failing_rows, "a failure shows rows, not a count only"


def test_a_table_without_figures_has_lost_none(broken: duckdb.DuckDBPyConnection) -> None:
    suite, expected = STRUCTURE["structure_facts__every_figure_is_in_fct_amount_once"]
    before = _offending(broken, suite, expected)
    (table_id,) = broken.execute(
        "select min(table_id) from main.fct_amount where table_kind = 'revenue_summary'"
    ).fetchall()[0]
    broken.execute("update main.dim_cell set role = 'empty' where table_id = ?", [table_id])
    assert _offending(broken, suite, expected) == before + 1
    broken.execute("delete from main.fct_amount where table_id = ?", [table_id])
    assert _offending(broken, suite, expected) == before


def test_a_sound_candidate_may_be_published(candidate: Path, connection: duckdb.DuckDBPyConnection) -> None:
    copy = _copy(candidate, connection)
    report = run_suites(copy, suites=declared_suites(), policy=declared_policy())
    assert report.decision == "publish", report.why_en
    failed = {item.name for item in report.results if not item.success and not item.name.startswith("totals_")}
    assert failed <= SHOWN_ON_PURPOSE
    assert {item.effect for item in report.results if item.suite.startswith("totals_")} == {"flag"}


def test_a_page_that_loses_a_figure_holds_back_the_tables_on_it_alone(
    candidate: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    copy = _copy(candidate, connection)
    with duckdb.connect(str(copy)) as opened:
        opened.execute(break_of("structure_pages__figures_of_the_page_are_conserved"))
        on_the_page = opened.execute(
            "select document_id, table_id from main.dim_printed_table "
            f"where document_id = {REFERENCE} and 8 between first_page_no and last_page_no"
        ).fetchall()
    report = run_suites(copy, suites=declared_suites(), policy=declared_policy())
    assert report.decision == "hold" and not report.is_open
    assert not report.blamed.documents and not report.blamed.rules
    assert sorted(report.blamed.tables) == sorted(on_the_page) != []
    reason = report.blamed.tables[on_the_page[0]]
    assert "doubled" in reason.en and "页" in reason.zh


def test_only_what_makes_the_file_unfit_to_read_stops() -> None:
    policy = declared_policy()
    stopping = {
        (suite.key, item.key) for suite in declared_suites() for item in suite.expectations
        if policy.effect(suite.key, item.key) == "stop"
    }  # fmt: skip
    schema = next(suite for suite in declared_suites() if suite.key == "structure_schema")
    assert stopping == {(schema.key, item.key) for item in schema.expectations} | {
        ("structure_documents", "some_document_is_published")
    }
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
