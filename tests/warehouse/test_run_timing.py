"""Where the time went, as a table and as a file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines.journal.journal import Step
from pipelines.warehouse.run_timing import RUN_TIMING, read_run_timing, store_run_timing, write_run_timing

STEPS = [
    Step("read", "document", "a.pdf", datetime(2026, 1, 2, tzinfo=UTC), 1.23456, 1.0, 300, "done", "a"),
    Step("dbt", "dbt_node", "model.x", datetime(2026, 1, 3, tzinfo=UTC), 0.5),
]


def test_steps_become_rows_in_their_order() -> None:
    with duckdb.connect() as connection:
        write_run_timing(connection, "run1", STEPS)
        query = f"select run_id, step_no, phase, seconds, cpu_seconds, peak_memory_mb, document_id from machinery.{RUN_TIMING.name} order by step_no"
        assert connection.execute(query).fetchall() == [
            ("run1", 1, "read", 1.235, 1.0, 300, "a"),
            ("run1", 2, "dbt", 0.5, None, None, None),
        ]
        write_run_timing(connection, "run2", [])
        assert connection.execute(f"select count(*) from machinery.{RUN_TIMING.name}").fetchone() == (0,)


def test_what_is_stored_is_read_back_and_what_is_damaged_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "timing.json"
    assert read_run_timing(path) is None
    store_run_timing(path, "run1", STEPS)
    stored = read_run_timing(path)
    assert stored is not None and stored["run_id"] == "run1"
    assert [step["item_name"] for step in stored["steps"]] == ["a.pdf", "model.x"]
    path.write_text('{"run_id": "ru')
    assert read_run_timing(path) is None
