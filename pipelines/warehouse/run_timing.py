"""Where the time of a run went, as a table and as a file: ``rpt_run_timing``, ``last_run_timing.json``.

Belongs here: writing and reading both. What is measured is in ``journal``. The table tells of the run that made the warehouse,
up to the moment it was put in place; the file of the last run, whatever came of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contract.audiences import schema_of
from pipelines.contract.described import DescribedTable
from pipelines.contract.hand_over import write_atomically
from pipelines.journal.journal import Step

_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("run_id", "varchar not null", "运行标识. Run that made this warehouse."),
    ("step_no", "integer not null", "序. Order in which the steps ended, from 1."),
    (
        "phase",
        "varchar not null",
        "阶段. scan, read, parse, gather, dbt, diagnose, suites, hold, publish or pictures. Phases overlap: documents are read side by "
        "side, and dbt parses meanwhile.",
    ),
    (
        "item_kind",
        "varchar not null",
        "对象类型. phase (the whole of it), document, dbt_node, shard (built by a cluster), suite or table.",
    ),
    ("item_name", "varchar not null", "对象. File name, dbt node, suite …; of a phase its name."),
    ("document_id", "varchar", "文件标识. Document the step was about; null if it was about none."),
    ("started_at", "timestamptz not null", "开始. When it began."),
    ("seconds", "double not null", "用时（秒）. Its own seconds, without those it waited for its turn."),
    ("cpu_seconds", "double", "处理器时间（秒）. Null where it was not measured."),
    ("peak_memory_mb", "integer", "内存峰值（MB）. The most memory the process at work had; null where not measured."),
    (
        "outcome",
        "varchar not null",
        "结果. done, failed, or why it was given up: time, page_time, memory, died.",
    ),
)
RUN_TIMING = DescribedTable(
    "rpt_run_timing", "运行用时. Where the time of the run went that made this warehouse. One row per step.", _COLUMNS
)


def write_run_timing(connection: duckdb.DuckDBPyConnection, run_id: str, steps: Sequence[Step]) -> None:
    """Write the steps into the database of ``connection``, replacing what is there."""
    schema = schema_of(RUN_TIMING.name)
    RUN_TIMING.create(connection, schema)
    rows = [
        (
            run_id,
            number,
            step.phase,
            step.item_kind,
            step.item_name,
            step.document_id,
            step.started_at,
            round(step.seconds, 3),
            None if step.cpu_seconds is None else round(step.cpu_seconds, 3),
            step.peak_mb,
            step.outcome,
        )
        for number, step in enumerate(steps, start=1)
    ]
    RUN_TIMING.insert(connection, rows, schema)


def store_run_timing(path: Path, run_id: str, steps: Sequence[Step]) -> None:
    """Write the steps of a run that has ended as JSON."""
    rows = [{**asdict(step), "started_at": step.started_at.isoformat(timespec="milliseconds")} for step in steps]
    write_atomically(path, json.dumps({"run_id": run_id, "steps": rows}, ensure_ascii=False))


def read_run_timing(path: Path) -> Mapping[str, Any] | None:
    """Return what :func:`store_run_timing` wrote; None if no run has ended here, or the file is damaged."""
    try:
        stored: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stored
