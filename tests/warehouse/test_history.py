"""History: when each document was a published one, and its figures as they were, over publications."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.quality.results import RESULTS
from pipelines.settings import Settings
from pipelines.warehouse.publication import Publication
from pipelines.warehouse.publish import publish

PERIODS = """
    select document_id, day(published_from), day(published_until), ended_by, superseded_by_document_id
    from rpt_document_history order by all
"""
FIGURES = """
    select document_id, line_id, amount_printed, reconciliation_status, day(published_from), day(published_until)
    from rpt_superseded_figure order by all
"""
CHANGES = "select earlier_document_id, later_document_id, line_key from rpt_republished_change order by all"


def _publish(settings: Settings, day: int, documents: dict[str, tuple[bool, bool, str | None]]) -> None:
    """Publish a candidate of these documents (published, held back, superseded by), each with one figure."""
    path = settings.work_dir / "run" / "candidate.duckdb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            """
            create table dim_document (
                document_id varchar, file_name varchar, body_key varchar, department_name varchar, fiscal_year integer,
                report_kind varchar, is_published boolean, is_held_back boolean, superseded_by_document_id varchar);
            create table fct_revenue (
                line_id varchar, document_id varchar, amount_printed varchar, amount_yuan decimal(18, 2),
                reconciliation_status varchar);
            create table fct_amount as from fct_revenue;
            create table rpt_superseded_figure (
                line_id varchar, document_id varchar, superseded_by_document_id varchar, published_from timestamptz,
                published_until timestamptz, amount_printed varchar, amount_yuan decimal(18, 2),
                reconciliation_status varchar);
            create table rpt_supersession (earlier_document_id varchar, later_document_id varchar, is_decided boolean);
            create table rpt_republished_change (
                earlier_document_id varchar, later_document_id varchar, line_key varchar);
            """
        )
        for name, (is_published, is_held_back, later) in documents.items():
            connection.execute(
                "insert into dim_document values (?, ?, 'body', 'body', 2024, 'budget', ?, ?, ?)",
                [name, f"{name}.pdf", is_published, is_held_back, later],
            )
            if is_published:
                for fact in ("fct_revenue", "fct_amount"):
                    connection.execute(f"insert into {fact} values (?, ?, ?, 1.00, 'reconciled')", [name, name, name])
            if later:
                sql = "insert into rpt_superseded_figure values (?, ?, ?, null, null, 'read now', 1.00, null)"
                connection.execute(sql, [name, name, later])
                connection.execute("insert into rpt_supersession values (?, ?, true)", [name, later])
                connection.execute("insert into rpt_republished_change values (?, ?, 'row')", [name, later])
    publish(settings, path, Publication(f"run{day}", datetime(2024, 3, day, 12, tzinfo=UTC), f"f{day}", "1", {}))


def _rows(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


SOUND = (True, False, None)


def test_a_superseded_report_keeps_its_figures_and_its_time(settings: Settings) -> None:
    _publish(settings, 1, {"a": SOUND, "other": SOUND})
    _publish(settings, 2, {"a": (False, False, "b"), "b": SOUND, "other": SOUND})
    assert _rows(settings, PERIODS) == [
        ("a", 1, 2, "superseded", "b"),
        ("b", 2, None, None, None),
        ("other", 1, None, None, None),
    ]
    figures = [("a", "a", "a", "reconciled", 1, 2)]
    assert _rows(settings, FIGURES) == figures, "as it was published, not as it is read now"
    # Later publications know nothing of a: its file and its reading are gone.
    _publish(settings, 3, {"b": SOUND})
    _publish(settings, 4, {"b": (False, False, "c"), "c": SOUND})
    assert _rows(settings, FIGURES) == [*figures, ("b", "b", "b", "reconciled", 2, 4)]
    assert _rows(settings, PERIODS)[0] == ("a", 1, 2, "superseded", "b")
    assert ("other", 1, 3, "removed", None) in _rows(settings, PERIODS)
    assert _rows(settings, CHANGES) == [("a", "b", "row"), ("b", "c", "row")]
    assert _rows(settings, "select count(*) from rpt_supersession") == [(2,)]


def test_a_document_held_back_and_mended_has_two_periods(settings: Settings) -> None:
    _publish(settings, 1, {"a": SOUND, "b": SOUND})
    _publish(settings, 2, {"a": (False, True, None), "b": SOUND})
    _publish(settings, 3, {"a": SOUND, "b": SOUND})
    assert _rows(settings, PERIODS)[:2] == [("a", 1, 2, "held_back", None), ("a", 3, None, None, None)]
    assert _rows(settings, FIGURES) == []


def test_one_that_was_never_published_is_shown_as_read_now(settings: Settings) -> None:
    _publish(settings, 1, {"a": (False, False, "b"), "b": SOUND})
    _publish(settings, 2, {"a": (False, False, "b"), "b": SOUND})
    assert _rows(settings, FIGURES) == [("a", "a", "read now", None, None, None)]


def test_a_warehouse_without_history_gives_the_time_of_its_publication(settings: Settings) -> None:
    _publish(settings, 1, {"a": SOUND})
    with duckdb.connect(str(settings.published_path)) as connection:
        connection.execute("drop view rpt_document_history; drop table machinery.rpt_document_history")
    _publish(settings, 5, {"a": SOUND})
    assert _rows(settings, PERIODS) == [("a", 1, None, None, None)]


@pytest.mark.parametrize("content", [b"no database", b""])
def test_a_damaged_warehouse_begins_a_new_history(settings: Settings, content: bytes) -> None:
    settings.published_path.parent.mkdir(parents=True, exist_ok=True)
    Path(settings.published_path).write_bytes(content)
    _publish(settings, 2, {"a": SOUND})
    assert _rows(settings, PERIODS) == [("a", 2, None, None, None)]


def test_results_of_every_publication_are_kept(settings: Settings) -> None:
    def judged(run_id: str, day: int, failed: int) -> None:
        path = settings.work_dir / "run" / "candidate.duckdb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as connection:
            RESULTS.create(connection)
            connection.execute(
                "insert into rpt_expectation_result values "
                "(?, 'sums', 'add_up', 'error', 'flag', false, ?, 9, ?, ?, '[]', 'zh', 'en', null)",
                [run_id, "failed" if failed else "passed", failed, ["a"] * bool(failed)],
            )
        publish(settings, path, Publication(run_id, datetime(2024, 3, day, 12, tzinfo=UTC), run_id, "1", {}))

    judged("run1", 1, failed=2)
    judged("run2", 2, failed=0)
    sql = """
        select run_id, day(published_at), expectation_key, status, unexpected_count, failed_document_count
        from rpt_expectation_history order by all
    """
    assert _rows(settings, sql) == [("run1", 1, "add_up", "failed", 2, 1), ("run2", 2, "add_up", "passed", 0, 0)]
