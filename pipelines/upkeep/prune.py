"""Removing what nobody needs any more, such that a kill at any moment leaves a whole warehouse.

Belongs here: the removing alone. It is done under the lock of runs. A folder is first given the name of a draft, in one step, so that nobody
ever finds half of it; what a kill leaves of it, the next run or the next pruning takes for a leftover.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from pipelines.contract.files import DRAFT_SUFFIX
from pipelines.runs.lock import RunLock
from pipelines.settings import Settings
from pipelines.upkeep.surplus import Surplus


def remove(settings: Settings, lock: RunLock, surplus: Iterable[Surplus]) -> int:
    """Remove these things; returns the bytes that are free now. ``lock`` must be held.

    Raises ``RuntimeError`` without the lock, ``ValueError`` for a path that does not lie below the warehouse folder, ``OSError`` if
    something cannot be removed; what was removed before that is gone, and nothing is half there.
    """
    if not lock.is_held:
        raise RuntimeError("nothing is removed without the lock of runs")
    freed = 0
    for kind in surplus:
        for path in kind.paths:
            _below(settings, path)
            _remove(path)
        freed += kind.size_bytes
    return freed


def _below(settings: Settings, path: Path) -> None:
    root = settings.warehouse_dir.resolve()
    if root not in path.parent.resolve().joinpath(path.name).parents:
        raise ValueError(f"{path} does not lie below {root}; nothing outside of it is ever removed")


def _remove(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if path.is_symlink() or not path.is_dir():
            path.unlink()
            return
        draft = path if path.suffix == DRAFT_SUFFIX else path.with_name(path.name + DRAFT_SUFFIX)
        if draft != path:
            shutil.rmtree(draft, ignore_errors=True)
            path.rename(draft)
        shutil.rmtree(draft)
