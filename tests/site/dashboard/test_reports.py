"""报告: the list, and a fingerprint that changes with anything the page shows."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.site.dashboard.reports import fingerprints, report_rows


def test_the_list_has_each_report_that_is_there(warehouse: duckdb.DuckDBPyConnection) -> None:
    (row,) = report_rows(warehouse)
    assert row[2] == "中共青山区委组织部" and row[8] == "published_with_discrepancies"
    assert (row[10], row[11] > 0) == (3, True)


def test_a_report_that_is_gone_is_not_listed(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute("update dim_document set is_present = false")
    assert report_rows(changed) == [] and fingerprints(changed) == {}


def test_equal_content_has_an_equal_fingerprint(
    changed: duckdb.DuckDBPyConnection, warehouse: duckdb.DuckDBPyConnection
) -> None:
    assert fingerprints(changed) == fingerprints(warehouse) != {}


@pytest.mark.parametrize("change", [
    "update dim_cell set text = '1' where cell_id = (select min(cell_id) from dim_cell)",
    "update rpt_discrepancy set reviewer_verdict = 'confirmed'",
    "update fct_amount set reconciliation_status = 'unproven' where line_id = (select min(line_id) from fct_amount)",
    "update rpt_rule_health set sentence_en = 'other words'",
    "update dim_document set source_url = 'https://example.org/a.pdf'",
])  # fmt: skip
def test_anything_the_page_shows_changes_it(changed: duckdb.DuckDBPyConnection, change: str) -> None:
    before = fingerprints(changed)
    changed.execute(change)
    assert fingerprints(changed).keys() == before.keys() and fingerprints(changed) != before
