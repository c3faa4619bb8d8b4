"""What a report's page needs: cells with their places and states, the sums they take part in, and the findings.

Belongs here: the shards of reports. They are made in batches, because a query for each of ten thousand reports would take hours where one for
many takes seconds; amounts stay text. What there are hundreds of thousands of (cells) the database writes as JSON itself: a third of the
time of a page went into making Python's values of them and JSON of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import duckdb
import orjson

from pipelines.contract.doubts import split_languages
from pipelines.contract.sql import rows_of
from pipelines.diagnosis.label_words import english_of
from pipelines.diagnosis.labels import spoken
from pipelines.site.dashboard.findings import short_id
from pipelines.site.dashboard.words import REVIEWER_VERDICTS, words_of

#: Reports of one query: more would hold more than 200 MB of cells at once, fewer scan the tables more often.
_BATCH = 100
#: Long lists of summands say nothing more: the cells are outlined, a finding's explanation names them.
_LABEL_LENGTH = 160
_DOCUMENTS = "select unnest($documents) as document_id"
_TABLES = f"""
select tables.document_id, tables.table_id, tables.ordinal, coalesce(tables.printed_no, '') as printed_no,
       coalesce(tables.printed_title, '') as title, kinds.table_kind_name as kind_zh,
       kinds.table_kind_name_en as kind_en, tables.unit_label, tables.first_page_no, tables.last_page_no,
       tables.empty_note, tables.hold_reason, states.publication_state as state, states.figure_count,
       states.reconciled_count, states.disagreeing_count
from dim_printed_table as tables
inner join ({_DOCUMENTS}) as wanted using (document_id)
left join dim_table_kind as kinds using (table_kind)
left join rpt_publication_state as states on tables.table_id = states.table_id
order by tables.document_id, tables.ordinal
"""
_CELLS = f"""
with amounts as (
    select cell_id,
           case
               when reconciliation_status = 'held_back' then 'h'
               when not_understood_reason is not null then 'n'
               else reconciliation_status[1]
           end as state
    from fct_amount
    inner join ({_DOCUMENTS}) as wanted using (document_id)
    qualify row_number() over (partition by cell_id order by line_id) = 1
)

select cells.document_id, cells.table_id,
       string_agg(
           json_array(
               cells.page_no, cells.row_no, cells.col_no, cells.row_span, cells.col_span, cells.role[1], cells.text,
               round(cells.x0_points, 1), round(cells.y0_points, 1), round(cells.x1_points, 1),
               round(cells.y1_points, 1), coalesce(amounts.state, ''), cells.piece_no, cells.form_no
           )::varchar, ',' order by cells.row_no, cells.col_no, cells.piece_no
       ) as shown,
       string_agg(cells.cell_id, ' ' order by cells.row_no, cells.col_no, cells.piece_no) as cell_ids,
       list(distinct cells.page_no) as pages
from dim_cell as cells
inner join ({_DOCUMENTS}) as wanted using (document_id)
left join amounts using (cell_id)
group by all
"""


def _plain(column: str) -> str:
    """SQL that writes a decimal number as ``shards.plain_number`` does: for every side of every check, Python would take seconds."""
    trimmed = f"rtrim({column}::varchar, '0')"
    return (
        f"case when {column}::varchar not like '%.%' then {column}::varchar when {trimmed} like '%.' then "
        f"rtrim({trimmed}, '.') when {trimmed} like '%._' then {trimmed} || '0' else {trimmed} end"
    )


_CHECKS = f"""
select checks.document_id, checks.check_id, checks.rule_id, checks.status <> 'failed',
       left(checks.left_label, {_LABEL_LENGTH}), coalesce({_plain("checks.left_value")}, checks.left_text),
       left(checks.right_label, {_LABEL_LENGTH}), coalesce({_plain("checks.right_value")}, checks.right_text),
       case when checks.status = 'failed' then {_plain("checks.difference")} end, checks.left_page_no,
       checks.right_page_no, array_to_string(checks.left_cell_ids, ' '), array_to_string(checks.right_cell_ids, ' ')
