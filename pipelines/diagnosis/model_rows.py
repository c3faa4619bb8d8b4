"""The rows a diagnosis needs, from Arrow tables: needed columns only, column by column.

Belongs here: which columns of ``fct_reconciliation``, ``int_check_term``, ``int_amount``, ``int_statement``,
``stg_printed_tables`` and ``rules`` are read, and turning them into plain rows fast. Arrow tables may come from a query or a
Parquet file and may have more columns. What rows mean is the business of ``frames``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

Row = Mapping[str, Any]

#: What every check that applies is known by.
CHECK_COLUMNS = (
    "check_id", "document_id", "rule_id", "rule_family", "severity", "tolerance", "left_label", "right_label",
    "instance_key", "status",
)  # fmt: skip
#: What a failed check says, if it is no sum.
STATED_COLUMNS = (
    "table_id", "table_kind", "left_text", "left_value", "right_text", "right_value", "difference", "reason", "reason_en",
    "value_unit", "left_page_no", "right_page_no", "left_cell_ids", "right_cell_ids",
    "standing", "unproven_reason", "structure_tried_count", "structure_closed_count",
)  # fmt: skip
TERM_COLUMNS = ("check_id", "source_id", "side", "term_no", "coefficient", "is_chosen")
AMOUNT_COLUMNS = (
    "line_id", "document_id", "value_type", "amount_yuan", "value", "value_text", "page_no", "unit_multiplier",
    "decimals_printed", "table_id", "table_kind", "printed_no", "form_no", "block_no", "row_no", "col_no", "header_path",
    "cell_id", "is_flagged", "flag_reason", "project_code", "economic_code", "function_code", "label_printed",
    "project_name", "unit_name", "code_source",
)  # fmt: skip
STATEMENT_COLUMNS = (
    "statement_id", "document_id", "value_yuan", "value", "value_text", "page_no", "unit_multiplier", "decimals_printed",
    "section_title", "subject_text", "subject_key", "function_code", "economic_code", "project_name", "role",
    "amount_year",
)  # fmt: skip
TABLE_COLUMNS = ("table_id", "printed_title")
RULE_COLUMNS = ("rule_id", "sentence_zh", "sentence_en")


@dataclass(frozen=True, slots=True)
class ModelRows:
    """The rows the diagnosis needs, of one or more documents in which something fails."""

    checks: Sequence[Row]
    terms: Sequence[Row]
    amounts: Sequence[Row]
    statements: Sequence[Row]
    tables: Sequence[Row]
    rules: Sequence[Row]

    @classmethod
    def from_arrow(
        cls,
        *,
        checks: pa.Table,
        terms: pa.Table,
        amounts: pa.Table,
        statements: pa.Table,
        tables: pa.Table,
        rules: pa.Table,
    ) -> ModelRows:
        """Read what is needed of the six tables; checks that don't apply are left out, and so are their terms."""
        checks = checks.filter(pc.not_equal(checks["status"], "not_applicable"))
        is_failed = pc.equal(checks["status"], "failed")
        failed, passed = checks.filter(is_failed), checks.filter(pc.invert(is_failed))
        return cls(
            checks=[*read_rows(failed, CHECK_COLUMNS + STATED_COLUMNS), *read_rows(passed, CHECK_COLUMNS)],
            terms=read_rows(terms.filter(pc.is_in(terms["check_id"], value_set=checks["check_id"])), TERM_COLUMNS),
            amounts=read_rows(amounts, AMOUNT_COLUMNS),
            statements=read_rows(statements, STATEMENT_COLUMNS),
            tables=read_rows(tables, TABLE_COLUMNS),
            rules=read_rows(rules, RULE_COLUMNS),
        )


def read_rows(table: pa.Table, columns: Sequence[str]) -> list[Row]:
    """These columns of a table as rows of plain values."""
    values = [_plain(table[column]) for column in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def _plain(column: pa.ChunkedArray) -> list[Any]:
    # Of text and decimals numpy makes Python values in C; numbers with nulls it would turn into floats.
    if pa.types.is_string(column.type) or pa.types.is_decimal(column.type):
        plain: list[Any] = column.to_numpy(zero_copy_only=False).tolist()
        return plain
    return list(column.to_pylist())
