"""One budget unit, one code: rows that print a unit by its name alone get the code that the report prints with that name.

Belongs here: the rows of all tables of a report. What unit a row is of is told with its table.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.reports.tables.reading import Record
from pipelines.reports.words import comparable


def give_unit_codes(rows: Iterable[Record]) -> None:
    """Fill ``unit_code`` of rows with a name only, where the report prints that name with one code.

    A code that other units' codes go on from is a department's, whose name its own office bears, too: it says nothing of a name.
    """
    records = list(rows)
    codes: dict[str, set[str]] = {}
    for row in records:
        if row.get("unit_code") and row.get("unit_name_printed"):
            codes.setdefault(comparable(row["unit_name_printed"]), set()).add(row["unit_code"])
    printed = {code for found in codes.values() for code in found}
    for row in records:
        name = row.get("unit_name_printed")
        found = codes.get(comparable(name), set()) if name and not row.get("unit_code") else set()
        if len(found) == 1 and not any(other != code and other.startswith(code) for code in found for other in printed):
            row["unit_code"] = next(iter(found))
