"""A published warehouse as a few lines of text: each table's columns, rows and a hash of what stands in them.

``python -m tests.runs.digest WAREHOUSE > tests/runs/reference_digest.csv`` writes the digest that ``test_reference_digest`` holds the
main job against. What says when and by which program a row was made is left out.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from tests.runs.main_job import VOLATILE_COLUMNS, VOLATILE_TABLES

_LEFT_OUT = VOLATILE_COLUMNS | {"extractor_version", "library_versions", "fingerprint", "since"}
HEADER = ("table", "columns", "rows", "hash")


def digest(warehouse: Path) -> Iterator[tuple[str, str, int, str]]:
    """Yield for each public table its name, columns (joined by blanks, sorted), rows, and the hash of them."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        listed = connection.execute(
            "select table_name, list(column_name order by column_name) from duckdb_columns() "
            "where schema_name = 'main' and not internal group by table_name order by table_name"
        ).fetchall()
        for table, columns in listed:
            kept = [name for name in columns if name not in _LEFT_OUT]
            if table not in VOLATILE_TABLES and kept:
                yield (table, " ".join(kept), *hash_of(connection, table, kept))


def hash_of(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> tuple[int, str]:
    """Return the number of rows and a hash of these columns, whatever order the rows are in."""
    packed = ", ".join(f'"{name}" := "{name}"' for name in columns)
    found = connection.execute(
        f"select count(*), coalesce(md5(string_agg(line, chr(10) order by line)), '') "
        f'from (select to_json(struct_pack({packed}))::varchar as line from main."{table}")'
    ).fetchone()
    assert found is not None
    return int(found[0]), str(found[1])


if __name__ == "__main__":
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(digest(Path(sys.argv[1])))
