"""The tables Python hands to dbt as Parquet, one folder a document and extractor version.

Belongs here: which tables there are, by name. What each holds is in ``printed_tables``, ``text_tables`` and ``run_tables``. Every table is
written for every document, if need be without rows, so that dbt always finds each of them.
"""

from __future__ import annotations

from pipelines.contract.columns import Table
from pipelines.contract.printed_tables import (
    CELLS,
    COLUMNS,
    DOCUMENTS,
    INDICATORS,
    LABELS,
    LINES,
    PAGES,
    PRINTED_TABLES,
    ROWS,
)
from pipelines.contract.run_tables import (
    EXPECTED_BODIES,
    FETCHES,
    FILES,
    HOLDS,
    IDENTITY_CLAIMS,
    SWITCHED_OFF_RULES,
    VERDICTS,
)
from pipelines.contract.text_tables import NAMED_UNITS, PARAGRAPHS, PROMISED_TABLES, STATEMENTS, TERMS

#: Every table of the hand-over by name, in the order they are written.
TABLES: dict[str, Table] = {
    item.name: item
    for item in (
        DOCUMENTS,
        PAGES,
        PRINTED_TABLES,
        CELLS,
        ROWS,
        COLUMNS,
        LINES,
        LABELS,
        INDICATORS,
        STATEMENTS,
        PARAGRAPHS,
        TERMS,
        NAMED_UNITS,
        PROMISED_TABLES,
    )
}

#: The tables of the run itself; they lie in the hand-over's root, beside documents/.
RUN_TABLES: dict[str, Table] = {
    item.name: item for item in (FILES, HOLDS, SWITCHED_OFF_RULES, IDENTITY_CLAIMS, VERDICTS, FETCHES, EXPECTED_BODIES)
}


def table(name: str) -> Table:
    """Return the contract table of that name; ``KeyError`` names the known ones."""
    if name in RUN_TABLES:
        return RUN_TABLES[name]
    try:
        return TABLES[name]
    except KeyError:
        known = ", ".join([*TABLES, *RUN_TABLES])
        raise KeyError(f"no table {name!r} in the contract; known: {known}") from None
