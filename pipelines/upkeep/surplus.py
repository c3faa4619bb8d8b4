"""What lies below the warehouse folder and is needed by nobody any more.

Belongs here: finding it, kind by kind, with its size and why it may go. Dagster's records of runs are found by ``defs.old_runs``, which
knows Dagster; removing is in ``prune``.

Never found, however old: the published warehouse, the Parquet and the pages that belong to it, readings, cells and findings of reports that
are there, what is remembered of files, holds, verdicts and tries, and anything outside of the warehouse folder, the raw folder above all.
Readings of reports that are gone stay too: they are what the history of a report is told from.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from pipelines.contract.files import DRAFT_SUFFIX
from pipelines.contract.gathered import gathered_folder
from pipelines.documents.registry import FILES_NAME
from pipelines.extraction.version import cells_version
from pipelines.reports.version import reading_version
from pipelines.runs.state import leftovers
from pipelines.settings import Settings
from pipelines.upkeep.ages import Ages, before
from pipelines.warehouse.parquet_export import CURRENT
from pipelines.warehouse.publication import Publication

#: What a program that had the warehouse open for writing left beside it (``warehouse.publish``), and the trace of an error.
_TRACES = ("yusuan.duckdb.wal.left_by_a_writer", "last_error.txt")


@dataclass(frozen=True, slots=True)
class Surplus:
    """Things of one kind that may go: the paths, what they take, and why nobody needs them."""

    kind: str
    why: str
    paths: tuple[Path, ...]
    size_bytes: int

    @classmethod
    def of(cls, kind: str, why: str, paths: Iterable[Path]) -> Surplus:
        """Weigh the paths."""
        found = tuple(sorted(paths))
        return cls(kind, why, found, sum(size_of(path) for path in found))


def find_surplus(
    settings: Settings, ages: Ages, now: datetime, publication: Publication | None, *, is_run_at_work: bool
) -> list[Surplus]:
    """Return what may go, kind by kind, kinds of which there is nothing left out.

    ``publication`` is what readers see now. While a run is at work, what looks like leftovers is its own, and is not named.
    """
    rest = before(now, ages.rest_days)
    left = () if is_run_at_work else leftovers(settings)
    kinds = [
        Surplus.of("leftovers", "of runs that were killed; the next run would remove them", left),
        Surplus.of(
            "publication before",
            f"Parquet and pages that no reader has had before them for {ages.before_days:g} days",
            _versions_before(settings, before(now, ages.before_days), publication),
        ),
        Surplus.of(
            "other versions",
            "readings and cells by another version than the one that is published",
            _other_versions(settings, publication),
        ),
        Surplus.of(
            "gone reports",
            f"cells and findings of reports that were taken out of the raw folder {ages.rest_days:g} days ago",
            _of_gone_reports(settings, rest),
        ),
        Surplus.of(
            "kept candidate",
            f"for {ages.rest_days:g} days no run has gone on from it; the next one builds everything",
            # Half of one is a leftover already.
            (path for path in (settings.kept_dir, gathered_folder(settings)) if path.exists() and path not in left)
            if _is_older(settings.kept_dir, rest)
            else (),
        ),
        Surplus.of(
            "traces",
            f"of errors and of other programs, {ages.rest_days:g} days old",
            [path for name in _TRACES if _is_older(path := settings.warehouse_dir / name, rest)],
        ),
    ]
    return [kind for kind in kinds if kind.paths]


def size_of(path: Path) -> int:
    """Return what a file or a folder takes, in bytes; links are not followed, and what vanishes meanwhile counts nothing.

    A file in a folder that has another name, too, counts nothing: it stays when the folder goes (Parquet that two publications have in common).
    """
    try:
        if path.is_symlink() or not path.is_dir():
            return path.lstat().st_size
        return sum(_sizes_in(path))
    except FileNotFoundError:
        return 0


def _sizes_in(folder: Path) -> Iterator[int]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            is_common = not path.is_dir() and path.lstat().st_nlink > 1
            yield 0 if is_common else size_of(path)


def _versions_before(settings: Settings, limit: float, publication: Publication | None) -> Iterator[Path]:
    """Folders of publications that are not the one readers see, if that has been there since ``limit``."""
    if publication is None or publication.published_at.timestamp() > limit:
        return
    for folder, link in (
        (settings.parquet_dir, settings.parquet_dir / CURRENT),
        (settings.site_versions_dir, settings.site_dir),
    ):
        # Where the link does not tell which one is seen, none is removed.
        if not link.is_symlink() or not link.is_dir():
            continue
        seen = link.resolve()
        yield from (
            path
            for path in folder.iterdir()
            if path.is_dir() and not path.is_symlink() and path.suffix != DRAFT_SUFFIX and path.resolve() != seen
        )


def _other_versions(settings: Settings, publication: Publication | None) -> Iterator[Path]:
    """Readings, notes and cells by other versions, once this version has published; before, the next run may need them."""
    reading, cells = reading_version(), cells_version()
    if publication is None or publication.extractor_version != reading:
        return
    for folder in (settings.hand_over_dir / "documents").glob("*-*"):
        if not folder.name.endswith((f"-{reading}", DRAFT_SUFFIX)):
            yield folder
    for note in (settings.hand_over_dir / "failures").glob("*-*.json"):
        if not note.stem.endswith(f"-{reading}"):
            yield note
    for file in settings.cells_dir.glob("*-*.parquet"):
        if not file.stem.endswith(f"-{cells}"):
            yield file


def _of_gone_reports(settings: Settings, limit: float) -> Iterator[Path]:
    registry = settings.hand_over_dir / FILES_NAME
    if not registry.exists():
        return
    rows = pq.read_table(registry, columns=["document_id", "status", "last_seen_at"]).to_pylist()
    needed = {row["document_id"] for row in rows if row["status"] != "gone" or row["last_seen_at"].timestamp() > limit}
    gone = {row["document_id"] for row in rows if row["document_id"]} - needed
    for folder in (settings.cells_dir, settings.findings_dir):
        yield from (path for path in folder.glob("*-*.parquet") if path.name.partition("-")[0] in gone)


def _is_older(path: Path, limit: float) -> bool:
    try:
        return path.lstat().st_mtime < limit
    except FileNotFoundError:
        return False
