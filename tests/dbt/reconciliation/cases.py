"""Cases that break one rule each: a clean report in which one printed figure or word is changed.

Belongs here: reading ``cases.csv`` and making the changed report. A case names the contract table, the row by what it says
(``where``), the column, and what is printed there instead; for figures the column is ``value``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.dbt.hand_over import Report, read_figure
from tests.dbt.reconciliation.clean_by_function import by_function, by_purpose
from tests.dbt.reconciliation.clean_final import final_accounts
from tests.dbt.reconciliation.clean_one_unit import one_unit
from tests.dbt.reconciliation.clean_report import all_funds, general
from tests.dbt.reconciliation.clean_tables_apart import reports_beside, tables_apart
from tests.dbt.reconciliation.clean_text_apart import reports_spoken_of, text_apart

CLEAN_REPORTS: dict[str, Callable[[str], Report]] = {
    "general": general,
    "all_funds": all_funds,
    "by_function": by_function,
    "by_purpose": by_purpose,
    "final_accounts": final_accounts,
    "one_unit": one_unit,
    "text_apart": text_apart,
    "tables_apart": tables_apart,
}
#: Reports that stand beside a report, by the case's name.
COMPANIONS: dict[str, Callable[[str], list[Report]]] = {
    "text_apart": reports_spoken_of,
    "tables_apart": reports_beside,
}
#: What a case may call a row: any of these columns of the row.
_ROW_NAMES = ("row_key", "function_code", "economic_code", "project_code", "label_printed", "unit_name_printed")


def read_cases() -> list[dict[str, str]]:
    """Return the cases, one a rule."""
    with Path(__file__).with_name("cases.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def broken_report(case: Mapping[str, str]) -> Report:
    """Return the clean report the case names, changed as it says; ``LookupError`` if the case names no place."""
    report = CLEAN_REPORTS[case["report"]](case["rule_id"])
    found = [record for record in report.tables[case["contract_table"]] if _fits(report, record, case["where"])]
    if not found:
        raise LookupError(f"case {case['rule_id']}: nothing in {case['contract_table']} where {case['where']}")
    record, value = found[0], case["value"]
    if case["column"] == "value":
        figure = read_figure(value)
        record |= {key: figure[key] for key in figure if key in record}
    else:
        record[case["column"]] = int(value) if value.isdigit() and case["column"].endswith("_year") else value or None
    return report


def companions(report: str, name: str) -> list[Report]:
    """Return the reports that the clean report ``report``, made under ``name``, speaks of."""
    return COMPANIONS[report](name) if report in COMPANIONS else []


def _fits(report: Report, record: Mapping[str, Any], where: str) -> bool:
    described = _described(report, record)
    wanted = dict(part.split("=", 1) for part in where.split("&"))
    name = wanted.pop("row", None)
    if name is not None and name not in [described.get(column) for column in _ROW_NAMES]:
        return False
    return all(str(described.get(column)) == value for column, value in wanted.items())


def _described(report: Report, record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with what its row and table say."""
    row = _by_key(report, "rows", "row_id", record)
    return {**_by_key(report, "printed_tables", "table_id", record), **row, **record}


def _by_key(report: Report, table: str, key: str, record: Mapping[str, Any]) -> Mapping[str, Any]:
    if record.get(key) is None:
        return {}
    return next(other for other in report.tables[table] if other[key] == record[key])
