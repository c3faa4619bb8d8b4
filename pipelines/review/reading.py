"""The files of a review, from PDF to hand-over: triage, pages read by several processes, the report.

Belongs here: one file at a time, each with its own clear reason if it cannot be read. Nothing is remembered.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.contract import hand_over
from pipelines.documents.files import sha256_of
from pipelines.documents.reasons import Reason, reason
from pipelines.documents.triaging import triage
from pipelines.extraction.model import ExtractedDocument, ExtractedPage
from pipelines.reports.facts import FileFacts
from pipelines.reports.version import reading_version
from pipelines.runs.read_step import usual_worker_count
from pipelines.settings import Settings

#: Pages a process reads at a time. Drawn text takes milliseconds a page, fewer than starting a process does; a picture
#: takes seconds.
_PAGES_A_JOB = {"born_digital": 60, "mixed": 4, "scanned": 2}
OnPage = Callable[[int, int], None]


class NotReadableError(Exception):
    """The file cannot be reviewed; ``reason`` says why, in Chinese and English."""

    def __init__(self, path: Path, why: Reason) -> None:
        """Keep the file and the reason."""
        super().__init__(f"{path.name}: {why.zh} {why.en}")
        self.path = path
        self.reason = why


@dataclass(frozen=True, slots=True)
class Subject:
    """A file to review: where it lies and what triage found."""

    path: Path
    facts: FileFacts


def look_at(path: Path) -> Subject:
    """Tell whether the file can be reviewed; raises ``NotReadableError`` with the reason if not."""
    if not path.exists():
        raise NotReadableError(path, reason("unreadable_file", "no such file"))
    if not path.is_file():
        raise NotReadableError(path, reason("unreadable_file", "not a file"))
    found = triage(path)
    if found.reason is not None:
        raise NotReadableError(path, found.reason)
    facts = FileFacts(
        file_name=path.name,
        document_id=sha256_of(path),
        source_url=None,
        retrieved_at=datetime.now(UTC),
        page_count=found.page_count,
        text_layer=found.text_layer or "born_digital",
    )
    return Subject(path, facts)


def read_subject(subject: Subject, settings: Settings, on_page: OnPage = lambda page_no, count: None) -> None:
    """Read a file and hand it over below ``settings``; raises ``NotReadableError`` if it cannot be read."""
    from pipelines.reports import read_report, write_hand_over

    try:
        document = ExtractedDocument(subject.facts.document_id, tuple(_read_pages(subject, on_page)))
        report = read_report(document, subject.facts)
        folder = hand_over.document_folder(settings, subject.facts.document_id, reading_version())
        write_hand_over(report, folder)
    except BrokenProcessPool as error:
        raise NotReadableError(subject.path, reason("damaged_pdf", "the process reading it died")) from error
    except Exception as error:
        raise NotReadableError(subject.path, reason("damaged_pdf", f"{type(error).__name__}: {error}")) from error


def _read_pages(subject: Subject, on_page: OnPage) -> list[ExtractedPage]:
    """Every page in order; in this process if they are few and drawn, else in as many as there are cores."""
    facts = subject.facts
    size = _PAGES_A_JOB[facts.text_layer]
    jobs = [
        tuple(range(first, min(first + size, facts.page_count + 1))) for first in range(1, facts.page_count + 1, size)
    ]
    if len(jobs) == 1:
        return list(_pages_of(subject.path, facts.document_id, jobs[0], on_page))
    pages: list[ExtractedPage] = []
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(len(jobs), usual_worker_count()), context) as pool:
        futures = [pool.submit(_pages_of, subject.path, facts.document_id, job) for job in jobs]
        for future in as_completed(futures):
            pages += future.result()
            on_page(len(pages), facts.page_count)
    return sorted(pages, key=lambda page: page.page_no)


def _pages_of(
    path: Path, document_id: str, page_nos: Iterable[int], on_page: OnPage | None = None
) -> tuple[ExtractedPage, ...]:
    """What a process does: read some pages."""
    from pipelines.extraction import extract_document

    return extract_document(path, document_id, on_page, tuple(page_nos)).pages
