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
                NO_MONEY_TWICE,
            ),
        ),
    )


def _printed_totals(table: str) -> str:
    """Every total the document prints of that side, and, where a kind is printed once a unit, what these add up to."""
    row_keys, table_kind = _TOTALS[table]
    keys = ", ".join(f"'{key}'" for key in row_keys)
    printed = f"""
        select document_id, table_kind, row_key, table_id, label_printed, page_no, cell_id, amount_yuan, slack_yuan
        from intermediate.int_amount
        where value_type = 'money' and amount_yuan is not null and amount_year = fiscal_year and (
            table_kind = 'revenue_expenditure_summary' and row_key in ({keys})
            or table_kind = '{table_kind}' and row_kind = 'total' and level_no = 0 and measure_key = 'total'
        )
    """
    return f"""
        select * from ({printed})
        union all
        select
            document_id, table_kind, row_key, null, 'all tables of this kind', min(page_no), any_value(cell_id),
            sum(amount_yuan), sum(slack_yuan)
        from ({printed}) group by document_id, table_kind, row_key having count(distinct table_id) > 1
    """


def _sums_to_printed_total(table: str, zh: str) -> Expected:
    """The table's sum is a total the report prints; where the report's own parts disagree, the rows must say so."""
    return Expected(
        f"{table}_sums_to_the_printed_total",
        f"{table} 不加任何条件求和，等于报告所印的{zh}合计；报告自身不平的，各行已注明。",
        f"The sum of {table} without any filter is a total the report prints; where its parts disagree, the rows say so.",
        f"""
        select
            document_id, summed_yuan, slack_yuan, printed_yuan, printed_places, source_table_kind, source_status,
            list_bool_or(list_transform(
                printed, lambda total: abs(total.amount_yuan - summed_yuan) <= slack_yuan + total.slack_yuan
            )) is not true and source_status != 'disagrees' as is_offending
        from (
            select
                summed.*,
                list({{'amount_yuan': totals.amount_yuan, 'slack_yuan': totals.slack_yuan}}) as printed,
                list(totals.amount_yuan order by totals.page_no, totals.cell_id) as printed_yuan,
                list(totals.label_printed || ' p. ' || totals.page_no order by totals.page_no, totals.cell_id)
                    as printed_places
            from (
                select
                    published.document_id, sum(published.amount_yuan) as summed_yuan, sum(lines.slack_yuan) as slack_yuan,
                    any_value(published.source_table_kind) as source_table_kind,
                    any_value(published.source_status) as source_status
                from main.{table} as published
                inner join intermediate.int_amount as lines on published.line_id = lines.line_id
                group by published.document_id
            ) as summed
            inner join ({_printed_totals(table)}) as totals on summed.document_id = totals.document_id
            group by all
        )
        """,
    )


def _present(table: str, zh: str) -> Expected:
    """A department that prints a total has rows: a sum that vanished is no sum that agrees. Units go with their department.

    Tables that may hold each other's money, or whose total can't be told, are left out on purpose; rpt_body_total says so.
    """
    return Expected(
        f"{table}_has_rows_where_a_total_is_printed",
        f"印有{zh}合计的部门报告，其主体、年度、类型在 {table} 中都有数字。",
        f"Where a department prints a total of this side, {table} has rows of that body, year and kind.",
        f"""
        select
            totals.document_id, departments.body_key, departments.fiscal_year, departments.report_kind,
            totals.table_kind, totals.label_printed, totals.page_no, totals.amount_yuan as printed_yuan,
            published.body_key is null and overlapping.document_id is null as is_offending
        from ({_printed_totals(table)}) as totals
        inner join intermediate.int_department as departments on totals.document_id = departments.document_id
        left join (select distinct body_key, fiscal_year, report_kind from main.{table}) as published
            on departments.body_key = published.body_key
            and departments.fiscal_year = published.fiscal_year
            and departments.report_kind = published.report_kind
        left join (
            select document_id from main.rpt_body_total where flow = '{table}' and counting in ('may_overlap', 'no_total')
        ) as overlapping on totals.document_id = overlapping.document_id
        where totals.amount_yuan != 0 and departments.body_kind = 'department'
        """,
    )


LEAVES = Expected(
    "leaves_sum_to_the_total_of_their_table",
    "支出各表末级金额之和等于该表所印合计；表内不平的，已有规则报出。",
    "The leaves of an expenditure table sum to the total it prints; where they don't, a rule has said so.",
    """
    select
        leaves.document_id, leaves.table_kind, leaves.table_id, totals.page_no, leaves.leaves_yuan, leaves.slack_yuan,
        totals.amount_yuan as printed_yuan, totals.cell_id,
        abs(leaves.leaves_yuan - totals.amount_yuan) > leaves.slack_yuan + lines.slack_yuan
        and totals.failed_count = 0 and leaves.failed_count = 0 as is_offending
    from (
        select
            facts.document_id, facts.table_id, facts.table_kind, sum(facts.amount_yuan) as leaves_yuan,
            sum(facts.failed_count) as failed_count, sum(lines.slack_yuan) as slack_yuan
        from main.fct_expenditure_by_function as facts
        inner join intermediate.int_amount as lines on facts.line_id = lines.line_id
        where facts.is_leaf and facts.amount_yuan is not null
            and facts.table_kind in ('expenditure_summary', 'general_public_expenditure')
        group by facts.document_id, facts.table_id, facts.table_kind
    ) as leaves
    inner join main.fct_expenditure_by_function as totals
        on leaves.table_id = totals.table_id and totals.row_kind = 'total' and totals.level_no = 0
        and totals.measure_key = 'total' and totals.amount_yuan is not null and not totals.is_leaf
    inner join intermediate.int_amount as lines on totals.line_id = lines.line_id
    """,
    scope="document",
)
NO_MONEY_TWICE = Expected(
    "tables_are_counted_once",
    "每张表的末级金额都分得清：否则同一笔钱会被数两次以上，我们没有读懂这张表，它没有末级金额。",
    "What is part of what is understood of each table; else money would be counted again, and none of its amounts is a leaf.",
    """
    select
        document_id, table_id, fact_table, table_kind, min(page_no) as page_no, max(amount_yuan) as most_yuan,
        bool_or(is_counted_again) as is_offending
    from intermediate.int_fact_amount
    group by document_id, table_id, fact_table, table_kind
    """,
    scope="document",
)
