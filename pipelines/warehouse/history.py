"""What was published when: carried from the warehouse before into the one that takes its place.

Belongs here: ``rpt_document_history`` (from when to when each document was a published one), ``rpt_expectation_history``
(what every expectation found in each publication), and what the warehouse before knows of superseded reports and this
candidate cannot: their figures as they were published, and changes between versions whose readings are long gone. Which
report supersedes which is decided in dbt (``int_supersession``).

The published file is replaced whole, so all history is read from the one before and written into the new one before the
switch: a crash loses none and writes none twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from pipelines.contract.audiences import PUBLIC_SCHEMAS, place_of, schema_of
from pipelines.contract.described import DescribedTable
from pipelines.contract.sql import name_of, quoted
from pipelines.quality.results import RESULTS
from pipelines.warehouse.publication import TABLE

DOCUMENT_HISTORY = DescribedTable(
    "rpt_document_history",
    "文件发布史. From when to when each document was a published one. One row per document and period.",
    (
        ("document_id", "varchar not null", "文件标识. SHA-256 of the PDF's bytes."),
        ("file_name", "varchar", "文件名. Path below data/raw/ at that time."),
        ("body_key", "varchar", "主体键. Body it speaks for; see dim_body."),
        ("department_name", "varchar", "部门名称. As printed."),
        ("fiscal_year", "integer", "年度. Fiscal year of the report."),
        ("report_kind", "varchar", "报告类型. budget or final_accounts."),
        ("published_from", "timestamptz not null", "发布起. When its figures came into the facts."),
        ("published_until", "timestamptz", "发布止. When they left the facts; null if they are in them."),
        ("ended_by", "varchar", "终止原因. superseded, held_back or removed; null if it is published."),
        ("superseded_by_document_id", "varchar", "被何文件取代. Document that took its place; null if none did."),
    ),
)
RESULT_HISTORY = DescribedTable(
    "rpt_expectation_history",
    "检验结果史. What every expectation found in each publication. One row per publication and expectation.",
    (
        ("run_id", "varchar not null", "运行标识. Run that built, judged and published; see dim_publication."),
        ("published_at", "timestamptz not null", "发布时间. When the gate opened for it."),
        ("suite", "varchar not null", "检验组. Suite: the subject the expectation belongs to."),
        ("expectation_key", "varchar not null", "检验项. Key of the expectation within its suite."),
        ("severity", "varchar not null", "严重程度. error, warning or info, as it was then."),
        ("status", "varchar not null", "结论. passed, failed or not_applicable (nothing to look at)."),
        ("evaluated_count", "bigint not null", "检查行数. Rows looked at."),
        ("unexpected_count", "bigint not null", "不符行数. Rows that do not hold."),
        ("failed_document_count", "bigint not null", "不符文件数. Documents with a row that does not hold."),
    ),
)
_FACTS_OF_DOCUMENT = ("document_id", "file_name", "body_key", "department_name", "fiscal_year", "report_kind")
#: What all facts are cut from: each figure once more.
_ALL_AMOUNTS = "fct_amount"
_FIGURES, _CHANGES, _PAIRS = "rpt_superseded_figure", "rpt_republished_change", "rpt_supersession"
#: Tables of the candidate that get rows of the warehouse before as well: as published they are not as the candidate has them.
CARRIED = frozenset({_FIGURES, _CHANGES, _PAIRS})


class _Tables(dict[str, list[str]]):
    """The public tables of a database: by name, its columns in order."""

    def __init__(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Take schema, table and column of each column; a table that several schemas show is the one of its readers."""
        super().__init__()
        self._schemas = {
            table: schema for schema, table, _ in sorted(rows, key=lambda row: row[0] == schema_of(row[1]))
        }
        for schema, table, column in rows:
            if schema == self._schemas[table]:
                self.setdefault(table, []).append(column)

    def place(self, table: str) -> str:
        """Return the name of a table of the warehouse before, for SQL: before there were schemas, all were in ``main``."""
        return f"before.{self._schemas[table]}.{name_of(table)}"


def carry_history(connection: duckdb.DuckDBPyConnection, now: datetime, published_before: Path) -> None:
    """Write the history into the database of ``connection``, which becomes the published one at ``now``.

    ``published_before`` may be missing, damaged or none of ours; then history begins here.
    """
    here = _columns(connection, None)
    knows_documents = {*_FACTS_OF_DOCUMENT, "is_published", "superseded_by_document_id"} <= {
        *here.get("dim_document", [])
    }
    with _attached(connection, published_before) as before:
        if RESULTS.name in here:
            _write_result_history(connection, now, before)
        if not knows_documents:
            return
        _write_document_history(connection, now, before)
        if _FIGURES in here:
            _write_superseded_figures(connection, now, here, before)
        if {_CHANGES, _PAIRS} <= {*here}:
            _carry_pairs(connection, here, before)


def _write_result_history(connection: duckdb.DuckDBPyConnection, now: datetime, before: _Tables) -> None:
    """Keep the results of the publications before, add those of this one."""
    name = RESULT_HISTORY.name
    RESULT_HISTORY.create(connection, schema_of(name))
    if name in before:
        common = _listed(column for column in RESULT_HISTORY.names if column in before[name])
        connection.execute(f"insert into {place_of(name)} by name select {common} from {before.place(name)}")
    connection.execute(
        f"insert into {place_of(name)} by name select run_id, $now::timestamptz as published_at, suite, expectation_key, severity, "
        "status, evaluated_count, unexpected_count, len(failed_document_ids) as failed_document_count "
        f"from {place_of(RESULTS.name)} anti join {place_of(name)} using (run_id)",
        {"now": now},
    )


