"""Amounts drawn at random from all that reports print, each with where its cell, its row and its header stand.

Belongs here: drawing the sample and looking up the boxes. Pictures and the page are in ``audit_sheet``.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from pipelines.contract.sql import rows_of
from pipelines.pdf.page_image import Box

_TABLE = "select 1 from duckdb_tables() where table_name = 'fct_amount'"
_DRAWN_FROM = "select line_id from fct_amount where amount_yuan is not null order by line_id"
_AMOUNT = """
select facts.line_id, documents.document_id, documents.file_name, facts.page_no, tables.printed_title as table_title,
       coalesce(facts.table_kind, '') as table_kind, coalesce(facts.label_printed, '') as row_words,
       coalesce(facts.header_path, '') as column_words,
       facts.amount_printed, facts.unit_printed, facts.amount_yuan, facts.reconciliation_status, facts.table_id,
       facts.cell_id
from fct_amount as facts
join dim_document as documents using (document_id)
join dim_printed_table as tables using (table_id)
where facts.line_id = $line_id
"""
_CELLS = """
select cell_id, piece_no, row_no, role, page_no, x0_points, y0_points, x1_points, y1_points
from dim_cell where table_id = $table_id
"""


class NothingToAuditError(Exception):
    """The warehouse has no amount to draw."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a page: the page and the box around it, in points."""

    page_no: int
    box: Box


@dataclass(frozen=True, slots=True)
class AuditedAmount:
    """One amount as the warehouse has it, and where on the pages to look."""

    line_id: str
    document_id: str
    file_name: str
    page_no: int
    table_title: str
    table_kind: str
    row_words: str
    column_words: str
    amount_printed: str
    unit_printed: str | None
    amount_yuan: Decimal
    reconciliation_status: str
    cell: Strip
    row: Strip
    header: Strip | None


def draw_amounts(connection: duckdb.DuckDBPyConnection, count: int, seed: int) -> list[AuditedAmount]:
    """Return ``count`` published amounts (all, if there are fewer), the same ones for the same warehouse and seed.

    Every printed amount is drawn with the same chance, understood or not; sorted by report and page. Raises
    ``NothingToAuditError`` if there is none.
    """
    is_there = connection.execute(_TABLE).fetchone() is not None
    found = [line_id for (line_id,) in connection.execute(_DRAWN_FROM).fetchall()] if is_there else []
    if not found:
        raise NothingToAuditError("the warehouse has no amounts yet; put reports into data/raw/ and run yusuan run")
    chosen = random.Random(seed).sample(found, min(count, len(found)))
    amounts = [_look_up(connection, line_id) for line_id in chosen]
    return sorted(amounts, key=lambda amount: (amount.file_name, amount.page_no, amount.line_id))


def _look_up(connection: duckdb.DuckDBPyConnection, line_id: str) -> AuditedAmount:
    (facts,) = rows_of(connection.execute(_AMOUNT, {"line_id": line_id}))
    table_id, cell_id = facts.pop("table_id"), facts.pop("cell_id")
    cells = rows_of(connection.execute(_CELLS, {"table_id": table_id}))
    own = min((cell for cell in cells if cell["cell_id"] == cell_id), key=lambda cell: cell["piece_no"])
    row = [cell for cell in cells if cell["page_no"] == own["page_no"] and cell["row_no"] == own["row_no"]]
    # Other cells of the row may reach over many rows; the strip is as high as the amount's own cell.
    row = [{**cell, "y0_points": own["y0_points"], "y1_points": own["y1_points"]} for cell in row]
    # A header is printed once or again on every page; the nearest above the cell is the one a reader looks at.
    headers = [cell for cell in cells if cell["role"] == "header" and cell["row_no"] <= own["row_no"]]
    page_nos = {cell["page_no"] for cell in headers if cell["page_no"] <= own["page_no"]}
    header = [cell for cell in headers if page_nos and cell["page_no"] == max(page_nos)]
    facts["table_title"] = facts["table_title"] or facts["table_kind"]
    return AuditedAmount(**facts, cell=_around([own]), row=_around(row), header=_around(header) if header else None)


def _around(cells: list[dict[str, Any]]) -> Strip:
    box = (
        min(cell["x0_points"] for cell in cells),
        min(cell["y0_points"] for cell in cells),
        max(cell["x1_points"] for cell in cells),
        max(cell["y1_points"] for cell in cells),
    )
    return Strip(cells[0]["page_no"], box)
