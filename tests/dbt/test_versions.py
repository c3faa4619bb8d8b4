"""Reports published anew: which took the place of which, what changed, and who is no version of another."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb

PAIRS = """
    select earlier_file_name, later_file_name, decided_by, is_decided, changed_count, added_count, removed_count
    from rpt_supersession order by all
"""


def _rows(warehouse: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return warehouse.execute(sql).fetchall()


def test_each_pair_of_versions_is_listed_with_its_evidence(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert _rows(warehouse, PAIRS) == [
        ("first_version.pdf", "second_version.pdf", "known_later", True, 4, 0, 0),
        ("together_a.pdf", "together_b.pdf", "undecided", False, 4, 0, 0),
        ("written_over.pdf", "written_anew.pdf", "file_replaced", True, 0, 2, 0),
    ], "a text beside its tables, an office under its department's name, other money: none is a version"


def test_a_superseded_report_gives_no_figure_to_the_facts(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = """
        select file_name, is_published, is_held_back, superseded_by_document_id is not null,
            (select count(*) from fct_expenditure_by_function as facts where facts.document_id = documents.document_id),
            (select count(*) from rpt_superseded_figure as old where old.document_id = documents.document_id)
        from dim_document as documents
        where file_name in ('first_version.pdf', 'written_over.pdf', 'together_a.pdf') order by all
    """
    assert _rows(warehouse, sql) == [
        ("first_version.pdf", False, False, True, 0, 16),
        ("together_a.pdf", True, False, False, 16, 0),
        ("written_over.pdf", False, False, True, 0, 14),
    ]


def test_what_changed_is_told_figure_by_figure(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = """
        select table_kind, label_printed, change_kind, earlier_amount_printed, later_amount_printed, difference_yuan
        from rpt_republished_change
        where earlier_document_id = (select document_id from dim_document where file_name = 'first_version.pdf')
        order by all
    """
    changed = ("expenditure_summary", "changed", "90.00", "100.00", Decimal("10.00"))
    assert _rows(warehouse, sql) == [
        (changed[0], label, *changed[1:]) for label in ("合计", "合计", "行政运行", "行政运行")
    ]


def test_what_only_one_of_them_prints_is_added(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = """
        select change_kind, table_kind, earlier_amount_printed, later_amount_printed from rpt_republished_change
        where earlier_document_id = (select document_id from dim_document where file_name = 'written_over.pdf')
    """
    assert _rows(warehouse, sql) == [("added", "revenue_expenditure_summary", None, "100.00")] * 2


def test_where_nobody_knows_the_newer_one_report_counts_and_the_pair_is_named(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    sql = """
        select counting, count(*) from rpt_body_total
        where department_name = 'together' and flow = 'expenditure' group by all order by all
    """
    assert _rows(warehouse, sql) == [("another_counts", 1), ("counted", 1)]
