"""A full disk is told in one sentence, whoever met it; before a first publication and over a warehouse, which stays whole."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipelines.cli.disk import said_of_full_disk, without_words_of_the_log
from tests.conftest import REFERENCE_PDF, ROOT
from tests.runs.digest import digest

SENTENCE = "error there is no room left on the disk of "


def _led_to(cause: Exception) -> Exception:
    try:
        raise RuntimeError("the step failed") from cause
    except RuntimeError as error:
        return error


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        sqlite3.OperationalError("database or disk is full"),
        sqlite3.OperationalError("disk I/O error"),
        duckdb.IOException('IO Error: Could not write file "x": No space left on device'),
        _led_to(OSError(errno.ENOSPC, "")),
    ],
)
def test_whoever_meets_it_first_it_is_told_as_one(tmp_path: Path, error: Exception) -> None:
    told = said_of_full_disk(tmp_path / "not" / "there", error)
    assert told is not None and told.startswith(f"there is no room left on the disk of {tmp_path}")


@pytest.mark.parametrize("error", [OSError(errno.EACCES, "Permission denied"), ValueError("full of errors")])
def test_another_error_is_not_told_so(tmp_path: Path, error: Exception) -> None:
    assert said_of_full_disk(tmp_path, error) is None


def test_what_dagster_says_of_its_log_is_left_out_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    with without_words_of_the_log():
        print("Exception while writing logger call to event log: full\n(Background: …)", file=sys.stderr)
        print("another error", file=sys.stderr)
        assert sys.stderr.isatty() is False
    print("after it", file=sys.stderr)
    assert capsys.readouterr().err.split("\n") == ["", "another error", "after it", ""]


#: Runs over a folder that has so many megabytes; where there is a warehouse already, it is copied there and the rest of the room filled.
_SCRIPT = """
mount -t tmpfs -o size={size}m tmpfs {folder} || exit 77
if [ -d {before} ]; then cp -a {before}/. {folder}/; fi
{python} -m pipelines.cli run --no-progress {options} --raw {raw} --warehouse {folder} > {folder}.printed 2>&1
echo $? > {folder}.status
if [ -e {folder}/yusuan.duckdb ]; then cp {folder}/yusuan.duckdb {folder}.duckdb; fi
ls -A {folder} > {folder}.left
"""


@pytest.fixture
def run_within(tmp_path: Path) -> Callable[..., tuple[int, str, Path]]:
    """Run over the reference report on a disk of so many megabytes of its own; skips where the system lets nobody mount one."""
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-m", "true"], check=False).returncode:
        pytest.skip("this system lets nobody mount a folder in a name space of its own (unshare -m)")

    def run(size: int, before: Path | None = None, options: str = "") -> tuple[int, str, Path]:
        folder = tmp_path / "small"
        folder.mkdir()
        script = _SCRIPT.format(
            size=size,
            folder=folder,
            before=before or tmp_path / "none",
            python=sys.executable,
            raw=REFERENCE_PDF.parent,
            options=options,
        )
        done = subprocess.run(["unshare", "-m", "sh", "-c", script], cwd=ROOT, check=False)
        if done.returncode == 77:
            pytest.skip("this system lets nobody mount a tmpfs")
        printed = folder.with_suffix(".printed").read_text(encoding="utf-8")
        return int(folder.with_suffix(".status").read_text()), printed, folder.with_suffix(".duckdb")

    return run


def _errors(printed: str) -> list[str]:
    return [line for line in printed.splitlines() if line and not line.lstrip()[0].isdigit()]


@pytest.mark.slow
@pytest.mark.parametrize("size", [2, 30])
def test_before_a_first_publication_nothing_is_there_and_the_reason_is_one_sentence(
    run_within: Callable[..., tuple[int, str, Path]], size: int
) -> None:
    status, printed, warehouse = run_within(size)
    assert status == 1, printed
    first, *rest = _errors(printed)
    assert first.startswith(SENTENCE), printed
    assert rest == ["The warehouse published before stays as it was."]
    assert not warehouse.exists()


@pytest.mark.slow
@pytest.mark.parametrize("room", [1, 12])
def test_over_a_warehouse_readers_keep_it_whole(
    run_within: Callable[..., tuple[int, str, Path]], published_warehouse: Path, room: int
) -> None:
    before = published_warehouse.parent
    taken = int(
        subprocess.run(["du", "-sm", str(before)], capture_output=True, text=True, check=True).stdout.split()[0]
    )
    status, printed, warehouse = run_within(taken + room, before, "--force")
    assert status == 1, printed
    assert _errors(printed)[0].startswith(SENTENCE), printed
    assert list(digest(warehouse)) == list(digest(published_warehouse))
