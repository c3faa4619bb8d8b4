"""Reading on a cluster: pages a second with one worker and with two, and what a document costs beside the pool of one machine.

``python -m benchmarks.cluster [--raw DIR] [--copies 20] [--rounds 3] [--errands 200] [--out benchmarks/cluster.md]``, some seven minutes on
two cores that nobody else uses. The reports in the folder are multiplied (a copy has some bytes after its end, and so another hash) and read
by one and by two processes of the pool and by one and by two workers of a Dask cluster on this machine, each a process of one thread, with
their files in a shared folder; all four in turn, ``--rounds`` times.

Nothing is timed before every process has read a report: starting a scheduler, workers and processes, and loading libraries there, is no part of
any figure. From then on everything is, from the first document given to the last one taken over. Besides, errands that do nothing but hand over a
reading that is there tell what the way alone takes. Ends with 1 if two workers are less than 1.8 times as fast as one, or if a document takes over
30 ms longer than by as many processes of the pool. Dask beside Ray: docs/scale.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2
from rich.console import Console

from pipelines.cluster import Errand, Place
from pipelines.cluster.choosing import Executor, executor
from pipelines.contract import hand_over
from pipelines.extraction.version import cells_version
from pipelines.reports.facts import FileFacts
from pipelines.reports.version import reading_version
from pipelines.runs.reading import errand
from pipelines.runs.reading_worker import FileChanged, ReadJob, read_one
from pipelines.settings import Settings
from pipelines.workers import Budgets
from tests.cluster.clusters import LocalCluster

LEAST_SPEED_UP, MOST_OVERHEAD_MS = 1.8, 30.0
COUNTS = (1, 2)
_READ = "benchmarks.cluster:read_and_tell"
_NOTHING = "benchmarks.cluster:hand_over_again"
#: As many documents as there are processes are done so often, until each has done one: a quick one may do two of the first.
_MOST_WARMING = 6
_LONGEST_START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Speed:
    """So many documents and pages, read once all processes were warm; seconds by the clock, and of the processors in the run's own process."""

    documents: int
    pages: int
    seconds: float
    own_seconds: float

    @property
    def pages_a_second(self) -> float:
        """Pages that were read in a second."""
        return self.pages / self.seconds

    @property
    def document_ms(self) -> float:
        """Milliseconds between one document and the next."""
        return 1000 * self.seconds / self.documents


#: By who did it (``pool`` or ``cluster``) and how many processes: a speed a round.
Speeds = dict[tuple[str, int], list[Speed]]


