"""The check-list of every report as dbt's Python model ``int_obligation`` calls it: relations in, an Arrow table out.

Belongs here: gathering what is known of each report, some reports at a time. What the answers are is judged in ``obligations``, for a
run and for a review alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipelines.review.answer import Duty
from pipelines.review.obligations import (
    Covered,
    Found,
    Paragraph,
    Passed,
    Seen,
    judge_duties,
    rows_of_text,
    with_the_other_file,
)
from pipelines.review.sections import STATEMENT_ID, Sections, Sentence, TextPlace

SCHEMA = pa.schema(
    [
        pa.field("document_id", pa.string()),
        pa.field("ordinal", pa.int32()),
        pa.field("obligation", pa.string()),
        pa.field("section_zh", pa.string()),
        pa.field("name_zh", pa.string()),
        pa.field("answer", pa.string()),
        pa.field("reason_zh", pa.string()),
        pa.field("page_nos", pa.list_(pa.int32())),
    ]
)
#: Of each model: which of its rows, which of its columns after the document's id, in which order.
_WANTED = {
    "rpt_coverage": (
        "true",
        "table_kind, coverage_status, is_promised, first_page_no, empty_note, hold_reason",
        "table_kind",
    ),
    "stg_paragraphs": (
        "true",
        "paragraph_no, page_no, part, coalesce(section_title, '') as section, text",
        "paragraph_no",
    ),
    "stg_statements": (
        "true",
        "statement_id, page_no, coalesce(section_title, '') as section, sentence",
        "statement_id",
    ),
    "rpt_discrepancy": (
        "true",
        "severity, verdict, table_kind, coalesce(rule_ids, []) as rule_ids, coalesce(page_nos, []) as page_nos, title_zh, "
        "check_ids, finding_id",
        "case severity when 'error' then 1 when 'warning' then 2 else 3 end, page_nos, finding_id",
    ),
    "rpt_unknown_layout": ("item_kind in ('table', 'page') and page_no is not null", "page_no", "page_no"),
}
#: Reports gathered at a time: their texts are in memory together.
_DOCUMENTS_AT_A_TIME = 500

Rows = list[tuple[Any, ...]]


def obligations_of(relations: Mapping[str, Any]) -> pa.Table:
    """Return the check-list of every document; ``relations`` are DuckDB's, by model name."""
    columns = "document_id, report_kind, part, hold_reason"
    documents = relations["int_document"].project(columns).order("document_id").fetchall()
    by_id = {document[0]: document for document in documents}
    others = _other_files(relations)
    rows: list[dict[str, Any]] = []
    for start in range(0, len(documents), _DOCUMENTS_AT_A_TIME):
        some = documents[start : start + _DOCUMENTS_AT_A_TIME]
        looked_at = list(
            dict.fromkeys(key for document in some for key in (document[0], others.get(document[0])) if key)
        )
        gathered = _gathered(relations, looked_at)
        duties = {key: judge_duties(_seen(by_id[key], gathered)) for key in looked_at if key in by_id}
        for document_id, _, part, _ in some:
            own = duties[document_id]
            other = duties.get(others.get(document_id, ""))
            told = with_the_other_file(own, other, part) if other else own
            rows += [_row(document_id, ordinal, duty) for ordinal, duty in enumerate(told, start=1)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _other_files(relations: Mapping[str, Any]) -> dict[str, str]:
    """Of a report published in two files, tables and text apart: the other file of each, where there is only one."""
    pairs = (
        relations["int_companion"].filter("relation = 'tables_part'").project("document_id, companion_id").fetchall()
    )
    found: dict[str, set[str]] = {}
    for text_id, tables_id in pairs:
        found.setdefault(text_id, set()).add(tables_id)
        found.setdefault(tables_id, set()).add(text_id)
    return {document_id: others.pop() for document_id, others in found.items() if len(others) == 1}


def _gathered(relations: Mapping[str, Any], document_ids: Sequence[str]) -> dict[str, dict[str, Rows]]:
    """The wanted rows of each model by document, without the document's id."""
    listed = ", ".join(f"'{key}'" for key in document_ids)
    found: dict[str, dict[str, Rows]] = {}
    for model, (condition, columns, order) in _WANTED.items():
        wanted = relations[model].filter(f"document_id in ({listed}) and {condition}")
        found[model] = _by_document(wanted.project(f"document_id, {columns}").order(f"document_id, {order}").fetchall())
    passed = relations["fct_reconciliation"].filter(f"document_id in ({listed}) and status = 'passed'")
    # The sentence a check is about, in its id; checks of tables are many and have none.
    told = passed.project(
        f"document_id, rule_id, table_kind, regexp_extract(check_id, '{STATEMENT_ID.pattern}') as told"
    )
    keys = "document_id, rule_id, table_kind, told"
    found["fct_reconciliation"] = _by_document(told.aggregate(f"{keys}, count(*) as passed_count", keys).fetchall())
    return found


def _by_document(rows: Rows) -> dict[str, Rows]:
    grouped: dict[str, Rows] = {}
    for document_id, *values in rows:
        grouped.setdefault(document_id, []).append(tuple(values))
    return grouped


def _seen(document: tuple[Any, ...], gathered: Mapping[str, Mapping[str, Rows]]) -> Seen:
    document_id, report_kind, part, hold_reason = document
    of_it = {model: rows.get(document_id, []) for model, rows in gathered.items()}
    paragraphs = of_it["stg_paragraphs"]
    sections = Sections(
        rows_of_text(), (TextPlace(no, page, section, text) for no, page, _, section, text in paragraphs)
    )
    sentences = {key: Sentence(page, section, text or "") for key, page, section, text in of_it["stg_statements"]}
    return Seen(
        report_kind,
        part,
        hold_reason,
        covered=[Covered(*row) for row in of_it["rpt_coverage"]],
        paragraphs=[
            Paragraph(page, part, section, text, sections.home_of_paragraph(number))
            for number, page, part, section, text in paragraphs
        ],
        passed=[
            Passed(rule_id, table_kind, count, sections.homes_of_check(told, sentences) if told else frozenset())
            for rule_id, table_kind, told, count in of_it["fct_reconciliation"]
        ],
        found=[
            Found(
                severity,
                verdict,
                table_kind,
                tuple(rule_ids),
                tuple(page_nos),
                title,
                frozenset().union(*(sections.homes_of_check(check_id, sentences) for check_id in check_ids)),
            )
            for severity, verdict, table_kind, rule_ids, page_nos, title, check_ids, _ in of_it["rpt_discrepancy"]
        ],
        unknown_table_pages=tuple(dict.fromkeys(row[0] for row in of_it["rpt_unknown_layout"])),
    )


def _row(document_id: str, ordinal: int, duty: Duty) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "ordinal": ordinal,
        "obligation": duty.key,
        "section_zh": duty.section_zh,
        "name_zh": duty.name_zh,
        "answer": duty.state,
        "reason_zh": duty.words_zh,
        "page_nos": list(duty.page_nos),
    }
