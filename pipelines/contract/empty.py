"""A hand-over without documents, so that dbt finds every table before the first report is read.

Belongs here: writing the contract's tables empty but typed. Writing a document's tables belongs in
``pipelines.contract.parquet``; what a run knows of files belongs in ``pipelines.documents``.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from pipelines.contract.columns import Table
from pipelines.contract.files import written_whole
from pipelines.contract.tables import RUN_TABLES, TABLES


def empty_hand_over(root: Path, folder_name: str = "_empty") -> Path:
    """Make ``root`` a hand-over that dbt can read even if no document was handed over.

    Writes ``documents/<folder_name>/<table>.parquet`` without rows for every table of the contract (always anew: it
    carries the present schema, so that documents written before a column was added still have that column, as null),
    and the run's own tables beside it where they do not exist yet. ``folder_name`` must match the pattern that the run
    gives dbt in ``YUSUAN_DOCUMENT_PATTERN`` (default ``*``): for the pattern ``*-3`` pass ``_empty-3``.

    Returns the folder of empty tables. Raises ``OSError`` if the root cannot be written.
    """
    folder = root / "documents" / folder_name
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES.values():
        _write_empty(table, folder / f"{table.name}.parquet")
    for table in RUN_TABLES.values():
        path = root / f"{table.name}.parquet"
        if not path.exists():
            _write_empty(table, path)
    return folder


def _write_empty(table: Table, path: Path) -> None:
    """Write one typed Parquet file without rows; renamed into place, so that it is never half there."""
    with written_whole(path) as draft:
        pq.write_table(table.arrow_schema.empty_table(), draft)
