"""What is prepared is published as if it were made then: the same tables, the same Parquet, with the verdict and the history of now."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.quality.results import RESULTS
from pipelines.settings import Settings
from pipelines.warehouse import prepared as prepared_module
from pipelines.warehouse.parquet_export import is_current
from pipelines.warehouse.prepared import prepare
from pipelines.warehouse.publish import parquet_version, publish
from tests.warehouse.conftest import publication

DOCUMENTS = ("a" * 64, "b" * 64)


def _candidate(settings: Settings, *marks: int) -> Path:
    path = settings.work_dir / "run" / "candidate.duckdb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table dim_document (document_id varchar, is_published boolean, mark integer)")
        connection.execute("create table fct_amount (document_id varchar, line_id varchar, mark integer)")
        for document, mark in zip(DOCUMENTS, marks, strict=False):
            connection.execute(f"insert into dim_document values ('{document}', true, {mark})")
            connection.execute(f"insert into fct_amount select '{document}', range, {mark} from range(500)")
    return path


def _judge(candidate: Path, words: str) -> None:
    """Let the candidate have a verdict, as the gate writes it."""
    row = [words, "suite", "key", "error", "flag", False, "passed", 1, 0, [], "[]", "好", "good", None]
    with duckdb.connect(str(candidate)) as connection:
        RESULTS.create(connection)
        connection.execute(f"alter table main.{RESULTS.name} add primary key (run_id, suite, expectation_key)")
        RESULTS.insert(connection, [row])


def _content(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    current = settings.parquet_dir / "current"
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        tables = connection.execute("select table_name, schema_name from duckdb_tables() order by all").fetchall()
        found = {name: connection.execute(f"from {schema}.{name} order by all").fetchall() for name, schema in tables}
    with duckdb.connect() as connection:
        exported = {
            path.stem: connection.execute(f"from '{path}' order by all").fetchall()
            for path in current.glob("*.parquet")
        }
    assert exported == found
    return found


@pytest.mark.parametrize("goes_on", [True, False])
def test_it_is_published_with_the_verdict_and_the_history_of_now(settings: Settings, *, goes_on: bool) -> None:
    first = _candidate(settings, 1)
    _judge(first, "first")
    publish(settings, first, publication(1))
    second = _candidate(settings, 1, 2)
    changes = dict.fromkeys(("dim_document", "fct_amount"), frozenset({DOCUMENTS[1][:16]}))
    before = settings.published_path if goes_on else None
    ready = prepare(second, before, changes, second.parent / "prepared")
    assert ready.is_whole is not goes_on
    assert {path.stem for path in ready.parquet_dir.iterdir()} == {"dim_document", "fct_amount"}
    _judge(second, "second")
    published = publish(settings, second, publication(2), prepared=ready)
    assert published.document_count == 2 and is_current(settings.parquet_dir, parquet_version(published))
    found = _content(settings)
    assert [row[0] for row in found[RESULTS.name]] == ["second"]
    assert sorted(row[0] for row in found["rpt_expectation_history"]) == ["first", "second"]
    assert {row[2] for row in found["fct_amount"]} == {1, 2} and len(found["fct_amount"]) == 1000
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        views = connection.execute("select count(*) from duckdb_views() where not internal").fetchone()
        assert views is not None and views[0] >= len(found)
        for (view,) in connection.execute(
            "select schema_name || '.' || view_name from duckdb_views() where not internal"
        ).fetchall():
            connection.execute(f"from {view} limit 1")
        comment = connection.execute(
            f"select comment from duckdb_tables() where table_name = '{RESULTS.name}'"
        ).fetchone()
    assert comment == (RESULTS.description,)


def test_what_cannot_be_gone_on_from_is_copied_whole(settings: Settings) -> None:
    candidate = _candidate(settings, 1)
    settings.published_path.parent.mkdir(parents=True, exist_ok=True)
    settings.published_path.write_text("not a database")
    ready = prepare(candidate, settings.published_path, {}, candidate.parent / "prepared")
    assert ready.is_whole
    with duckdb.connect(str(ready.file), read_only=True) as connection:
        assert connection.execute("select count(*) from facts.fct_amount").fetchone() == (500,)


def test_nothing_of_it_is_seen_before_it_is_published(settings: Settings) -> None:
    candidate = _candidate(settings, 1)
    publish(settings, candidate, publication(1))
    as_it_was = settings.published_path.read_bytes()
    listed = sorted(path.name for path in settings.parquet_dir.iterdir())
    prepared_module.prepare_work(
        (_candidate(settings, 5), settings.published_path, {}, candidate.parent / "prepared"), lambda _: None
    )
    assert settings.published_path.read_bytes() == as_it_was
    assert sorted(path.name for path in settings.parquet_dir.iterdir()) == listed
