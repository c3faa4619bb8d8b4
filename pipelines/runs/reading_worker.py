"""What a worker process does: read one document and write its Parquet. It never opens the warehouse.

Belongs here: the job of reading. The pool and its budgets are in ``workers``; who is read, in ``read_step``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.reports.facts import FileFacts


@dataclass(frozen=True, slots=True)
class ReadJob:
    """One document to read: where it lies, what is known of it, where its cells are kept, and the folder to write."""

    path: Path
    facts: FileFacts
    cells_path: Path
    folder: Path


@dataclass(frozen=True, slots=True)
class ReadTimes:
    """Seconds that a document took: pages to cells (0 if the cells were there), cells to Parquet."""

    extraction_seconds: float
    reports_seconds: float


@dataclass(frozen=True, slots=True)
class FileChanged:
    """The file is not the one that was to be read any more: why, as a code of ``documents.reasons``. Nothing was written."""

    reason_code: str


def read_one(job: ReadJob, tell: Callable[[Any], None]) -> ReadTimes | FileChanged:
    """Read one document and write its folder; tells the number of each page and how many there are.

    What was read counts only if the file still has the bytes that its document is known by. Raises whatever a broken document makes the libraries raise: the pool makes a reason of it.
    """
    from pipelines.contract.parquet import write_hand_over
    from pipelines.extraction.saved import load_extraction, save_extraction
    from pipelines.reports.report import read_report

    started = time.monotonic()
    document = load_extraction(job.cells_path)
    if document is None:
        from pipelines.extraction.document import extract_document

        try:
            document = extract_document(job.path, job.facts.document_id, lambda number, count: tell((number, count)))
        except Exception:
            if (changed := _changed(job)) is not None:
                return changed
            raise
        if (changed := _changed(job)) is not None:
            return changed
        save_extraction(document, job.cells_path)
    else:
        tell((len(document.pages), len(document.pages)))
    extracted = time.monotonic()
    write_hand_over(read_report(document, job.facts), job.folder)
    return ReadTimes(extracted - started, time.monotonic() - extracted)


def _changed(job: ReadJob) -> FileChanged | None:
    from pipelines.documents.files import sha256_of_open
    from pipelines.pdf.regular_files import open_regular

    try:
        with open_regular(job.path) as file:
            is_same = sha256_of_open(file) == job.facts.document_id
    except FileNotFoundError:
        return FileChanged("gone_while_read")
    return None if is_same else FileChanged("still_being_written")
