"""The pool that reads documents: several processes, one document each, Parquet out.

Belongs here: handing documents to processes, passing on their news, and surviving a process that dies. A process is
spawned, not forked, so it holds neither the run's lock nor an open warehouse; it dies with its starter.
"""

from __future__ import annotations

import multiprocessing
import queue
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pipelines.journal.news import listener
from pipelines.runs.reading_worker import ReadJob, read_one, start_worker

#: How often news of pages are fetched while documents are read.
_NEWS_SECONDS = 0.2
#: What is said of a document whose reader died twice (out of memory, or a crash in a library of C).
READER_DIED = (
    "the process reading it died (out of memory, or a crash in a library); the other documents are not affected"
)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one document: how long it took, and why it could not be read, if so."""

    document_id: str
    file_name: str
    page_count: int
    seconds: float
    problem: str | None


def read_documents(jobs: Sequence[ReadJob], worker_count: int) -> list[ReadResult]:
    """Read every job's document with ``worker_count`` processes; returns one result a job.

    Long documents go first, so that the last process does not work alone. A document whose process dies is tried once
    more in a process of its own: whoever died beside it is not to blame.
    """
    if not jobs:
        return []
    listener().documents_counted(len(jobs), sum(job.facts.page_count for job in jobs))
    ordered = sorted(jobs, key=lambda job: -job.facts.page_count)
    results, orphans = _read_together(ordered, min(worker_count, len(jobs)))
    for job in orphans:
        alone, died = _read_together([job], 1)
        results += alone
        results += [_result(job, time.monotonic(), READER_DIED) for job in died]
    return results


def _read_together(jobs: Sequence[ReadJob], worker_count: int) -> tuple[list[ReadResult], list[ReadJob]]:
    """Read in one pool; returns results, and the jobs that a dying process left unread."""
    results: list[ReadResult] = []
    orphans: list[ReadJob] = []
    with _pool(worker_count) as (pool, news):
        started = time.monotonic()
        futures = _submit(pool, jobs)
        orphans += [job for job in jobs if job not in futures.values()]
        waiting = set(futures)
        while waiting:
            done, waiting = wait(waiting, timeout=_NEWS_SECONDS, return_when=FIRST_COMPLETED)
            _pass_on(news)
            for future in done:
                job = futures[future]
                try:
                    results.append(_result(job, started, future.result()))
                except BrokenProcessPool:
                    orphans.append(job)
    return results, orphans


def _submit(pool: ProcessPoolExecutor, jobs: Sequence[ReadJob]) -> dict[Future[str | None], ReadJob]:
    futures: dict[Future[str | None], ReadJob] = {}
    for job in jobs:
        try:
            futures[pool.submit(read_one, job)] = job
        except BrokenProcessPool:
            break
    return futures


def _result(job: ReadJob, started: float, problem: str | None) -> ReadResult:
    facts = job.facts
    listener().document_read(facts.file_name, problem)
    return ReadResult(facts.document_id, facts.file_name, facts.page_count, time.monotonic() - started, problem)


def _pass_on(news: Any) -> None:
    while True:
        try:
            listener().page_read(*news.get_nowait())
        except queue.Empty:
            return


@contextmanager
def _pool(worker_count: int) -> Iterator[tuple[ProcessPoolExecutor, Any]]:
    context = multiprocessing.get_context("spawn")
    news = context.Queue()
    listening, alive = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(worker_count, context, start_worker, (news, listening))
    try:
        yield pool, news
    finally:
        pool.shutdown(cancel_futures=True)
        alive.close()
        listening.close()
        news.close()
