"""覆盖: which report of which body, year and kind is published, published with discrepancies, held back, or not seen.

Belongs here: the heat map's rows. Which bodies ought to publish is not known to the warehouse; a year between two years of the same body
that nobody has seen is shown as a gap, all else is left blank.
"""

from __future__ import annotations

from typing import Any

import duckdb

from pipelines.contract.sql import rows_of
from pipelines.site.dashboard.findings import short_id

_DOCUMENTS = """
select bodies.body_key, bodies.body_name, coalesce(bodies.division_name, '') as place,
       coalesce(documents.body_kind, '') as body_kind, documents.fiscal_year,
       coalesce(documents.report_kind, 'budget') as report_kind, documents.document_id,
       coalesce(states.publication_state, 'held_back') as state
from dim_document as documents
inner join dim_body as bodies using (body_key)
left join rpt_publication_state as states
    on documents.document_id = states.document_id and states.item_kind = 'document'
where documents.is_present and documents.fiscal_year is not null
order by place, bodies.body_name, bodies.body_key, documents.fiscal_year, documents.report_kind, documents.file_name
"""
_NO_BODY = "select count(*) from dim_document where is_present and (body_key is null or fiscal_year is null)"
#: A cell shows the worst of several files for the same body, year and kind.
_WORST_FIRST = ("held_back", "published_with_discrepancies", "unproven", "reconciled")


def coverage_view(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return years and kinds in order, and a row a body: place, name, kind, then per year and kind the state and its reports."""
    rows = rows_of(connection.execute(_DOCUMENTS))
    columns = sorted({(row["fiscal_year"], row["report_kind"]) for row in rows})
    bodies: dict[str, dict[str, Any]] = {}
    for row in rows:
        body = bodies.setdefault(
            row["body_key"], {"place": row["place"], "name": row["body_name"], "kind": row["body_kind"], "cells": {}}
        )
        reports = body["cells"].setdefault((row["fiscal_year"], row["report_kind"]), [])
        reports.append((row["state"], short_id(row["document_id"])))
    no_body = connection.execute(_NO_BODY).fetchone()
    return {
        "columns": [[year, kind] for year, kind in columns],
        "bodies": [
            [body["place"], body["name"], body["kind"], [_cell(body["cells"], column) for column in columns], key]
            for key, body in bodies.items()
        ],
        "without_body": no_body[0] if no_body else 0,
    }


def _cell(cells: dict[tuple[int, str], list[tuple[str, str]]], column: tuple[int, str]) -> list[Any] | None:
    """State and reports; a gap between two years of the same kind; None for a year nobody can say anything of."""
    if column in cells:
        reports = cells[column]
        state = min(
            (state for state, _ in reports), key=lambda state: _WORST_FIRST.index(state) if state in _WORST_FIRST else 0
        )
        return [state, [report for _, report in reports]]
    years = [year for year, kind in cells if kind == column[1]]
    return ["gap", []] if years and min(years) < column[0] < max(years) else None
