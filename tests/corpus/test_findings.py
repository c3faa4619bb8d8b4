"""The corpus as the main job publishes it: every failing rule of severity error was looked up, and nearly every yuan is proven."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.corpus.reviewed import failure, reviewed_failures, reviewed_notices
from tests.runs.whole_corpus import CorpusRun

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.whole_run]
#: Below it a report needs a named reason.
LEAST_PROVEN_PERCENT = 90


class Published:
    """What the main job publishes of both corpora, of the reports of the first alone."""

    def __init__(self, run: CorpusRun, folder: Path) -> None:
        """Take a run and the folder whose reports are looked at."""
        self.run, self.names = run, {path.name for path in folder.glob("*.pdf")}

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of a query whose first column is the file's name."""
        rows = ((row[0].rsplit("/", 1)[-1], *row[1:]) for row in self.run.ask(query))
        return [row for row in rows if row[0] in self.names]


@pytest.fixture(scope="module")
def published(corpus: Path, both: CorpusRun) -> Published:
    return Published(both, corpus)


def test_rules_of_severity_error_fail_just_where_the_reports_are_wrong(published: Published) -> None:
    rows = published.ask(
        "select file_name, rule_id, coalesce(left_page_no, 0), left_value, right_value from fct_reconciliation"
        " inner join dim_document using (document_id) where status = 'failed' and severity = 'error'"
    )
    found = Counter(failure(*row) for row in rows)
    expected = reviewed_failures()
    assert found - expected == Counter(), "not yet looked up"
    assert expected - found == Counter(), "real disagreements no longer found"


def test_warnings_and_notices_say_what_the_pages_show(published: Published) -> None:
    rows = published.ask(
        "select file_name, checks.rule_id, checks.severity, coalesce(left_page_no, 0),"
        " coalesce(left(left_text, 80), round(left_value, 2)::varchar),"
        " coalesce(left(right_text, 80), round(right_value, 2)::varchar)"
        " from fct_reconciliation as checks inner join dim_document using (document_id)"
        " where status = 'failed' and checks.severity != 'error'"
    )
    found = Counter((name, rule, severity, page, left, right) for name, rule, severity, page, left, right in rows)
    expected = reviewed_notices()
    assert found - expected == Counter(), "not yet looked up"
    assert expected - found == Counter(), "no longer found"


def test_nearly_every_yuan_of_leaves_is_proven_by_a_sum(published: Published) -> None:
    rows = published.ask(
        "select file_name, proven_share_percent, unproven_reason_en from rpt_document_coverage where leaf_count > 0"
    )
    assert len(rows) > 45
    assert median(share for _, share, _ in rows if share is not None) >= 99
    unexplained = [name for name, share, reason in rows if (share or 0) < LEAST_PROVEN_PERCENT and not reason]
    assert unexplained == []


def test_the_reports_that_count_sum_to_their_printed_totals(published: Published) -> None:
    rows = published.ask("select file_name, flow, is_equal from rpt_body_total where counting = 'counted' order by all")
    assert len(rows) >= 96
    assert [row for row in rows if row[2] is not True] == []
