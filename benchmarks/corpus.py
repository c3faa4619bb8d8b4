"""Extraction of real reports against Camelot's default engine: the same pages, in one run.

``python -m benchmarks.corpus [--pages 150 | --all] [--seed 7] [--processes 2] [--out benchmarks/corpus.md]``. Pages are
drawn at random over all PDFs of the corpus. Both readers get the same files and pages, with one process and with several,
started and warm. Every table that Camelot finds must be covered by ours; what is left out is listed. Last, one process
reads whole documents, and its memory is written down. The whole reading (``whole_reading``) is measured over
``--corpus`` and ``--new-corpus`` together; ``--reading-only`` measures nothing else and replaces that part of the page.
Exits with 1 if a table is left out.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import multiprocessing
import os
import platform
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path

import pypdfium2 as pdfium
from rich.console import Console
from rich.progress import Progress

from benchmarks import whole_reading
from benchmarks.readers import Box, Found, Job, is_scanned, memory_over, prepare, read_with_camelot, read_with_yusuan

#: Pages of a file that one task reads: few enough that the last task does not keep others waiting.
_CHUNK = 8
#: Tasks that one reader does before it is the other's turn: so many that the last of them keep no process waiting long,
#: for a scanned page takes a hundred times as long as another.
_BATCH = 112
#: A table is covered if this share of its area lies in our grids.
_COVERED = 0.8
#: Documents whose memory is looked at; the second forty are the first forty again, so that only growth can raise it.
_MEMORY_MARKS = (10, 20, 40, 80)
_Reader = Callable[[Job], list[Found]]


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds, and what was found."""

    seconds: float
    found: list[Found]


def draw_jobs(corpus: Path, page_count: int | None, seed: int) -> list[Job]:
    """Return the pages to read, a few of a file together, shuffled: all, or so many drawn at random."""
    pages: list[tuple[Path, int]] = []
    for path in sorted(corpus.glob("*.pdf")):
        with pdfium.PdfDocument(path) as document:
            pages += [(path, number) for number in range(1, len(document) + 1)]
    if page_count is not None and page_count < len(pages):
        pages = sorted(random.Random(seed).sample(pages, page_count))
    by_file: dict[tuple[Path, bool], list[int]] = {}
    for path, number in pages:
        by_file.setdefault((path, is_scanned(path, number)), []).append(number)
    jobs = [
        Job(path, tuple(numbers[start : start + _CHUNK]), scanned)
        for (path, scanned), numbers in by_file.items()
        for start in range(0, len(numbers), _CHUNK)
    ]
    random.Random(seed).shuffle(jobs)
    return jobs


def side_by_side(
    readers: Mapping[str, _Reader], jobs: Sequence[Job], processes: int, on_batch: Callable[[], None]
) -> dict[str, Timed]:
    """Read the jobs by each reader with so many processes, started and warm before the clock runs.

    The readers take turns, batch by batch, so that whatever else the machine does slows both.
    """
    context = multiprocessing.get_context("spawn")
    seconds = dict.fromkeys(readers, 0.0)
    found: dict[str, list[Found]] = {name: [] for name in readers}
    with ExitStack() as pools:
        pool_of: dict[str, ProcessPoolExecutor] = {}
        for name, reader in readers.items():
            pool_of[name] = pools.enter_context(ProcessPoolExecutor(processes, context, initializer=prepare))
            # A fresh worker's first page is slow for reasons that are no reading.
            list(pool_of[name].map(reader, [jobs[0]] * (2 * processes)))
        for start in range(0, len(jobs), _BATCH):
            for name, reader in readers.items():
                begin = time.perf_counter()
                for pages in pool_of[name].map(reader, jobs[start : start + _BATCH]):
                    found[name] += pages
                seconds[name] += time.perf_counter() - begin
            on_batch()
    return {name: Timed(seconds[name], found[name]) for name in readers}


