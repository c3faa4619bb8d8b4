"""The way in and out of the diagnosis: rows of dbt's models to case files, case files to findings.

Belongs here: what the rows mean (``model_rows`` reads them), and one call that goes all the way. It is pure: the same rows
give the same findings, no database nor file is touched, so documents may be diagnosed side by side in any process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypedDict, cast

from pipelines.diagnosis.bilingual import Bilingual
from pipelines.diagnosis.choose import diagnose_case
from pipelines.diagnosis.facts import SEVERITY_ORDER, CaseFile, Check, Figure, Severity, Standing
from pipelines.diagnosis.finding import Finding
from pipelines.diagnosis.model_rows import ModelRows, Row
from pipelines.diagnosis.one_cause import join_causes
from pipelines.diagnosis.stated import StatedCheck, state_findings
from pipelines.diagnosis.wording import word_diagnosis

__all__ = ["ModelRows", "diagnose_rows", "read_cases", "stated_findings"]


#: How int_check_report and its like name the report they compare with: 2017年报告：表四 ….
_OF_OTHER_REPORT = re.compile(r"^20\d{2}年报告：")


class StandingFields(TypedDict):
    """What a check says of the relation it rests on."""

    standing: Standing
    unproven_reason: str
    tried_count: int
    closed_count: int


def diagnose_rows(rows: ModelRows) -> list[Finding]:
    """Diagnose every document: linear checks by search, the others by what they state; worst findings first."""
    findings = [
        word_diagnosis(case, diagnosis)
        for case in read_cases(rows)
        for diagnosis in join_causes(case, diagnose_case(case))
    ]
    findings += stated_findings(rows)
    findings.sort(key=lambda f: (f.document_id, SEVERITY_ORDER[f.severity], f.page_nos or (0,), f.finding_id))
    return findings


def stated_findings(rows: ModelRows) -> list[Finding]:
    """Return the findings that need no search: failing checks that say both sides themselves."""
    sentences = {row["rule_id"]: (str(row["sentence_zh"]), str(row["sentence_en"])) for row in rows.rules}
    linear = {row["check_id"] for row in rows.terms}
    stated = [_stated_check(row) for row in rows.checks if row["status"] == "failed" and row["check_id"] not in linear]
    return state_findings(sorted(stated, key=lambda check: check.check_id), sentences)


def read_cases(rows: ModelRows) -> Iterator[CaseFile]:
    """Yield one case file per document that has linear checks."""
    titles = {row["table_id"]: str(row["printed_title"] or "") for row in rows.tables}
    figures: dict[str, dict[str, Figure]] = {}
    # dbt gives rows in any order; findings must not depend on it.
    for row in sorted(rows.amounts, key=lambda row: str(row["line_id"])):
        figures.setdefault(row["document_id"], {})[row["line_id"]] = _line_figure(row, titles)
    for row in sorted(rows.statements, key=lambda row: str(row["statement_id"])):
        figures.setdefault(row["document_id"], {})[row["statement_id"]] = _statement_figure(row)
    terms: dict[str, list[Row]] = {}
    for row in rows.terms:
        terms.setdefault(row["check_id"], []).append(row)
    checks: dict[str, list[Check]] = {}
    for row in sorted(rows.checks, key=lambda row: str(row["check_id"])):
        if row["status"] == "not_applicable" or row["check_id"] not in terms:
            continue
        checks.setdefault(row["document_id"], []).append(_check(row, terms[row["check_id"]]))
    for document_id, its_checks in checks.items():
        yield CaseFile(document_id, figures.get(document_id, {}), tuple(its_checks))


def _check(row: Row, terms: Sequence[Row]) -> Check:
    signed = tuple(
        (Decimal(term["coefficient"]) * (1 if term["side"] == "left" else -1), str(term["source_id"]))
        for term in sorted(terms, key=lambda term: (term["side"] != "left", term["term_no"], term["source_id"]))
    )
    return Check(
        check_id=row["check_id"],
        document_id=row["document_id"],
        rule_id=row["rule_id"],
        family=row["rule_family"],
        severity=cast(Severity, row["severity"]),
        tolerance=Decimal(row["tolerance"]),
        terms=signed,
        left_label=str(row["left_label"] or ""),
        right_label=str(row["right_label"] or ""),
        instance_key=str(row["instance_key"] or ""),
        is_chosen=any(term["is_chosen"] for term in terms),
        **_standing(row),
    )


def _standing(row: Row) -> StandingFields:
    """What is known of the relation; of a check that holds nothing need be known."""
    return {
        "standing": cast(Standing, row.get("standing") or "proven"),
        "unproven_reason": str(row.get("unproven_reason") or ""),
        "tried_count": int(row.get("structure_tried_count") or 0),
        "closed_count": int(row.get("structure_closed_count") or 0),
    }


def _line_figure(row: Row, titles: Mapping[str, str]) -> Figure:
    is_money = row["value_type"] in ("money", "price")
    value = row["amount_yuan"] if is_money else row["value"]
    return Figure(
        source_id=row["line_id"],
        kind="line",
        document_id=row["document_id"],
        value=value if value is not None else Decimal(0),
        value_text=str(row["value_text"] or ""),
        page_no=row["page_no"],
        unit_multiplier=row["unit_multiplier"] if is_money else None,
        decimals_printed=row["decimals_printed"] or 0,
        table_id=row["table_id"],
        table_kind=row["table_kind"],
        printed_no=row["printed_no"],
        place=titles.get(row["table_id"], ""),
        row_group=(row["form_no"], row["block_no"]),
        row_no=row["row_no"],
        col_no=row["col_no"],
        row_label=_row_label(row),
        column_label=str(row["header_path"] or "").replace("/", "·"),
        cell_id=row["cell_id"],
        doubt=str(row["flag_reason"] or "未说明原因 / no reason is told") if row["is_flagged"] else "",
    )


def _row_label(row: Row) -> str:
    """Code and name as a reader would quote them: 30199 其他工资福利支出."""
    code = row["project_code"] or row["economic_code"] or row["function_code"]
    name = str(row["label_printed"] or row["project_name"] or row["unit_name"] or "")
    if code and row["code_source"] == "printed" and not name.startswith(str(code)):
        return f"{code} {name}"
    return name


def _statement_figure(row: Row) -> Figure:
    value = row["value_yuan"] if row["unit_multiplier"] is not None else row["value"]
    code = row["function_code"] or row["economic_code"] or row["project_name"] or ""
    return Figure(
        source_id=row["statement_id"],
        kind="statement",
        document_id=row["document_id"],
        value=value,
        value_text=str(row["value_text"]),
        page_no=row["page_no"],
        unit_multiplier=row["unit_multiplier"],
        decimals_printed=row["decimals_printed"],
        place=str(row["section_title"] or ""),
        row_label=str(row["subject_text"]),
        # Copies are statements of the same thing: subject, what it says of it, of which year.
        subject=f"{row['subject_key'] or ''}|{code}|{row['role']}|{row['amount_year'] or ''}",
    )


def _amounts_compared(row: Row) -> tuple[Decimal, Decimal] | None:
    """Both sides in yuan, if they are amounts."""
    if row.get("value_unit") != "yuan" or row["left_text"] is not None or row["right_text"] is not None:
        return None
    return row["left_value"], row["right_value"]


def _stated_check(row: Row) -> StatedCheck:
    def side(name: str) -> str:
        text = row[f"{name}_text"]
        return str(text) if text is not None else f"{row[f'{name}_value']:,f}".rstrip("0").rstrip(".")

    own, other = ["left_page_no"], ["right_page_no"]
    if not _OF_OTHER_REPORT.match(str(row["right_label"] or "")):
        own, other = own + other, []
    cells = [*(row["left_cell_ids"] or ()), *(row["right_cell_ids"] or ())]
    return StatedCheck(
        check_id=row["check_id"],
        document_id=row["document_id"],
        rule_id=row["rule_id"],
        family=row["rule_family"],
        severity=row["severity"],
        table_id=row["table_id"],
        table_kind=row["table_kind"],
        left_label=str(row["left_label"] or ""),
        right_label=str(row["right_label"] or ""),
        left=side("left"),
        right=side("right"),
        difference=row["difference"],
        amounts=_amounts_compared(row),
        reason=Bilingual(str(row["reason"] or ""), str(row["reason_en"] or "")),
        page_nos=tuple(dict.fromkeys(row[page] for page in own if row[page] is not None)),
        other_page_nos=tuple(row[page] for page in other if row[page] is not None),
        cell_ids=tuple(cell for cell in cells if cell),
        **_standing(row),
    )
