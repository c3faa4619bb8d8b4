"""The findings of a review with their evidence: the checks that failed, and where on the pages to look.

Belongs here: gathering, for each finding, both sides of its checks and the boxes of the figures they compare. What the
cause is was decided by ``quality.diagnosis``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import duckdb

from pipelines.diagnosis.labels import spoken_sides
from pipelines.diagnosis.places import reckoned
from pipelines.review.answer import Change, Evidence, Judged, Mark, ReviewFinding
from pipelines.review.database import rows, table_label
from pipelines.review.sections import STATEMENT_ID

#: Yuan per 万元, and the decimals amounts are told with.
_YUAN_OF_TEXTS = 10_000
_DECIMALS = 2
_IN_UNIT_OF_TEXTS = re.compile(r"\d万元")
_FINDINGS = """
select findings.*, tables.printed_no, tables.printed_title
from rpt_discrepancy as findings
left join staging.stg_printed_tables as tables on findings.table_id = tables.table_id
order by case severity when 'error' then 1 when 'warning' then 2 else 3 end, page_nos, finding_id
"""
_CHECKS = """
select checks.*, rules.sentence_zh, rules.sentence_en
from fct_reconciliation as checks
inner join seeds.rules as rules on checks.rule_id = rules.rule_id
where checks.status = 'failed'
"""
#: Every place with a box: a cell of a table, with its headers on that page, or a figure of a sentence.
_BOXED = """
with headers as (
    select
        table_id, page_no,
        [min(x0_points), min(y0_points), max(x1_points), max(y1_points)] as header_box
    from staging.stg_cells
    where role = 'header'
    group by table_id, page_no
),

boxed as (
    select
        cells.cell_id as place_id, cells.document_id, cells.page_no, null as words, headers.header_box,
        [cells.x0_points, cells.y0_points, cells.x1_points, cells.y1_points] as box
    from staging.stg_cells as cells
    left join headers on cells.table_id = headers.table_id and cells.page_no = headers.page_no
    where cells.x0_points is not null
    union all
    select statement_id, document_id, page_no, value_text, null, [x0_points, y0_points, x1_points, y1_points]
    from staging.stg_statements
    where x0_points is not null
)
"""
_PLACES = f"""
{_BOXED}
select terms.check_id, terms.source_id, boxed.*
from intermediate.int_check_term as terms
inner join fct_reconciliation as checks on terms.check_id = checks.check_id and checks.status = 'failed'
inner join boxed on coalesce(terms.cell_id, terms.source_id) = boxed.place_id
"""
_PLACES_OF_IDS = f"{_BOXED} select * from boxed where list_contains($ids, place_id)"
#: A cell that says these words and nothing else, on that page.
_PLACES_OF_WORDS = f"""
{_BOXED}
select boxed.* from boxed
inner join staging.stg_cells as cells on boxed.place_id = cells.cell_id and boxed.page_no = cells.page_no
where cells.document_id = $id and cells.page_no = $page_no
    and regexp_replace(cells.text, '\\s', '', 'g') = regexp_replace($words, '\\s', '', 'g')
limit 1
"""
_HEADER = f"""
{_BOXED}
select document_id, page_no, header_box as box, header_box, null as words from boxed
where place_id like $table_id || '-%' and page_no = $page_no and header_box is not null
limit 1
"""
#: Checks told one by one; the rest of a finding's are counted.
_CHECKS_TOLD = 12


def read_findings(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> Iterable[ReviewFinding]:
    """Yield the findings, those of the first document first and the worst first within it."""
    checks = {row["check_id"]: row for row in rows(connection, _CHECKS)}
    places: dict[str, list[dict[str, Any]]] = {}
    for row in rows(connection, _PLACES):
        places.setdefault(row["check_id"], []).append(row)
    found = rows(connection, _FINDINGS)
    order = {document_id: number for number, document_id in enumerate(document_ids)}
    for row in sorted(found, key=lambda row: order.get(row["document_id"], len(order))):
        own = [checks[check_id] for check_id in row["check_ids"] if check_id in checks]
        changes = json.loads(row["suggested_changes"] or "[]")
        suspects = {change["source_id"] for change in changes}
        marks = [
            _mark(place, is_suspect=place["source_id"] in suspects)
            for check in own
            for place in places.get(check["check_id"], ())
        ]
        if not marks:
            marks = list(_marks_of_words(connection, own))
        yield _finding(row, own, changes, tuple(dict.fromkeys(marks)))


def _finding(
    row: dict[str, Any], checks: Sequence[dict[str, Any]], changes: Sequence[dict[str, Any]], marks: tuple[Mark, ...]
) -> ReviewFinding:
    return ReviewFinding(
        finding_id=row["finding_id"],
        document_id=row["document_id"],
        file_name=row["file_name"],
        severity=row["severity"],
        kind=row["diagnosis_kind"],
        verdict=row["verdict"],
        is_proven=row["is_proven"],
        page_nos=tuple(row["page_nos"] or ()),
        table=table_label(row["printed_no"], row["printed_title"]) or None,
        title_zh=row["title_zh"],
        title_en=row["title_en"],
        text_zh=row["explanation_zh"],
        text_en=row["explanation_en"],
        check_count=row["check_count"],
        closes_count=row["closes_count"],
        changes=tuple(_change(change) for change in changes),
        evidence=tuple(_evidence(check, _unit_of(row)) for check in checks[:_CHECKS_TOLD]),
        marks=marks,
        finding_key=row["finding_key"],
        rule_ids=tuple(row["rule_ids"] or ()),
        severity_found=row["severity_found"],
        judged=_judged(row),
    )


def _judged(row: dict[str, Any]) -> Judged | None:
    if row["reviewer_verdict"] is None:
        return None
    return Judged(
        row["reviewer_verdict"],
        row["reviewer_note"],
        row["reviewer"],
        row["reviewed_on"],
        row["is_verdict_outgrown"],
    )


def _change(change: dict[str, Any]) -> Change:
    suggested = change["suggested"]
    return Change(
        change["place"],
        change["page_no"],
        Decimal(change["printed"]),
        None if suggested is None else Decimal(suggested),
    )


def _unit_of(row: dict[str, Any]) -> int:
    """Yuan per unit of the finding's sentences: both sides and what is between them are told in the same one."""
    return _YUAN_OF_TEXTS if _IN_UNIT_OF_TEXTS.search(f"{row['title_zh']} {row['explanation_zh']}") else 1


