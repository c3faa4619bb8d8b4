"""Whose report a document is: issuer, department, year, kind, division. One row of the contract's ``documents``.

Belongs here: weighing what cover, headings, labels and table titles say. Nothing is taken from the file's name or from other
reports, and what the report doesn't reveal stays null: dbt (``int_identity``) asks the files beside it, and holds back what
nobody can tell. The text itself is put together in ``narrative``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pipelines.extraction.model import ExtractedDocument
from pipelines.reports.facts import FileFacts, TableFacts
from pipelines.reports.issuer import find_issuer, is_body_name
from pipelines.reports.narrative.paragraphs import Paragraph
from pipelines.reports.narrative.reader import text_of
from pipelines.reports.places import division_of
from pipelines.reports.report_titles import body_kind_of, fiscal_year_of, report_kind_of, report_titles
from pipelines.reports.version import reading_version

_DEPARTMENT_CODE_CHARS = 3
_FORM_YEAR = re.compile(r"[（(](20\d\d)\s*年度?[)）]")
_HEAD_ROWS = 2


def identify(
    document: ExtractedDocument,
    tables: Sequence[TableFacts],
    file: FileFacts,
    paragraphs: Sequence[Paragraph] | None = None,
) -> dict[str, Any]:
    """Return the row of ``documents`` by the contract's column names; null for what the report doesn't say.

    ``paragraphs`` are the document's, as ``text_of`` gives them, where they are known.
    """
    paragraphs = text_of(document) if paragraphs is None else paragraphs
    titles = report_titles(paragraphs, [table.printed_title for table in tables if table.printed_title])
    body_kind = body_kind_of(titles)
    issuer = find_issuer(document, paragraphs, titles)
    code, name = _department(tables, issuer, body_kind)
    # A body whose name reveals no division (上海交通职业技术学院) is of the one its report's title begins with.
    division = division_of(name) or division_of(issuer) or division_of(titles.title)
    fiscal_year = fiscal_year_of(
        titles, [t.title_year for t in tables if t.title_year], _prose(paragraphs)
    ) or _year_of_forms(document)
    report_kind = report_kind_of(titles, _prose(paragraphs))
    return {
        "document_id": document.document_id,
        "file_name": file.file_name,
        "title": titles.title,
        "issuer_name": issuer,
        "department_code": code,
        "department_name": name or issuer,
        "division_code": division.code if division else None,
        "division_name": division.name if division else None,
        "fiscal_year": fiscal_year,
        "report_kind": report_kind,
        "body_kind": body_kind,
        "source_url": file.source_url,
        "retrieved_at": file.retrieved_at,
        "page_count": file.page_count,
        "text_layer": file.text_layer,
        "extractor_version": reading_version(),
        "is_held_back": False,
        "hold_reason": None,
    }


def _year_of_forms(document: ExtractedDocument) -> int | None:
    """The year that forms carry below their titles, （2026 年度）, if all of them carry the same."""
    texts = [line.text for page in document.pages for line in page.text_lines]
    texts += [
        cell.text for page in document.pages for grid in page.grids for cell in grid.cells if cell.row <= _HEAD_ROWS
    ]
    years = {found[1] for text in texts if (found := _FORM_YEAR.fullmatch(text.strip()))}
    return int(years.pop()) if len(years) == 1 else None


def _prose(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join(p.folded for p in paragraphs if p.part in ("profile", "narrative", "tables", "cover", "contents"))


def _department(
    tables: Sequence[TableFacts], issuer: str | None, body_kind: str | None
) -> tuple[str | None, str | None]:
    """Code and full name from the unit tables: the code that all other units' codes begin with."""
    units: dict[str, str] = {}
    for table in tables:
        for code, name in table.unit_rows:
            if code and name and is_body_name(name):
                units.setdefault(code, name)
    if not units:
        return None, None
    shortest = min(units, key=len)
    is_above_all = all(code.startswith(shortest) for code in units) and (
        len(units) > 1 or (len(shortest) == _DEPARTMENT_CODE_CHARS and body_kind != "unit")
    )
    if not is_above_all:
        # A unit's report lists the unit alone: its name is the body's, its code no department's.
        return None, next(iter(units.values())) if len(units) == 1 else issuer
    return shortest, units[shortest]
