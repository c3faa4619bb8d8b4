"""Facts: every published amount comes from a cell and says what the cell says.

Belongs here: single rows of facts against cells and the lines they were cut from. What their keys lead to belongs in
``structure_keys``, their sums in ``structure_totals``.
"""

from __future__ import annotations

from expectations.sql import facts
from expectations.structure_schema import OF_A_DOCUMENT, key_of_a_document
from pipelines.quality.declare import Expected, Suite

#: A number as cells print it, after commas and blanks are gone; 1.5 万元 in a cell with its unit is still 1.5.
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
#: How reports print a negative amount: -5, (5), △5.
_NEGATIVE = r"(^|[^0-9])-[0-9]|\([0-9.]+\)|[△▲][0-9]"
#: A cell that was read as no figure, and prints nothing but an amount of money: with decimals, or in groups of three.
_MONEY = r"^[-(（△▲]?(\d+|\d{1,3}([,，]\d{3})+)\.\d+[)）]?$|^[-(（△▲]?\d{1,3}([,，]\d{3})+[)）]?$"

IN_CELL = Expected(
    "amounts_come_from_a_cell",
    "每个金额都能追溯到同一文件、同一页上的一个单元格。",
    "Every amount leads back to a cell of the same document on the same page.",
    f"""
    select
        facts.document_id, facts.table_id, facts.fact, facts.page_no, facts.line_id, facts.cell_id, facts.amount_yuan,
        cells.page_no as cell_page_no,
        cells.cell_id is null or cells.document_id != facts.document_id or cells.page_no != facts.page_no as is_offending
    from ({facts("document_id, table_id, page_no, line_id, cell_id, amount_yuan")}) as facts
    left join main.dim_cell as cells on facts.cell_id = cells.cell_id
    """,
    must_find=True,
    scope="document",
)
AS_PRINTED = Expected(
    "amounts_say_what_the_cell_prints",
    "金额等于单元格所印数字乘以单位，从单元格原文重新计算。",
    "An amount is the number its cell prints times the unit, worked out anew from the cell's text.",
    f"""
    select
        document_id, table_id, fact, page_no, label_printed, header_path, text as cell_text,
        unit_multiplier, amount_yuan, cell_id,
        not (
            list_contains(
                list_transform(
                    regexp_extract_all(clean_text, '{_NUMBER}'),
                    lambda number: (try_cast(number as decimal(24, 6)) * unit_multiplier)::decimal(24, 6)
                ),
                abs(amount_yuan)::decimal(24, 6)
            )
            and (amount_yuan < 0) = (amount_yuan != 0 and regexp_matches(clean_text, '{_NEGATIVE}'))
        ) as is_offending
    from (
        select
            facts.*, cells.text, lines.unit_multiplier,
            translate(regexp_replace(cells.text, '[,，\\s]', '', 'g'), '－−（）', '--()') as clean_text
        from ({facts("document_id, table_id, page_no, line_id, label_printed, header_path, cell_id, amount_yuan")}) as facts
        inner join main.dim_cell as cells on facts.cell_id = cells.cell_id
        inner join intermediate.int_amount as lines on facts.line_id = lines.line_id
        where facts.amount_yuan is not null
    )
    """,
    must_find=True,
    scope="document",
)
GIVEN = Expected(
    "amounts_are_given_or_held_back",
    "金额为空的行都已标明暂扣。",
    "A row without an amount says that it is held back.",
    f"""
    select *, amount_yuan is null and reconciliation_status != 'held_back' as is_offending
    from ({facts("document_id, table_id, page_no, line_id, label_printed, amount_printed, amount_yuan, reconciliation_status")})
    """,
    scope="document",
)
HELD_BACK = Expected(
    "held_back_tables_give_no_figures",
    "暂扣的表没有任何数字进入事实表。",
    "A printed table that is held back gives no figure to any fact.",
    f"""
    select
        printed_tables.document_id, printed_tables.table_id, printed_tables.table_kind, printed_tables.hold_reason,
        used.table_id is not null as is_offending
    from staging.stg_printed_tables as printed_tables
    left join (select distinct table_id from ({facts("table_id")})) as used on printed_tables.table_id = used.table_id
    where printed_tables.is_held_back
    """,
)
ONCE = Expected(
    "a_cell_is_counted_once",
    "同一事实表中，一个单元格只对应一行。",
    "Within a fact, a cell stands behind one row.",
    f"""
    select
        document_id, fact, cell_id, any_value(table_id) as table_id, any_value(page_no) as page_no,
        count(*) as row_count, count(*) > 1 as is_offending
    from ({facts("document_id, table_id, cell_id, page_no")}) group by document_id, fact, cell_id
    """,
    scope="document",
)
COMPLETE = Expected(
    "no_figure_is_lost",
    "已识别表格中每个看懂的金额所在的行都进入了事实表。",
    "Every understood amount of a recognised table has its row in a fact.",
    f"""
    select
        lines.document_id, lines.table_id, lines.page_no, lines.table_kind, lines.label_printed, lines.header_path, lines.value_text,
        lines.line_id, lines.cell_id, facts.row_id is null as is_offending
    from intermediate.int_amount as lines
    left join (select distinct row_id from ({facts("row_id")})) as facts on lines.row_id = facts.row_id
    where lines.value_type = 'money' and lines.measure_key is not null and lines.value is not null and lines.value != 0
    """,
    must_find=True,
    scope="document",
)
#: A mere mark (-, *) is no figure, nor is a number in a column of texts. Sums of hashes, a row a table: neither a list nor a
#: join of all cells with all amounts, which would outgrow the memory of a run.
ALL_GIVEN = Expected(
    "every_figure_is_in_fct_amount_once",
    "已发布表格中每个印有金额的单元格，看懂与否，都在 fct_amount 中恰好出现一次。",
    "Every cell of a published table that prints a figure is in fct_amount exactly once, understood or not.",
    f"""
    select
        tables.document_id, tables.table_id, tables.table_kind, tables.printed_title, tables.first_page_no,
        printed.cell_count, given.amount_count,
        (printed.cell_count, printed.cells_hash) is distinct from (given.amount_count, given.cells_hash) as is_offending
    from staging.stg_printed_tables as tables
    inner join intermediate.int_document as documents on tables.document_id = documents.document_id
    left join (
        select table_id, count(*) as cell_count, sum(hash(cell_id)::hugeint) as cells_hash
        from main.dim_cell as cells
        anti join (
            select cell_id from staging.stg_labels where field_key is not null and regexp_matches(text, '{_MONEY}')
            union all
            select cell_id from staging.stg_lines where value_state = 'marker'
        ) as no_figures on cells.cell_id = no_figures.cell_id
        where piece_no = 1 and (role = 'figure' or role != 'empty' and regexp_matches(text, '{_MONEY}'))
        group by table_id
    ) as printed on tables.table_id = printed.table_id
    left join (
        select table_id, count(*) as amount_count, sum(hash(cell_id)::hugeint) as cells_hash
        from main.fct_amount group by table_id
    ) as given on tables.table_id = given.table_id
    where documents.is_published and not tables.is_held_back
    """,
    must_find=True,
    scope="document",
)
STATES = Expected(
    "zero_empty_and_printed_are_told_apart",
    "“印 0”“空”“有数”三者分明：状态与金额一致。",
    "Printed zero, printed empty and a figure are told apart: the state of a row goes with its amount.",
    f"""
    select
        *,
        case value_state
            when 'printed' then amount_yuan = 0
            when 'zero' then amount_yuan != 0
            when 'unreadable' then amount_yuan is not null
            else amount_yuan is not null
        end and reconciliation_status != 'held_back' as is_offending
    from ({facts("document_id, table_id, page_no, label_printed, amount_printed, value_state, amount_yuan, reconciliation_status")})
    """,
    scope="document",
)
FLAGGED = Expected(
    "doubts_have_a_reason",
    "存疑的金额都说明原因。",
    "An amount whose reading is doubtful says why.",
    f"""
    select *, coalesce(trim(flag_reason), '') = '' as is_offending
    from ({facts("document_id, table_id, page_no, label_printed, amount_printed, flag_reason", where="is_flagged")})
    """,
    scope="document",
)
YEARS = Expected(
    "amounts_are_of_a_plausible_year",
    "金额的数据年度在报告年度前后几年之内。",
    "The year an amount is of lies within a few years of the report's own.",
    f"""
    select *, amount_year not between fiscal_year - 5 and fiscal_year + 5 as is_offending
    from ({facts("document_id, table_id, page_no, label_printed, header_path, amount_printed, amount_year, fiscal_year")})
    """,
    scope="document",
)
STATED = Expected(
    "stated_figures_have_a_place",
    "文字部分的每个数字都有页码，金额等于所印数字乘以单位。",
    "Every figure of the running text has its page, and its amount is the printed number times the unit.",
    """
    select
        stated.document_id, stated.page_no, stated.sentence, stated.value_printed, stated.unit_printed, stated.amount_yuan,
        not (stated.page_no between 1 and documents.page_count)
        or statements.unit_multiplier is not null
        and stated.amount_yuan is distinct from (statements.value * statements.unit_multiplier)::decimal(18, 2)
            as is_offending
    from main.fct_narrative_figure as stated
    inner join main.dim_document as documents on stated.document_id = documents.document_id
    inner join staging.stg_statements as statements on stated.statement_id = statements.statement_id
    """,
    scope="document",
)


def suites() -> tuple[Suite, ...]:
    """The suite on rows of facts."""
    return (
        Suite(
            "structure_facts",
            "事实表：每个金额来自一个单元格，等于所印数字，不丢不重。",
            "Facts: every amount comes from a cell, is what the cell prints, is not lost and not doubled.",
            (
                IN_CELL,
                AS_PRINTED,
                GIVEN,
                STATES,
                HELD_BACK,
                ONCE,
                COMPLETE,
                ALL_GIVEN,
                FLAGGED,
                YEARS,
                STATED,
                *map(key_of_a_document, OF_A_DOCUMENT),
            ),
        ),
    )
