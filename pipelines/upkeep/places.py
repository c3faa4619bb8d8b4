"""Whether folders, disk and lock are as a run needs them.

Belongs here: looks at the file system. They change nothing, but for a file without a name that is written to find out whether one can be.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipelines.documents.folder_walk import entries_below, is_pdf_name
from pipelines.runs.lock import look_at
from pipelines.runs.state import leftovers
from pipelines.settings import Settings
from pipelines.upkeep.health import Health
from pipelines.upkeep.surplus import size_of

#: A run over 112 reports took 370 MB for its candidate, 77 MB for the new warehouse, 54 MB for pages, 13 MB for Parquet and 30 MB for cells and
#: readings beside a warehouse of 77 MB: seven times as much.
_TIMES_THE_WAREHOUSE = 8
#: What the first run over a few reports takes: dbt's parse cache, a candidate with all lists, Dagster's records.
_LEAST_BYTES = 500_000_000
_MOST_NAMES = 3


def look_at_places(settings: Settings) -> Iterator[Health]:
    """Look at raw folder, warehouse folder, disk, lock and leftovers."""
    yield _raw_folder(settings.raw_dir)
    yield _warehouse_folder(settings)
    yield disk_health(settings, shutil.disk_usage(_nearest(settings.warehouse_dir)).free)
    yield from _lock_and_leftovers(settings)


def disk_health(settings: Settings, free_bytes: int) -> Health:
    """Say whether so much room is enough for a run."""
    needed = max(_LEAST_BYTES, _TIMES_THE_WAREHOUSE * size_of(settings.published_path))
    found = f"{_gigabytes(free_bytes)} free, a run over everything takes about {_gigabytes(needed)}"
    if free_bytes < needed:
        return Health("disk", "problem", found, "make room: yusuan prune --dry-run shows what nobody needs")
    if free_bytes < 2 * needed:
        return Health("disk", "note", found, "make room before many reports come")
    return Health("disk", "ok", found)


def _raw_folder(folder: Path) -> Health:
    if not folder.is_dir():
        return Health(
            "raw folder", "problem", f"{folder} is not there", "make it, or set YUSUAN_RAW to where reports lie"
        )
    try:
        entries = [entry for entry in entries_below(folder) if entry.error is not None or is_pdf_name(entry.below.name)]
    except OSError as error:
        return Health("raw folder", "problem", f"{folder} cannot be listed: {error.strerror}", _allow("read", folder))
    closed = [str(entry.below) for entry in entries if entry.error or not os.access(folder / entry.below, os.R_OK)]
    if closed:
        return Health("raw folder", "problem", f"cannot be read: {_some(closed)}", _allow("read", folder))
    return Health("raw folder", "ok", f"reports: {len(entries):,}, in {folder}")


def _warehouse_folder(settings: Settings) -> Health:
    folder = settings.warehouse_dir
    if not folder.exists():
        writable = _can_write(_nearest(folder))
        state = Health("warehouse folder", "note", f"{folder} is not there yet", "yusuan run makes it")
        return (
            state
            if writable
            else Health("warehouse folder", "problem", f"{folder} cannot be made", _allow("write", folder))
        )
    inner = (
        settings.hand_over_dir,
        settings.hand_over_dir / "documents",
        settings.cells_dir,
        settings.findings_dir,
        settings.parquet_dir,
        settings.site_versions_dir,
        settings.data_docs_dir,
        settings.dagster_home,
        settings.dbt_target_dir,
    )
    closed = [str(path) for path in (folder, *inner) if path.exists() and not _can_write(path)]
    published = settings.published_path
    if published.exists() and not os.access(published, os.R_OK):
        closed.append(str(published))
    if closed:
        return Health("warehouse folder", "problem", f"cannot be written: {_some(closed)}", _allow("write", folder))
    return Health("warehouse folder", "ok", f"{folder} can be written")


def _lock_and_leftovers(settings: Settings) -> Iterator[Health]:
    try:
        lock = look_at(settings.lock_path)
    except OSError as error:
        yield Health("lock", "problem", f"{settings.lock_path}: {error.strerror}", _allow("read", settings.lock_path))
        return
    holder = lock.holder
    who = (
        f"{holder.purpose}, process {holder.pid}, since {holder.since}" if holder else "a backup, or a run that begins"
    )
    if lock.is_held:
        yield Health(
            "lock", "note", f"held: {who}", "nothing, while that goes on; it is given back even if it is killed"
        )
        return
    if holder is not None:
        yield Health("lock", "note", f"free; who held it last was killed: {who}", "nothing: the next run takes it")
    else:
        yield Health("lock", "ok", "free")
    left = leftovers(settings)
    if left:
        found = f"{len(left):,} of a run that was killed, {_gigabytes(sum(size_of(path) for path in left))}"
        yield Health("leftovers", "note", found, "nothing: the next run removes them, or yusuan prune")
    else:
        yield Health("leftovers", "ok", "none")


def _can_write(folder: Path) -> bool:
    """Try it: permissions do not tell of a disk that is full or read-only."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
        return True
    except OSError:
        return False


def _nearest(folder: Path) -> Path:
    """The folder itself or the first one above it that is there."""
    return next(path for path in (folder, *folder.parents) if path.is_dir())


def _allow(right: str, folder: Path) -> str:
    return f"let the user that runs yusuan {right} it: chown, chmod or a mount ({folder})"


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _gigabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e9:,.1f} GB"
