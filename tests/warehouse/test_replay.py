"""Steps of a manifest, and running them again."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse.replay import ReplayError, Step, run_steps, steps_to


def test_a_table_that_is_made_again_keeps_its_types_and_comments(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("create table main.whole (one smallint)")
        connection.execute("comment on column main.whole.one is '一'")
        run_steps(connection, [Step("whole", "main", "table", "select 2 as one")], tmp_path)
        found = connection.execute(
            "select data_type, comment from duckdb_columns() where table_name = 'whole'"
        ).fetchall()
        assert found == [("SMALLINT", "一")]
        assert connection.execute("from main.whole").fetchall() == [(2,)]


def test_a_step_that_fails_is_named(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("create table main.gone as select 1 as one")
        with pytest.raises(ReplayError, match="the model gone"):
            run_steps(connection, [Step("gone", "main", "table", "select no_such")], tmp_path)


def test_a_model_comes_after_what_it_is_made_from() -> None:
    def model(name: str, *parents: str, kind: str = "table") -> tuple[str, dict[str, object]]:
        key = f"model.p.{name}"
        return key, {
            "unique_id": key, "name": name, "schema": "main", "resource_type": "model", "language": "sql",
            "config": {"materialized": kind}, "compiled_code": f"select '{name}'", "depends_on": {"nodes": list(parents)},
        }  # fmt: skip

    manifest = {
        "metadata": {"project_name": "p"},
        "sources": {"source.p.run.holds": {"name": "holds"}, "source.p.run.files": {"name": "files"}},
        "nodes": dict(
            [
                model("last", "model.p.first", "model.p.other"),
                model("first", "model.p.stg_holds"),
                model("stg_holds", "source.p.run.holds", kind="view"),
                model("other", "source.p.run.files"),
            ]
        ),
    }
    assert [step.name for step in steps_to(manifest, ["last"])] == ["stg_holds", "first", "other", "last"]
