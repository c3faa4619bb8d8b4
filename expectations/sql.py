"""SQL that several suites share: the facts as one, and the candidate's schemas.

Belongs here: fragments used by more than one subject. A subject's own queries stand in its file.
"""

from __future__ import annotations

#: Facts that hold one printed amount a row, with the columns every one of them has.
AMOUNT_FACTS = (
    "fct_revenue",
    "fct_expenditure_by_function",
    "fct_expenditure_by_economic",
    "fct_three_public",
    "fct_project_expenditure",
    "fct_procurement",
    "fct_purchased_service",
    "fct_asset_allocation",
    "fct_department_funding",
)
#: The analyst tables: one set of rows per body, year and kind, safe to sum.
ANALYST_TABLES = ("expenditure", "revenue")
_TABLED = (
    "(select analysed.*, lines.table_id from main.{} as analysed "
    "left join intermediate.int_amount as lines on analysed.line_id = lines.line_id)"
)


def facts(columns: str, tables: tuple[str, ...] = AMOUNT_FACTS, where: str = "true") -> str:
    """A query over ``tables`` as one: ``fact`` (the table's name) and ``columns`` of each.

    The analyst tables say which line an amount is, not which table: with ``table_id`` it is looked up.
    """
    return " union all ".join(
        f"select '{table}' as fact, {columns} from {_TABLED.format(table) if table in ANALYST_TABLES else f'main.{table}'} "
        f"where {where}"
        for table in tables
    )
