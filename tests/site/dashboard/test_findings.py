"""差异: a row a finding, the worst first, each with the words of its facets."""

from __future__ import annotations

import duckdb

from pipelines.site.dashboard.findings import finding_rows, short_id


def test_every_finding_is_a_row_the_worst_first(warehouse: duckdb.DuckDBPyConnection) -> None:
    shard = finding_rows(warehouse)
    ids = warehouse.execute("select finding_id from rpt_discrepancy").fetchall()
    assert {row[0] for row in shard["rows"]} == {finding for (finding,) in ids}
    order = ["error", "warning", "info"]
    weights = [order.index(row[6]) for row in shard["rows"]]
    assert weights == sorted(weights) and set(weights) == {0, 1, 2}
    assert set(shard["words"]["severity"]) == {row[6] for row in shard["rows"]}
    assert all(row[1] == row[0][:16] for row in shard["rows"])


def test_a_persons_verdict_is_told(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute("update rpt_discrepancy set reviewer_verdict = 'confirmed' where severity = 'error'")
    assert {row[14] for row in finding_rows(changed)["rows"]} == {"confirmed", ""}


def test_a_page_is_named_by_the_beginning_of_the_id() -> None:
    assert short_id("0123456789abcdef" * 4) == "0123456789abcdef"
