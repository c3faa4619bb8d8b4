"""What the catalogue of a lake says: which publications it goes back to, and where it looks for its files.

Belongs here: where catalogue and files lie, and reading the catalogue. It is a DuckDB file whose tables DuckLake specifies, so no
extension is needed for that. Writing it is in ``lake``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from pipelines.contract.sql import connect, quoted
from pipelines.warehouse.lake_extension import LakeError

_SNAPSHOTS = """
select snapshot_id, snapshot_time, commit_extra_info
from ducklake_snapshot left join ducklake_snapshot_changes using (snapshot_id) order by snapshot_id
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the lake that can be read: its number, when it was written, and the publication it is (None: another's work)."""

    snapshot_id: int
    written_at: datetime
    publication_id: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The folder in which readers look for Parquet files, and the snapshots, the newest last."""

    data_path: str
    snapshots: tuple[Snapshot, ...]

    @property
    def publication_id(self) -> str | None:
        """The publication that readers see who attach the lake now."""
        return self.snapshots[-1].publication_id if self.snapshots else None


def catalogue_path(lake_dir: Path) -> Path:
    """Return the file that readers attach."""
    return lake_dir / "yusuan.ducklake"


def files_path(lake_dir: Path) -> str:
    """Return the folder of the Parquet files as the catalogue names it: whole, for DuckLake would look below the reader's own folder."""
    return f"{lake_dir / 'yusuan.ducklake.files'}/"


def attach_statement(lake_dir: Path) -> str:
    """Return the statement with which a reader attaches the lake."""
    return f"ATTACH {quoted(f'ducklake:{catalogue_path(lake_dir)}')} AS lake (READ_ONLY);"


def read_catalogue(lake_dir: Path) -> Catalogue | None:
    """Return what the catalogue says; None if there is no lake yet. Raises ``LakeError`` if it cannot be read."""
    path = catalogue_path(lake_dir)
    if not path.exists():
        return None
    try:
        with connect(path, read_only=True) as connection:
            found = connection.execute("select value from ducklake_metadata where key = 'data_path'").fetchone()
            rows = connection.execute(_SNAPSHOTS).fetchall()
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException) and "lock" in str(error).casefold():
            raise LakeError(
                f"{path} is open for writing in another program; close it there, or attach it with READ_ONLY"
            ) from error
        raise LakeError(
            f"{path} is no catalogue of a lake ({str(error).splitlines()[0]}); move it away, and the next run begins anew"
        ) from error
    return Catalogue(
        str(found[0]) if found else "", tuple(Snapshot(id_, at, _publication(said)) for id_, at, said in rows)
    )


def about(publication_id: str, fingerprint: str) -> str:
    """Return what a snapshot keeps of the publication that it is."""
    return json.dumps({"publication_id": publication_id, "fingerprint": fingerprint})


def _publication(said: str | None) -> str | None:
    try:
        content = json.loads(said or "{}")
    except ValueError:
        return None
    found = content.get("publication_id") if isinstance(content, dict) else None
    return found if isinstance(found, str) else None
