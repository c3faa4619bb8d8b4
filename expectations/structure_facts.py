"""Facts: every published amount comes from a cell, says what the cell says, and is keyed by what is known.

Belongs here: single rows of facts against cells, dimensions and the lines they were cut from. Their sums belong in
``structure_totals``.
"""

from __future__ import annotations

from expectations.sql import facts
from pipelines.quality.declare import Expected, Suite

#: A number as cells print it, after commas and blanks are gone; 1.5 万元 in a cell with its unit is still 1.5.
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"

IN_CELL = Expected(
    "amounts_come_from_a_cell",
    "每个金额都能追溯到同一文件、同一页上的一个单元格。",
    "Every amount leads back to a cell of the same document on the same page.",
    f"""
    select
        facts.document_id, facts.fact, facts.page_no, facts.line_id, facts.cell_id, facts.amount_yuan,
        cells.page_no as cell_page_no,
        cells.cell_id is null or cells.document_id != facts.document_id or cells.page_no != facts.page_no as is_offending
    from ({facts("document_id, page_no, line_id, cell_id, amount_yuan")}) as facts
    left join main.dim_cell as cells on facts.cell_id = cells.cell_id
    """,
    must_find=True,
)
AS_PRINTED = Expected(
    "amounts_say_what_the_cell_prints",
    "金额等于单元格所印数字乘以单位，从单元格原文重新计算。",
    "An amount is the number its cell prints times the unit, worked out anew from the cell's text.",
    f"""
    select
        document_id, fact, page_no, label_printed, header_path, text as cell_text, unit_multiplier, amount_yuan, cell_id,
        list_contains(
            list_transform(
                regexp_extract_all(clean_text, '{_NUMBER}'),
                lambda number: abs(try_cast(number as decimal(24, 6)) * unit_multiplier)::decimal(24, 6)
            ),
            abs(amount_yuan)::decimal(24, 6)
        ) and (amount_yuan < 0) = (amount_yuan != 0 and regexp_matches(clean_text, '[-(△▲]')) is not true as is_offending
    from (
        select
            facts.*, cells.text, lines.unit_multiplier,
            translate(replace(regexp_replace(cells.text, '[,，\\s]', '', 'g'), '（', '('), '－−', '--') as clean_text
        from ({facts("document_id, page_no, line_id, label_printed, header_path, cell_id, amount_yuan")}) as facts
        inner join main.dim_cell as cells on facts.cell_id = cells.cell_id
        inner join intermediate.int_amount as lines on facts.line_id = lines.line_id
        where facts.amount_yuan is not null
    )
    """,
    must_find=True,
)
GIVEN = Expected(
    "amounts_are_given_or_held_back",
    "金额为空的行都已标明暂扣。",
    "A row without an amount says that it is held back.",
    f"""
    select *, amount_yuan is null and reconciliation_status != 'held_back' as is_offending
    from ({facts("document_id, page_no, line_id, label_printed, amount_printed, amount_yuan, reconciliation_status")})
    """,
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
    select document_id, fact, cell_id, any_value(page_no) as page_no, count(*) as row_count, count(*) > 1 as is_offending
    from ({facts("document_id, cell_id, page_no")}) group by document_id, fact, cell_id
    """,
)
COMPLETE = Expected(
    "no_figure_is_lost",
    "已识别表格中每个看懂的金额所在的行都进入了事实表。",
    "Every understood amount of a recognised table has its row in a fact.",
    f"""
    select
        lines.document_id, lines.page_no, lines.table_kind, lines.label_printed, lines.header_path, lines.value_text,
        lines.line_id, lines.cell_id, facts.row_id is null as is_offending
    from intermediate.int_amount as lines
    left join (select distinct row_id from ({facts("row_id")})) as facts on lines.row_id = facts.row_id
    where lines.value_type = 'money' and lines.measure_key is not null and lines.value is not null and lines.value != 0
    """,
    must_find=True,
)
CODED = Expected(
    "leaves_have_a_code_or_a_reason",
    "每个末级金额都有科目编码，没有的说明原因。",
    "Every leaf amount has its classification code, or the row says why it has none.",
    f"""
    select
        facts.document_id, facts.fact, facts.page_no, facts.label_printed, facts.amount_yuan, facts.cell_id,
        coalesce(rows.function_code, rows.economic_code, rows.no_code_reason) is null as is_offending
    from ({facts("document_id, page_no, row_id, label_printed, amount_yuan, cell_id", where="is_leaf")}) as facts
    inner join staging.stg_rows as rows on facts.row_id = rows.row_id
    """,
    severity="warning",
)


def suites() -> tuple[Suite, ...]:
    """The suite on rows of facts."""
    references = (
        _reference("department_key", "dim_department", "部门", "departments"),
        _reference("unit_key", "dim_budget_unit", "预算单位", "budget units"),
        _reference("fund_source_key", "dim_fund_source", "资金来源", "fund sources"),
        _reference(
            "function_key",
            "dim_function",
            "功能分类",
            "function classification",
            (
                "fct_expenditure_by_function",
                "fct_project_expenditure",
                "fct_procurement",
                "fct_purchased_service",
                "fct_asset_allocation",
                "expenditure",
            ),
        ),
        _reference(
            "economic_key",
            "dim_economic",
            "经济分类",
            "economic classification",
            (
                "fct_expenditure_by_economic",
                "fct_project_expenditure",
                "fct_procurement",
                "fct_purchased_service",
                "fct_asset_allocation",
            ),
        ),
        _reference(
            "project_key", "dim_project", "项目", "projects", ("fct_project_expenditure", "fct_performance_target")
        ),
    )
    return (
        Suite(
            "structure_facts",
            "事实表：每个金额来自一个单元格、等于所印数字，编码可查。",
            "Facts: every amount comes from a cell, is what the cell prints, and its keys lead somewhere.",
            (IN_CELL, AS_PRINTED, GIVEN, HELD_BACK, ONCE, COMPLETE, CODED, *references),
        ),
    )


def _reference(key: str, dimension: str, zh: str, en: str, tables: tuple[str, ...] | None = None) -> Expected:
    """Every ``key`` of a fact that is given exists in its dimension."""
    rows = facts(f"document_id, page_no, {key}", **({"tables": tables} if tables else {}), where=f"{key} is not null")
    return Expected(
        f"{key}_exists",
        f"事实表引用的{zh}都在 {dimension} 中。",
        f"All {en} that facts refer to are in {dimension}.",
        f"""
        select
            facts.document_id, facts.fact, facts.{key}, min(facts.page_no) as first_page_no, count(*) as row_count,
            any_value(known.{key}) is null as is_offending
        from ({rows}) as facts
        left join (select distinct {key} from main.{dimension}) as known on facts.{key} = known.{key}
        group by facts.document_id, facts.fact, facts.{key}
        """,
    )
