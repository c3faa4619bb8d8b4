"""One candidate built by dbt from hand-typed reports, shared by the tests of the dbt project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from tests.dbt.hand_over import write_hand_over
from tests.dbt.scenarios import write_scenarios

PROJECT = Path(__file__).parents[2] / "dbt_project"


def build(folder: Path, hand_over: Path, *options: str) -> Path:
    """Run ``dbt build`` on a hand-over; return the folder with ``candidate.duckdb`` and ``target/manifest.json``."""
    environment = os.environ | {
        "YUSUAN_CANDIDATE": str(folder / "candidate.duckdb"),
        "YUSUAN_HAND_OVER": str(hand_over),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
    command = [
        sys.executable,
        "-m",
        "dbt.cli.main",
        "build",
        "--project-dir",
        str(PROJECT),
        "--profiles-dir",
        str(PROJECT),
    ]
    command += [
        "--target-path",
        str(folder / "target"),
        "--log-path",
        str(folder / "logs"),
        "--no-use-colors",
        # dbt's debug log takes two fifths of its time.
        "--log-level-file",
        "none",
        *options,
    ]
    run = subprocess.run(command, env=environment, cwd=PROJECT.parent, capture_output=True, text=True, check=False)
    failures = "\n".join(line for line in run.stdout.splitlines() if "START" not in line and " OK " not in line)
    assert run.returncode == 0, f"dbt build failed:\n{failures[-6000:]}\n{run.stderr[-2000:]}"
    return folder


@pytest.fixture(scope="session")
def build_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the one build on all scenarios, made once for all workers of the test run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "dbt_scenarios"
    with FileLock(str(shared / "dbt_scenarios.lock")):
        if not (folder / "built").exists():
            folder.mkdir(exist_ok=True)
            write_scenarios(folder / "hand_over")
            build(folder, folder / "hand_over")
            (folder / "built").touch()
    return folder


@pytest.fixture(scope="session")
def warehouse(build_folder: Path) -> duckdb.DuckDBPyConnection:
    """The built candidate, read-only."""
    return duckdb.connect(str(build_folder / "candidate.duckdb"), read_only=True)


@pytest.fixture(scope="session")
def empty_build(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A candidate built from a hand-over without any document."""
    folder = tmp_path_factory.mktemp("dbt_empty")
    # The tests pass on nothing; what matters is that every model is there.
    build(folder, write_hand_over(folder / "hand_over"), "--exclude-resource-types", "test", "unit_test")
    return duckdb.connect(str(folder / "candidate.duckdb"), read_only=True)
