"""A clean report of one unit only, whose text counts its projects: what it says of its money is said of all of it.

Belongs here: the general report with its units made one. Some sentences may only be compared where nothing lies outside of them.
"""

from __future__ import annotations

from tests.dbt.hand_over import Report
from tests.dbt.reconciliation.clean_report import DEPARTMENT, general

_UNIT = DEPARTMENT["unit_name_printed"]


def one_unit(name: str) -> Report:
    """Return the general report as a department without subordinate units would print it."""
    report = general(name)
    for row in report.tables["rows"]:
        if row.get("unit_name_printed"):
            row["unit_name_printed"] = _UNIT
    report.tables["named_units"].clear()
    projects = {
        row.get("project_code") or row.get("project_name_printed")
        for table in report.tables["printed_tables"]
        if table["table_kind"] == "project_expenditure"
        for row in report.tables["rows"]
        if row["table_id"] == table["table_id"] and (row.get("project_code") or row.get("project_name_printed"))
    }
    covered = next(each for each in report.tables["statements"] if each["subject_key"] == "performance_covered")
    count = {
        "statement_id": covered["statement_id"] + "n", "subject_key": "performance_project_count", "role": "count",
        "value": len(projects), "value_text": str(len(projects)), "decimals_printed": 0, "unit_label": "个",
        "unit_multiplier": None,
    }  # fmt: skip
    report.tables["statements"].append(covered | count)
    return report
