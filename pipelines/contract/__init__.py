"""What Python hands to dbt, defined once.

Belongs here: the tables of the hand-over (names, columns, types, descriptions) and what is derived from them (Arrow
schemas, dbt sources). Does not belong here: how a value is found (``extraction``, ``reports``) or used (``dbt_project``).
"""

from pipelines.contract.columns import Column, Table
from pipelines.contract.empty import empty_hand_over
from pipelines.contract.tables import RUN_TABLES, TABLES, table

__all__ = ["RUN_TABLES", "TABLES", "Column", "Table", "empty_hand_over", "table"]
