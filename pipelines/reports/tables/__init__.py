"""Grids of cells into printed tables: titles, kinds, headers, rows, amounts, forms and indicators.

Belongs here: everything a ruled table says. Running text is read in ``reports.narrative``.
"""

from __future__ import annotations

from pipelines.extraction.model import ExtractedDocument
from pipelines.reports.tables.assembling import names_in
from pipelines.reports.tables.joining import join_grids
from pipelines.reports.tables.printed import PrintedTable, fiscal_year_of, read_printed_table, stated_unit_of
from pipelines.reports.tables.regions import placed_grids
from pipelines.reports.tables.stated_year import stated_year
from pipelines.reports.tables.unit_codes import give_unit_codes

__all__ = ["PrintedTable", "read_tables"]


def read_tables(document: ExtractedDocument) -> list[PrintedTable]:
    """Read every printed table of a document, in reading order."""
    drafts = join_grids(placed_grids(document))
    pages = {page.page_no: page for page in document.pages}
    unit, year = stated_unit_of(drafts), fiscal_year_of(drafts)
    year_before_tables = stated_year(document) if year is None else None
    in_document = names_in(grid for page in document.pages for grid in page.grids)
    tables = [
        read_printed_table(draft, ordinal, document.document_id, unit, (year, year_before_tables), pages, in_document)
        for ordinal, draft in enumerate(drafts, start=1)
    ]
    give_unit_codes(row for table in tables for row in table.reading.rows)
    return tables
