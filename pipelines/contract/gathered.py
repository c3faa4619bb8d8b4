"""The readings of all documents put together: one Parquet file a table, so that dbt opens as many files as there are tables.

Belongs here: that copy, made anew for each run and gone with it. The folder of one document is written by ``parquet`` and named by
``hand_over``. Ten thousand documents are 140,000 small files; each model that reads one of their tables would open ten thousand of
them, and DuckDB keeps what it knows of each open file in memory that its limit does not count.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contract.columns import Table
from pipelines.contract.hand_over import document_pattern
from pipelines.contract.tables import TABLES
from pipelines.settings import Settings

#: Where dbt finds it, from the folder ``documents`` on: outside of it, so that nothing is ever counted twice.
GATHERED_PATTERN = "../gathered"
#: Rows of a row group, about: so many that files are read fast, so few that little is held.
_ROWS_A_GROUP = 60_000


def gathered_folder(settings: Settings) -> Path:
    """Return the folder of the copy."""
    return settings.hand_over_dir / "gathered"


def gather(settings: Settings, version: str, tell: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Put the readings by ``version`` together, in the order of the documents' ids, replacing what is there.

    ``tell`` hears how many of the tables are done, and how many there are. Raises ``FileNotFoundError`` if a reading lacks a table.
    """
    readings = sorted((settings.hand_over_dir / "documents").glob(document_pattern(version)))
    folder = gathered_folder(settings)
    forget(settings)
    folder.mkdir(parents=True)
    for done, table in enumerate(TABLES.values()):
        tell(done, len(TABLES))
        _gather_table(table, readings, folder / f"{table.name}.parquet")
    tell(len(TABLES), len(TABLES))


def forget(settings: Settings) -> None:
    """Remove the copy."""
    shutil.rmtree(gathered_folder(settings), ignore_errors=True)


def _gather_table(table: Table, readings: list[Path], target: Path) -> None:
    waiting: list[pa.Table] = []
    row_count = 0
    with pq.ParquetWriter(target, table.arrow_schema, compression="zstd") as writer:
        for reading in readings:
            with pq.ParquetFile(reading / f"{table.name}.parquet") as file:
                if file.metadata.num_rows:
                    waiting.append(file.read())
                    row_count += waiting[-1].num_rows
            if row_count >= _ROWS_A_GROUP:
                writer.write_table(pa.concat_tables(waiting))
                waiting, row_count = [], 0
        if waiting:
            writer.write_table(pa.concat_tables(waiting))
