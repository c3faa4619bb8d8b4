"""A table as Parquet: a file of its name, or, of very many rows, a folder of that name with a file for the documents that begin with one digit.

Belongs here: writing them, and taking what did not change from those of the publication before: writing all of ten thousand reports takes half a
minute of a processor, and what changes are the rows of a few. Whose folders these are is in ``parquet_export``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.contract.audiences import BEGIN, PUBLIC_SCHEMAS
from pipelines.contract.rows_by_document import Change
from pipelines.contract.sql import BESIDE_A_RUN_PERCENT, connect, name_of, quoted

#: Of a table of more rows, documents of one first digit have a file of their own; not of those that an analyst begins with, which are named in
#: queries over many warehouses.
_MANY_ROWS = 500_000
_DIGITS = tuple("0123456789abcdef")
#: The file of all other rows of a folder: those that belong to no document.
_OTHERS = "others"


#: Size and time of change of files, by their names below a folder.
Files = Mapping[str, tuple[int, int]]


def files_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Return what the files of a publication's folder are now; nothing if there is none."""
    return {str(path.relative_to(folder)): _stamp(path) for path in sorted(folder.rglob("*.parquet")) if path.is_file()}


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


@dataclass(frozen=True, slots=True)
class WrittenBefore:
    """The files of the publication before, and what changed since: ``changes`` of tables by name; of ``unknown`` ones nobody can say.

    ``files`` is what these were when they were published (:func:`files_of`): one that is another since is not taken.
    """

    folder: Path
    files: Files
    changes: Mapping[str, Change]
    unknown: Collection[str] = ()

    def link(self, name: str, target: Path) -> bool:
        """Take a file as it is there, without writing it again where the disk allows that; False if it is not there as it was published."""
        written = self.folder / name
        try:
            if self.files.get(name) != _stamp(written):
                return False
            os.link(written, target)
        except FileNotFoundError:
            return False
        except OSError:
            shutil.copyfile(written, target)
        return True

    def has(self, table: str, part: str | None = None) -> bool:
        """True if a table, or what one file of its folder holds, is as it was."""
        if table in self.unknown:
            return False
        if table not in self.changes:
            return True
        change = self.changes[table]
        return part is not None and change is not None and part not in {_part_of(name) for name in change}


def write_tables(warehouse: Path, folder: Path, but: Collection[str] = (), before: WrittenBefore | None = None) -> None:
    """Write every public table of ``warehouse`` but these into the folder, each under its name; what is as ``before`` is not written again."""
    with connect(warehouse, read_only=True, share_percent=BESIDE_A_RUN_PERCENT) as connection:
        tables = connection.execute(
            """
            select
                tables.schema_name, tables.table_name,
                tables.estimated_size > ? and tables.schema_name != ? and exists (
                    from duckdb_columns() as columns
                    where columns.schema_name = tables.schema_name and columns.table_name = tables.table_name
                    and columns.column_name = 'document_id'
                )
            from duckdb_tables() as tables where list_contains(?, tables.schema_name)
            """,
            [_MANY_ROWS, BEGIN, PUBLIC_SCHEMAS],
        ).fetchall()
        for schema, name, is_large in tables:
            if name in but:
                continue
            target = folder / f"{name}.parquet"
            table = f"{name_of(schema)}.{name_of(name)}"
            if is_large:
                _write_folder(connection, table, name, target, before)
            elif not (before is not None and before.has(name) and before.link(target.name, target)):
                _copy(connection, table, target)


def _write_folder(
    connection: duckdb.DuckDBPyConnection, table: str, name: str, target: Path, before: WrittenBefore | None
) -> None:
    target.mkdir()
    for part in (*_DIGITS, _OTHERS):
        file = target / f"{part}.parquet"
        if before is not None and before.has(name, part) and before.link(f"{target.name}/{file.name}", file):
            continue
        rows = f"(from {table} where {_condition(part)})"
        if connection.execute(f"select 1 from {rows} limit 1").fetchone() is not None:
            _copy(connection, rows, file)


def _part_of(document_id: str) -> str:
    return document_id[:1] if document_id[:1] in _DIGITS else _OTHERS


def _condition(part: str) -> str:
    if part == _OTHERS:
        return f"coalesce(left(document_id, 1), '') not in ({', '.join(map(quoted, _DIGITS))})"
    # Between two texts, so that DuckDB passes over what lies elsewhere without looking.
    return f"document_id >= {quoted(part)} and document_id < {quoted(chr(ord(part) + 1))}"


def _copy(connection: duckdb.DuckDBPyConnection, rows: str, target: Path) -> None:
    connection.execute(f"copy {rows} to {quoted(str(target))} (format parquet, compression zstd)")
    # It may be taken by many publications after this one.
    with target.open("rb") as file:
        os.fsync(file.fileno())