from fct_reconciliation as checks
inner join ({_DOCUMENTS}) as wanted using (document_id)
where checks.status = 'failed' or (checks.status = 'passed' and len(checks.left_cell_ids) > 0)
order by checks.document_id, checks.status, checks.check_id
"""
_FINDINGS = f"""
select findings.*
from rpt_discrepancy as findings
inner join ({_DOCUMENTS}) as wanted using (document_id)
order by findings.document_id, case findings.severity when 'error' then 0 when 'warning' then 1 else 2 end,
         findings.verdict <> 'report_disagrees', findings.check_count desc, findings.finding_id
"""
_UNTRIED = f"""
select checks.document_id, checks.rule_id, coalesce(min(checks.reason), '') as reason,
       coalesce(arg_min(checks.reason_en, checks.reason), '') as reason_en
from fct_reconciliation as checks
inner join ({_DOCUMENTS}) as wanted using (document_id)
where checks.status = 'not_applicable'
group by all
having count(*) > 0
order by checks.document_id, reason, checks.rule_id
"""
_RULES = "select rule_id, any_value(sentence_zh), any_value(sentence_en) from rpt_rule_health group by rule_id"
_IDENTITY = f"""
select documents.*, coverage.leaf_yuan, coverage.proven_share_percent, coverage.unproven_reason_zh,
       coverage.unproven_reason_en, states.publication_state as state
from dim_document as documents
inner join ({_DOCUMENTS}) as wanted using (document_id)
left join rpt_document_coverage as coverage using (document_id)
left join rpt_publication_state as states
    on documents.document_id = states.document_id and states.item_kind = 'document'
"""


@dataclass
class ReportData:
    """All about one report: the row of its identity, its shard, and what its page says without a script."""

    identity: dict[str, Any]
    shard: dict[str, Any]
    findings: list[dict[str, Any]] = field(default_factory=list)
    #: Rules that found nothing to compare, in both languages, by the reason in both.
    untried: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    #: Pages of the cells that findings speak of, worst finding first.
    finding_pages: list[int] = field(default_factory=list)
    table_pages: list[int] = field(default_factory=list)


def report_data(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> Iterator[ReportData]:
    """Yield the data of each report named, in that order, as one who reads them batch by batch needs it."""
    rules = {row[0]: (row[1], row[2]) for row in connection.execute(_RULES).fetchall()}
    for start in range(0, len(document_ids), _BATCH):
        batch = list(document_ids[start : start + _BATCH])
        yield from _batch(connection, batch, rules)


def _batch(
    connection: duckdb.DuckDBPyConnection, batch: list[str], rules: dict[str, tuple[str, str]]
) -> Iterator[ReportData]:
    asked = {"documents": batch}
    identities = {row["document_id"]: row for row in rows_of(connection.execute(_IDENTITY, asked))}
    tables = _by_document(rows_of(connection.execute(_TABLES, asked)))
    findings = _by_document(rows_of(connection.execute(_FINDINGS, asked)))
    untried = _by_document(rows_of(connection.execute(_UNTRIED, asked)))
    cells = _grouped(connection.execute(_CELLS, asked).fetchall())
    checks = _grouped(connection.execute(_CHECKS, asked).fetchall())
    for document_id in batch:
        if document_id not in identities:
            continue
        of_tables, index, pages = _tables(tables[document_id], cells[document_id])
        used: dict[str, int] = {}
        sums = [_check(row, index, used) for row in checks[document_id]]
        check_ids = {row[1]: position for position, row in enumerate(checks[document_id])}
        told = [_finding(row, index, check_ids) for row in findings[document_id]]
        shard = {
            "id": short_id(document_id),
            "tables": of_tables,
            "rules": [[rule_id, *rules.get(rule_id, (rule_id, rule_id))] for rule_id in used],
            "checks": sums,
            "findings": told,
        }
        marked = [
            page_of(cell) for row in findings[document_id] for cell in row["evidence_cell_ids"] or [] if cell in index
        ]
        groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for row in untried[document_id]:
            groups[row["reason"], row["reason_en"]].append(rules.get(row["rule_id"], (row["rule_id"], row["rule_id"])))
        identity = identities[document_id] | {"held": _both(identities[document_id]["hold_reason"])}
        yield ReportData(
            identity,
            shard,
            findings[document_id],
            dict(groups),
            list(dict.fromkeys([*marked, *(page for row in findings[document_id] for page in row["page_nos"] or [])])),
            sorted(pages),
        )


def _by_document(rows: list[dict[str, Any]]) -> defaultdict[str, list[dict[str, Any]]]:
    grouped: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["document_id"]].append(row)
    return grouped


def _grouped(rows: list[tuple[Any, ...]]) -> defaultdict[str, list[tuple[Any, ...]]]:
    grouped: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    return grouped


def _tables(
    tables: list[dict[str, Any]], cells: list[tuple[Any, ...]]
) -> tuple[list[dict[str, Any]], dict[str, tuple[int, int]], set[int]]:
    """The tables with their cells; where each cell id is (number of table, number of cell in it); and all their pages."""
    of_table = {row[1]: row[2:] for row in cells}
    index: dict[str, tuple[int, int]] = {}
    pages: set[int] = set()
    shown = []
    for number, table in enumerate(tables):
        written, cell_ids, page_nos = of_table.get(table["table_id"], ("", "", ()))
        names = cell_ids.split()
        # A cell cut in two by a page break is several pieces; the first speaks for it, so it is put in last. Thousands of cells a
        # report: a loop over them would take longer than all else.
        index.update(zip(reversed(names), zip(repeat(number), range(len(names) - 1, -1, -1)), strict=False))
        pages.update(page_nos)
        shown.append(
            {
                "key": table["table_id"].rpartition("-")[2],
                "no": table["printed_no"],
                "title": table["title"],
                "kind": [table["kind_zh"], table["kind_en"]] if table["kind_zh"] else None,
                "unit": table["unit_label"],
                "pages": [table["first_page_no"], table["last_page_no"]],
                "state": table["state"] or ("held_back" if table["hold_reason"] else "unproven"),
                "figures": table["figure_count"] or 0,
                "reconciled": table["reconciled_count"] or 0,
                "disagreeing": table["disagreeing_count"] or 0,
                "empty": table["empty_note"],
                "hold": _both(table["hold_reason"]),
                # page, row, column, rows, columns, role, text, left, bottom, right, top, state, piece, form
                "cells": orjson.Fragment(f"[{written}]"),
            }
        )
    return shown, index, pages


def page_of(cell_id: str) -> int:
    """Return the page that a cell's id names: …-t06-p10-r12-c3."""
    return int(cell_id.rpartition("-p")[2].partition("-")[0])


