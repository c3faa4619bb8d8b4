"""What the product says of every amount of a document, and what it blames the document for.

Belongs here: the questions put to the evaluated database.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

_SAID = """
select
    lines.document_id, lines.line_id, cells.page_no, cells.x0_points, cells.y0_points, cells.x1_points, cells.y1_points,
    lines.value, lines.value_text, lines.value_type, printed_tables.table_id, printed_tables.printed_title,
    printed_tables.table_kind, printed_tables.is_held_back, printed_tables.hold_reason, lines.measure_key, lines.header_path,
    rows.label_printed, facts.line_id is not null as is_fact, facts.reconciliation_status, facts.amount_yuan, facts.amount_year,
    facts.function_code, facts.economic_code, facts.unit_code, facts.unit_name, facts.project_name, facts.fund_source_key,
    facts.expenditure_kind, facts.carry_scope, facts.is_leaf, facts.is_counted_again
from stg_lines as lines
inner join stg_printed_tables as printed_tables on lines.table_id = printed_tables.table_id
inner join stg_cells as cells on lines.cell_id = cells.cell_id
left join stg_rows as rows on lines.row_id = rows.row_id
left join int_fact_amount as facts on lines.line_id = facts.line_id
where lines.value is not null
order by lines.line_id, cells.page_no, cells.piece_no
"""
_BLAMED = """
select document_id, severity, diagnosis_kind, array_to_string(rule_ids, ' '), table_id, title_zh from rpt_discrepancy
"""


@dataclass(frozen=True, slots=True)
class Said:
    """An amount as the product publishes it; ``boxes`` are the pieces of its cell: page and corners."""

    boxes: tuple[tuple[int, float, float, float, float], ...]
    facts: dict[str, Any]

    @property
    def reason(self) -> str:
        """Why it is said to be not understood; empty if it is not said."""
        facts = self.facts
        if facts["is_held_back"]:
            # Without the places, which differ from page to page.
            return "held back: " + re.sub(r"\s*\d+", "", str(facts["hold_reason"]).split(":")[0])
        if facts["table_kind"] is None:
            return "table has no kind"
        if facts["measure_key"] is None:
            return "column has no measure"
        if not facts["is_fact"]:
            return "feeds no fact"
        if facts["reconciliation_status"] == "held_back":
            return "amount held back"
        return ""

    @property
    def value(self) -> Decimal | None:
        """The amount in yuan."""
        amount: Decimal | None = self.facts["amount_yuan"]
        return amount


@dataclass(frozen=True, slots=True)
class Blame:
    """One finding."""

    severity: str
    diagnosis: str
    rules: str
    table_id: str | None
    title: str


def said_of(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Said]]:
    """All figures read, by document."""
    rows = connection.sql(_SAID).to_arrow_table().to_pylist()
    by_line: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_line[row["line_id"]].append(row)
    found: dict[str, list[Said]] = defaultdict(list)
    for pieces in by_line.values():
        boxes = tuple(
            (row["page_no"], row["x0_points"], row["y0_points"], row["x1_points"], row["y1_points"]) for row in pieces
        )
        found[pieces[0]["document_id"]].append(Said(boxes, pieces[0]))
    return found


def blamed(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Blame]]:
    """Findings by document."""
    found: dict[str, list[Blame]] = defaultdict(list)
    for document_id, *rest in connection.sql(_BLAMED).fetchall():
        found[document_id].append(Blame(*rest))
    return found
