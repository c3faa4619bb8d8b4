"""From a figure in the warehouse back to the cell it was read from.

Belongs here: finding cells by id or by words of table, row and column, from the published tables alone.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass

import duckdb

from pipelines.contract.sql import rows_of

_MOST_NEAREST = 5
_CELLS = """
select cells.cell_id, cells.document_id, documents.file_name, cells.table_id, cells.page_no, cells.row_no, cells.col_no,
       cells.text, cells.engine, cells.ocr_confidence, cells.x0_points, cells.y0_points, cells.x1_points, cells.y1_points,
       coalesce((select string_agg(distinct labels.text, ' ' order by labels.text) from dim_cell as labels
                 where labels.table_id = cells.table_id and labels.row_no = cells.row_no and labels.role = 'label'
                   and labels.text <> ''), '') as row_words,
       coalesce((select string_agg(heads.text, '/' order by heads.row_no) from dim_cell as heads
                 where heads.table_id = cells.table_id and heads.role = 'header' and heads.piece_no = 1
                   and cells.col_no between heads.col_no and heads.col_no + heads.col_span - 1
                   and heads.row_no < cells.row_no and heads.text <> ''), '') as column_words
from dim_cell as cells
join dim_document as documents using (document_id)
where {condition}
order by cells.document_id, cells.table_id, cells.row_no, cells.col_no, cells.piece_no
"""


class CellNotFoundError(Exception):
    """No cell answers; the message names the nearest ones or says how to look."""


@dataclass(frozen=True, slots=True)
class Source:
    """A printed cell: where it stands, what it says, which row and column it belongs to, and how it was read."""

    cell_id: str
    document_id: str
    file_name: str
    table_id: str
    page_no: int
    row_no: int
    col_no: int
    text: str
    engine: str
    ocr_confidence: float | None
    box: tuple[float, float, float, float]
    row_words: str
    column_words: str


def find_by_id(connection: duckdb.DuckDBPyConnection, name: str) -> list[Source]:
    """Return the cell of that cell_id, or the cell the line of that line_id was read from (one, or its pieces).

    Raises ``CellNotFoundError`` naming the nearest cells.
    """
    name = name.strip()
    for cell_id in (name, *_cells_of_line(connection, name)):
        found = _select(connection, "cells.cell_id = $cell_id", {"cell_id": cell_id})
        if found:
            return found
    known = [
        cell_id for (cell_id,) in connection.execute("select cell_id from dim_cell where role = 'figure'").fetchall()
    ]
    nearest = difflib.get_close_matches(name, known, _MOST_NEAREST, 0.0) if len(known) < 50_000 else []
    raise CellNotFoundError(
        f"no cell or line {name}. Nearest: {', '.join(nearest) or 'none'}. Cells: select * from dim_cell"
    )


def find_by_words(
    connection: duckdb.DuckDBPyConnection, *, row: str, table: str | None, column: str | None, document: str | None
) -> list[Source]:
    """Return the figures whose row has the words ``row`` (and so on); all conditions must hold.

    ``table`` is a printed number or a table kind. Raises ``CellNotFoundError`` saying which condition is too narrow.
    """
    conditions = ["cells.role = 'figure'", _ROW_CONDITION]
    values = {"row": _plain(row)}
    if table is not None:
        conditions.append(
            "cells.table_id in (select table_id from dim_printed_table where $table in (printed_no, table_kind))"
        )
        values["table"] = table.strip()
    if document is not None:
        conditions.append("contains(lower(documents.file_name), lower($document))")
        values["document"] = document
    found = _select(connection, " and ".join(conditions), values)
    if not found:
        raise CellNotFoundError(
            f"no figure in a row with {row!r}"
            + (f" in table {table}" if table else "")
            + ". Look for words that are there: select distinct text from dim_cell where role = 'label'"
        )
    if column is None:
        return found
    narrowed = [source for source in found if _plain(column) in _plain(source.column_words)]
    if not narrowed:
        columns = dict.fromkeys(source.column_words for source in found)
        raise CellNotFoundError(f"no column {column!r} in that row; its columns: {'; '.join(columns)}")
    return narrowed


_ROW_CONDITION = """exists (
    select 1 from dim_cell as labels
    where labels.table_id = cells.table_id and labels.row_no = cells.row_no and labels.role = 'label'
      and contains(replace(labels.text, ' ', ''), $row))"""


def _plain(words: str) -> str:
    return "".join(words.split())


def _cells_of_line(connection: duckdb.DuckDBPyConnection, line_id: str) -> list[str]:
    """Cells of a line, from whichever published tables have both."""
    tables = connection.execute(
        "select schema_name, table_name from duckdb_columns() semi join (select schema_name, table_name from duckdb_tables()) "
        "using (schema_name, table_name) where column_name in ('line_id', 'cell_id') "
        "group by schema_name, table_name having count(*) = 2 order by table_name"
    ).fetchall()
    for schema, table in tables:
        found = connection.execute(f'select cell_id from {schema}."{table}" where line_id = ?', [line_id]).fetchall()
        if found:
            return [cell_id for (cell_id,) in found]
    return []


def _select(connection: duckdb.DuckDBPyConnection, condition: str, values: dict[str, str]) -> list[Source]:
    sources = []
    for facts in rows_of(connection.execute(_CELLS.format(condition=condition), values)):
        facts["box"] = tuple(facts.pop(edge) for edge in ("x0_points", "y0_points", "x1_points", "y1_points"))
        sources.append(Source(**facts))
    return sources