def _our_words(said: str | None) -> str | None:
    """What a side says in English, where the words are ours; None for figures and what is printed."""
    return english_of(said) if said else None


def _both(reasons: str | None) -> list[str] | None:
    """Why something is held back, in both languages."""
    if not reasons:
        return None
    apart = split_languages(reasons)
    return [apart.zh, apart.en]


def _check(row: tuple[Any, ...], index: dict[str, tuple[int, int]], used: dict[str, int]) -> list[Any]:
    _, _, rule_id, is_passed, left_label, left, right_label, right, difference, left_page, right_page, lefts, rights = (
        row
    )
    return [
        used.setdefault(rule_id, len(used)),
        int(is_passed),
        left_label,
        left,
        right_label,
        right,
        difference,
        # A side that disagrees is said in English, too; of the others the page says the table, and quotes the rest.
        None
        if is_passed
        else [*(spoken(one or "").en for one in (left_label, right_label)), *map(_our_words, (left, right))],
        [index[cell] for cell in lefts.split() if cell in index] if lefts else [],
        [index[cell] for cell in rights.split() if cell in index] if rights else [],
        [left_page, right_page],
    ]


def _finding(row: dict[str, Any], index: dict[str, tuple[int, int]], check_ids: dict[str, int]) -> dict[str, Any]:
    return {
        "id": row["finding_id"],
        "key": row["finding_key"],
        "severity": row["severity"],
        "verdict": row["verdict"],
        "cause": row["diagnosis_kind"],
        "proven": row["is_proven"],
        "title": [row["title_zh"], row["title_en"]],
        "text": [row["explanation_zh"], row["explanation_en"]],
        "pages": row["page_nos"] or [],
        "closes": row["closes_count"],
        "changes": row["suggested_changes"],
        "cells": [index[cell] for cell in row["evidence_cell_ids"] or [] if cell in index],
        "checks": [check_ids[check] for check in row["check_ids"] or [] if check in check_ids],
        "judged": words_of(REVIEWER_VERDICTS, row["reviewer_verdict"]) if row["reviewer_verdict"] else None,
        "note": row["reviewer_note"],
    }