def _evidence(check: dict[str, Any], unit: int) -> Evidence:
    labels = {name: check[f"{name}_label"] or "" for name in ("left", "right")}
    left_label, right_label = spoken_sides(labels["left"], labels["right"])

    def side(name: str) -> str:
        text, value = check[f"{name}_text"], check[f"{name}_value"]
        if text is not None:
            return str(text)
        return "" if value is None else _shown(value, check["value_unit"], unit)

    difference = check["difference"]
    return Evidence(
        rule_id=check["rule_id"],
        rule_zh=check["sentence_zh"],
        rule_en=check["sentence_en"],
        left_label=left_label.zh,
        left=side("left"),
        right_label=right_label.zh,
        right=side("right"),
        difference="" if difference is None else _shown(difference, check["value_unit"], unit),
    )


def _shown(value: Decimal, unit: str, yuan_per_unit: int) -> str:
    """A side or a difference with its unit."""
    if unit == "yuan":
        return reckoned(value, yuan_per_unit, _DECIMALS).zh
    text = f"{value:,.2f}" if unit == "percent" else f"{value.normalize():f}"
    return text + "%" if unit == "percent" else text


def _mark(place: dict[str, Any], *, is_suspect: bool) -> Mark:
    header = place["header_box"]
    return Mark(
        place["document_id"],
        place["page_no"],
        is_suspect,
        box=tuple(place["box"]),
        words=place["words"],
        header=tuple(header) if header else None,
    )


def _marks_of_words(connection: duckdb.DuckDBPyConnection, checks: Sequence[dict[str, Any]]) -> Iterable[Mark]:
    """Where to look for what is compared by its words: cells and sentences if the check names them, else the words."""
    for check in checks:
        ids = [*check["left_cell_ids"], *check["right_cell_ids"], *STATEMENT_ID.findall(check["check_id"])]
        boxed = rows(connection, _PLACES_OF_IDS, ids=ids) if ids else []
        left = set(check["left_cell_ids"]) | set(STATEMENT_ID.findall(check["check_id"]))
        yield from (_mark(place, is_suspect=place["place_id"] in left) for place in boxed)
        if boxed:
            continue
        for side in ("left", "right"):
            # The words of the other side are looked for on the same page: the header below the title.
            page_no = check[f"{side}_page_no"] or check["left_page_no"]
            if page_no is not None and check[f"{side}_text"]:
                yield _mark_of_words(connection, check, side, page_no)


def _mark_of_words(connection: duckdb.DuckDBPyConnection, check: dict[str, Any], side: str, page_no: int) -> Mark:
    """The table's header if that is what is compared, a cell that says the words, else the words wherever they stand."""
    words, document_id = check[f"{side}_text"], check["document_id"]
    found: list[dict[str, Any]] = []
    if check["table_id"] and "表头" in (check[f"{side}_label"] or ""):
        found = rows(connection, _HEADER, table_id=check["table_id"], page_no=page_no)
    found = found or rows(connection, _PLACES_OF_WORDS, id=document_id, page_no=page_no, words=words)
    if found:
        return _mark(found[0], is_suspect=side == "left")
    return Mark(document_id, page_no, side == "left", words=words)
