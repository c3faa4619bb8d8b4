"""The check-list of many reports out of relations: each report's own rows and nobody else's."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from pipelines.review import obligation_rows
from pipelines.review.obligation_rows import SCHEMA, obligations_of
from pipelines.review.obligations import load_obligations

_TABLES = {
    "int_document": "(values ('d1', 'budget', 'whole', null), ('d2', 'budget', 'whole', '疑'), ('d3', 'budget', 'whole', null)) "
    "as t(document_id, report_kind, part, hold_reason)",
    "int_companion": "(values ('d1', 'd3', 'prior')) as t(document_id, companion_id, relation)",
    "rpt_coverage": "(values ('d1', 'revenue_summary', 'found', true, 5, null, null), ('d3', 'revenue_summary', 'found', true, 6, null, null)) "
    "as t(document_id, table_kind, coverage_status, is_promised, first_page_no, empty_note, hold_reason)",
    "stg_paragraphs": "(values ('d1', 9, 'narrative', '五、政府采购情况', '采购10万元', 2), ('d1', 1, 'cover', null, '封面', 1)) "
    "as t(document_id, page_no, part, section_title, text, paragraph_no)",
    "stg_statements": "(values ('d1', '0123456789abcdef-s0001', 9, '五、政府采购情况', '采购10万元')) "
    "as t(document_id, statement_id, page_no, section_title, sentence)",
    "fct_reconciliation": "(values ('d1', 'r', 'revenue_summary', 'passed', 'r:d:1'), ('d1', 'r', 'revenue_summary', 'passed', 'r:d:2'), "
    "('d3', 'r', 'revenue_summary', 'failed', 'r:d:1'), ('d1', 'change_stated', null, 'passed', 'change_stated:0:0123456789abcdef-s0001')) "
    "as t(document_id, rule_id, table_kind, status, check_id)",
    "rpt_discrepancy": "(values ('d3', 'f1', 'error', 'report_disagrees', 'revenue_summary', ['r'], [6], '合计不符', ['r:d:1'])) "
    "as t(document_id, finding_id, severity, verdict, table_kind, rule_ids, page_nos, title_zh, check_ids)",
    "rpt_unknown_layout": "(values ('d3', 'table', 7), ('d3', 'table', 7), ('d3', 'amount_column', 8)) as t(document_id, item_kind, page_no)",
}


@pytest.fixture
def relations() -> dict[str, Any]:
    connection = duckdb.connect()
    return {name: connection.sql(f"from {rows}") for name, rows in _TABLES.items()}


def _answers(relations: dict[str, Any]) -> dict[tuple[str, str], tuple[str, str, list[int]]]:
    table = obligations_of(relations)
    assert table.schema == SCHEMA
    return {
        (row["document_id"], row["obligation"]): (row["answer"], row["reason_zh"], row["page_nos"])
        for row in table.to_pylist()
    }


@pytest.mark.parametrize("at_a_time", [1, 500])
def test_each_report_is_judged_by_its_own_rows(
    relations: dict[str, Any], monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    monkeypatch.setattr(obligation_rows, "_DOCUMENTS_AT_A_TIME", at_a_time)
    answers = _answers(relations)
    assert len(answers) == 3 * (len(load_obligations()) + 1)
    assert answers["d1", "revenue_table"] == ("yes", "2项核对成立", [5])
    assert answers["d1", "cover"] == ("yes", "已列示", [1])
    # A change held in its section, whatever its rule.
    assert answers["d1", "procurement_text"] == ("yes", "1项核对成立", [9])
    assert answers["d2", "revenue_table"] == ("not_checked", "整份报告暂扣：疑", [])
    assert answers["d3", "revenue_table"] == ("no", "合计不符", [6])
    # A table nobody understood may be the one that is missed; a column may not.
    assert answers["d3", "expenditure_table"][0] == "not_checked" and answers["d3", "expenditure_table"][2] == [7]
    assert answers["d1", "expenditure_table"][0] == "no"


def test_no_report_is_an_empty_table(relations: dict[str, Any]) -> None:
    nothing = {name: relation.filter("false") for name, relation in relations.items()}
    assert obligations_of(nothing).num_rows == 0 and obligations_of(nothing).schema == SCHEMA


@pytest.mark.parametrize("at_a_time", [1, 500])
def test_a_report_in_two_files_is_judged_by_both(
    relations: dict[str, Any], monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    monkeypatch.setattr(obligation_rows, "_DOCUMENTS_AT_A_TIME", at_a_time)
    connection = duckdb.connect()
    apart = {name: connection.sql(f"from {rows}") for name, rows in _TABLES.items()} | {
        "int_document": connection.sql(
            "from (values ('d1', 'budget', 'text', null), ('d3', 'budget', 'tables', null)) "
            "as t(document_id, report_kind, part, hold_reason)"
        ),
        "int_companion": connection.sql(
            "from (values ('d1', 'd3', 'tables_part')) as t(document_id, companion_id, relation)"
        ),
    }
    answers = _answers(apart)
    assert answers["d3", "revenue_table"] == ("no", "合计不符", [6])
    assert answers["d1", "revenue_table"] == ("no", "另一文件：合计不符，见第6页", [])
    assert answers["d1", "procurement_text"][2] == [9]
    assert answers["d3", "procurement_text"][1].startswith("另一文件：") and answers["d3", "procurement_text"][2] == []
    assert answers["d3", "cover"] == ("yes", "另一文件：已列示，见第1页", [])
