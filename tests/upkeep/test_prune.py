"""Pruning removes what was found and nothing else, only under the lock, and a kill leaves everything whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipelines.runs.lock import RunLock
from pipelines.runs.state import run_at_work
from pipelines.upkeep.ages import Ages
from pipelines.upkeep.prune import remove
from pipelines.upkeep.surplus import Surplus, find_surplus
from tests.upkeep.conftest import NOW, Grown


def found(grown: Grown) -> list[Surplus]:
    return find_surplus(grown.settings, Ages(), NOW, grown.publication, is_run_at_work=False)


def prune(grown: Grown) -> int:
    with RunLock(grown.settings.lock_path, "a test") as lock:
        return remove(grown.settings, lock, found(grown))


def test_what_was_found_goes_and_everything_else_stays(grown: Grown) -> None:
    paths = [path for kind in grown.surplus.values() for path in kind]
    assert prune(grown) == 100 * len(paths)
    assert not any(path.exists() for path in paths)
    grown.check_needed()
    assert found(grown) == [] and prune(grown) == 0


def test_without_the_lock_nothing_is_removed(grown: Grown) -> None:
    with pytest.raises(RuntimeError, match="without the lock"):
        remove(grown.settings, RunLock(grown.settings.lock_path, "a test"), found(grown))
    assert all(path.exists() for kind in grown.surplus.values() for path in kind)


@pytest.mark.parametrize("name", ["../raw/a.pdf", ".", "parquet/../../raw/a.pdf"])
def test_nothing_outside_of_the_warehouse_folder_is_removed(grown: Grown, name: str) -> None:
    outside = Surplus("a slip", "", (grown.settings.warehouse_dir / name,), 0)
    with RunLock(grown.settings.lock_path, "a test") as lock, pytest.raises(ValueError, match="does not lie below"):
        remove(grown.settings, lock, [outside])
    grown.check_needed()


class KilledError(Exception):
    """Stands for the end of the process."""


@pytest.mark.parametrize("moment", range(6))
def test_a_kill_leaves_no_half_folder_that_anyone_would_read(
    grown: Grown, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, left = shutil.rmtree, moment

    def killed(path: Path, ignore_errors: bool = False) -> None:
        nonlocal left
        if not Path(path).exists():
            return
        if left == 0:
            # Half of it is gone.
            next(file for file in Path(path).rglob("*") if file.is_file()).unlink()
            raise KilledError
        left -= 1
        real(path, ignore_errors=ignore_errors)

    with monkeypatch.context() as patched:
        patched.setattr("pipelines.upkeep.prune.shutil.rmtree", killed)
        try:
            prune(grown)
        except KilledError:
            pass
        else:
            assert left > 0, "the kill never came"
    grown.check_needed()
    halves = [path for kind in grown.surplus.values() for path in kind if path.parent.is_dir() and not path.exists()]
    assert not [path for path in halves if path.parent.name in ("v1", "kept")]
    # The next run clears up after it, and the next pruning finds nothing of it.
    with run_at_work(grown.settings, "a test"):
        assert not list(grown.settings.warehouse_dir.glob("**/*.part"))
    prune(grown)
    assert found(grown) == []
    grown.check_needed()
