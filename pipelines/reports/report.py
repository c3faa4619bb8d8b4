"""One report, read: an extracted document into the contract's tables.

Belongs here: assembling what the readers of tables, narrative and identity return. Nothing is recognised here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.contract.parquet import HandOver, to_hand_over
from pipelines.extraction.model import ExtractedDocument
from pipelines.reports.facts import FileFacts
from pipelines.reports.identity import identify
from pipelines.reports.narrative import read_narrative
from pipelines.reports.narrative.reader import text_of
from pipelines.reports.tables import PrintedTable, read_tables
from pipelines.reports.tables.cells import cell_records, page_records
from pipelines.reports.tables.printed import table_record


def read_report(document: ExtractedDocument, file: FileFacts) -> HandOver:
    """Read one report into every table of the contract (dict of ``pyarrow.Table``, the contract's exact schemas).

    What cannot be recognised is kept without kind or measure; what cannot be stood behind is held back with a reason.
    Raises ``ValueError`` if a record breaks the contract, which is a fault of this program, not of the report.
    """
    tables = read_tables(document)
    paragraphs = text_of(document)
    identity = identify(document, tables, file, paragraphs)
    narrative = read_narrative(document, tables, identity.get("fiscal_year"), paragraphs)
    records: dict[str, Sequence[Mapping[str, Any]]] = {
        "documents": [identity],
        "pages": list(page_records(document)),
        **table_records(tables),
        "statements": narrative.statements,
        "paragraphs": narrative.paragraphs,
        "terms": narrative.terms,
        "named_units": narrative.named_units,
        "promised_tables": narrative.promised_tables,
    }
    return to_hand_over(records)


def table_records(tables: Sequence[PrintedTable]) -> dict[str, list[Mapping[str, Any]]]:
    """Return the contract records of printed tables: printed_tables, cells, rows, columns, lines, labels, indicators."""
    return {
        "printed_tables": [table_record(table) for table in tables],
        "cells": [cell for table in tables for cell in cell_records(table)],
        "rows": [row for table in tables for row in table.reading.rows],
        "columns": [column for table in tables for column in table.reading.columns],
        "lines": [line for table in tables for line in table.reading.lines],
        "labels": [label for table in tables for label in table.reading.labels],
        "indicators": [indicator for table in tables for indicator in table.reading.indicators],
    }
