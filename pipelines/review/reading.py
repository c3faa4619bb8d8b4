"""The files of a review, from PDF to hand-over: triage, pages read by several processes, the report.

Belongs here: one file at a time, each with its own clear reason if it cannot be read. Nothing is remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.contract import hand_over
from pipelines.documents.files import RawFile, sha256_of
from pipelines.documents.names import shown
from pipelines.documents.reasons import Reason, reason
from pipelines.documents.triage_work import triage_files, verdict_of
from pipelines.extraction.model import ExtractedDocument, ExtractedPage
from pipelines.reports.facts import FileFacts
from pipelines.reports.version import reading_version
from pipelines.settings import Settings
from pipelines.workers import Budgets, Pool, Task, usual_worker_count

#: Pages a process reads at a time. Drawn text takes milliseconds a page, fewer than starting a process does; a picture
#: takes seconds.
_PAGES_A_JOB = {"born_digital": 60, "mixed": 4, "scanned": 2}
_WORK = f"{__name__}:pages_of"
OnPage = Callable[[int, int], None]


class NotReadableError(Exception):
    """The file cannot be reviewed; ``reason`` says why, in Chinese and English."""

    def __init__(self, path: Path, why: Reason) -> None:
        """Keep the file and the reason."""
        super().__init__(f"{shown(path.name)}: {why.zh} {why.en}")
        self.path = path
        self.reason = why


@dataclass(frozen=True, slots=True)
class Subject:
    """A file to review: where it lies and what triage found."""

    path: Path
    facts: FileFacts


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file to review; raises ``NotReadableError`` if it is no file that can be read."""
    if not path.exists():
        raise NotReadableError(path, reason("unreadable_file", "no such file"))
    if not path.is_file():
        raise NotReadableError(path, reason("unreadable_file", "not a file"))
    try:
        return sha256_of(path)
    except OSError as error:
        raise NotReadableError(path, reason("unreadable_file", error.strerror or str(error))) from error


def look_at(path: Path) -> Subject:
    """Tell whether the file can be reviewed; raises ``NotReadableError`` with the reason if not."""
    file = RawFile(path.name, path, 0, hash_of(path))
    (found,) = (verdict_of(outcome) for _, outcome in triage_files([file], Budgets.load().triage, 1))
    if found.reason is not None:
        raise NotReadableError(path, found.reason)
    facts = FileFacts(
        file_name=shown(path.name),
        document_id=str(file.document_id),
        source_url=None,
        retrieved_at=datetime.now(UTC),
        page_count=found.page_count,
        text_layer=found.text_layer or "born_digital",
    )
    return Subject(path, facts)


def read_subject(subject: Subject, settings: Settings, on_page: OnPage = lambda page_no, count: None) -> None:
    """Read a file and hand it over below ``settings``; raises ``NotReadableError`` if it cannot be read."""
    from pipelines.contract.parquet import write_hand_over
    from pipelines.reports.report import read_report

    document = ExtractedDocument(subject.facts.document_id, tuple(_read_pages(subject, on_page)))
    try:
        folder = hand_over.document_folder(settings, subject.facts.document_id, reading_version())
        write_hand_over(read_report(document, subject.facts), folder)
    except Exception as error:
        raise NotReadableError(subject.path, reason("damaged_pdf", f"{type(error).__name__}: {error}")) from error


def _read_pages(subject: Subject, on_page: OnPage) -> list[ExtractedPage]:
    """Every page in order, some at a time in as many processes as there are cores."""
    facts = subject.facts
    size = _PAGES_A_JOB[facts.text_layer]
    firsts = range(1, facts.page_count + 1, size)
    budget = Budgets.load().reading
    tasks = [
        Task(
            str(first),
            _WORK,
            (subject.path, facts.document_id, tuple(range(first, min(first + size, facts.page_count + 1)))),
            budget,
        )
        for first in firsts
    ]
    pages: list[ExtractedPage] = []
    done = 0

    def tell(task: Task, news: Any) -> None:
        nonlocal done
        done += 1
        on_page(done, facts.page_count)

    with Pool(min(len(tasks), usual_worker_count())) as pool:
        for outcome in pool.run(tasks, tell):
            if outcome.problem is not None:
                key = "reading_over_budget" if outcome.problem.is_over_budget else "damaged_pdf"
                raise NotReadableError(subject.path, reason(key, outcome.problem.en, outcome.problem.zh))
            pages += outcome.value
    return sorted(pages, key=lambda page: page.page_no)


def pages_of(job: tuple[Path, str, tuple[int, ...]], tell: Callable[[Any], None]) -> tuple[ExtractedPage, ...]:
    """Do the job in a worker process: read some pages of a file, with news of each."""
    from pipelines.extraction.document import extract_document

    path, document_id, page_nos = job
    return extract_document(path, document_id, lambda number, count: tell(number), page_nos).pages
