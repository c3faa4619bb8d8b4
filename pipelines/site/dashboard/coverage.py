"""覆盖: which report of which body, year and kind is published, held back, expected and absent, or late.

Belongs here: the heat map's rows and the bars above it. Who is expected to publish, and by which day, is decided in ``rpt_disclosure``; a
year between two years of the same body that nobody expects and nobody has seen is shown as a gap, all else is left blank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import duckdb

from pipelines.contract.sql import rows_of
from pipelines.site.dashboard.findings import short_id

#: A year and kind of report: a column of the heat map.
Column = tuple[int, str]

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
#: Bodies that never published are in no ``dim_body``; days run to that of the publication, in China's time.
_DISCLOSURE = """
select body_key, coalesce(body_name, body_key) as body_name, division_name as place, fiscal_year, report_kind,
       disclosure_status, due_on, disclosed_on, expected_by,
       coalesce(days_late, (select (published_at at time zone 'Asia/Shanghai')::date from dim_publication where is_current)
                           - due_on) as days
from rpt_disclosure
where body_key is not null
order by place, body_name, body_key, fiscal_year, report_kind
"""
_NO_BODY = "select count(*) from dim_document where is_present and (body_key is null or fiscal_year is null)"
#: A cell shows the worst of several files for the same body, year and kind.
_WORST_FIRST = ("held_back", "published_with_discrepancies", "unproven", "reconciled")
#: What a body that has no report here may be, by ``disclosure_status``; any other says that there was one.
_WITHOUT_REPORT = {"absent": "absent", "not_yet_due": "not_yet_due", "not_expected": "not_expected"}
_BAR_ORDER = (*reversed(_WORST_FIRST), "absent", "not_yet_due", "not_expected", "gap")


@dataclass(frozen=True, slots=True)
class Bar:
    """A year and kind above the heat map: how many bodies are in each state, with begin and width in percent of the longest bar."""

    fiscal_year: int
    report_kind: str
    pieces: list[tuple[str, int, float, float]]
    body_count: int


def coverage_view(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return years and kinds in order, a row a body (place, name, kind, then its cells), and the bars.

    A cell is state, reports, and what is known of the last day: status, the day, the day of disclosure, days after the last day.
    """
    rows = rows_of(connection.execute(_DOCUMENTS))
    told = rows_of(connection.execute(_DISCLOSURE))
    columns = sorted({(row["fiscal_year"], row["report_kind"]) for row in [*rows, *told]})
    bodies: dict[str, dict[str, Any]] = {}
    for row in rows:
        body = _body(bodies, row)
        body["kind"] = row["body_kind"]
        reports = body["reports"].setdefault((row["fiscal_year"], row["report_kind"]), [])
        reports.append((row["state"], short_id(row["document_id"])))
    for row in told:
        _body(bodies, row)["told"][row["fiscal_year"], row["report_kind"]] = row
    lines = [
        [body["place"], body["name"], body["kind"], [_cell(body, column) for column in columns], key]
        for key, body in sorted(bodies.items(), key=lambda item: (item[1]["place"], item[1]["name"], item[0]))
    ]
    no_body = connection.execute(_NO_BODY).fetchone()
    return {
        "columns": [[year, kind] for year, kind in columns],
        "bodies": lines,
        "bars": _bars(columns, (line[3] for line in lines)),
        "expected": sum(row["expected_by"] != "nobody" and row["disclosure_status"] != "not_expected" for row in told),
        "absent": sum(cell is not None and cell[0] == "absent" for line in lines for cell in line[3]),
        "late": sum(row["disclosure_status"] == "late" for row in told),
        "without_body": no_body[0] if no_body else 0,
    }


def _body(bodies: dict[str, dict[str, Any]], row: dict[str, Any]) -> dict[str, Any]:
    empty = {"place": row["place"], "name": row["body_name"], "kind": "", "reports": {}, "told": {}}
    return bodies.setdefault(row["body_key"], empty)


def _cell(body: dict[str, Any], column: Column) -> list[Any] | None:
    """State, reports and days of one body, year and kind; None for a year nobody can say anything of."""
    told = body["told"].get(column)
    days = _days(told) if told else None
    if column in body["reports"]:
        reports = body["reports"][column]
        state = min(
            (state for state, _ in reports), key=lambda state: _WORST_FIRST.index(state) if state in _WORST_FIRST else 0
        )
        return [state, [report for _, report in reports], days]
    if told and told["disclosure_status"] in _WITHOUT_REPORT:
        return [_WITHOUT_REPORT[told["disclosure_status"]], [], days]
    years = [year for year, kind in body["reports"] if kind == column[1]]
    return ["gap", [], None] if years and min(years) < column[0] < max(years) else None


def _days(told: dict[str, Any]) -> list[Any] | None:
    """What is known of the last day; days after it only where the report was late or is still absent."""
    status, due_on = told["disclosure_status"], told["due_on"]
    if due_on is None:
        return None
    is_over = status in ("late", "absent") and told["days"] is not None and told["days"] > 0
    disclosed_on = told["disclosed_on"].isoformat() if told["disclosed_on"] else None
    return [status, due_on.isoformat(), disclosed_on, told["days"] if is_over else None]


def _bars(columns: list[Column], lines: Iterable[list[list[Any] | None]]) -> list[Bar]:
    """A bar a year and kind, the newest first; as long as the number of bodies it has something to say of."""
    counts: list[Counter[str]] = [Counter() for _ in columns]
    for cells in lines:
        for counter, cell in zip(counts, cells, strict=True):
            if cell is not None:
                counter[cell[0]] += 1
    longest = max((counter.total() for counter in counts), default=0)
    bars = []
    for (year, kind), counter in zip(columns, counts, strict=True):
        pieces, start = [], 0.0
        for state in _BAR_ORDER:
            if counter[state]:
                width = 100 * counter[state] / longest
                pieces.append((state, counter[state], round(start, 3), round(width, 3)))
                start += width
        bars.append(Bar(year, kind, pieces, counter.total()))
    return bars[::-1]
