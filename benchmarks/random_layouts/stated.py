"""What the product says of every amount of a document, and what it blames the document for.

Belongs here: the questions put to the evaluated database.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

_SAID = """
select
    lines.document_id, lines.line_id, cells.page_no, cells.x0_points, cells.y0_points, cells.x1_points, cells.y1_points,
    lines.value_text, lines.value_type, lines.table_id, lines.header_path, coordinates.measure_key, coordinates.table_kind,
    coordinates.label_printed, coordinates.line_id is not null as is_published, coordinates.not_understood_reason,
    facts.line_id is not null as is_fact, facts.amount_yuan, coordinates.amount_year, coordinates.function_code,
    coordinates.economic_code, coordinates.unit_code, coordinates.unit_name, coordinates.project_name,
    coordinates.fund_source_key, coordinates.expenditure_kind, coordinates.carry_scope, facts.is_leaf, facts.is_counted_again
from stg_lines as lines
inner join stg_cells as cells on lines.cell_id = cells.cell_id
left join int_coordinate as coordinates on lines.line_id = coordinates.line_id
left join int_fact_amount as facts on lines.line_id = facts.line_id
where lines.value is not null
order by lines.line_id, cells.page_no, cells.piece_no
"""
_BLAMED = """
select document_id, severity, diagnosis_kind, array_to_string(rule_ids, ' '), table_id, title_zh from rpt_discrepancy
"""


#: Its row's code alone is said to be not known; what else is stated of it must be right.
NO_CODE = "no_code"


@dataclass(frozen=True, slots=True)
class Said:
    """An amount as the product publishes it; ``boxes`` are the pieces of its cell: page and corners."""

    boxes: tuple[tuple[int, float, float, float, float], ...]
    facts: dict[str, Any]

    @property
    def reason(self) -> str:
        """Why it is said to be not understood; empty if it is not said."""
        if self.facts["not_understood_reason"] == NO_CODE:
            return ""
        if self.facts["not_understood_reason"]:
            return str(self.facts["not_understood_reason"])
        if not self.facts["is_published"]:
            return "not published"
        return "" if self.facts["is_fact"] else "feeds no fact"

    @property
    def is_without_code(self) -> bool:
        """True if it is said that the row's code is not known."""
        return bool(self.facts["not_understood_reason"] == NO_CODE)

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
