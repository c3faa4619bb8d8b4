"""Hand-overs typed by hand, so that the dbt project can be tested without reading a PDF.

Belongs here: a small builder that turns printed rows into the contract's tables. The reports themselves are in
``reference_report``; what dbt makes of them is asserted in the tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contract import RUN_TABLES, TABLES, empty_hand_over

SEEN_AT = datetime(2024, 3, 1, 8, 0, tzinfo=UTC)
VALUE_TYPES = {
    "quantity": "count",
    "asset_quantity": "count",
    "asset_authorised_quantity": "count",
    "asset_requested_quantity": "count",
    "asset_approved_quantity": "count",
    "unit_price": "price",
    "asset_approved_unit_price": "price",
    "funding_share": "percent",
    "change_percent": "percent",
}


@dataclass(frozen=True)
class PrintedRow:
    """One printed row: its place in the hierarchy, what it names, and its figures as printed, in the columns' order."""

    level_no: int
    row_kind: str
    values: tuple[str, ...]
    label: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    block_no: int = 1
    form_no: int = 1
    #: Measures of the row's figures where the rows of a table are its measures; else the columns'.
    measures: tuple[str | tuple[str, int], ...] = ()


@dataclass
class Report:
    """One document; ``facts`` overrides columns of its documents row."""

    name: str
    facts: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in TABLES})

    @property
    def document_id(self) -> str:
        """SHA-256 of the name, standing for the file's bytes."""
        return sha256(self.name.encode()).hexdigest()

    def add_table(
        self,
        table_kind: str | None,
        columns: list[str | tuple[str, int]],
        rows: list[PrintedRow],
        *,
        unit_label: str = "元",
        page_no: int = 1,
        **facts: Any,
    ) -> str:
        """Add a printed table; a column is a measure key, or a measure key with the year its amounts are of."""
        ordinal = len(self.tables["printed_tables"]) + 1
        table_id = f"{self.document_id[:16]}-t{ordinal:02d}"
        multiplier = {"元": 1, "万元": 10000}[unit_label]
        printed = any(value.strip("0.%") for row in rows for value in row.values)
        table = {
            "table_id": table_id, "document_id": self.document_id, "ordinal": ordinal, "printed_no": str(ordinal),
            "printed_title": table_kind, "title_year": 2024, "table_kind": table_kind, "kind_by_title": table_kind,
            "kind_by_header": table_kind, "header_text": "|".join(str(column) for column in columns),
            "unit_label": unit_label, "unit_multiplier": multiplier, "unit_source": "above", "first_page_no": page_no,
            "last_page_no": page_no, "row_count": len(rows), "column_count": len(columns), "is_empty": not printed,
            "is_held_back": False,
        }  # fmt: skip
        self.tables["printed_tables"].append(table | facts)
        for row_no, row in enumerate(rows, start=2):
            self._add_row(table_id, row_no, row, columns, multiplier, page_no)
        return table_id

    def _add_row(
        self,
        table_id: str,
        row_no: int,
        row: PrintedRow,
        columns: list[str | tuple[str, int]],
        multiplier: int,
        page_no: int,
    ) -> None:
        row_id = f"{table_id}-r{row_no}b{row.block_no}"
        place = {"table_id": table_id, "document_id": self.document_id, "page_no": page_no}
        codes = row.facts.get("function_code") or row.facts.get("economic_code")
        self.tables["rows"].append(
            place
            | {
                "row_id": row_id, "form_no": row.form_no, "block_no": row.block_no, "row_no": row_no,
                "row_kind": row.row_kind, "level_no": row.level_no, "label_printed": row.label,
                "code_source": "printed" if codes else "none",
            }
            | row.facts
        )  # fmt: skip
        for col_no, (column, text) in enumerate(zip(row.measures or columns, row.values, strict=True), start=1):
            measure_key, year = column if isinstance(column, tuple) else (column, None)
            value_type = VALUE_TYPES.get(measure_key, "money")
            cell_id = self._add_cell(place, f"{row_id}-c{col_no}", row, row_no, col_no, text, "figure")
            self.tables["lines"].append(
                place
                | read_figure(text)
                | {
                    "line_id": f"{row_id}-c{col_no}", "row_id": row_id, "cell_id": cell_id, "col_no": col_no,
                    "measure_key": measure_key, "header_path": measure_key, "value_type": value_type,
                    "unit_multiplier": multiplier if value_type in ("money", "price") else None,
                    "amount_year": year, "is_flagged": False,
                }
            )  # fmt: skip
        for number, (field_key, text) in enumerate(row.texts.items(), start=len(columns) + 1):
            label_id = f"{row_id}-c{number}"
            cell_id = self._add_cell(place, label_id, row, row_no, number, text, "label")
            self.tables["labels"].append(
                place
                | {
                    "label_id": label_id, "row_id": row_id, "cell_id": cell_id, "form_no": row.form_no,
                    "field_key": field_key, "header_path": field_key, "text": text,
                }
            )  # fmt: skip

    def _add_cell(
        self, place: dict[str, Any], key: str, row: PrintedRow, row_no: int, col_no: int, text: str, role: str
    ) -> str:
        self.tables["cells"].append(
            place
            | {
                "cell_id": f"{key}-cell", "row_no": row_no, "col_no": col_no, "row_span": 1, "col_span": 1,
                "form_no": row.form_no, "piece_no": 1, "text_raw": text, "text": text, "joined_text": text,
                "role": role if text else "empty", "engine": "vector",
                "x0_points": 1.0, "y0_points": 1.0, "x1_points": 2.0, "y1_points": 2.0,
            }
        )  # fmt: skip
        return f"{key}-cell"

    def add_statement(self, subject_key: str | None, role: str, text: str, unit_label: str, **facts: Any) -> None:
        """Add a figure of the narrative, as printed, with its unit."""
        ordinal = len(self.tables["statements"]) + 1
        figure = read_figure(text)
        self.tables["statements"].append(
            {
                "statement_id": f"{self.document_id[:16]}-s{ordinal}", "document_id": self.document_id, "page_no": 1,
                "part": "narrative", "sentence_no": ordinal, "sentence": f"{subject_key} {text} {unit_label}",
                "group_no": ordinal, "subject_key": subject_key, "subject_text": subject_key or "?", "role": role, "told_as": "stated",
                "value_text": text, "value": figure["value"], "decimals_printed": figure["decimals_printed"],
                "unit_label": unit_label, "unit_multiplier": {"元": 1, "万元": 10000}.get(unit_label),
            }
            | facts
        )  # fmt: skip

    def write(self, root: Path) -> None:
        """Write the document's tables below ``root`` as the reading rooms do."""
        document = {
            "document_id": self.document_id, "file_name": f"{self.name}.pdf", "title": self.name,
            "issuer_name": "中共青山区委组织部", "fiscal_year": 2024, "report_kind": "budget", "body_kind": "department",
            "retrieved_at": SEEN_AT, "page_count": 30, "text_layer": "born_digital", "extractor_version": "1",
            "is_held_back": False,
        }  # fmt: skip
        self.tables["documents"] = [document | self.facts]
        folder = root / "documents" / f"{self.document_id}-1"
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in TABLES.items():
            pq.write_table(
                pa.Table.from_pylist(self.tables[name], schema=table.arrow_schema), folder / f"{name}.parquet"
            )


def read_figure(text: str) -> dict[str, Any]:
    """Read a printed figure as the contract wants it: state, value, decimals."""
    digits = text.replace(",", "").rstrip("%")
    if not digits:
        return {"value_state": "empty", "value_text": None, "value": None, "decimals_printed": None}
    value = Decimal(digits)
    decimals = len(digits.partition(".")[2])
    return {
        "value_state": "printed" if value else "zero", "value_text": text, "value": value, "decimals_printed": decimals,
    }  # fmt: skip


def write_run_table(root: Path, name: str, rows: list[dict[str, Any]]) -> None:
    """Write a table of the run itself (files, holds) beside the documents."""
    pq.write_table(pa.Table.from_pylist(rows, schema=RUN_TABLES[name].arrow_schema), root / f"{name}.parquet")


def write_hand_over(root: Path, *reports: Report) -> Path:
    """Write a whole hand-over root with these reports; returns the root."""
    empty_hand_over(root)
    for report in reports:
        report.write(root)
    return root
