"""A hand-over that stands otherwise than it did at first, in so many respects, and what an incremental build is told of that.

Belongs here: these respects and writing them, and the same inputs built from nothing by dbt's own SQL. Which of them come one after the other
is the tests' to choose.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contract.rows_by_document import Change, short_of
from pipelines.contract.sql import connect
from pipelines.contract.tables import TABLES
from pipelines.warehouse.incremental import Applied, bring_up_to_date
from pipelines.warehouse.replay import in_order, run_steps, step_of
from tests.dbt.conftest import PROJECT
from tests.dbt.hand_over import SEEN_AT, Report, write_run_table
from tests.dbt.relocated import Relocated

#: Of a document: not read; read, of those that are not there at first; its file taken out of the folder; read with other figures, of another
#: body, of another year, with a table nobody knows, with other words. Then held back, one of its tables held back, a rule switched off.
What = Literal["away", "come", "gone", "figures", "body", "year", "unknown", "words", "held", "table_held", "off"]


class Respect(NamedTuple):
    """What is otherwise, and of which document, table or rule."""

    what: What
    key: str


#: All that is otherwise than at first.
State: TypeAlias = frozenset[Respect]
AT_FIRST: State = frozenset()

Row = dict[str, Any]


def _figures(row: Row) -> Row:
    if row["value_state"] != "printed" or row["value"] is None:
        return {}
    return {"value": row["value"] + 1, "value_text": f"{Decimal(row['value']) + 1:.2f}", "decimals_printed": 2}


#: The table that is changed, and what of each row.
_OTHERWISE: Mapping[What, tuple[str, Callable[[Row], Row]]] = {
    "figures": ("lines", _figures),
    "body": ("documents", lambda row: {"issuer_name": "改名后的局", "department_name": None}),
    "year": ("documents", lambda row: {"fiscal_year": row["fiscal_year"] and row["fiscal_year"] + 1}),
    "unknown": ("printed_tables", lambda row: {"table_kind": None} if row["ordinal"] == 1 else {}),
    "words": ("rows", lambda row: {"label_printed": f"{row['label_printed'] or ''}又"}),
}
_OF_READINGS = frozenset({"away", "come", *_OTHERWISE})


class Inputs:
    """The hand-over of a build of a test's own, as it stands now; at first as ``whole``, the one it was copied from."""

    def __init__(self, built: Relocated, whole: Path, coming: Collection[Report] = ()) -> None:
        """``coming`` are reports that are not there at first."""
        self.built, self._whole, self._state = built, whole, AT_FIRST
        self._coming = {report.document_id: report for report in coming}
        self._documents = {path.name.partition("-")[0] for path in (whole / "documents").iterdir()}

    def become(self, state: State) -> Applied:
        """Let the hand-over stand so, and bring the candidate up to date."""
        changes = self._changes(state ^ self._state)
        for document_id in {each.key for each in state ^ self._state if each.what in _OF_READINGS}:
            self._read(document_id, {each.what for each in state if each.key == document_id})
        self._write_run_tables(state)
        self._state = state
        return bring_up_to_date(self.built.candidate, self.built.manifest, PROJECT, changes)

    def _changes(self, respects: Collection[Respect]) -> dict[str, Change]:
        of: dict[str, frozenset[str]] = {
            name: frozenset(short_of(each.key) for each in respects if each.what in whats)
            for name, whats in (("readings", _OF_READINGS), ("holds", {"held", "table_held"}), ("files", {"gone"}))
        }
        changes: dict[str, Change] = dict.fromkeys(TABLES, of["readings"]) if of["readings"] else {}
        changes |= {name: of[name] for name in ("holds", "files") if of[name]}
        return changes | ({"switched_off_rules": None} if any(each.what == "off" for each in respects) else {})

    def _read(self, document_id: str, whats: Collection[str]) -> None:
        folder = self.built.hand_over / "documents" / f"{document_id}-1"
        shutil.rmtree(folder, ignore_errors=True)
        if document_id in self._coming:
            if "come" not in whats:
                return
            self._coming[document_id].write(self.built.hand_over)
        elif "away" in whats:
            return
        else:
            shutil.copytree(self._whole / "documents" / folder.name, folder)
        for what, (table, otherwise) in _OTHERWISE.items():
            if what in whats:
                path = folder / f"{table}.parquet"
                rows = [row | otherwise(row) for row in pq.read_table(path).to_pylist()]
                pq.write_table(pa.Table.from_pylist(rows, schema=TABLES[table].arrow_schema), path)

    def _write_run_tables(self, state: State) -> None:
        def of(*whats: What) -> list[str]:
            return sorted(each.key for each in state if each.what in whats)

        held: list[tuple[str, str | None]] = [(key, None) for key in of("held")]
        held += [(self._document_of(key), key) for key in of("table_held")]
        self._write(
            "holds",
            [
                {"document_id": document_id, "table_id": table_id, "hold_reason": "试 a trial", "held_at": SEEN_AT}
                for document_id, table_id in held
            ],
        )
        reason = {"reason_zh": "试", "reason_en": "a trial"}
        self._write("switched_off_rules", [{"rule_id": key, "switched_off_at": SEEN_AT} | reason for key in of("off")])
        seen = {"size_bytes": 1, "status": "gone", "first_seen_at": SEEN_AT, "last_seen_at": SEEN_AT}
        self._write("files", [{"file_name": f"{key}.pdf", "document_id": key} | seen for key in of("gone")])

    def _write(self, name: str, rows: list[Row]) -> None:
        at_first = pq.read_table(self._whole / f"{name}.parquet").to_pylist()
        write_run_table(self.built.hand_over, name, [*at_first, *rows])

    def _document_of(self, table_id: str) -> str:
        """A document that is there at first or comes, by what begins the name of its table."""
        return next(name for name in (*self._documents, *self._coming) if short_of(name) == short_of(table_id))


def made_whole(built: Relocated, folder: Path) -> Path:
    """Make all models anew over the inputs as they stand, in a copy of the candidate, by dbt's SQL and in its order; returns that copy."""
    folder.mkdir(parents=True)
    whole = folder / built.candidate.name
    shutil.copyfile(built.candidate, whole)
    steps = [step_of(node) for node in in_order(built.manifest["nodes"], built.manifest["nodes"])]
    with connect(whole) as connection:
        run_steps(connection, steps, PROJECT)
    return whole
