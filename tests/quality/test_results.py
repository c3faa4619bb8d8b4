"""Results as rows: what is written, described, and replaced whole."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from pipelines.quality import run_suites, write_results
from tests.quality import toy


def _written(tmp_path: Path) -> Path:
    path = toy.candidate(tmp_path, "8.99")
    suites = [toy.suite(toy.AMOUNTS, toy.NAMED, toy.BROKEN)]
    report = run_suites(path, suites=suites, policy=toy.policy("flag"), run_id="first")
    assert write_results(path, report) == 3
    assert write_results(path, report, "second") == 3
    return path


def test_every_result_is_a_row_and_a_second_writing_replaces_the_first(tmp_path: Path) -> None:
    with duckdb.connect(str(_written(tmp_path)), read_only=True) as connection:
        rows = connection.execute(
            "select run_id, expectation_key, status, evaluated_count, unexpected_count, failed_document_ids, failing_rows"
            " from rpt_expectation_result order by all"
        ).fetchall()
    assert [row[:6] for row in rows] == [
        ("second", "asks_for_what_is_not_there", "broken", 0, 0, []),
        ("second", "has_a_note", "not_applicable", 0, 0, []),
        ("second", "parts_make_the_whole", "failed", 2, 1, ["b"]),
    ]
    (failing,) = json.loads(rows[2][6])
    assert (failing["page_no"], failing["parts_yuan"], failing["whole_yuan"]) == (7, "9.00", "8.99")


def test_table_and_columns_are_described(tmp_path: Path) -> None:
    with duckdb.connect(str(_written(tmp_path)), read_only=True) as connection:
        (table,) = connection.execute(
            "select comment from duckdb_tables() where table_name = 'rpt_expectation_result'"
        ).fetchall()
        columns = connection.execute(
            "select column_name, comment from duckdb_columns() where table_name = 'rpt_expectation_result'"
        ).fetchall()
    assert "One row per" in table[0]
    assert all(comment for _, comment in columns) and len(columns) == 14
