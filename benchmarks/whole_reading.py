"""Whole documents read as the main job reads them, pages to Parquet, beside extraction alone.

Belongs here: pages a second of both over all corpora with several processes, how long a fresh process takes to its first
page, and the memory of each document in a process of its own. Documents with scanned pages are measured apart: OCR takes a
hundred times as long as another page.
"""

from __future__ import annotations

import multiprocessing
import re
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from benchmarks.readers import Job, is_scanned, prepare, read_whole, read_with_yusuan

HEADING = "## Whole reading"
#: How often a fresh process is timed.
_STARTS = 5
#: So many of the documents that take most memory are listed.
_WORST = 5


@dataclass(frozen=True, slots=True)
class WholeReading:
    """What was measured, documents without and with scanned pages apart."""

    #: By whether pages are scanned and what was done: seconds.
    seconds: dict[tuple[bool, str], float]
    jobs: Sequence[Job]
    #: Seconds of a fresh process to its first page.
    start_up: float
    #: Most memory, MB, by document, in a process of its own.
    memory: Sequence[tuple[float, Job]]


def draw_documents(corpora: Sequence[Path]) -> list[Job]:
    """Return every document of the corpora as one job, the longest first, as the main job reads them."""
    jobs: list[Job] = []
    for path in sorted(path for corpus in corpora for path in corpus.glob("*.pdf")):
        with pdfium.PdfDocument(path) as document:
            page_nos = tuple(range(1, len(document) + 1))
        jobs.append(Job(path, page_nos, any(is_scanned(path, page_no) for page_no in page_nos)))
    return sorted(jobs, key=lambda job: -len(job.page_nos))


def measure(jobs: Sequence[Job], processes: int, on_step: Callable[[], None]) -> WholeReading:
    """Measure; ``on_step`` is called after each part, six times at most."""
    context = multiprocessing.get_context("spawn")
    seconds: dict[tuple[bool, str], float] = {}
    with ProcessPoolExecutor(processes, context, initializer=prepare) as pool:
        # A fresh worker's first page is slow for reasons that are no reading.
        list(pool.map(read_whole, [jobs[-1]] * (2 * processes)))
        for scanned in (False, True):
            group = [job for job in jobs if job.is_scanned is scanned]
            if not group:
                continue
            for name, reader in (("extraction alone", read_with_yusuan), ("whole reading", read_whole)):
                begin = time.perf_counter()
                for future in [pool.submit(reader, job) for job in group]:
                    future.result()
                seconds[scanned, name] = time.perf_counter() - begin
                on_step()
    one_page = next((job for job in reversed(jobs) if not job.is_scanned), jobs[-1])
    start_up = statistics.median(_start_up(one_page) for _ in range(_STARTS))
    on_step()
    with ProcessPoolExecutor(processes, context, max_tasks_per_child=1) as pool:
        memory = list(zip(pool.map(_peak_of, jobs), jobs, strict=True))
    on_step()
    return WholeReading(seconds, jobs, start_up, memory)


def _start_up(job: Job) -> float:
    """Return the seconds until a fresh process has read one page, imports included."""
    context = multiprocessing.get_context("spawn")
    begin = time.perf_counter()
    with ProcessPoolExecutor(1, context) as pool:
        pool.submit(read_with_yusuan, Job(job.path, job.page_nos[:1])).result()
        return time.perf_counter() - begin


def _peak_of(job: Job) -> float:
    """Read a document and return the most memory this process has held, MB; a child's ``ru_maxrss`` may be its parent's."""
    read_whole(job)
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return int(found[1]) * 1024 / 1e6 if found else 0.0


def report(measured: WholeReading, processes: int) -> str:
    """Return the results as Markdown."""
    lines = [
        HEADING,
        "",
        f"Whole documents with {processes} processes, started and warm: cells read and saved, tables and text recognised, the "
        "hand-over written as Parquet, as a worker of the main job does.",
        "",
        "| documents | pages | what | seconds | pages a second |",
        "| --- | --: | --- | --: | --: |",
    ]
    for (scanned, name), seconds in measured.seconds.items():
        group = [job for job in measured.jobs if job.is_scanned is scanned]
        pages = sum(len(job.page_nos) for job in group)
        kind = "with scanned pages" if scanned else "typed"
        lines.append(f"| {len(group)} {kind} | {pages} | {name} | {seconds:.1f} | {pages / max(seconds, 1e-9):.1f} |")
    worst = sorted(measured.memory, key=lambda item: -item[0])[:_WORST]
    lines += [
        "",
        f"A fresh process has read its first page after {measured.start_up:.1f} s.",
        "",
        "Most memory, each document in a process of its own:",
        "",
        "| document | pages | at most, MB |",
        "| --- | --: | --: |",
        *[f"| {job.path.name} | {len(job.page_nos)} | {peak:.0f} |" for peak, job in worst],
        "",
    ]
    return "\n".join(lines)
