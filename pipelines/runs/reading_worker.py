"""What a worker process does: read one document and write its Parquet. It never opens the warehouse.

Belongs here: the functions that run in the pool's processes. The pool itself is in ``reading``.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

    from pipelines.reports.facts import FileFacts

#: New objects before Python looks for garbage: a report is a hundred thousand records, nearly none of them in cycles.
_COLLECT_AFTER = (50_000, 20, 100)
_news: Queue[tuple[str, int, int]] | None = None


@dataclass(frozen=True, slots=True)
class ReadJob:
    """One document to read: where it lies, what is known of it, where its cells are kept, and the folder to write."""

    path: Path
    facts: FileFacts
    cells_path: Path
    folder: Path


def start_worker(news: Queue[tuple[str, int, int]], parent: Connection) -> None:
    """Prepare a worker: news of pages go to ``news``; when ``parent`` closes, our starter is dead and so are we."""
    global _news
    _news = news
    gc.set_threshold(*_COLLECT_AFTER)
    # One thread a worker: the pool already uses every core.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    threading.Thread(target=_die_with, args=(parent,), daemon=True).start()


def read_one(job: ReadJob) -> str | None:
    """Read one document and write its folder; returns why it cannot be read, or None.

    Catches whatever a broken document makes the libraries raise: one bad file never stops the others.
    """
    try:
        from pipelines.extraction.saved import load_extraction, save_extraction
        from pipelines.reports import read_report, write_hand_over

        document = load_extraction(job.cells_path)
        if document is None:
            from pipelines.extraction import extract_document

            document = extract_document(job.path, job.facts.document_id, _on_page(job.facts.file_name))
            save_extraction(document, job.cells_path)
        else:
            _on_page(job.facts.file_name)(len(document.pages), len(document.pages))
        write_hand_over(read_report(document, job.facts), job.folder)
    except Exception as error:
        print(f"{job.facts.file_name}: {type(error).__name__}: {error}", file=sys.stderr)
        return f"{type(error).__name__}: {error}"
    return None


def _on_page(file_name: str) -> Any:
    def tell(page_no: int, page_count: int) -> None:
        if _news is not None:
            _news.put((file_name, page_no, page_count))

    return tell


def _die_with(parent: Connection) -> None:
    try:
        parent.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)
