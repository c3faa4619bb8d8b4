"""What is kept from readers: documents and printed tables held back, rules switched off, each with its reason.

Belongs here: that value, the tables of the run it becomes for dbt, and the memory of it from one run to the next. Who is to
blame for what is decided in ``quality``; what the gate does about it in ``runs.gate``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contract.hand_over import write_atomically
from pipelines.contract.tables import RUN_TABLES
from pipelines.settings import Settings


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is kept back, for a person, in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Both languages on one line, as ``hold_reason`` holds them."""
        return f"{self.zh} / {self.en}"


@dataclass(frozen=True, slots=True)
class Holds:
    """Documents by id, printed tables by (document id, table id), rules by id; each with its reason."""

    documents: Mapping[str, Reason] = field(default_factory=dict)
    tables: Mapping[tuple[str, str], Reason] = field(default_factory=dict)
    rules: Mapping[str, Reason] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """True if anything is kept back."""
        return bool(self.documents or self.tables or self.rules)

    def __or__(self, other: Holds) -> Holds:
        """Both; where both give a reason, the first one stays."""
        return Holds(
            {**other.documents, **self.documents},
            {**other.tables, **self.tables},
            {**other.rules, **self.rules},
        )

    def __sub__(self, other: Holds) -> Holds:
        """What ``other`` does not keep back yet; a table of a document held back is kept back with it."""
        return Holds(
            {key: reason for key, reason in self.documents.items() if key not in other.documents},
            {
                key: reason
                for key, reason in self.tables.items()
                if key not in other.tables and key[0] not in other.documents
            },
            {key: reason for key, reason in self.rules.items() if key not in other.rules},
        )


def write_holds(settings: Settings, holds: Holds, made_by: str) -> None:
    """Write the holds of this run for dbt, and remember them; what stays kept back keeps its date.

    ``made_by`` is the hash of the code that found them.
    """
    since = {_key(row): datetime.fromisoformat(row["since"]) for row in _read_memory(settings)}
    now = datetime.now(UTC)
    rows = [{**row, "since": since.get(_key(row), now), "made_by": made_by} for row in _rows(holds)]
    held = [row for row in rows if row["rule_id"] is None]
    off = [row for row in rows if row["rule_id"] is not None]
    _write(
        settings,
        "holds",
        [
            {
                "document_id": row["document_id"],
                "table_id": row["table_id"],
                "hold_reason": str(Reason(row["zh"], row["en"])),
                "held_at": row["since"],
            }
            for row in held
        ],
    )
    _write(
        settings,
        "switched_off_rules",
        [
            {
                "rule_id": row["rule_id"],
                "reason_zh": row["zh"],
                "reason_en": row["en"],
                "switched_off_at": row["since"],
            }
            for row in off
        ],
    )
    memory = [{**row, "since": row["since"].isoformat()} for row in rows]
    write_atomically(settings.held_back_path, json.dumps(memory, ensure_ascii=False, indent=2))


def remembered_holds(settings: Settings, made_by: str) -> Holds:
    """Return the holds that the code ``made_by`` found; other code must look for itself."""
    documents: dict[str, Reason] = {}
    tables: dict[tuple[str, str], Reason] = {}
    rules: dict[str, Reason] = {}
    for row in _read_memory(settings):
        if row["made_by"] != made_by:
            continue
        reason = Reason(row["zh"], row["en"])
        if row["rule_id"] is not None:
            rules[row["rule_id"]] = reason
        elif row["table_id"] is not None:
            tables[row["document_id"], row["table_id"]] = reason
        else:
            documents[row["document_id"]] = reason
    return Holds(documents, tables, rules)


def _rows(holds: Holds) -> list[dict[str, Any]]:
    def row(reason: Reason, document_id: str | None, table_id: str | None, rule_id: str | None) -> dict[str, Any]:
        ids = {"document_id": document_id, "table_id": table_id, "rule_id": rule_id}
        return {**ids, "zh": reason.zh, "en": reason.en}

    return [
        *(row(reason, key, None, None) for key, reason in sorted(holds.documents.items())),
        *(row(reason, *key, None) for key, reason in sorted(holds.tables.items())),
        *(row(reason, None, None, key) for key, reason in sorted(holds.rules.items())),
    ]


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["document_id"], row["table_id"], row["rule_id"]


def _write(settings: Settings, name: str, rows: Iterable[dict[str, Any]]) -> None:
    settings.hand_over_dir.mkdir(parents=True, exist_ok=True)
    path: Path = settings.hand_over_dir / f"{name}.parquet"
    draft = path.with_suffix(".parquet.part")
    pq.write_table(pa.Table.from_pylist(list(rows), schema=RUN_TABLES[name].arrow_schema), draft)
    draft.replace(path)


def _read_memory(settings: Settings) -> list[dict[str, Any]]:
    """The rows remembered; none if another program's notes lie there, for then they count for nothing anyway."""
    try:
        rows = json.loads(settings.held_back_path.read_text())
    except FileNotFoundError:
        return []
    wanted = {"document_id", "table_id", "rule_id", "zh", "en", "since", "made_by"}
    return [row for row in rows if isinstance(row, dict) and wanted <= row.keys()]
