"""Small published warehouses for the tests of the lake, and a look at both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

from pipelines.contract.audiences import AUDIENCES
from pipelines.contract.sql import quoted
from pipelines.warehouse.lake_catalogue import attach_statement
from pipelines.warehouse.lake_extension import with_extension
from pipelines.warehouse.publication import write_publication
from tests.warehouse.conftest import publication

NO_EXTENSION = "DuckDB's extension for a lake is not installed (locks/lake.txt)"
#: Rows of each document: few enough that a part of them is a small part of the table only with several documents.
ROWS = 50


def make_published(path: Path, mark: int, documents: Mapping[str, int], extra_column: bool = False) -> Path:
    """A published file of so many documents, each with the figure that its rows begin at; history as of one that was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with duckdb.connect(str(new)) as connection:
        for schema in AUDIENCES:
            connection.execute(f"create schema {schema}")
        connection.execute("create table documents (document_id varchar primary key, start integer)")
        if documents:
            connection.executemany("insert into documents values (?, ?)", list(documents.items()))
        connection.execute(
            "create table dim_document as select document_id, true as is_published, date '2024-01-31' as printed_on, "
            "now() as seen_at from documents"
        )
        connection.execute("update dim_document set seen_at = timestamptz '2026-01-02 03:04:05+00'")
        connection.execute(
            "create table facts.fct_amount (row_id integer not null, document_id varchar, amount_yuan decimal(18, 2), "
            "share double, words varchar[], places integer[], said json)"
        )
        connection.execute(
            f"insert into facts.fct_amount select range, document_id, start + range / 7, null, ['甲', document_id], [range, 2], "
            f"'{{\"a\": 1}}' from documents, range({ROWS}) order by document_id, range"
        )
        connection.execute("insert into facts.fct_amount values (1, null, 0.10, 0.5, null, [], null)")
        if extra_column:
            connection.execute("alter table facts.fct_amount add column note varchar default 'new'")
        connection.execute("create table quality.rpt_nothing (document_id varchar, amount_yuan decimal(24, 6))")
        connection.execute('create table "dim_of all" as select count(*)::integer as "how many" from documents')
        connection.execute("comment on table facts.fct_amount is '金额. It''s one row per figure.'")
        connection.execute(f"comment on column facts.fct_amount.amount_yuan is '元. Of publication {mark}.'")
        connection.execute("create view one_way as from facts.fct_amount")
        write_publication(connection, replace(publication(mark), document_count=len(documents)), path)
        connection.execute("drop table documents")
    new.replace(path)
    return path


def differences(published: Path, lake_dir: Path) -> dict[str, int]:
    """Rows by which a table differs, in the file or in the lake; tables that are the same are not named."""
    found = {}
    with with_extension(lake_dir.parent / "spill") as connection:
        connection.execute(f"attach {quoted(str(published))} as published (read_only)")
        connection.execute(attach_statement(lake_dir))
        names = {
            database: set(
                connection.execute(
                    "select schema_name, table_name from duckdb_tables() where database_name = ?", [database]
                ).fetchall()
            )
            for database in ("published", "lake")
        }
        assert names["published"] == names["lake"]
        for schema, table in names["published"]:
            here, there = (f'{database}.{schema}."{table}"' for database in ("published", "lake"))
            row = connection.execute(
                f"select count(*) from ((from {here} except all from {there}) union all (from {there} except all from {here}))"
            ).fetchone()
            if row is not None and row[0]:
                found[table] = int(row[0])
    return found


def snapshots(lake_dir: Path) -> list[tuple[int, str]]:
    """Number and commit message of each snapshot, as a reader sees them."""
    with with_extension(lake_dir.parent / "spill") as connection:
        connection.execute(attach_statement(lake_dir))
        return connection.execute(
            "select snapshot_id, commit_message from lake.snapshots() order by snapshot_id"
        ).fetchall()


def files(lake_dir: Path) -> set[str]:
    """Everything below the lake's folder."""
    return {str(path.relative_to(lake_dir)) for path in lake_dir.rglob("*") if path.is_file()}
