"""Putting a warehouse in the place where readers look for it, atomically.

Belongs here: the order of the last steps (Parquet, file, link) and what makes each safe against a crash. What may be
published is decided by ``quality.gate`` before.

Readers open ``yusuan.duckdb`` by name: they get the file before or the file after, never a mixture, because the name is
switched with one ``rename``. A reader that has the file before open keeps reading it: the old file lives until it is
closed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contract.audiences import place_of
from pipelines.contract.sql import BESIDE_A_RUN_PERCENT, connect
from pipelines.journal.journal import Step
from pipelines.settings import Settings
from pipelines.warehouse.history import carry_history
from pipelines.warehouse.parquet_export import drop_unseen, export_parquet, is_current, switch_current
from pipelines.warehouse.prepared import JUDGED, Prepared
from pipelines.warehouse.publication import (
    Publication,
    WarehouseInUseError,
    read_publication,
    read_publications,
    write_publication,
)
from pipelines.warehouse.publishable import copy_later, make_publishable
from pipelines.warehouse.reader_schemas import make_reader_schemas
from pipelines.warehouse.run_timing import write_run_timing

#: Counts written into ``dim_publication``: field → public table, which of its rows.
_COUNTS = {
    "document_count": ("dim_document", "is_published"),
    "printed_table_count": ("dim_printed_table", "not is_held_back"),
    "amount_count": ("dim_cell", "role = 'figure'"),
    "failed_rule_count": ("fct_reconciliation", "status = 'failed'"),
}


def nothing_beside(warehouse: Path, version: str) -> Callable[[], None]:
    """Prepare nothing to be switched with the warehouse."""
    return lambda: None


def publish(
    settings: Settings,
    candidate: Path,
    publication: Publication,
    steps: Sequence[Step] = (),
    prepare_beside: Callable[[Path, str], Callable[[], None]] = nothing_beside,
    prepared: Prepared | None = None,
) -> Publication:
    """Publish the candidate; returns the publication with its counts. ``steps`` is what the run's journal has so far.

    ``prepare_beside`` is given the file to be published and the version's name, prepares what is to be seen with it (the pages people
    read), and returns the switch to that. What was ``prepared`` of this very candidate is used up.

    Until the very last rename, readers see the warehouse before. Raises ``duckdb.Error`` or ``OSError`` if the file
    cannot be made; then the warehouse before is untouched.
    """
    publishable = candidate.with_name("publishable.duckdb")
    if prepared is None:
        make_publishable(candidate, publishable)
    else:
        prepared.file.replace(publishable)
        copy_later(candidate, publishable, JUDGED)
    with connect(publishable, share_percent=BESIDE_A_RUN_PERCENT) as connection:
        counts: dict[str, Any] = _count(connection)
        publication = replace(publication, **counts)
        write_publication(connection, publication, settings.published_path)
        carry_history(connection, publication.published_at, settings.published_path)
        write_run_timing(connection, publication.publication_id, steps)
        if prepared is None or prepared.is_whole:
            make_reader_schemas(connection)
        connection.execute("checkpoint")
    version = parquet_version(publication)
    export_parquet(publishable, settings.parquet_dir, version, prepared.parquet_dir if prepared else None)
    switch_beside = prepare_beside(publishable, version)
    put_in_place(publishable, settings.published_path)
    switch_beside()
    switch_current(settings.parquet_dir, version)
    return publication


def finish_interrupted(settings: Settings) -> None:
    """Finish what a killed run left undone: the Parquet of the published warehouse; what one exported and never published goes."""
    versions = [parquet_version(publication) for publication in read_publications(settings.published_path)]
    if not versions:
        return
    version = versions[0]
    if is_current(settings.parquet_dir, version):
        drop_unseen(settings.parquet_dir, versions)
    else:
        if not (settings.parquet_dir / version).is_dir():
            export_parquet(settings.published_path, settings.parquet_dir, version)
        switch_current(settings.parquet_dir, version)


def parquet_version(publication: Publication) -> str:
    """Return the name of a publication's Parquet folder; names sort by time."""
    return f"{publication.published_at:%Y%m%dT%H%M%S%f}-{publication.publication_id}"


def parquet_of(settings: Settings) -> Path | None:
    """Return the Parquet folder of the published warehouse; None if it is not there, or another program has the warehouse open for writing."""
    try:
        publication = read_publication(settings.published_path)
    except WarehouseInUseError:
        return None
    folder = settings.parquet_dir / parquet_version(publication) if publication is not None else None
    return folder if folder is not None and folder.is_dir() else None


def put_in_place(new_file: Path, target: Path) -> None:
    """Rename ``new_file`` to ``target`` such that a crash leaves one or the other, whole, on the disk."""
    _sync(new_file)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Someone who opened the warehouse for writing may have left a log beside it, which DuckDB would play into the new
    # file. What it holds is not ours and belongs to the old file: put it aside.
    log = target.with_name(target.name + ".wal")
    if log.exists():
        log.replace(target.with_name(f"{target.name}.wal.left_by_a_writer"))
    new_file.replace(target)
    _sync(target.parent)


def _count(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    tables = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    counts: dict[str, int] = {}
    for field, (table, condition) in _COUNTS.items():
        query = f"select count(*) from {place_of(table)} where {condition}"
        row = connection.execute(query).fetchone() if table in tables else None
        counts[field] = int(row[0]) if row else 0
    return counts


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