def left_out(ours: Sequence[Found], theirs: Sequence[Found]) -> list[tuple[str, int, Box]]:
    """Return file, page and box of each table of theirs that our grids don't cover."""
    by_page = {(found.file_name, found.page_no): found for found in ours}
    missing: list[tuple[str, int, Box]] = []
    for page in theirs:
        # Camelot turns pages whose text stands on end, so its boxes may be those of the turned page.
        turned = by_page[page.file_name, page.page_no].upright
        missing += [
            (page.file_name, page.page_no, box)
            for box in page.boxes
            if max((_share(box, boxes) for boxes in turned), default=0.0) < _COVERED
        ]
    return missing


def _share(box: Box, grids: Sequence[Box]) -> float:
    """Return which share of a box lies in grids (which don't overlap, by and large)."""
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1e-6)
    inside = 0.0
    for grid in grids:
        width = min(box[2], grid[2]) - max(box[0], grid[0])
        height = min(box[3], grid[3]) - max(box[1], grid[1])
        inside += max(width, 0.0) * max(height, 0.0)
    return inside / area


def memory_table(corpus: Path, seed: int) -> list[tuple[int, float, float]]:
    """Return the memory of one process after so many whole documents, drawn at random; each is read twice."""
    paths = sorted(corpus.glob("*.pdf"))
    random.Random(seed).shuffle(paths)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=prepare) as pool:
        return pool.submit(memory_over, paths[: _MEMORY_MARKS[-1] // 2] * 2, _MEMORY_MARKS).result()


def main() -> int:
    """Measure, print and write a page; returns 1 if a table of Camelot's is left out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    shared = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--corpus", type=Path, default=os.environ.get("YUSUAN_CORPUS", shared / "corpus"))
    parser.add_argument("--new-corpus", type=Path, default=os.environ.get("YUSUAN_CORPUS_NEW", shared / "corpus_new"))
    parser.add_argument("--reading-only", action="store_true", help="measure the whole reading alone, without Camelot")
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--all", action="store_true", help="every page of the corpus, in place of a sample")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--no-memory", action="store_true", help="leave out the memory of whole documents")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    whole = read_whole_documents((arguments.corpus, arguments.new_corpus), arguments.processes)
    if arguments.reading_only:
        print(whole)
        if arguments.out:
            before = arguments.out.read_text("utf-8") if arguments.out.exists() else ""
            arguments.out.write_text(before.partition(whole_reading.HEADING)[0] + whole, "utf-8")
        return 0
    jobs = draw_jobs(arguments.corpus, None if arguments.all else arguments.pages, arguments.seed)
    readers: dict[str, _Reader] = {"Yusuan": read_with_yusuan, "Camelot default": read_with_camelot}
    runs: dict[tuple[str, int], Timed] = {}
    scans: dict[tuple[str, int], Timed] = {}
    printed, scanned = ([job for job in jobs if job.is_scanned is flag] for flag in (False, True))
    with Progress(console=Console(stderr=True)) as progress:
        for processes in sorted({1, arguments.processes}):
            task = progress.add_task(f"{processes} process(es)", total=ceil(len(jobs) / _BATCH))
            advance = partial(progress.advance, task)
            for name, run in side_by_side(readers, printed, processes, advance).items():
                runs[name, processes] = run
            if scanned:
                for name, run in side_by_side(readers, scanned, processes, advance).items():
                    scans[name, processes] = run
    memory = [] if arguments.no_memory else memory_table(arguments.corpus, arguments.seed)
    missing = left_out(runs["Yusuan", 1].found, runs["Camelot default", 1].found)
    text = (
        report(printed, runs, missing, memory, arguments.processes) + report_scans(scanned, runs, scans) + "\n" + whole
    )
    print(text)
    if arguments.out:
        arguments.out.write_text(text, "utf-8")
    return 1 if missing else 0


def read_whole_documents(corpora: Sequence[Path], processes: int) -> str:
    """Measure the whole reading over all corpora that are there; returns the results as Markdown."""
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("whole documents", total=6)
        documents = whole_reading.draw_documents([corpus for corpus in corpora if corpus.is_dir()])
        if not documents:
            return ""
        measured = whole_reading.measure(documents, processes, partial(progress.advance, task))
    return whole_reading.report(measured, processes)


def report(
    jobs: Sequence[Job],
    runs: dict[tuple[str, int], Timed],
    missing: Sequence[tuple[str, int, Box]],
    memory: Sequence[tuple[int, float, float]],
    processes: int,
) -> str:
    """Return the results as a page of Markdown."""
    pages = sum(len(job.page_nos) for job in jobs)
    camelot = runs["Camelot default", 1]
    tables = sum(len(found.boxes) for found in camelot.found)
    lines = [
        "# Extraction of real reports",
        "",
        "Written by `python -m benchmarks.corpus`: both readers on the same pages in one run; ours includes the conservation "
        "check, Camelot is called as it comes (`camelot.read_pdf(…, flavor='lattice')`).",
        "",
        f"{pages} pages with a text layer, of {len({job.path for job in jobs})} files.",
        "",
        "| reader | processes | seconds | pages a second | against Camelot's default call |",
        "| --- | --: | --: | --: | --: |",
    ]
    for (name, count), run in runs.items():
        ratio = camelot.seconds / run.seconds
        lines.append(f"| {name} | {count} | {run.seconds:.1f} | {pages / run.seconds:.1f} | {ratio:.1f} × |")
    several = runs["Camelot default", processes].seconds / runs["Yusuan", processes].seconds
    lines += [
        "",
        f"With {processes} processes each: **{several:.1f} ×**. Ours with {processes} against Camelot's default call: "
        f"**{camelot.seconds / runs['Yusuan', processes].seconds:.1f} ×**.",
        "",
        f"Camelot's default finds {tables} tables of two by two and more with text; {len(missing)} of them are not covered by "
        "one of ours" + (":" if missing else "."),
        *[f"- {name}, page {page}, at {', '.join(f'{edge:.0f}' for edge in box)}" for name, page, box in missing],
        "",
    ]
    if memory:
        lines += [
            f"Memory of one process that reads whole documents; the second {_MEMORY_MARKS[-1] // 2} are the first ones again.",
            "",
        ]
        lines += ["| documents read by one process | holds, MB | at most, MB |", "| --: | --: | --: |"]
        lines += [f"| {count} | {now:.0f} | {peak:.0f} |" for count, now, peak in memory]
        lines.append("")
    lines += [
        f"Python {platform.python_version()}, {os.cpu_count()} cores, camelot-py {importlib.metadata.version('camelot-py')}, "
        f"pypdfium2 {importlib.metadata.version('pypdfium2')}.",
        "",
    ]
    return "\n".join(lines)


def report_scans(jobs: Sequence[Job], runs: dict[tuple[str, int], Timed], scans: dict[tuple[str, int], Timed]) -> str:
    """Return what scanned pages add, as Markdown: ours reads them by OCR, Camelot finds nothing there to read."""
    if not scans:
        return ""
    count = sum(len(job.page_nos) for job in jobs)
    lines = [
        "",
        f"Scanned pages, {count} of them: ours reads them by OCR, Camelot sees no text there. Seconds, and all pages together:",
        "",
        "| reader | processes | scanned pages, seconds | all pages, seconds | against Camelot's default with as many |",
        "| --- | --: | --: | --: | --: |",
    ]
    for (name, processes), scan in scans.items():
        whole = runs[name, processes].seconds + scan.seconds
        camelot = runs["Camelot default", processes].seconds + scans["Camelot default", processes].seconds
        lines.append(f"| {name} | {processes} | {scan.seconds:.1f} | {whole:.1f} | {camelot / whole:.1f} × |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main())
