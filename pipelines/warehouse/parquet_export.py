"""The folders of Parquet files beside the warehouse, for those who do not use DuckDB.

Belongs here: one folder a publication, and the link ``current`` that is switched atomically. Readers follow the link once
and read on in the folder they found; the folder before stays until the next publication. How a table is written is in ``parquet_tables``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from pathlib import Path

from pipelines.contract.files import DRAFT_SUFFIX, written_whole
from pipelines.warehouse.parquet_tables import write_tables

CURRENT = "current"


def export_parquet(warehouse: Path, parquet_dir: Path, version: str, ready: Path | None = None) -> Path:
    """Write every table of ``warehouse`` to ``parquet_dir/version/<table>.parquet``; returns that folder.

    Tables that were written before (:func:`write_tables`) are taken from the folder ``ready``. The folder appears only when it is
    whole. The link ``current`` is not touched; see :func:`switch_current`.
    """
    folder = parquet_dir / version
    draft = parquet_dir / f"{version}{DRAFT_SUFFIX}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    there = list(ready.glob("*.parquet")) if ready is not None else []
    for path in there:
        # The folder of a run need not be on the same disk.
        shutil.move(path, draft / path.name)
    write_tables(warehouse, draft, {path.stem for path in there})
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return folder


def switch_current(parquet_dir: Path, version: str) -> None:
    """Let ``current`` point to that version, atomically, and remove versions nobody needs any more."""
    switch_link(parquet_dir / CURRENT, parquet_dir, version)


def switch_link(link: Path, versions_dir: Path, version: str) -> None:
    """Let ``link`` point to that folder of ``versions_dir``; all others go, but the one before, which may still be read.

    Which one was before, the link tells: a folder that a killed run left, half-written or never switched to, is nobody's.
    """
    # Without any link nobody has seen a version; where it became a folder, one of them was seen.
    before = link.readlink().name if link.is_symlink() else version if link.is_dir() else ""
    if link.is_dir() and not link.is_symlink():
        # A copy made by a program that follows links, put back: a folder cannot be replaced by a link in one step.
        copied = link.with_name(link.name + DRAFT_SUFFIX)
        shutil.rmtree(copied, ignore_errors=True)
        link.rename(copied)
        shutil.rmtree(copied)
    with written_whole(link) as draft:
        draft.symlink_to(Path(os.path.relpath(versions_dir, link.parent), version), target_is_directory=True)
    folders = [path for path in versions_dir.iterdir() if path.is_dir() and not path.is_symlink()]
    if before == version:
        others = [path.name for path in folders if path.name != version and path.suffix != DRAFT_SUFFIX]
        before = max(others, default=version)
    for folder in folders:
        if folder.name not in (version, before):
            shutil.rmtree(folder, ignore_errors=True)


def drop_unseen(versions_dir: Path, seen: Collection[str]) -> None:
    """Remove the versions that no reader can have seen: those of runs that were killed before they published."""
    for folder in versions_dir.glob("*"):
        if folder.is_dir() and not folder.is_symlink() and folder.suffix != DRAFT_SUFFIX and folder.name not in seen:
            shutil.rmtree(folder, ignore_errors=True)


def is_current(parquet_dir: Path, version: str) -> bool:
    """True if ``current`` points to that version and it is there."""
    link = parquet_dir / CURRENT
    return link.is_symlink() and link.readlink().name == version and link.is_dir()
