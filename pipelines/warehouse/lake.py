"""The published tables as a lake: Parquet files and a catalogue that readers attach, one snapshot a publication.

Belongs here: the order in which a lake is brought up to date, and what makes it safe against a crash. DuckDB lets nobody read a file that
another process has open for writing, so the catalogue is never written where readers open it: a copy is, which takes its place in one
step, as the warehouse does. Parquet files are only added before that, and removed when the catalogue that readers open no longer knows
them. A reader that has the catalogue before open reads on in its own snapshot.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import duckdb

from pipelines.contract.files import DRAFT_SUFFIX
from pipelines.contract.sql import connect, is_small, quoted
from pipelines.warehouse.lake_catalogue import about, catalogue_path, files_path, read_catalogue
from pipelines.warehouse.lake_extension import LakeError, with_extension
from pipelines.warehouse.lake_tables import find_changes, find_gone, write
from pipelines.warehouse.publication import Publication, read_publication
from pipelines.warehouse.publish import put_in_place

_AUTHOR = "yusuan"


def is_behind(published: Path, lake_dir: Path) -> bool:
    """True if readers of the lake see another publication than those of the warehouse, or the lake was moved. Raises ``LakeError``."""
    publication = read_publication(published)
    if publication is None:
        return False
    catalogue = read_catalogue(lake_dir)
    held = (catalogue.publication_id, catalogue.data_path) if catalogue is not None else None
    return held != (publication.publication_id, files_path(lake_dir))


def update_lake(published: Path, lake_dir: Path, snapshot_count: int) -> bool:
    """Let the lake hold what is published, and go back to so many publications; returns False if it does already.

    Raises ``LakeError`` if that cannot be done; readers of the lake then see what they saw before, and nothing is left of the try.
    """
    try:
        publication = read_publication(published)
        if publication is None or not is_behind(published, lake_dir):
            return False
        lake_dir.mkdir(parents=True, exist_ok=True)
        _write(published, publication, lake_dir, snapshot_count)
    except (duckdb.Error, OSError) as error:
        why = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise LakeError(f"the lake in {lake_dir} stays as it was: {why}") from error
    return True


def _write(published: Path, publication: Publication, lake_dir: Path, snapshot_count: int) -> None:
    catalogue, files = catalogue_path(lake_dir), Path(files_path(lake_dir))
    draft = catalogue.with_name(catalogue.name + DRAFT_SUFFIX)
    spill = draft.with_name(draft.name + ".spill")
    _forget(draft, spill)
    before = _files_in(files)
    try:
        if catalogue.exists():
            shutil.copyfile(catalogue, draft)
        with with_extension(spill, threads=1 if is_small(published) else None) as connection:
            connection.execute(f"attach {quoted(str(published))} as published (read_only)")
            # Columns named row_id are reserved where few rows may lie in the catalogue itself.
            connection.execute(
                f"attach {quoted(f'ducklake:{draft}')} as lake "
                f"(data_path {quoted(files_path(lake_dir))}, override_data_path true, data_inlining_row_limit 0)"
            )
            connection.execute("call lake.set_option('parquet_compression', 'zstd')")
            if catalogue.exists():
                _remove_unknown_files(connection)
            _write_snapshot(connection, publication)
            _expire(connection, snapshot_count)
            connection.execute("detach lake")
        with connect(draft) as connection:
            # Where it looks for files, the catalogue was told when the lake began; it may have been moved since.
            connection.execute("update ducklake_metadata set value = ? where key = 'data_path'", [files_path(lake_dir)])
            connection.execute("checkpoint")
        _sync(_files_in(files) - before)
        put_in_place(draft, catalogue)
    except BaseException:
        # Unless it was switched to already: then readers need them.
        if draft.exists():
            for path in _files_in(files) - before:
                path.unlink(missing_ok=True)
        raise
    finally:
        _forget(draft, spill)


def _write_snapshot(connection: duckdb.DuckDBPyConnection, publication: Publication) -> None:
    """Write what differs in one transaction: one snapshot."""
    changes, gone = find_changes(connection), find_gone(connection)
    connection.begin()
    write(connection, changes, gone)
    message = f"publication {publication.publication_id} of {publication.published_at.isoformat(timespec='seconds')}"
    connection.execute(
        "call lake.set_commit_message(?, ?, extra_info => ?)",
        [_AUTHOR, message, about(publication.publication_id, publication.fingerprint)],
    )
    connection.commit()


def _remove_unknown_files(connection: duckdb.DuckDBPyConnection) -> None:
    """Remove files that no snapshot of the catalogue has any more, and those of a killed run.

    The copy is still the catalogue that readers open: should it be lost, nothing that they need is gone.
    """
    connection.execute("call ducklake_cleanup_old_files('lake', cleanup_all => true)")
    connection.execute("call ducklake_delete_orphaned_files('lake', cleanup_all => true)")


def _expire(connection: duckdb.DuckDBPyConnection, snapshot_count: int) -> None:
    """Forget all snapshots but the last ones, and the empty one that a lake begins with. Their files go when the next one is written."""
    rows = connection.execute("select snapshot_id from ducklake_snapshots('lake') order by snapshot_id").fetchall()
    kept = [snapshot_id for (snapshot_id,) in rows if snapshot_id > 0][-snapshot_count:]
    old = [snapshot_id for (snapshot_id,) in rows if snapshot_id not in kept]
    if old:
        connection.execute(f"call ducklake_expire_snapshots('lake', versions => {old})")


def _files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def _forget(draft: Path, spill: Path) -> None:
    draft.unlink(missing_ok=True)
    draft.with_name(draft.name + ".wal").unlink(missing_ok=True)
    shutil.rmtree(spill, ignore_errors=True)


def _sync(paths: Iterable[Path]) -> None:
    """Have files on the disk before a catalogue names them."""
    new = set(paths)
    for path in new | {path.parent for path in new}:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
