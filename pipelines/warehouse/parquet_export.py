"""The published tables as Parquet files, for those who do not use DuckDB.

Belongs here: one folder a publication, and the link ``current`` that is switched atomically. Readers follow the link once
and read on in the folder they found; the folder before stays until the next publication.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pipelines.contract.files import written_whole
from pipelines.contract.sql import connect, name_of, quoted

#: Publications whose Parquet is kept: this one, and the one a reader may still be reading.
_KEPT = 2
CURRENT = "current"


def export_parquet(warehouse: Path, parquet_dir: Path, version: str) -> Path:
    """Write every table of ``warehouse`` to ``parquet_dir/version/<table>.parquet``; returns that folder.

    The folder appears only when it is whole. The link ``current`` is not touched; see :func:`switch_current`.
    """
    folder = parquet_dir / version
    draft = parquet_dir / f"{version}.part"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    with connect(warehouse, read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables() where schema_name = 'main'").fetchall()
        for (name,) in names:
            target = quoted(str(draft / f"{name}.parquet"))
            connection.execute(f"copy main.{name_of(name)} to {target} (format parquet, compression zstd)")
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return folder


def switch_current(parquet_dir: Path, version: str) -> None:
    """Let ``current`` point to that version, atomically, and remove versions nobody needs any more."""
    with written_whole(parquet_dir / CURRENT) as draft:
        draft.symlink_to(version, target_is_directory=True)
    versions = sorted(path.name for path in parquet_dir.iterdir() if path.is_dir() and not path.is_symlink())
    for old in versions:
        if old != version and old not in versions[-_KEPT:]:
            shutil.rmtree(parquet_dir / old, ignore_errors=True)


def is_current(parquet_dir: Path, version: str) -> bool:
    """True if ``current`` points to that version and it is there."""
    link = parquet_dir / CURRENT
    return link.is_symlink() and link.readlink().name == version and link.is_dir()
