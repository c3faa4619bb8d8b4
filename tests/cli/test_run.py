"""What ``yusuan run`` says of a failure depends on whether the new warehouse was in its place by then."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import run as command
from pipelines.cli.app import app
from pipelines.runs.state import RunState
from pipelines.settings import Settings
from pipelines.warehouse import publish as publish_module
from pipelines.warehouse.parquet_export import is_current
from pipelines.warehouse.publication import read_publication
from pipelines.warehouse.publish import finish_interrupted, parquet_version, publish
from tests.conftest import REFERENCE_PDF, ROOT
from tests.warehouse.conftest import make_candidate, publication


def _refuse(*_: object) -> None:
    raise OSError("no space left on device")


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[int, str]]:
    """Run with a small candidate, after another publication; a step of publishing finds the disk full."""
    publish(settings, make_candidate(settings, 1), publication(1))

    def publish_only(state: RunState, *, force: bool) -> None:
        candidate = make_candidate(state.settings, 2)
        publish(state.settings, candidate, replace(publication(2), publication_id=state.run_id))

    def run(step: str) -> tuple[int, str]:
        with monkeypatch.context() as patch:
            patch.setattr(command, "_run", publish_only)
            patch.setattr(publish_module, step, _refuse)
            folders = ["--raw", str(settings.raw_dir), "--warehouse", str(settings.warehouse_dir)]
            done = CliRunner().invoke(app, ["run", "--no-progress", *folders])
        return done.exit_code, " ".join(done.output.split())

    return run


def test_a_failure_before_the_file_is_in_place_leaves_the_one_before(
    run: Callable[[str], tuple[int, str]], settings: Settings
) -> None:
    status, printed = run("put_in_place")
    assert status == 1 and "there is no room left on the disk of" in printed
    assert "The warehouse published before stays as it was." in printed
    last = json.loads(settings.last_run_path.read_text("utf-8"))
    assert last["outcome"] == "failed" and last["why_zh"].startswith("未发布")


def test_a_failure_after_it_says_that_the_new_one_is_published(
    run: Callable[[str], tuple[int, str]], settings: Settings
) -> None:
    status, printed = run("switch_current")
    assert status == command.STATUS_INCOMPLETE and "no space left on device" in printed
    assert "the new warehouse is published" in printed and "stays as it was" not in printed
    last = json.loads(settings.last_run_path.read_text("utf-8"))
    assert last["outcome"] == "published" and last["why_zh"].startswith("已发布")
    current = read_publication(settings.published_path)
    assert current is not None and current.publication_id == last["run_id"]
    assert not is_current(settings.parquet_dir, parquet_version(current))
    finish_interrupted(settings)
    assert is_current(settings.parquet_dir, parquet_version(current))


@pytest.fixture
def read_only(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Run with some folders mounted read-only, in a name space of its own; skips where the system allows none."""
    may = (
        subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False) if shutil.which("unshare") else None
    )
    if may is None or may.returncode:
        pytest.skip("this system lets nobody mount a folder read-only in a name space of its own (unshare -m)")

    def run(*folders: Path, raw: Path, warehouse: Path) -> tuple[int, str]:
        mounts = [f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} && " for folder in folders]
        command = f"{sys.executable} -m pipelines.cli run --no-progress --raw {raw} --warehouse {warehouse}"
        done = subprocess.run(
            ["unshare", "-m", "sh", "-c", "".join(mounts) + command],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_a_warehouse_folder_that_may_not_be_written_is_one_sentence(
    settings: Settings, read_only: Callable[..., tuple[int, str]]
) -> None:
    settings.warehouse_dir.mkdir()
    status, printed = read_only(settings.warehouse_dir, raw=settings.raw_dir, warehouse=settings.warehouse_dir)
    assert status == 1 and len(printed.strip().splitlines()) == 1
    assert "nothing can be written to the warehouse folder" in printed and "Read-only file system" in printed
    assert list(settings.warehouse_dir.iterdir()) == []


def test_a_warehouse_folder_below_a_file_is_one_sentence(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folders = ["--raw", str(settings.raw_dir), "--warehouse", str(tmp_path / "file" / "warehouse")]
    done = CliRunner().invoke(app, ["run", "--no-progress", *folders])
    assert done.exit_code == 1 and len(done.output.strip().splitlines()) == 1
    assert "nothing can be written to the warehouse folder" in done.output


@pytest.mark.slow
def test_a_raw_folder_that_may_not_be_written_is_read(
    settings: Settings, read_only: Callable[..., tuple[int, str]]
) -> None:
    shutil.copy(REFERENCE_PDF, settings.raw_dir)
    (settings.raw_dir / "sources.csv").write_text("url,file_name\nhttp://127.0.0.1:9/a.pdf,a.pdf\n", "utf-8")
    status, printed = read_only(settings.raw_dir, raw=settings.raw_dir, warehouse=settings.warehouse_dir)
    assert status == command.STATUS_INCOMPLETE, printed
    assert "Traceback" not in printed and "sources.csv line 2" in printed
    assert settings.published_path.exists()
