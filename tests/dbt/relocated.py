"""A build's candidate, hand-over and manifest copied to a folder of a test's own, as if dbt had built it there.

Belongs here: that copy, what a test keeps back in it, and how two candidates are compared.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contract.holds import Holds
from tests.dbt.hand_over import SEEN_AT, write_run_table

SCHEMAS = ("main", "intermediate")


@dataclass(frozen=True)
class Relocated:
    """A build of a test's own."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def candidate(self) -> Path:
        """The database; it keeps its name, which dbt's SQL says."""
        return self.folder / "candidate.duckdb"

    @property
    def hand_over(self) -> Path:
        """What the candidate's staging views read."""
        return self.folder / "hand_over"


def relocate(build_folder: Path, folder: Path) -> Relocated:
    """Copy a build; its staging views and its SQL read the copy of the hand-over."""
    manifest = build_folder / "target" / "manifest.json"
    return relocated(build_folder / "candidate.duckdb", manifest, build_folder / "hand_over", folder)


def relocated(candidate: Path, manifest_path: Path, hand_over: Path, folder: Path) -> Relocated:
    """Copy a build whose parts lie wherever a run keeps them."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / "hand_over"
    shutil.copytree(hand_over, new)
    shutil.copyfile(candidate, folder / "candidate.duckdb")
    text = manifest_path.read_text(encoding="utf-8").replace(str(hand_over), str(new))
    manifest: dict[str, Any] = json.loads(text)
    with duckdb.connect(str(folder / "candidate.duckdb")) as connection:
        for node in manifest["nodes"].values():
            if node["resource_type"] == "model" and node["config"]["materialized"] == "view":
                connection.execute(
                    f'create or replace view "{node["schema"]}"."{node["name"]}" as {node["compiled_code"]}'
                )
    return Relocated(folder, manifest)


def keep_back(hand_over: Path, holds: Holds) -> None:
    """Write what is kept back, beside what the scenarios hold back themselves."""
    connection = duckdb.connect()
    before = connection.execute(
        f"select document_id, table_id, hold_reason from '{hand_over}/holds.parquet'"
    ).fetchall()
    held = {(document_id, table_id): reason for document_id, table_id, reason in before}
    held |= {(document_id, None): str(reason) for document_id, reason in holds.documents.items()}
    held |= {table: str(reason) for table, reason in holds.tables.items()}
    write_run_table(
        hand_over,
        "holds",
        [
            {"document_id": document_id, "table_id": table_id, "hold_reason": reason, "held_at": SEEN_AT}
            for (document_id, table_id), reason in held.items()
        ],
    )
    write_run_table(
        hand_over,
        "switched_off_rules",
        [
            {"rule_id": rule_id, "reason_zh": reason.zh, "reason_en": reason.en, "switched_off_at": SEEN_AT}
            for rule_id, reason in holds.rules.items()
        ],
    )


def differing_tables(left: Path, right: Path) -> dict[str, tuple[int, int]]:
    """Tables that differ in a row, a column, a type, a constraint or a comment, with the rows only one of them has."""
    found: dict[str, tuple[int, int]] = {}
    with duckdb.connect() as connection:
        for name, path in (("one", left), ("other", right)):
            connection.execute(f"attach '{path}' as {name} (read_only)")
        shapes = {name: _shapes(connection, name) for name in ("one", "other")}
        for table in sorted(shapes["one"].keys() | shapes["other"].keys()):
            if shapes["one"].get(table) != shapes["other"].get(table):
                found[table] = (-1, -1)
                continue
            only = [
                connection.execute(
                    f"select count(*) from (from {mine}.{table} except all from {theirs}.{table})"
                ).fetchall()[0][0]
                for mine, theirs in (("one", "other"), ("other", "one"))
            ]
            if any(only):
                found[table] = (only[0], only[1])
    return found


def _shapes(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, Any]:
    tables = connection.execute(
        "select schema_name || '.' || table_name, sql, comment from duckdb_tables() "
        "where database_name = ? and list_contains(?, schema_name)",
        [database, list(SCHEMAS)],
    ).fetchall()
    columns = connection.execute(
        "select schema_name || '.' || table_name, list((column_name, comment) order by column_index) "
        "from duckdb_columns() where database_name = ? group by all",
        [database],
    ).fetchall()
    comments = dict(columns)
    return {name: (sql, comment, comments[name]) for name, sql, comment in tables}
