"""The readings of all documents put together: few Parquet files a table, so that dbt opens as many as a small folder has documents.

Belongs here: that copy, and bringing it up to date. The folder of one document is written by ``parquet`` and named by ``hand_over``. Ten
thousand documents are 140,000 small files; each model that reads one of their tables would open ten thousand of them, and DuckDB keeps what
it knows of each open file in memory that its limit does not count.

The copy has a folder for each range of document ids, so that of a document that comes or goes only the range it falls into is written anew.
It stays as long as the candidate that was made of it (``kept_candidate``); a record of the readings in it, written last, says that it is whole.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contract.columns import Table
from pipelines.contract.hand_over import document_pattern, write_atomically
from pipelines.contract.tables import TABLES
from pipelines.settings import Settings

#: Where dbt finds it, from the folder ``documents`` on: outside of it, so that nothing is ever counted twice.
GATHERED_PATTERN = "../gathered/*"
#: Rows of a row group, about: so many that files are read fast, so few that little is held.
_ROWS_A_GROUP = 60_000
#: So many ranges for more than so many documents: each model opens a file a range, and of a range everything is written anew.
_RANGES = ((2_000, 64), (32, 16), (0, 1))
_DIGITS = 2
_RECORD = "record.json"


def gathered_folder(settings: Settings) -> Path:
    """Return the folder of the copy; it has a folder for each range, with a file a table."""
    return settings.hand_over_dir / "gathered"


def gather(settings: Settings, version: str, tell: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Put the readings by ``version`` together, in the order of the documents' ids: what was put together before stays if it is the same.

    ``tell`` hears how many files are done, and how many there are. Raises ``FileNotFoundError`` if a reading lacks a table.
    """
    found = (settings.hand_over_dir / "documents").glob(document_pattern(version))
    wanted = _by_range(sorted(folder for folder in found if not folder.name.startswith("_")))
    folder = gathered_folder(settings)
    before = _recorded(folder)
    # Until the new record is written there is none: a copy of which a run was killed is made anew.
    (folder / _RECORD).unlink(missing_ok=True)
    if before.keys() != wanted.keys():
        forget(settings)
        before = {}
    anew = [name for name, of_range in wanted.items() if before.get(name) != of_range or not _is_there(folder / name)]
    for done, name in enumerate(anew):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number, table in enumerate(TABLES.values()):
            tell(done * len(TABLES) + number, len(anew) * len(TABLES))
            of_range = [settings.hand_over_dir / "documents" / reading for reading in wanted[name]]
            _gather_table(table, of_range, folder / name / f"{table.name}.parquet")
    write_atomically(folder / _RECORD, json.dumps(wanted))
    tell(len(anew) * len(TABLES), len(anew) * len(TABLES))


def forget(settings: Settings) -> None:
    """Remove the copy."""
    shutil.rmtree(gathered_folder(settings), ignore_errors=True)


def is_whole(settings: Settings) -> bool:
    """True if there is a copy, and no run was killed while it wrote it."""
    return (gathered_folder(settings) / _RECORD).is_file()


def _by_range(readings: Sequence[Path]) -> dict[str, dict[str, int]]:
    """Names of the folders of readings, and when each was made, by the range that the document's id falls into."""
    count = next(ranges for more_than, ranges in _RANGES if len(readings) > more_than or not more_than)
    found: dict[str, dict[str, int]] = {f"{number:02d}": {} for number in range(count)}
    for reading in readings:
        number = int(reading.name[:_DIGITS], 16) * count // 16**_DIGITS
        found[f"{number:02d}"][reading.name] = reading.stat().st_mtime_ns
    return found


def _recorded(folder: Path) -> Mapping[str, Mapping[str, int]]:
    try:
        found: Mapping[str, Mapping[str, int]] = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _is_there(folder: Path) -> bool:
    """True if a range has a file for each table: nobody would miss the documents of one that was taken away."""
    return all((folder / f"{table}.parquet").is_file() for table in TABLES)


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