def copies(raw: Path, target: Path, count: int) -> list[FileFacts]:
    """Write each report of ``raw`` so many times into ``target``, each time with another hash; returns what is known of them."""
    found = []
    for path in sorted(raw.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            pages = len(document)
        for number in range(count):
            content = path.read_bytes() + f"\n% copy {number}\n".encode()
            name = f"{path.stem}-{number}.pdf"
            (target / name).write_bytes(content)
            found.append(FileFacts(name, sha256(content).hexdigest(), None, None, pages, "born_digital"))
    return found


def errands(settings: Settings, documents: Sequence[FileFacts]) -> list[Errand]:
    """Return the errands of reading these documents, the long ones first."""
    ordered = sorted(documents, key=lambda facts: -facts.page_count)
    jobs = [
        ReadJob(
            settings.raw_dir / facts.file_name,
            facts,
            hand_over.cells_path(settings, facts.document_id, cells_version()),
            hand_over.document_folder(settings, facts.document_id, reading_version()),
        )
        for facts in ordered
    ]
    return [replace(errand(job, Budgets.load().reading), work=_READ) for job in jobs]


def read_and_tell(job: ReadJob, tell: Callable[[Any], None]) -> int:
    """Read a document as a run does; returns the process that did."""
    if isinstance(read_one(job, tell), FileChanged):
        raise RuntimeError(f"{job.path} is another file now")
    return os.getpid()


def hand_over_again(job: ReadJob, tell: Callable[[Any], None]) -> int:
    """Do the job of an errand that only goes the way: its reading and its cells are copies of what lies beside its report."""
    job.cells_path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(job.path.parent / "cells.parquet", job.cells_path)
    shutil.copytree(job.path.parent / "reading", job.folder)
    return os.getpid()


def speed(crew: Executor, processes: int, warming: Sequence[Errand], work: Sequence[Errand]) -> Speed:
    """Do ``warming`` until every process has done some of it, then time ``work``.

    Raises ``RuntimeError`` if something is not done, or not by whom it should be.
    """
    seen: set[int] = set()
    for start in range(0, len(warming), processes):
        seen |= _done(crew, warming[start : start + processes])
        if len(seen) >= processes:
            break
    else:
        raise RuntimeError(f"only {len(seen)} of {processes} processes were at work")
    begun, own = time.perf_counter(), time.process_time()
    at_work = _done(crew, work)
    seconds, own_seconds = time.perf_counter() - begun, time.process_time() - own
    if len(at_work) < processes:
        raise RuntimeError(f"only {len(at_work)} of {processes} processes were at work")
    return Speed(len(work), sum(one.payload.facts.page_count for one in work), seconds, own_seconds)


def _done(crew: Executor, work: Sequence[Errand]) -> set[int]:
    """Do the work; returns the processes that did."""
    found = set()
    for outcome in crew.run(work):
        if outcome.problem is not None:
            raise RuntimeError(f"{outcome.task.key}: {outcome.problem.en}")
        found.add(outcome.value)
    if crew.done_here:
        raise RuntimeError(f"the cluster did not do it: {next(iter(crew.done_here.values()))}")
    return found


def speed_up(speeds: Speeds, who: str) -> float:
    """Return how many times as fast two processes are as one."""
    one, two = (median(s.pages_a_second for s in speeds[who, count]) for count in COUNTS)
    return two / one


def overhead_ms(speeds: Speeds, count: int) -> float:
    """Return how much longer a document takes on the cluster than by as many processes of the pool, in milliseconds."""
    there, here = (median(s.document_ms for s in speeds[who, count]) for who in ("cluster", "pool"))
    return there - here


def page(reading: Speeds, way: Speeds, load: float) -> str:
    """Return the results as Markdown: of reading, and of errands that only go the way; ``load`` is the machine's before."""
    some = reading["cluster", 1][0]
    taken = way["cluster", 1][0]
    own_ms = 1000 * median(s.own_seconds / s.documents for s in way["cluster", 1])
    lines = [
        "# Reading on a cluster",
        "",
        f"Written by `python -m benchmarks.cluster`: {some.documents:,} reports ({some.pages:,} pages) read by the pool of one machine and by the "
        f"workers of a Dask cluster on that machine, in turn, {len(reading['cluster', 1])} times. Every process has read a report before: starting, "
        f"and loading libraries, is in no figure. {os.cpu_count()} cores, which the scheduler and the run share with the workers. Load of the machine "
        f"before: {load:.1f}; above 0.5, these are the figures of a machine that others use.",
        "",
        "| read by | pages a second: median | least | most | ms a document | beside the pool, ms |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for (who, count), found in reading.items():
        rates, each = [s.pages_a_second for s in found], median(s.document_ms for s in found)
        more = f"{overhead_ms(reading, count):+.1f}" if who == "cluster" else ""
        lines.append(
            f"| {who}, {_counted(who, count)} | {median(rates):.1f} | {min(rates):.1f} | {max(rates):.1f} | {each:.0f} | {more} |"
        )
    lines += [
        "",
        f"Two workers read {speed_up(reading, 'cluster'):.2f} times as fast as one (wanted: {LEAST_SPEED_UP}); two processes of the pool, which is what this machine "
        f"has to give, {speed_up(reading, 'pool'):.2f} times as fast as one. By the clock a document took {overhead_ms(reading, 1):.1f} ms longer by one worker than "
        f"by one process of the pool, and {overhead_ms(reading, 2):.1f} ms longer by two than by two (wanted: at most {MOST_OVERHEAD_MS:.0f} ms).",
        "",
        f"Without any reading, errands that only hand over the files of a real one ({taken.documents:,} of them) take {overhead_ms(way, 1):.1f} ms more each by one worker "
        f"than by one process of the pool, {overhead_ms(way, 2):.1f} ms by two. The run's own process has {own_ms:.1f} ms of a processor to do for each: one run takes "
        f"over about {1000 / own_ms:,.0f} documents a second, however many machines read.",
        "",
    ]
    return "\n".join(lines)


def _counted(who: str, count: int) -> str:
    one, many = ("process", "processes") if who == "pool" else ("worker", "workers")
    return f"{count} {one if count == 1 else many}"


class Bench:
    """A folder of copies, and what is done with them, each time into folders of its own."""

    def __init__(self, folder: Path, raw: Path, count: int) -> None:
        """Make the copies: those to be timed, and those that processes are warmed by."""
        self._base = Settings.load(raw=folder / "raw", warehouse=folder / "warehouse")
        self._base.raw_dir.mkdir(parents=True)
        (folder / "warm").mkdir()
        self._folder, self._beside = folder, folder / "beside"
        self._timed = copies(raw, self._base.raw_dir, count)
        shortest = min(self._timed, key=lambda facts: facts.page_count)
        shutil.copyfile(self._base.raw_dir / shortest.file_name, folder / "warm" / "warm.pdf")
        self._warming = copies(folder / "warm", self._base.raw_dir, _MOST_WARMING * max(COUNTS))
        self._number = 0

    def reading(self, who: str, count: int) -> Speed:
        """Time the reading of all copies."""
        settings = self._fresh()
        with ExitStack() as stack:
            crew = self._crew(stack, who, count, settings)
            return speed(crew, count, errands(settings, self._warming), errands(settings, self._timed))

    def way(self, who: str, count: int, errand_count: int) -> Speed:
        """Time errands that only hand over a reading of the longest report."""
        settings = self._fresh()
        with ExitStack() as stack:
            crew = self._crew(stack, who, count, settings)
            (read,) = errands(settings, [max(self._timed, key=lambda facts: facts.page_count)])
            if not self._beside.exists():
                _done(crew, [read])
                self._lay_beside(read.payload)
            warming = self._nothing(settings, read.payload.facts, range(_MOST_WARMING * count))
            work = self._nothing(settings, read.payload.facts, range(len(warming), len(warming) + errand_count))
            return speed(crew, count, warming, work)

    def _lay_beside(self, read: ReadJob) -> None:
        """Keep a reading where :func:`hand_over_again` takes it from."""
        shutil.copytree(read.folder, self._beside / "reading")
        shutil.copyfile(read.cells_path, self._beside / "cells.parquet")
        shutil.copyfile(read.path, self._beside / "report.pdf")

    def _nothing(self, settings: Settings, facts: FileFacts, numbers: range) -> list[Errand]:
        """Return errands that hand over that reading under other names."""
        names = [sha256(str(number).encode()).hexdigest() for number in numbers]
        jobs = errands(settings, [replace(facts, document_id=name) for name in names])
        path = self._beside / "report.pdf"
        return [replace(job, work=_NOTHING, payload=replace(job.payload, path=path)) for job in jobs]

    def _fresh(self) -> Settings:
        self._number += 1
        return replace(self._base, warehouse_dir=self._base.warehouse_dir / str(self._number))

    def _crew(self, stack: ExitStack, who: str, count: int, settings: Settings) -> Executor:
        if who == "pool":
            return stack.enter_context(executor(None, count))
        own = stack.enter_context(LocalCluster(self._folder / f"cluster{self._number}", count))
        from distributed import Client

        with Client(own.address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=_LONGEST_START_SECONDS)
        return stack.enter_context(executor(Place(own.address, settings.cluster_dir.as_uri(), True), count))


def main() -> int:
    """Measure and write the page; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--raw", type=Path, help="folder of reports to multiply (default: data/raw)")
    parser.add_argument("--copies", type=int, default=20, help="of each report")
    parser.add_argument("--rounds", type=int, default=3, help="how often all four read")
    parser.add_argument("--errands", type=int, default=200, help="to measure the way alone by")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("cluster.md"), help="page to write")
    options = parser.parse_args()
    console = Console()
    who_and_count = [(who, count) for who in ("pool", "cluster") for count in COUNTS]
    reading: Speeds = {key: [] for key in who_and_count}
    load = os.getloadavg()[0]
    with TemporaryDirectory(prefix="yusuan-cluster-") as name:
        bench = Bench(Path(name), options.raw or Settings.load().raw_dir, options.copies)
        for number in range(options.rounds):
            for who, count in who_and_count:
                found = bench.reading(who, count)
                reading[who, count].append(found)
                console.print(
                    f"{number + 1}: {who}, {_counted(who, count)}: {found.pages_a_second:.1f} pages a second "
                    f"({found.documents} documents in {found.seconds:.1f} s)"
                )
        way: Speeds = {(who, count): [bench.way(who, count, options.errands)] for who, count in who_and_count}
    options.out.write_text(page(reading, way, load), encoding="utf-8")
    overheads = [overhead_ms(speeds, count) for speeds in (reading, way) for count in COUNTS]
    console.print(f"{speed_up(reading, 'cluster'):.2f} times; written: {options.out}")
    return int(speed_up(reading, "cluster") < LEAST_SPEED_UP or max(overheads) > MOST_OVERHEAD_MS)


if __name__ == "__main__":
    sys.exit(main())
