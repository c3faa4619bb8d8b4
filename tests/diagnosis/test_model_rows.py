"""Arrow tables become the rows a diagnosis reads: needed columns only, the same values, checks that apply."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipelines.diagnosis import model_rows
from pipelines.diagnosis.frames import ModelRows, diagnose_rows
from pipelines.diagnosis.model_rows import read_rows
from tests.diagnosis.sheets import TABLE_6, case_of

MONEY, SHARE = pa.decimal128(18, 2), pa.decimal128(24, 6)


def _table(columns: tuple[str, ...], rows: list[dict[str, Any]], **types: pa.DataType) -> pa.Table:
    fields = [pa.field(name, types.get(name, pa.string())) for name in (*columns, "not_needed")]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def _rows() -> ModelRows:
    """Table 6 of the reference report as dbt's models would have it, and a check that does not apply."""
    case = case_of(TABLE_6)
    numbers = dict.fromkeys(
        ("page_no", "unit_multiplier", "decimals_printed", "form_no", "block_no", "row_no", "col_no"), pa.int32()
    )
    amounts = [
        {
            "line_id": figure.source_id, "document_id": "d", "value_type": "money", "amount_yuan": figure.value,
            "value": figure.value, "value_text": figure.value_text, "page_no": 8, "unit_multiplier": 1,
            "decimals_printed": 2, "table_id": "t06", "printed_no": "6", "form_no": 1, "block_no": 1,
            "row_no": figure.row_no, "col_no": figure.col_no, "label_printed": figure.row_label, "is_flagged": False,
        }
        for figure in case.figures.values()
    ]  # fmt: skip
    checks = [
        {
            "check_id": check.check_id, "document_id": "d", "rule_id": check.rule_id, "rule_family": "hierarchy",
            "severity": "error", "tolerance": Decimal(0), "status": "failed" if check in case.failing else "passed",
        }
        for check in case.checks
    ]  # fmt: skip
    checks.append({**checks[0], "check_id": "no-figures", "status": "not_applicable"})
    terms = [
        {
            "check_id": check.check_id, "source_id": source_id, "side": "left" if coefficient > 0 else "right",
            "term_no": number, "coefficient": abs(coefficient), "is_chosen": False,
        }
        for check in case.checks
        for number, (coefficient, source_id) in enumerate(check.terms)
    ]  # fmt: skip
    terms.append({**terms[0], "check_id": "no-figures"})
    texts = pa.list_(pa.string())
    return ModelRows.from_arrow(
        checks=_table(
            model_rows.CHECK_COLUMNS + model_rows.STATED_COLUMNS, checks, tolerance=SHARE, left_value=SHARE,
            right_value=SHARE, difference=SHARE, left_page_no=pa.int32(), right_page_no=pa.int32(), left_cell_ids=texts,
            right_cell_ids=texts,
        ),
        terms=_table(
            model_rows.TERM_COLUMNS, terms, term_no=pa.int32(), coefficient=pa.decimal128(9, 4), is_chosen=pa.bool_()
        ),
        amounts=_table(model_rows.AMOUNT_COLUMNS, amounts, amount_yuan=MONEY, value=SHARE, is_flagged=pa.bool_(), **numbers),
        statements=_table(model_rows.STATEMENT_COLUMNS, []),
        tables=_table(model_rows.TABLE_COLUMNS, [{"table_id": "t06", "printed_title": "一般公共预算基本支出表"}]),
        rules=_table(model_rows.RULE_COLUMNS, [{"rule_id": "down", "sentence_zh": "合计等于各项之和。", "sentence_en": "…"}]),
    )  # fmt: skip


def test_a_document_is_diagnosed_from_arrow_tables_alone() -> None:
    rows = _rows()
    (finding,) = diagnose_rows(rows)
    assert finding.diagnosis_kind == "rows_moved"
    assert "其他工资福利支出" in finding.title_zh
    assert diagnose_rows(rows) == [finding]


def test_checks_that_do_not_apply_are_left_out_with_their_terms() -> None:
    rows = _rows()
    assert "no-figures" not in {row["check_id"] for row in [*rows.checks, *rows.terms]}
    assert {row["status"] for row in rows.checks} == {"failed", "passed"}


def test_only_needed_columns_are_read() -> None:
    rows = _rows()
    assert set(rows.amounts[0]) == set(model_rows.AMOUNT_COLUMNS)
    assert "left_cell_ids" in next(row for row in rows.checks if row["status"] == "failed")
    assert "left_cell_ids" not in next(row for row in rows.checks if row["status"] == "passed")


def test_values_are_those_of_arrow_nulls_too() -> None:
    table = pa.table(
        {
            "text": pa.array(["字", None]),
            "money": pa.array([Decimal("1.20"), None], MONEY),
            "number": pa.array([None, 2], pa.int32()),
            "flag": pa.array([None, True]),
            "cells": pa.array([["a", "b"], None]),
        }
    )
    assert read_rows(table, table.column_names) == table.to_pylist()
    assert [type(row["money"]) for row in read_rows(table, ["money"])] == [Decimal, type(None)]
    assert read_rows(table.slice(0, 0), ["text"]) == []
