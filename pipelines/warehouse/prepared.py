"""What of a publication is made before the gate has spoken: the compact file and most of its Parquet, in the run's folder, seen by nobody.

Belongs here: making them, as a worker's job beside the suites. They are of the candidate as it is then: whoever changes it throws them away.
What the verdict, the history and the run add is written by ``publish``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contract.rows_by_document import Change
from pipelines.quality.results import RESULTS
from pipelines.warehouse.history import CARRIED, DOCUMENT_HISTORY, RESULT_HISTORY
from pipelines.warehouse.parquet_tables import Files, WrittenBefore, write_tables
from pipelines.warehouse.publication import PUBLICATIONS
from pipelines.warehouse.publishable import make_publishable
from pipelines.warehouse.publishable_again import NotLikeBeforeError, make_again
from pipelines.warehouse.run_timing import RUN_TIMING

#: Tables of the candidate that are there only once the suites have judged.
JUDGED = frozenset({RESULTS.name})
#: Tables that get their rows, or more of them, when the file is published.
_OPEN = JUDGED | CARRIED | {table.name for table in (DOCUMENT_HISTORY, RESULT_HISTORY, PUBLICATIONS, RUN_TIMING)}
#: How far it stands back (``nice``).
_NICE = 10


@dataclass(frozen=True, slots=True)
class Prepared:
    """The file, the folder of Parquet files of the tables that are as they will be, and whether the file was copied whole."""

    file: Path
    parquet_dir: Path
    is_whole: bool


def prepare(
    candidate: Path,
    before: Path | None,
    changes: Mapping[str, Change],
    folder: Path,
    parquet_before: tuple[Path, Files] | None = None,
) -> Prepared:
    """Make both below ``folder`` of a candidate that nobody changes meanwhile.

    Made of the published file ``before`` and its Parquet files if there is one to go on from and ``changes`` are what the candidate has changed since,
    else copied whole.
    """
    shutil.rmtree(folder, ignore_errors=True)
    parquet_dir = folder / "parquet"
    parquet_dir.mkdir(parents=True)
    file = folder / "publishable.duckdb"
    is_whole = before is None or not _is_made_again(before, candidate, changes, file)
    if is_whole:
        make_publishable(candidate, file)
    written = WrittenBefore(*parquet_before, changes, CARRIED) if parquet_before is not None and not is_whole else None
    write_tables(file, parquet_dir, _OPEN, written)
    return Prepared(file, parquet_dir, is_whole)


def prepare_work(
    payload: tuple[Path, Path | None, Mapping[str, Change], Path, tuple[Path, Files] | None],
    _tell: Callable[[Any], None],
) -> Prepared:
    """Do :func:`prepare` as a worker's job, the last one of its process, behind whoever else wants a processor: the suites take longer."""
    os.nice(_NICE)
    return prepare(*payload)


def _is_made_again(before: Path, candidate: Path, changes: Mapping[str, Change], file: Path) -> bool:
    try:
        make_again(before, candidate, changes, file)
    except (NotLikeBeforeError, duckdb.Error, OSError):
        # Whatever is amiss with the file before: the candidate is sound, and is copied whole.
        return False
    return True
