"""The hand-over on disk: one Parquet file per contract table in a folder that is complete or not there.

Belongs here: writing and reading such a folder. Where it lies is decided by who runs it; what is in it, by ``report``.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contract.columns import ARROW_TYPES, Column
from pipelines.contract.tables import TABLES

HandOver = dict[str, pa.Table]


def to_hand_over(records: Mapping[str, Sequence[Mapping[str, Any]]]) -> HandOver:
    """Turn records by contract table into Arrow tables with the contract's exact schema.

    Tables without records come out empty; columns a record leaves out are null. Raises ``ValueError`` naming table and
    column where a required value is missing, a column is unknown, or a value is not among the allowed ones.
    """
    unknown = set(records) - set(TABLES)
    if unknown:
        raise ValueError(f"no such tables in the contract: {', '.join(sorted(unknown))}")
    return {name: _arrow(name, records.get(name, ())) for name in TABLES}


def write_hand_over(hand_over: HandOver, folder: Path) -> None:
    """Write every contract table as ``<table>.parquet`` into ``folder``, which then is complete; an older one is replaced.

    Written to a temporary sibling folder first and renamed, so that a killed run leaves either the old folder, the new one or
    none. Raises ``ValueError`` if a contract table is missing or has another schema, ``OSError`` if the disk refuses.
    """
    for name, table in TABLES.items():
        if name not in hand_over:
            raise ValueError(f"the hand-over has no table {name!r}")
        if not hand_over[name].schema.equals(table.arrow_schema):
            raise ValueError(f"table {name!r} has not the contract's schema: {hand_over[name].schema}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside documents/, never inside it: dbt reads documents/*.
    root = folder.parent.parent
    for left_over in root.glob(f".{folder.name}.*"):
        shutil.rmtree(left_over, ignore_errors=True)
    draft = root / f".{folder.name}.{uuid.uuid4().hex[:8]}.part"
    draft.mkdir()
    try:
        for name in TABLES:
            _write(hand_over[name], draft / f"{name}.parquet")
        if folder.exists():
            replaced = draft.with_suffix(".old")
            folder.replace(replaced)
            draft.replace(folder)
            shutil.rmtree(replaced, ignore_errors=True)
        else:
            draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def read_hand_over(folder: Path) -> HandOver:
    """Read a folder that ``write_hand_over`` wrote. Raises ``FileNotFoundError`` naming the table that is missing."""
    tables: HandOver = {}
    for name in TABLES:
        path = folder / f"{name}.parquet"
        if not path.exists():
            raise FileNotFoundError(f"{folder.name} is no complete hand-over: {name}.parquet is missing")
        tables[name] = pq.read_table(path)
    return tables


def _write(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd")
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _arrow(name: str, records: Sequence[Mapping[str, Any]]) -> pa.Table:
    table = TABLES[name]
    unknown = set().union(*records) - set(table.column_names)
    if unknown:
        raise ValueError(f"{name}: no such columns in the contract: {', '.join(sorted(unknown))}")
    arrays = [pa.array(_values(name, column, records), ARROW_TYPES[column.type]) for column in table.columns]
    return pa.Table.from_arrays(arrays, schema=table.arrow_schema)


def _values(name: str, column: Column, records: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Return one column of the records, held against the contract as a whole: a report has a hundred thousand values."""
    values = [record.get(column.name) for record in records]
    if column.required and None in values:
        raise ValueError(f"{name}.{column.name} is required and missing in {dict(records[values.index(None)])!r}")
    strange = set(values) - {*column.allowed, None} if column.allowed else ()
    if strange:
        wrong = next(value for value in values if value in strange)
        raise ValueError(f"{name}.{column.name} is {wrong!r}, allowed are {', '.join(column.allowed)}")
    return values
