"""总览: shares that add up, the worst first, what changed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb

from pipelines.site.dashboard.overview import charts, overview, shares, trend


def test_pieces_of_a_bar_follow_each_other_and_fill_it() -> None:
    rows: list[dict[str, Any]] = [
        {"state": "unproven", "item_count": 1, "yuan": Decimal(10)},
        {"state": "reconciled", "item_count": 3, "yuan": Decimal(30)},
        {"state": "held_back", "item_count": 0, "yuan": None},
    ]
    pieces = shares(rows, "item_count")
    assert [(piece.state, piece.start, piece.width) for piece in pieces] == [
        ("reconciled", 0, 75),
        ("unproven", 75, 25),
    ]
    assert shares(rows, "yuan")[0].yuan == Decimal(30)
    assert shares([{"state": "held_back", "item_count": 2, "yuan": None}], "yuan")[0].width == 0
    assert shares([], "item_count") == []


def test_the_slip_of_table_6_is_the_worst_of_the_reference_report(warehouse: duckdb.DuckDBPyConnection) -> None:
    view = overview(warehouse)
    assert view["worst"][0]["title_zh"].startswith("表6") and 10 in view["worst"][0]["page_nos"]
    assert view["to_do"]["unjudged_errors"] == 3
    errors = warehouse.execute("select count(*) from rpt_discrepancy where severity = 'error'").fetchone()
    assert errors == (3,)


def test_counts_are_those_of_the_warehouse(warehouse: duckdb.DuckDBPyConnection) -> None:
    view = overview(warehouse)
    tables = warehouse.execute("select count(*) from rpt_publication_state where item_kind = 'table'").fetchone()
    assert (sum(piece.item_count for piece in view["tables"]),) == tables
    assert view["changes"]["new_count"] == 1 and view["changes"]["superseded_count"] == 0
    yuan = warehouse.execute(
        "select sum(amount_yuan) from fct_amount where is_leaf or not_understood_reason is not null"
    )
    assert (sum(piece.yuan or 0 for piece in view["yuan"]),) == yuan.fetchone()


def test_what_is_kept_out_and_not_understood_counts(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute("update fct_amount set not_understood_reason = 'no_code' where is_leaf and amount_yuan > 1000000")
    names = "(quarantine_key, item_kind, file_name, reason_code, reason_zh, reason_en)"
    changed.execute(f"insert into rpt_quarantine {names} values ('k', 'file', '坏.pdf', 'damaged', '坏', 'damaged')")
    view = overview(changed)
    assert "not_understood" in {piece.state for piece in view["figures"]}
    assert ("not_a_report", 1) in {(piece.state, piece.item_count) for piece in view["documents"]}
    assert view["to_do"]["kept_out"] == 1


def test_the_history_is_told_oldest_first(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute(
        "insert into dim_publication select * replace ('before' as publication_id, false as is_current, "
        "published_at - interval 1 day as published_at) from dim_publication"
    )
    assert trend(changed)[0]["publication_id"] == "before" and len(trend(changed)) == 2


def test_charts_have_a_column_a_publication_each_as_high_as_its_own_figure(changed: duckdb.DuckDBPyConnection) -> None:
    assert overview(changed)["charts"] == []
    changed.execute(
        "insert into dim_publication select * replace ('before' as publication_id, false as is_current, 0 as failed_rule_count, "
        "(document_count * 2)::integer as document_count, published_at - interval 1 day as published_at) from dim_publication"
    )
    documents, figures, rules = charts(trend(changed))
    assert [column[1:] for column in documents.columns] == [(2, 0.0, 40.0, 30.0), (1, 50.0, 40.0, 15.0)]
    assert documents.columns[0][0] < documents.columns[1][0]
    assert [column[4] for column in figures.columns] == [30.0, 30.0]
    assert [column[4] for column in rules.columns] == [0.0, 30.0] and rules.words[1] == "Rules that fail"


def test_what_could_not_be_fetched_and_who_is_absent_is_to_do(changed: duckdb.DuckDBPyConnection) -> None:
    assert overview(changed)["to_do"]["not_fetched"] == overview(changed)["to_do"]["absent"] == 0
    for started, is_last, outcome in (("01", False, "failed"), ("02", True, "failed"), ("03", True, "fetched")):
        changed.execute(
            "insert into rpt_fetch (url, started_at, attempt_no, is_last_try, outcome, duration_ms) "
            f"values ('https://example.gov.cn/{started}.pdf', timestamptz '2026-01-{started} 00:00:00+00', 1, {is_last}, '{outcome}', 5)"
        )
    changed.execute("update rpt_disclosure set disclosure_status = 'absent'")
    to_do = overview(changed)["to_do"]
    assert (to_do["not_fetched"], to_do["absent"], to_do["late"]) == (1, 1, 0)
