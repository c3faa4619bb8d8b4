"""The version of a whole reading, from a PDF's pages to the Parquet that dbt takes over; other versions are made again.

Belongs here: which modules and libraries decide what is read from a document. How a version is computed is in
``contract.code_version``.
"""

from __future__ import annotations

from functools import cache

from pipelines.contract.code_version import code_version
from pipelines.extraction.version import CELL_ENTRIES, CELL_LIBRARIES

READING_ENTRIES = (*CELL_ENTRIES, "pipelines.reports.report", "pipelines.contract.parquet")


@cache
def reading_version() -> str:
    """Return the version of the whole reading; it is part of the folder names of the hand-over."""
    return code_version(READING_ENTRIES, CELL_LIBRARIES)
