"""The candidate of the last publication, kept so that the next run makes anew only what changed.

Belongs here: keeping it with all that tells whether it may be gone on from (the code that made it, the documents and the tables of the run it
was made of), and finding what changed since. It is a cache: taken away while a run works on it, and gone if that run comes to nothing; then
the next run builds everything. Making anew is in ``incremental``.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contract.hand_over import document_pattern, write_atomically
from pipelines.contract.rows_by_document import (
    Change,
    changed_between,
    contents,
    document_expression,
    is_nested,
    short_of,
)
from pipelines.contract.sql import name_of, quoted
from pipelines.contract.tables import RUN_TABLES, TABLES
from pipelines.settings import Settings
from pipelines.warehouse.parquet_tables import Files, files_of
from pipelines.warehouse.publishable_again import MOST_GROWTH

#: Set to 0, the candidate is not kept: it takes about four times as much of the disk as the warehouse.
KEEP_VARIABLE = "YUSUAN_KEEP_CANDIDATE"
CANDIDATE, MANIFEST, COUNTS = "candidate.duckdb", "manifest.json", "counts.npz"
_RECORD, _TABLES = "kept.json", "tables"
#: Of which no published file is.
_NOTHING = (0, 0, 0)
#: Of more documents than this share, dbt builds everything: two processors at once, and nothing is looked up twice.
_MOST_SHARE, _FEW = 0.2, 3
#: Room that must be left on the disk beside the candidate, in candidates.
_ROOM = 3
#: When a file was last seen is in no model, and another time in every run.
_UNREAD_COLUMN = "last_seen_at"


@dataclass(frozen=True, slots=True)
class PublishedAs:
    """The file that was published of a candidate: its size and time of change, and its size when it was last copied whole."""

    size: int
    mtime_ns: int
    whole_size: int

    def may_go_on(self, published: Path) -> bool:
        """True if that file is there as it was published, and has not grown too much by what was replaced in it."""
        try:
            found = published.stat()
        except OSError:
            return False
        is_it = (found.st_size, found.st_mtime_ns) == (self.size, self.mtime_ns)
        return is_it and found.st_size <= MOST_GROWTH * self.whole_size


@dataclass(frozen=True, slots=True)
class Kept:
    """A candidate that may be gone on from, the documents it was made of, and what was published of it."""

    folder: Path
    document_ids: frozenset[str]
    published_as: PublishedAs
    #: The Parquet files that were published of it, as they were then.
    parquet_files: Files

    def changes(self, settings: Settings, version: str, anew: frozenset[str] = frozenset()) -> dict[str, Change] | None:
        """Return what changed since in the sources, by name; None if that is so much that building everything is faster.

        The documents ``anew`` changed whether or not they are there as before. The hand-over must be as the build will read it. Raises
        ``duckdb.Error`` if it cannot be read.
        """
        there = document_ids(settings, version)
        documents = frozenset(short_of(name) for name in (there ^ self.document_ids) | anew)
        found: dict[str, Change] = dict.fromkeys(TABLES, documents) if documents else {}
        for name in RUN_TABLES:
            change = _change_of(self.folder / _TABLES / f"{name}.parquet", settings.hand_over_dir / f"{name}.parquet")
            if change != frozenset():
                found[name] = change
        return found if len(documents_of(found)) <= max(_FEW, _MOST_SHARE * len(there)) else None

    def move_to(self, candidate: Path, manifest: Path, counts: Path) -> None:
        """Give the candidate, its manifest and what the suites counted of it, if that was kept, to a run; nothing is kept from then on."""
        (self.folder / _RECORD).unlink()
        candidate.parent.mkdir(parents=True, exist_ok=True)
        (self.folder / CANDIDATE).replace(candidate)
        (self.folder / MANIFEST).replace(manifest)
        if (self.folder / COUNTS).is_file():
            (self.folder / COUNTS).replace(counts)
        shutil.rmtree(self.folder)


def find_kept(settings: Settings, made_by: str) -> Kept | None:
    """Return the candidate that this very code made and kept; None if there is none."""
    folder = settings.kept_dir
    try:
        record: dict[str, Any] = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    is_whole = (folder / CANDIDATE).is_file() and (folder / MANIFEST).is_file()
    # Its SQL names the folder that it reads: of a folder that was moved or restored elsewhere, everything is built once.
    if not is_whole or (record.get("made_by"), record.get("reads")) != (made_by, str(settings.hand_over_dir)):
        return None
    files: dict[str, list[int]] = record.get("parquet_files", {})
    return Kept(
        folder,
        frozenset(record.get("document_ids", ())),
        PublishedAs(*record.get("published_as", _NOTHING)),
        {name: (size, changed_at) for name, (size, changed_at) in files.items()},
    )


def is_whole(settings: Settings) -> bool:
    """True if a candidate is kept: the record is the last that is written and the first that goes."""
    return (settings.kept_dir / _RECORD).is_file()


def keep(
    settings: Settings,
    candidate: Path,
    manifest: Path,
    made_by: str,
    version: str,
    whole_size: int | None = None,
    counts: Path | None = None,
    parquet: Path | None = None,
) -> bool:
    """Keep a candidate that is published, with its manifest and what the suites counted of it: all are moved. Returns False where nothing is to be kept or there is no room.

    ``parquet`` is the folder of Parquet files that were published of it.

    ``whole_size`` is what the published file had when it was last copied whole, if it was not this time.
    """
    forget_kept(settings)
    if os.environ.get(KEEP_VARIABLE, "1").strip() == "0" or not (candidate.is_file() and manifest.is_file()):
        return False
    if shutil.disk_usage(settings.warehouse_dir).free < _ROOM * candidate.stat().st_size:
        return False
    folder = settings.kept_dir
    (folder / _TABLES).mkdir(parents=True)
    for name in RUN_TABLES:
        shutil.copyfile(settings.hand_over_dir / f"{name}.parquet", folder / _TABLES / f"{name}.parquet")
    shutil.copyfile(manifest, folder / MANIFEST)
    candidate.replace(folder / CANDIDATE)
    if counts is not None and counts.is_file():
        counts.replace(folder / COUNTS)
    record: Mapping[str, Any] = {
        "made_by": made_by,
        "reads": str(settings.hand_over_dir),
        "document_ids": sorted(document_ids(settings, version)),
        "parquet_files": files_of(parquet) if parquet is not None else {},
        "published_as": _published_as(settings.published_path, whole_size),
    }
    write_atomically(folder / _RECORD, json.dumps(record))
    return True


def documents_of(changes: Mapping[str, Change]) -> frozenset[str]:
    """Return the documents (first digits of their hash) that changed in any source."""
    return frozenset[str]().union(*(change for change in changes.values() if change is not None)) - {""}


def forget_kept(settings: Settings) -> None:
    """Keep nothing: the next run builds everything."""
    shutil.rmtree(settings.kept_dir, ignore_errors=True)


def document_ids(settings: Settings, version: str) -> frozenset[str]:
    """Return the documents of which there is a reading by ``version``."""
    folders = (settings.hand_over_dir / "documents").glob(document_pattern(version))
    return frozenset(folder.name.partition("-")[0] for folder in folders if not folder.name.startswith("_"))


def _published_as(published: Path, whole_size: int | None) -> tuple[int, int, int]:
    try:
        found = published.stat()
    except OSError:
        return _NOTHING
    return found.st_size, found.st_mtime_ns, whole_size or found.st_size


def _change_of(before: Path, after: Path) -> Change:
    with duckdb.connect() as connection:
        files = [f"read_parquet({quoted(str(path))})" for path in (before, after)]
        described = connection.execute(f"from {files[1]} limit 0").description or ()
        columns = [column[0] for column in described]
        nested = [column[0] for column in described if is_nested(str(column[1]))]
        listed = ", ".join(name_of(name) for name in columns if name != _UNREAD_COLUMN)
        relations = [f"(select {listed} from {file})" for file in files]
        expression = document_expression(columns)
        held = [contents(connection, relation, columns, nested=nested) for relation in relations]
        changed = changed_between(*held)
    return changed if expression is not None or not changed else None
