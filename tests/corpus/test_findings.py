"""The whole corpus in one candidate: every failing rule of severity error was looked up, and nearly every yuan is proven."""

from __future__ import annotations

import hashlib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.contract import empty_hand_over
from pipelines.documents import triage
from pipelines.extraction import extract_document
from pipelines.reports import read_report
from pipelines.reports.facts import FileFacts
from tests.corpus.reviewed import failure, reviewed_failures, reviewed_notices
from tests.dbt.conftest import build

pytestmark = [pytest.mark.corpus, pytest.mark.slow]
#: Below it a report needs a named reason.
LEAST_PROVEN_PERCENT = 90


def hand_over(path: Path, root: Path) -> None:
    checked = triage(path)
    if not checked.is_accepted or checked.text_layer == "scanned":
        # The scan is read in the tests of extraction: OCR takes ten seconds a page.
        return
    document_id = hashlib.sha256(path.read_bytes()).hexdigest()
    document = extract_document(path, document_id)
    facts = FileFacts(path.name, document_id, None, None, len(document.pages), "born_digital")
    folder = root / "documents" / f"{document_id}-1"
    folder.mkdir(parents=True)
    for name, table in read_report(document, facts).items():
        pq.write_table(table, folder / f"{name}.parquet")


@pytest.fixture(scope="module")
def candidate(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("whole_corpus")
    empty_hand_over(folder / "hand_over")
    reports = sorted(corpus.glob("*.pdf"), key=lambda path: -path.stat().st_size)
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(hand_over, reports, [folder / "hand_over"] * len(reports)))
    build(folder, folder / "hand_over", "--exclude-resource-types", "test", "unit_test")
    return duckdb.connect(str(folder / "candidate.duckdb"), read_only=True)


def test_rules_of_severity_error_fail_just_where_the_reports_are_wrong(candidate: duckdb.DuckDBPyConnection) -> None:
    rows = candidate.execute(
        "select file_name, rule_id, coalesce(left_page_no, 0), left_value, right_value from fct_reconciliation"
        " inner join dim_document using (document_id) where status = 'failed' and severity = 'error'"
    ).fetchall()
    found = Counter(failure(*row) for row in rows)
    expected = reviewed_failures()
    assert found - expected == Counter(), "not yet looked up"
    assert expected - found == Counter(), "real disagreements no longer found"


def test_warnings_and_notices_say_what_the_pages_show(candidate: duckdb.DuckDBPyConnection) -> None:
    rows = candidate.execute(
        "select file_name, checks.rule_id, checks.severity, coalesce(left_page_no, 0),"
        " coalesce(left(left_text, 80), round(left_value, 2)::varchar),"
        " coalesce(left(right_text, 80), round(right_value, 2)::varchar)"
        " from fct_reconciliation as checks inner join dim_document using (document_id)"
        " where status = 'failed' and checks.severity != 'error'"
    ).fetchall()
    found = Counter((name, rule, severity, page, left, right) for name, rule, severity, page, left, right in rows)
    expected = reviewed_notices()
    assert found - expected == Counter(), "not yet looked up"
    assert expected - found == Counter(), "no longer found"


def test_nearly_every_yuan_of_leaves_is_proven_by_a_sum(candidate: duckdb.DuckDBPyConnection) -> None:
    rows = candidate.execute(
        "select file_name, proven_share_percent, unproven_reason_en from rpt_document_coverage where leaf_count > 0"
    ).fetchall()
    assert len(rows) > 45
    assert median(share for _, share, _ in rows if share is not None) >= 99
    unexplained = [name for name, share, reason in rows if (share or 0) < LEAST_PROVEN_PERCENT and not reason]
    assert unexplained == []


def test_the_reports_that_count_sum_to_their_printed_totals(candidate: duckdb.DuckDBPyConnection) -> None:
    rows = candidate.execute(
        "select file_name, flow, is_equal from rpt_body_total where counting = 'counted' order by all"
    ).fetchall()
    assert len(rows) >= 96
    assert [row for row in rows if row[2] is not True] == []
