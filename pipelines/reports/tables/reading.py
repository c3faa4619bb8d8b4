"""What is read of one table, row by row, in the words of the contract.

Belongs here: building the contract's rows, lines, labels and indicators with their identifiers, and noting the role of each
cell. What a cell means is decided by ``body`` and ``forms``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipelines.contract.doubts import in_both
from pipelines.reports.structure.columns import PlacedColumn
from pipelines.reports.tables.column import Column
from pipelines.reports.tables.figures import Figure, read_figure
from pipelines.reports.tables.sheet import SheetCell
from pipelines.reports.tables.units import MULTIPLIERS, Unit

Record = dict[str, Any]
#: Below this, OCR misread figures in the scanned look of the reference report; above it, none (see extraction's tests).
OCR_FLAG_BELOW = 0.9


@dataclass(frozen=True, slots=True)
class TableIdentity:
    """What every record of a table carries."""

    document_id: str
    table_id: str
    unit: Unit


@dataclass(slots=True)
class RowReading:
    """One body row (of one half): what it is and what it names."""

    row: int
    page_no: int
    block_no: int = 1
    form_no: int = 1
    side: str | None = None
    #: What the names of its half run along, where the half says so.
    along: str | None = None
    row_kind: str = "line"
    row_key: str | None = None
    level_no: int = 0
    label_printed: str | None = None
    facts: Record = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    #: Column number each of ``texts`` stands in.
    columns: dict[str, int] = field(default_factory=dict)
    #: Those of ``texts`` whose cell also stands beside other rows: they say what the row belongs to, not what it is.
    shared: set[str] = field(default_factory=set)
    #: 1 for a row below the 小计 of the same merged name cell (一般公共预算资金: 小计, 公共财政拨款 …), else 0.
    part_level: int = 0
    #: True for that row of 小计 itself.
    is_sum_of_parts: bool = False
    #: Code that says where in the hierarchy the row stands: the printed one, or the name's where a misprint can't say it.
    place_code: str | None = None
    #: Where the row's name begins, in points from its cell's left border; None if unknown.
    indent_points: float | None = None
    #: True for a row that the sums of the rows below prove to be their head.
    is_head: bool = False
    #: True for a row that is only a part (其中) of the one above it.
    is_part: bool = False
    #: True for such a head that names a budget unit.
    is_unit_head: bool = False
    #: How many units stand above it that are told by their names alone.
    unit_depth: int = 0
    #: Why it is doubtful which row this is; then all its figures are.
    doubt: str | None = None
    #: Where one list is printed in columns side by side: the half that it begins in, and how many rows the columns before take up.
    list_block_no: int | None = None
    rows_before: int = 0


@dataclass(slots=True)
class Reading:
    """All records of one table, and the role of each of its cells (by identity)."""

    identity: TableIdentity
    has_blocks: bool = False
    rows: list[Record] = field(default_factory=list)
    lines: list[Record] = field(default_factory=list)
    labels: list[Record] = field(default_factory=list)
    indicators: list[Record] = field(default_factory=list)
    columns: list[Record] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)

    def row_id(self, row: int, block_no: int) -> str:
        """Identifier of a row; rows count from 0 here, from 1 in identifiers."""
        return f"{self.identity.table_id}-r{row + 1}" + (f"b{block_no}" if self.has_blocks else "")

    def cell_id(self, cell: SheetCell, piece_no: int = 0) -> str:
        """Identifier of a cell's piece (0 is the first): table, page, row, column."""
        piece = cell.pieces[piece_no]
        return f"{self.identity.table_id}-p{piece.page_no}-r{piece.row + 1}-c{piece.col + 1}"

    def add_row(self, row: RowReading) -> None:
        """Add the contract's row."""
        facts = {"code_source": "none", **row.facts}
        self.rows.append(
            {
                "row_id": self.row_id(row.row, row.block_no),
                "table_id": self.identity.table_id,
                "document_id": self.identity.document_id,
                "form_no": row.form_no,
                "block_no": row.list_block_no or row.block_no,
                "row_no": row.rows_before + row.row + 1,
                "page_no": row.page_no,
                "side": row.side,
                "along": row.along,
                "row_kind": row.row_kind,
                "row_key": row.row_key,
                "level_no": row.level_no,
                "is_part": row.is_part,
                "label_printed": row.label_printed or None,
                **facts,
            }
        )

    def add_column(self, column: Column, parent_col_no: int | None, place: PlacedColumn) -> None:
        """Add the contract's record of a money column and its place among the others."""
        proof = place.proof
        self.columns.append(
            {
                "table_id": self.identity.table_id,
                "document_id": self.identity.document_id,
                "block_no": column.block_no,
                "col_no": column.col + 1,
                "header_path": column.path,
                "measure_key": column.measure_key,
                "amount_year": column.amount_year,
                "parent_col_no": parent_col_no,
                "is_part": place.is_part,
                "sums_tried": proof.tried if proof else None,
                "sums_closed": proof.closed if proof else None,
                "sums_proving": proof.proving if proof else None,
            }
        )

    def add_line(self, row: RowReading, cell: SheetCell, column: Column) -> Figure:
        """Add the figure of a cell; doubtful readings are flagged, never dropped. Returns the figure."""
        figure = read_figure(cell.text)
        unit = column.unit or self.identity.unit
        value_type = "percent" if figure.is_percent else column.value_type
        reasons = _doubts(cell, column, figure)
        if row.doubt and figure.state != "empty":
            reasons.append(row.doubt)
        self.lines.append(
            self._place(row, cell)
            | {
                "line_id": f"{self.row_id(row.row, row.block_no)}-c{cell.col + 1}",
                "col_no": (cell.col if column.list_col is None else column.list_col) + 1,
                "measure_key": column.measure_key,
                "header_path": column.path,
                "value_type": value_type,
                "value_state": figure.state,
                "value_text": figure.text,
                "value": figure.value,
                "decimals_printed": figure.decimals,
                "unit_multiplier": MULTIPLIERS[unit.label] if unit.label and value_type in ("money", "price") else None,
                "amount_year": column.amount_year,
                "is_flagged": bool(reasons),
                "flag_reason": in_both(reasons),
            }
        )
        self.roles[id(cell)] = "empty" if figure.state == "empty" else "figure"
        return figure

    def add_label(self, row: RowReading, cell: SheetCell, field_key: str | None, path: str) -> None:
        """Add the text of a cell; ``field_key`` None if its column or caption is not known."""
        self.labels.append(
            self._place(row, cell)
            | {
                "label_id": f"{self.row_id(row.row, row.block_no)}-c{cell.col + 1}",
                "form_no": row.form_no,
                "field_key": field_key,
                "header_path": path,
                "text": cell.text,
            }
        )
        self.roles[id(cell)] = "label"

    def add_indicator(self, row: RowReading, target: SheetCell, values: Record) -> None:
        """Add a performance indicator; ``target`` is the cell of its target value."""
        place = self._place(row, target)
        row_id = place["row_id"]
        self.indicators.append(place | {"indicator_id": f"{row_id}-i", "form_no": row.form_no} | values)

    def _place(self, row: RowReading, cell: SheetCell) -> Record:
        return {
            "row_id": self.row_id(row.row, row.block_no),
            "table_id": self.identity.table_id,
            "document_id": self.identity.document_id,
            "cell_id": self.cell_id(cell),
            "page_no": cell.page_no,
        }


def _doubts(cell: SheetCell, column: Column, figure: Figure) -> list[str]:
    reasons: list[str] = []
    if figure.problem:
        reasons.append(figure.problem)
    if cell.is_cut and figure.state != "empty":
        reasons.append("the file holds another character of this figure, which the page does not show")
    if cell.doubt:
        reasons.append(cell.doubt)
    confidence = cell.ocr_confidence
    if confidence is not None and confidence < OCR_FLAG_BELOW and figure.state != "empty":
        reasons.append(f"OCR confidence {confidence:.2f} is below {OCR_FLAG_BELOW}")
    if column.is_one_column and cell.col_span > 1 and column.measure_key is not None and figure.value is not None:
        reasons.append(f"the cell spans {cell.col_span} columns")
    if figure.is_percent and column.value_type != "percent" and column.measure_key is not None:
        reasons.append("a percentage where none was expected")
    return reasons
