"""A backup as the page of operations says, restored elsewhere, goes on; a backup asked for during a run waits for it."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from pathlib import Path

import duckdb
import pytest

from pipelines.runs.lock import look_at
from tests.conftest import REFERENCE_PDF
from tests.docs.operations import carry_out, commands
from tests.runs.main_job import differences, start

pytestmark = pytest.mark.slow


def publications(warehouse: Path) -> list[str]:
    with duckdb.connect(str(warehouse / "yusuan.duckdb"), read_only=True) as connection:
        rows = connection.execute("select publication_id from dim_publication order by published_at").fetchall()
    return [name for (name,) in rows]


def test_the_restored_folder_goes_on_at_another_place(published_warehouse: Path, tmp_path: Path) -> None:
    there, here, backup = published_warehouse.parent, tmp_path / "elsewhere", tmp_path / "backup"
    backup.mkdir()
    for command in commands("Backup"):
        done = carry_out(command, REFERENCE_PDF.parent, there, backup)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
    raw, warehouse = here / "raw", here / "warehouse"
    said = {}
    for command in commands("Restore"):
        done = carry_out(command, raw, warehouse, backup)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        said[command] = done.stdout
    assert "nothing new" in said["yusuan run"] and "0 read now" in said["yusuan run"]
    assert publications(warehouse) == publications(there)
    assert not (warehouse / "dagster" / "history").exists()
    _goes_on_while_a_backup_is_asked_for(raw, warehouse, backup)


def _goes_on_while_a_backup_is_asked_for(raw: Path, warehouse: Path, backup: Path) -> None:
    """One more run, which has something to do; a backup that begins in its middle holds what it publishes, whole."""
    before = publications(warehouse)
    # As a copying program leaves it that follows links.
    for link in (warehouse / "site", warehouse / "parquet" / "current"):
        target = link.resolve()
        link.unlink()
        shutil.copytree(target, link)
    (raw / "empty.pdf").write_bytes(b"")
    at_work = start(raw, warehouse)
    while not look_at(warehouse / "run.lock").is_held:
        assert at_work.poll() is None, at_work.communicate()[0]
        time.sleep(0.05)
    copied: list[subprocess.CompletedProcess[str]] = []
    copying = threading.Thread(target=lambda: copied.append(carry_out(commands("Backup")[0], raw, warehouse, backup)))
    copying.start()
    printed, _ = at_work.communicate(timeout=600)
    assert at_work.returncode == 3, printed
    copying.join(timeout=120)
    assert copied and copied[0].returncode == 0, copied
    after = publications(warehouse)
    assert after[:-1] == before and len(after) == len(before) + 1
    assert (warehouse / "site").is_symlink() and (warehouse / "parquet" / "current").is_symlink()
    restored = backup.parent / "restored"
    for command in commands("Restore")[:2]:
        assert carry_out(command, restored / "raw", restored / "warehouse", backup).returncode == 0
    assert publications(restored / "warehouse") == after
    assert differences(warehouse / "yusuan.duckdb", restored / "warehouse" / "yusuan.duckdb") == []
    assert not (restored / "warehouse" / "work").exists()
    for name in ("holds", "files", "verdicts"):
        copy, original = (folder / "hand_over" / f"{name}.parquet" for folder in (restored / "warehouse", warehouse))
        assert copy.read_bytes() == original.read_bytes()