def _write_document_history(connection: duckdb.DuckDBPyConnection, now: datetime, before: _Tables) -> None:
    """Keep what was, end the periods of documents that are no longer published, begin those of new ones."""
    name = DOCUMENT_HISTORY.name
    DOCUMENT_HISTORY.create(connection, schema_of(name))
    listed = ", ".join(_FACTS_OF_DOCUMENT)
    if name in before:
        connection.execute(f"insert into {place_of(name)} by name from {before.place(name)}")
    elif TABLE in before and {*_FACTS_OF_DOCUMENT, "is_published"} <= {*before.get("dim_document", [])}:
        # A warehouse of a program that kept no history: its documents are published since then at the latest.
        connection.execute(
            f"insert into {place_of(name)} by name select {listed}, (select max(published_at) from {before.place(TABLE)} "
            "where is_current) as published_from from before.main.dim_document where is_published"
        )
    connection.execute(
        f"""
        update {place_of(name)} as history set
            published_until = $now,
            superseded_by_document_id = (
                select documents.superseded_by_document_id from main.dim_document as documents
                where documents.document_id = history.document_id and not documents.is_held_back
            ),
            ended_by = coalesce((
                select case
                    when documents.is_held_back then 'held_back'
                    when documents.superseded_by_document_id is not null then 'superseded'
                end
                from main.dim_document as documents where documents.document_id = history.document_id
            ), 'removed')
        where published_until is null
            and document_id not in (select document_id from main.dim_document where is_published)
        """,
        {"now": now},
    )
    connection.execute(
        f"insert into {place_of(name)} by name select {listed}, $now::timestamptz as published_from from main.dim_document "
        f"where is_published and document_id not in (select document_id from {place_of(name)} where published_until is null)",
        {"now": now},
    )


def _write_superseded_figures(
    connection: duckdb.DuckDBPyConnection, now: datetime, here: _Tables, before: _Tables
) -> None:
    """Put the figures as they were published in the place of those read now, for documents that ever were published."""
    if _FIGURES in before:
        common = _listed(name for name in here[_FIGURES] if name in before[_FIGURES])
        connection.execute(
            f"insert into {place_of(_FIGURES)} by name select {common} from {before.place(_FIGURES)} "
            "where published_from is not null"
        )
    of_period = ("superseded_by_document_id", "published_from", "published_until")
    for table, columns in before.items():
        is_fact = table.startswith("fct_") and table != _ALL_AMOUNTS
        if not is_fact or not {"line_id", "amount_printed", "amount_yuan"} <= {*columns}:
            continue
        common = _listed(f"facts.{name}" for name in here[_FIGURES] if name in columns and name not in of_period)
        connection.execute(
            f"insert into {place_of(_FIGURES)} by name select {common}, history.superseded_by_document_id, "
            f"history.published_from, history.published_until from {before.place(table)} as facts "
            f"inner join {place_of(DOCUMENT_HISTORY.name)} as history on facts.document_id = history.document_id "
            "where history.ended_by = 'superseded' and history.published_until = $now",
            {"now": now},
        )
    connection.execute(
        f"delete from {place_of(_FIGURES)} where published_from is null and document_id in "
        f"(select document_id from {place_of(_FIGURES)} where published_from is not null)"
    )


def _carry_pairs(connection: duckdb.DuckDBPyConnection, here: _Tables, before: _Tables) -> None:
    """Carry over decided pairs, and their changes, that this candidate cannot lay side by side any more."""
    if not {_CHANGES, _PAIRS} <= {*before}:
        return
    connection.execute(
        f"create temp table carried_pair as select earlier_document_id, later_document_id from {before.place(_PAIRS)} "
        f"where is_decided except select earlier_document_id, later_document_id from {place_of(_PAIRS)}"
    )
    for table in (_PAIRS, _CHANGES):
        common = _listed(name for name in here[table] if name in before[table])
        connection.execute(
            f"insert into {place_of(table)} by name select {common} from {before.place(table)} "
            "semi join carried_pair using (earlier_document_id, later_document_id)"
        )
    connection.execute("drop table carried_pair")


def _listed(names: Iterator[str]) -> str:
    return ", ".join(names)


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[_Tables]:
    """Attach the warehouse before as ``before`` for a ``with`` block; gives its tables, none if it cannot be read."""
    if not path.exists():
        yield _Tables(())
        return
    try:
        connection.execute(f"attach {quoted(str(path))} as before (read_only)")
    except duckdb.Error:
        # Damaged, or none of ours: publication.py has refused one that is open for writing already.
        yield _Tables(())
        return
    try:
        yield _columns(connection, "before")
    finally:
        connection.execute("detach before")


def _columns(connection: duckdb.DuckDBPyConnection, database: str | None) -> _Tables:
    return _Tables(
        connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() where list_contains($schemas, schema_name) "
            "and not internal and database_name = coalesce($database, current_database()) "
            "order by table_name, schema_name, column_index",
            {"schemas": PUBLIC_SCHEMAS, "database": database},
        ).fetchall()
    )
