"""The narrative of one document as rows of the contract.

Belongs here: putting the readers of this room together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.model import ExtractedDocument
from pipelines.reports.facts import TableFacts
from pipelines.reports.narrative.contents import promised_tables
from pipelines.reports.narrative.drafts import rows
from pipelines.reports.narrative.layout import body_lines
from pipelines.reports.narrative.left_out import settle_comparisons, settle_wholes
from pipelines.reports.narrative.named_units import named_units
from pipelines.reports.narrative.paragraphs import Paragraph, join_paragraphs
from pipelines.reports.narrative.parts import assign_parts
from pipelines.reports.narrative.statements import StatementReader
from pipelines.reports.narrative.terms import read_terms

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Narrative:
    """Rows by the contract's column names, for the tables of the same names."""

    paragraphs: list[Row]
    statements: list[Row]
    terms: list[Row]
    named_units: list[Row]
    promised_tables: list[Row]


def read_narrative(
    document: ExtractedDocument,
    tables: Sequence[TableFacts],
    fiscal_year: int | None,
    paragraphs: Sequence[Paragraph] | None = None,
) -> Narrative:
    """Read the text outside the tables of ``document``.

    Args:
        document: What extraction found.
        tables: The printed tables, for what they tell of the pages (a profile may list its units in a table).
        fiscal_year: Year of the report; figures without a year of their own are of it.
        paragraphs: Those of the document, as ``text_of`` gives them, where they are known.
    """
    found = text_of(document) if paragraphs is None else paragraphs
    reader = StatementReader(fiscal_year)
    for paragraph in found:
        reader.read(paragraph)
    settle_comparisons(reader.drafts)
    settle_wholes(reader.drafts)
    table_pages = {table.first_page_no for table in tables if table.table_kind is not None}
    profile_pages = {line.page_no for p in found if p.part == "profile" for line in p.lines} - table_pages
    return Narrative(
        paragraphs=[_row(paragraph, number, document.document_id) for number, paragraph in enumerate(found, start=1)],
        statements=rows(reader.drafts, document.document_id),
        terms=read_terms(found, document.document_id),
        named_units=named_units(found, document, frozenset(profile_pages)),
        promised_tables=promised_tables(found, document.document_id),
    )


def text_of(document: ExtractedDocument) -> list[Paragraph]:
    """Return the paragraphs of ``document`` with their parts and headings."""
    found = join_paragraphs(body_lines(document))
    assign_parts(found)
    return found


def _row(paragraph: Paragraph, number: int, document_id: str) -> Row:
    return {
        "document_id": document_id,
        "paragraph_no": number,
        "page_no": paragraph.page_no,
        "part": paragraph.part,
        "section_title": paragraph.section_title,
        "is_heading": paragraph.is_heading,
        "text": paragraph.text,
    }
