"""``yusuan prune`` as an operator calls it: a dry run removes nothing, a run at work is waited for by nobody."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.runs.lock import RunLock
from tests.conftest import REFERENCE_PDF
from tests.runs.main_job import run
from tests.upkeep.conftest import Grown
from tests.upkeep.conftest import grown as grown

ROOT = Path(__file__).parents[2]


def yusuan(grown: Grown, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipelines.cli", "prune", *arguments]
    command += ["--warehouse", str(grown.settings.warehouse_dir)]
    variables = os.environ | {"YUSUAN_HOME": str(ROOT), "COLUMNS": "80"} | environment
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)


@pytest.fixture
def unpublished(grown: Grown) -> Grown:
    """With no warehouse: the file of the fixture is none."""
    (grown.settings.warehouse_dir / "yusuan.duckdb").unlink()
    grown.needed.remove(grown.settings.warehouse_dir / "yusuan.duckdb")
    return grown


def test_a_dry_run_shows_what_a_run_removes(unpublished: Grown) -> None:
    shown = yusuan(unpublished, "--dry-run", "--json")
    assert shown.returncode == 0, shown.stderr
    rows = json.loads(shown.stdout)
    assert rows["is_dry_run"]
    kinds = {row["kind"]: (row["items"], row["size_bytes"]) for row in rows["surplus"]}
    assert kinds == {"leftovers": (3, 300), "gone reports": (2, 200), "kept candidate": (2, 200), "traces": (1, 100)}
    assert all(path.exists() for paths in unpublished.surplus.values() for path in paths)
    done = yusuan(unpublished)
    assert done.returncode == 0, done.stderr
    assert "800 bytes are free now" in done.stdout and "gone reports" in done.stdout
    assert not any(path.exists() for kind in kinds for path in unpublished.surplus[kind])
    unpublished.check_needed()
    assert "Nothing to remove" in yusuan(unpublished).stdout


def test_a_run_at_work_is_left_in_peace(unpublished: Grown) -> None:
    with RunLock(unpublished.settings.lock_path, "a run of the tests"):
        done = yusuan(unpublished)
        assert done.returncode == 1 and "a run of the tests" in done.stderr
        assert all(path.exists() for paths in unpublished.surplus.values() for path in paths)
        shown = yusuan(unpublished, "--dry-run")
        assert shown.returncode == 0 and "leftovers" not in shown.stdout and "gone reports" in shown.stdout


def test_a_setting_that_is_no_number_is_told(unpublished: Grown) -> None:
    done = yusuan(unpublished, YUSUAN_PRUNE_REST_DAYS="soon")
    assert done.returncode == 1 and "YUSUAN_PRUNE_REST_DAYS=soon" in done.stderr.replace("\n", "")
    assert all(path.exists() for paths in unpublished.surplus.values() for path in paths)


def test_a_warehouse_that_was_pruned_of_all_it_may_be_is_gone_on_from(
    published_warehouse: Path, grown: Grown, tmp_path: Path
) -> None:
    warehouse = tmp_path / "copy"
    shutil.copytree(published_warehouse.parent, warehouse, symlinks=True)
    grown.settings = replace(grown.settings, warehouse_dir=warehouse)
    nothing_is_young = {f"YUSUAN_PRUNE_{name}_DAYS": "0" for name in ("RUNS", "BEFORE", "REST")}
    pruned = yusuan(grown, **nothing_is_young)
    assert pruned.returncode == 0, pruned.stderr
    assert (warehouse / "site" / "index.html").is_file() and list((warehouse / "parquet" / "current").glob("*.parquet"))
    status, printed = run(REFERENCE_PDF.parent, warehouse)
    assert status == 0 and "nothing new" in printed and "0 read now" in printed
