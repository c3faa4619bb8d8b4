"""The warehouse as a thing to read: its tables are there, keyed, described, and money is decimal.

Belongs here: what can be said of tables and columns without looking at a document, and so makes the file unfit to read.
Keys of tables whose rows belong to a document are in ``structure_facts``: there it is that document's fault. Whether the
figures are right belongs in the other structure files.
"""

from __future__ import annotations

from expectations.sql import AMOUNT_FACTS, ANALYST_TABLES
from pipelines.quality.declare import Expected, Suite

#: Published tables and their keys.
KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(AMOUNT_FACTS + ANALYST_TABLES, ("line_id",)),
    "fct_amount": ("line_id",),
    "fct_performance_target": ("indicator_id",),
    "fct_narrative_figure": ("statement_id",),
    "fct_reconciliation": ("check_id",),
    "dim_document": ("document_id",),
    "dim_department": ("department_key", "fiscal_year"),
    "dim_budget_unit": ("unit_key",),
    "dim_function": ("function_key",),
    "dim_economic": ("economic_key",),
    "dim_fund_source": ("fund_source_key",),
    "dim_project": ("project_key",),
    "dim_division": ("division_key",),
    "dim_term": ("term_key",),
    "dim_cell": ("cell_id",),
    "rpt_discrepancy": ("finding_id",),
    "rpt_coverage": ("coverage_key",),
    "rpt_leaf_sum": ("leaf_sum_key",),
    "rpt_quarantine": ("quarantine_key",),
    "rpt_unknown_code": ("unknown_code_key",),
    "rpt_unknown_layout": ("unknown_layout_key",),
    "rpt_rule_health": ("rule_health_key",),
    "rpt_obligation": ("obligation_key",),
    "rpt_verdict": ("finding_key",),
    "rpt_rule_precision": ("rule_id",),
}
#: Tables from which the rows of a document go when it is held back; a key that is there twice is held against it.
OF_A_DOCUMENT = (
    *AMOUNT_FACTS,
    *ANALYST_TABLES,
    "fct_amount",
    "fct_performance_target",
    "fct_narrative_figure",
    "fct_reconciliation",
    "rpt_discrepancy",
)
#: The only things that are floats: places on a page and shares. Anything else as a float is refused, not only money.
_FLOAT_NAMES = r"(_points|_confidence|_share)$"


def suites() -> tuple[Suite, ...]:
    """The suite on tables, keys, types and descriptions."""
    return (
        Suite(
            "structure_schema",
            "表结构：表齐全、主键唯一、金额为定点数、都有说明。",
            "Schema: tables are there, keys are unique, money is decimal, everything is described.",
            (
                _tables_exist(),
                _no_views(),
                _money_is_decimal(),
                _no_floats(),
                _described(),
                *(_key(table) for table in KEYS if table not in OF_A_DOCUMENT),
            ),
        ),
    )


def _tables_exist() -> Expected:
    promised = ", ".join(f"('{name}')" for name in KEYS)
    return Expected(
        "promised_tables_exist",
        "约定发布的表都在库中。",
        "Every table the design promises is in the warehouse.",
        f"""
        select null::varchar as document_id, promised.table_name, existing.table_name is null as is_offending
        from (values {promised}) as promised(table_name)
        left join duckdb_tables() as existing
            on promised.table_name = existing.table_name and existing.schema_name = 'main'
        """,
        must_find=True,
    )


def _no_views() -> Expected:
    return Expected(
        "published_tables_are_no_views",
        "发布的都是表，不是指向本机文件的视图。",
        "What is published is stored, not a view that points at files of this machine.",
        """
        select null::varchar as document_id, table_name, table_type, table_type != 'BASE TABLE' as is_offending
        from information_schema.tables where table_schema = 'main' and table_catalog = current_database()
        """,
        must_find=True,
    )


def _money_is_decimal() -> Expected:
    return Expected(
        "money_is_decimal",
        "以元计的金额都是 DECIMAL(18,2)（舍入余量为 DECIMAL(24,6)）。",
        "Every amount in yuan is DECIMAL(18,2); rounding slack, finer than a fen, is DECIMAL(24,6).",
        """
        select
            null::varchar as document_id, table_name, column_name, data_type,
            data_type not in ('DECIMAL(18,2)', if(column_name = 'slack_yuan', 'DECIMAL(24,6)', 'DECIMAL(18,2)'))
                as is_offending
        from duckdb_columns()
        where database_name = current_database() and schema_name = 'main' and column_name like '%\\_yuan' escape '\\'
        """,
        must_find=True,
    )


def _no_floats() -> Expected:
    return Expected(
        "only_places_and_shares_are_floats",
        "除页面位置、置信度和比例外没有浮点列。",
        "No column is a float, save places on the page, confidences and shares.",
        f"""
        select
            null::varchar as document_id, table_name, column_name, data_type,
            regexp_matches(data_type, '^(FLOAT|DOUBLE|REAL)') and not regexp_matches(column_name, '{_FLOAT_NAMES}')
                as is_offending
        from duckdb_columns() where database_name = current_database() and schema_name = 'main'
        """,
        must_find=True,
    )


def _described() -> Expected:
    return Expected(
        "tables_and_columns_are_described",
        "每个发布的表和列都有说明。",
        "Every published table and column carries its description (COMMENT).",
        """
        select null::varchar as document_id, *, coalesce(trim(description), '') = '' as is_offending
        from (
            select table_name, null as column_name, comment as description from duckdb_tables()
            where database_name = current_database() and schema_name = 'main'
            union all
            select table_name, column_name, comment as description from duckdb_columns()
            where database_name = current_database() and schema_name = 'main'
        )
        """,
        must_find=True,
    )


def _key(table: str) -> Expected:
    columns = KEYS[table]
    key = ", ".join(columns)
    missing = " or ".join(f"{column} is null" for column in columns)
    return Expected(
        f"key_of_{table}",
        f"{table} 的主键（{key}）不为空且不重复。",
        f"The key of {table} ({key}) is never null and never twice.",
        f"""
        select null::varchar as document_id, {key}, count(*) as row_count, count(*) > 1 or {missing} as is_offending
        from main.{table} group by {key}
        """,
    )


def key_of_a_document(table: str) -> Expected:
    """The key of a table of :data:`OF_A_DOCUMENT`; where it is there twice, each document that gives it is named."""
    key = ", ".join(KEYS[table])
    columns = ", ".join(f"rows_of.{column}" for column in KEYS[table])
    missing = " or ".join(f"rows_of.{column} is null" for column in KEYS[table])
    same = " and ".join(f"rows_of.{column} = doubled.{column}" for column in KEYS[table])
    return Expected(
        f"key_of_{table}",
        f"{table} 的主键（{key}）不为空且不重复。",
        f"The key of {table} ({key}) is never null and never twice.",
        f"""
        select
            rows_of.document_id, {columns}, coalesce(doubled.row_count, 1) as row_count,
            doubled.row_count is not null or {missing} as is_offending
        from main.{table} as rows_of
        left join (select {key}, count(*) as row_count from main.{table} group by {key} having count(*) > 1) as doubled on {same}
        """,
        scope="document",
        together=KEYS[table],
    )
