"""The promise to analysts: ``expenditure`` and ``revenue`` sum to what the report prints, with no filter.

Belongs here: sums of published tables against printed totals. Whether the report agrees with itself is the business of
the rules (``totals``); these expectations fail if *we* cut the tables wrongly.
"""

from __future__ import annotations

from pipelines.quality.declare import Expected, Suite

#: Where a report prints the total of each side: rows of the summary by key, or the total row of the side's own table.
_TOTALS = {
    "expenditure": (("expenditure_current_total", "expenditure_grand_total"), "expenditure_summary"),
    "revenue": (("revenue_current_total", "revenue_grand_total"), "revenue_summary"),
}


def suites() -> tuple[Suite, ...]:
    """The suite on sums of the analyst tables and of leaves."""
    return (
        Suite(
            "structure_totals",
            "合计：expenditure、revenue 直接求和即等于报告所印合计，末级金额不重不漏。",
            "Totals: expenditure and revenue sum to the printed totals; leaves neither overlap nor miss anything.",
            (
                _sums_to_printed_total("expenditure", "支出"),
                _sums_to_printed_total("revenue", "收入"),
                _present("expenditure", "支出"),
                _present("revenue", "收入"),
                LEAVES,
            ),
        ),
    )


def _printed_totals(table: str) -> str:
    row_keys, table_kind = _TOTALS[table]
    keys = ", ".join(f"'{key}'" for key in row_keys)
    return f"""
        select document_id, table_kind, label_printed, page_no, cell_id, amount_yuan
        from intermediate.int_amount
        where value_type = 'money' and amount_yuan is not null and amount_year = fiscal_year and (
            table_kind = 'revenue_expenditure_summary' and row_key in ({keys})
            or table_kind = '{table_kind}' and row_kind = 'total' and level_no = 0 and measure_key = 'total'
        )
    """


def _sums_to_printed_total(table: str, zh: str) -> Expected:
    """The table's sum is a total the report prints; where the report's own parts disagree, the rows must say so."""
    return Expected(
        f"{table}_sums_to_the_printed_total",
        f"{table} 不加任何条件求和，等于报告所印的{zh}合计；报告自身不平的，各行已注明。",
        f"The sum of {table} without any filter is a total the report prints; where its parts disagree, the rows say so.",
        f"""
        select
            summed.document_id, summed.amount_yuan as summed_yuan, totals.printed_yuan, totals.page_nos, totals.cell_ids,
            not list_contains(totals.printed_yuan, summed.amount_yuan) and not summed.is_said_to_disagree as is_offending
        from (
            select
                document_id, sum(amount_yuan) as amount_yuan,
                bool_or(reconciliation_status in ('disagrees', 'held_back')) as is_said_to_disagree
            from main.{table} group by document_id
        ) as summed
        inner join (
            select
                document_id, list(amount_yuan order by page_no, cell_id) as printed_yuan,
                list(page_no order by page_no, cell_id) as page_nos, list(cell_id order by page_no, cell_id) as cell_ids
            from ({_printed_totals(table)}) group by document_id
        ) as totals on summed.document_id = totals.document_id
        """,
    )


def _present(table: str, zh: str) -> Expected:
    """A report that prints a total other than zero has rows in the table: a sum that vanished is no sum that agrees."""
    return Expected(
        f"{table}_has_rows_where_a_total_is_printed",
        f"印有{zh}合计的报告在 {table} 中都有数字。",
        f"A report that prints a total of this side has rows in {table}.",
        f"""
        select
            totals.document_id, totals.table_kind, totals.label_printed, totals.page_no, totals.amount_yuan as printed_yuan,
            published.document_id is null as is_offending
        from ({_printed_totals(table)}) as totals
        left join (select distinct document_id from main.{table}) as published
            on totals.document_id = published.document_id
        where totals.amount_yuan != 0
        """,
    )


LEAVES = Expected(
    "leaves_sum_to_the_total_of_their_table",
    "支出各表末级金额之和等于该表所印合计；表内不平的，已有规则报出。",
    "The leaves of an expenditure table sum to the total it prints; where they don't, a rule has said so.",
    """
    select
        leaves.document_id, leaves.table_kind, leaves.table_id, totals.page_no, leaves.amount_yuan as leaves_yuan,
        totals.amount_yuan as printed_yuan, totals.cell_id,
        leaves.amount_yuan != totals.amount_yuan and totals.failed_count = 0 and leaves.failed_count = 0 as is_offending
    from (
        select document_id, table_id, table_kind, sum(amount_yuan) as amount_yuan, sum(failed_count) as failed_count
        from main.fct_expenditure_by_function
        where is_leaf and table_kind in ('expenditure_summary', 'general_public_expenditure')
        group by document_id, table_id, table_kind
    ) as leaves
    inner join main.fct_expenditure_by_function as totals
        on leaves.table_id = totals.table_id and totals.row_kind = 'total' and totals.level_no = 0
        and totals.measure_key = 'total' and totals.amount_yuan is not null and not totals.is_leaf
    """,
)
