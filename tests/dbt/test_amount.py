"""fct_amount of the hand-typed reports: every figure once, the facts are cuts of it, and what is not understood says why."""

from __future__ import annotations

import duckdb
import pytest

from expectations.sql import AMOUNT_FACTS

#: What a fact and fct_amount both say of a figure.
_SHARED = (
    "document_id", "table_id", "row_id", "cell_id", "page_no", "label_printed", "amount_printed", "unit_printed",
    "amount_yuan", "value_state", "fiscal_year", "report_kind", "amount_year", "measure_key", "fund_source_key",
    "department_key", "unit_key", "table_kind", "row_kind", "row_key", "level_no", "is_leaf", "reconciliation_status",
    "proof_count", "failed_count", "is_flagged", "flag_reason",
)  # fmt: skip


@pytest.mark.parametrize("fact", AMOUNT_FACTS)
def test_a_fact_is_a_cut_of_all_amounts(fact: str, warehouse: duckdb.DuckDBPyConnection) -> None:
    columns = ", ".join(_SHARED)
    sql = f"""
        select line_id, '{fact}' as fact_table, {columns} from {fact}
        except select line_id, fact_table, {columns} from fct_amount
    """
    assert warehouse.execute(sql).fetchall() == []


def test_every_figure_of_a_table_is_there_once(warehouse: duckdb.DuckDBPyConnection) -> None:
    printed = (
        "select cell_id from dim_cell join dim_document using (document_id) where is_published and role = 'figure'"
    )
    given = "select cell_id from fct_amount"
    for left, right in ((printed, given), (given, printed)):
        assert warehouse.execute(f"select count(*) from (({left}) except all ({right}))").fetchone() == (0,)
    assert warehouse.execute("select count(*) > 500 from fct_amount").fetchone() == (True,)


@pytest.mark.parametrize(
    ("report", "printed", "expected"),
    [
        ("unknown_layout", "1.00", {("no_table_kind", True, "unproven"), ("table_held_back", False, "held_back")}),
        ("held_back_table", "100.00", {("table_held_back", False, "held_back"), (None, True, "reconciled")}),
        ("flagged", "7.00", {("reading_doubtful", False, "held_back")}),
    ],
)
def test_what_is_not_understood_says_why(
    report: str, printed: str, expected: set[tuple[object, ...]], warehouse: duckdb.DuckDBPyConnection
) -> None:
    sql = """
        select distinct not_understood_reason, amount_yuan is not null, reconciliation_status
        from fct_amount inner join dim_document using (document_id) where file_name = ? and amount_printed = ?
    """
    assert set(warehouse.execute(sql, [f"{report}.pdf", printed]).fetchall()) == expected


def test_what_is_not_published_is_not_there(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select count(*) from fct_amount semi join (from dim_document where not is_published) using (document_id)"
    assert warehouse.execute(sql).fetchone() == (0,)


def test_a_row_is_found_by_the_rows_it_stands_under(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select row_path, header_path, flow, carry_scope from fct_amount where table_kind = 'fiscal_appropriation_summary' and amount_printed = '10.00' and row_kind = 'line'"
    assert warehouse.execute(sql).fetchall() == [
        ("二、上年结转/（一）一般公共预算拨款", "budget_amount", "revenue", "carry_over")
    ]


def test_an_empty_warehouse_has_the_table(empty_build: duckdb.DuckDBPyConnection) -> None:
    assert empty_build.execute("select count(*) from fct_amount").fetchone() == (0,)
