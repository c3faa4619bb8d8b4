"""Clean reports, typeset, read and evaluated once: what every case starts from.

Belongs here: making them, and the facts a fault needs about them (figures, their cells, the sums they take part in).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.mutation.evaluating import Workshop
from benchmarks.mutation.mended import mended_reference
from pipelines.contract import TABLES
from pipelines.diagnosis.facts import CaseFile
from pipelines.diagnosis.frames import ModelRows, read_cases
from pipelines.extraction import extract_document
from pipelines.extraction.model import Box, ExtractedDocument
from pipelines.reports import read_report
from pipelines.reports.facts import FileFacts
from specimens.families import STYLES, clean_report
from specimens.typeset import LOOKS, Report, typeset

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Base:
    """A clean report: its description, what was extracted and read of it, and the checks that hold in it."""

    name: str
    report: Report
    look: str
    pdf: Path
    document: ExtractedDocument
    tables: dict[str, Rows]
    case: CaseFile
    #: Figures that a recomputed percentage or a product takes part in, too.
    other_checked: frozenset[str]

    def box_of(self, line: dict[str, Any]) -> tuple[int, Box]:
        """Page and box of the cell a figure stands in."""
        (cell,) = (
            cell for cell in self.tables["cells"] if cell["cell_id"] == line["cell_id"] and cell["piece_no"] == 1
        )
        return cell["page_no"], box_of(cell)


def box_of(row: dict[str, Any]) -> Box:
    """The box in a row of cells or statements."""
    return Box(row["x0_points"], row["y0_points"], row["x1_points"], row["y1_points"])


def described(seeds: Sequence[int]) -> list[tuple[str, Report, str]]:
    """Names, descriptions and looks: the mended reference report, and every layout family once a seed."""
    reports = [("reference", mended_reference(), "reference")]
    for seed in seeds:
        for name, style in STYLES.items():
            reports.append((f"{name}-{seed}", clean_report(name, seed).report, style.look))
    return reports


def make_bases(folder: Path, seeds: Sequence[int]) -> list[Base]:
    """Typeset and read all of them; raises ``AssertionError`` naming what a clean report is blamed for."""
    workshop = Workshop(folder / "clean")
    made: dict[str, tuple[str, Report, str, Path, ExtractedDocument]] = {}
    for number, (name, report, look) in enumerate(described(seeds)):
        path = folder / f"{name}.pdf"
        path.write_bytes(typeset(report, LOOKS[look]).pdf)
        document_id = sha256(f"base {number}".encode()).hexdigest()
        document = extract_document(path, document_id)
        made[document_id] = (name, report, look, path, document)
        workshop.hand_over(document, name)
    bases = []
    with workshop.evaluated() as connection:
        blamed = connection.execute("select document_id, title_zh from rpt_discrepancy").fetchall()
        assert not blamed, [(made[document_id][0], title) for document_id, title in blamed]
        for document_id, (name, report, look, path, document) in made.items():
            facts = FileFacts(f"{name}.pdf", document_id, None, None, len(document.pages), "born_digital")
            tables = {
                table: rows.to_pylist() for table, rows in read_report(document, facts).items() if table in TABLES
            }
            case, other = _checked(connection, document_id)
            bases.append(Base(name, report, look, path, document, tables, case, other))
    return bases


def _checked(connection: duckdb.DuckDBPyConnection, document_id: str) -> tuple[CaseFile, frozenset[str]]:
    def rows(table: str) -> Rows:
        found: Rows = connection.sql(f"from {table} where document_id = '{document_id}'").to_arrow_table().to_pylist()
        return found

    (case,) = read_cases(
        ModelRows(
            checks=rows("fct_reconciliation"),
            terms=rows("int_check_term"),
            amounts=rows("int_amount"),
            statements=rows("int_statement"),
            tables=rows("stg_printed_tables"),
            rules=[],
        )
    )
    other = connection.execute(
        "select unnest(proven_source_ids) from int_check_direct where document_id = $id "
        "union select source_id from int_printed_percentage where document_id = $id",
        {"id": document_id},
    ).fetchall()
    return case, frozenset(row[0] for row in other)
