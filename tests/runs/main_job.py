"""The main job as a user starts it: a process of its own, its folders, and how to compare two warehouses."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[2]
#: Tables and columns that say when and by which run, not what stands in the reports.
VOLATILE_TABLES = {"dim_publication", "rpt_expectation_history", "rpt_run_timing"}
VOLATILE_COLUMNS = {
    "run_id",
    "first_seen_at",
    "last_seen_at",
    "retrieved_at",
    "since",
    "validated_at",
    "evaluated_at",
    "published_from",
    "published_until",
    "known_on",
}
LONGEST_RUN_SECONDS = 1200


def start(
    raw: Path,
    warehouse: Path,
    *options: str,
    module: str = "pipelines.cli",
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Start ``yusuan run`` in a process group of its own; ``environment`` is added to this process's."""
    command = [
        sys.executable,
        "-m",
        module,
        "run",
        "--no-progress",
        "--raw",
        str(raw),
        "--warehouse",
        str(warehouse),
    ]
    return subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        env=os.environ | {"YUSUAN_HOME": str(ROOT), "COLUMNS": "200"} | dict(environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def run(
    raw: Path,
    warehouse: Path,
    *options: str,
    module: str = "pipelines.cli",
    environment: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """Run to the end; returns exit status and everything printed."""
    process = start(raw, warehouse, *options, module=module, environment=environment)
    printed, _ = process.communicate(timeout=LONGEST_RUN_SECONDS)
    return process.returncode, printed


def kill_after(process: subprocess.Popen[str], seconds: float) -> bool:
    """Kill the whole group like a power cut; False if it had ended by itself before."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return False
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return True


def differences(left: Path, right: Path) -> list[str]:
    """Name the tables in which two warehouses differ, times and run ids aside."""
    found: list[str] = []
    with duckdb.connect() as connection:
        for name, path in (("a", left), ("b", right)):
            connection.execute(f"attach '{path}' as {name} (read_only)")
        columns: dict[str, dict[str, list[str]]] = {"a": {}, "b": {}}
        for database, table, column in connection.execute(
            "select database_name, table_name, column_name from duckdb_columns() "
            "where schema_name = 'main' and database_name in ('a', 'b') and not internal order by all"
        ).fetchall():
            if table not in VOLATILE_TABLES and column not in VOLATILE_COLUMNS:
                columns[database].setdefault(table, []).append(column)
        if columns["a"] != columns["b"]:
            return ["the tables or columns themselves"]
        for table, names in columns["a"].items():
            listed = ", ".join(f'"{name}"' for name in names)
            sides = [f"select {listed} from {database}.main.{table}" for database in ("a", "b")]
            for one, other in (sides, reversed(sides)):
                count = connection.execute(f"select count(*) from ({one} except all {other})").fetchone()
                if count is None or count[0]:
                    found.append(f"{table}: {count}")
    return found
