"""Reading on a cluster: documents and pages a second with one worker and with two, and what the way to a worker and back costs.

``python -m benchmarks.cluster [--raw DIR] [--copies 8] [--errands 200] [--out benchmarks/cluster.md]``. The reports in the folder are
multiplied (a copy has some bytes after its end, and so another hash), read by the pool and by workers of a Dask cluster on this machine,
each a process of one thread, with their files in a shared folder. What the way costs is measured by errands that do
nothing but hand over a reading that is there already: seconds of the cluster less those of the pool, a document. Ends with 1 if two
workers are less than 1.8 times as fast as one, or if the way costs more than 30 ms.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2
from rich.console import Console

from pipelines.cluster import Errand, Place
from pipelines.cluster.choosing import executor
from pipelines.contract import hand_over
from pipelines.extraction.version import cells_version
from pipelines.reports.facts import FileFacts
from pipelines.reports.version import reading_version
from pipelines.runs.reading import errand
from pipelines.runs.reading_worker import ReadJob
from pipelines.settings import Settings
from pipelines.workers import Budgets
from tests.cluster.clusters import LocalCluster

LEAST_SPEED_UP, MOST_OVERHEAD_MS = 1.8, 30.0
_NOTHING = "benchmarks.cluster:hand_over_again"


@dataclass(frozen=True, slots=True)
class Speed:
    """So many documents and pages after a first one for each process; seconds by the clock, and of the processors in the run's own process."""

    who: str
    documents: int
    pages: int
    seconds: float
    own_seconds: float

    @property
    def pages_a_second(self) -> float:
        """Pages that were read in a second."""
        return self.pages / self.seconds


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
    return [
        errand(
            ReadJob(
                settings.raw_dir / facts.file_name,
                facts,
                hand_over.cells_path(settings, facts.document_id, cells_version()),
                hand_over.document_folder(settings, facts.document_id, reading_version()),
            ),
            Budgets.load().reading,
        )
        for facts in ordered
    ]


def hand_over_again(job: ReadJob, tell: Callable[[Any], None]) -> None:
    """Do the job of an errand that only goes the way: its reading and its cells are copies of what lies beside its report."""
    job.cells_path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(job.path.parent / "cells.parquet", job.cells_path)
    shutil.copytree(job.path.parent / "reading", job.folder)


def speed(who: str, place: Place | None, workers: int, work: Sequence[Errand]) -> Speed:
    """Do the work; the first of it, one for each worker, loads the libraries and is not counted."""
    begun, own, first = time.perf_counter(), time.process_time(), set[str]()
    with executor(place, workers) as crew:
        for outcome in crew.run(work):
            if outcome.problem is not None:
                raise RuntimeError(f"{outcome.task.key}: {outcome.problem.en}")
            if len(first) < workers:
                first.add(outcome.task.key)
                begun, own = time.perf_counter(), time.process_time()
        seconds, own_seconds = time.perf_counter() - begun, time.process_time() - own
    if crew.done_here:
        raise RuntimeError(f"the cluster did not do it: {next(iter(crew.done_here.values()))}")
    pages = sum(task.payload.facts.page_count for task in work if task.key not in first)
    return Speed(who, len(work) - workers, pages, seconds, own_seconds)


def overhead_ms(there: Speed, here: Speed) -> float:
    """Return what the way costs a document, in milliseconds."""
    return 1000 * (there.seconds / there.documents - here.seconds / here.documents)


def page(speeds: Sequence[Speed], there: Speed, here: Speed) -> str:
    """Return the results as Markdown; ``there`` and ``here`` are the errands that only go the way, and those that do not."""
    one, two = (next(s for s in speeds if s.who == f"cluster, {count}") for count in ("1 worker", "2 workers"))
    lines = [
        "# Reading on a cluster",
        "",
        "Written by `python -m benchmarks.cluster`: the same reports read by the pool of one machine and by the workers of a Dask cluster on "
        "that machine, without the first report of each process. Two cores, which the scheduler and the run share with the workers.",
        "",
        "| read by | documents | pages | seconds | pages a second |",
        "| --- | --: | --: | --: | --: |",
        *(f"| {s.who} | {s.documents:,} | {s.pages:,} | {s.seconds:.1f} | {s.pages_a_second:.1f} |" for s in speeds),
        "",
        f"Two workers read {two.pages_a_second / one.pages_a_second:.2f} times as fast as one (wanted: {LEAST_SPEED_UP}). "
        f"The way to a worker and back, with the files of a real reading, took {overhead_ms(there, here):.1f} ms a document, measured "
        f"over {there.documents:,} errands (wanted: at most {MOST_OVERHEAD_MS:.0f} ms). The run's own process had "
        f"{1000 * there.own_seconds / there.documents:.1f} ms of a processor to do for each: one run takes over about "
        f"{there.documents / there.own_seconds:,.0f} documents a second, however many machines read.",
        "",
    ]
    return "\n".join(lines)


def _fresh(settings: Settings, name: str) -> Settings:
    return replace(settings, warehouse_dir=settings.warehouse_dir / name.replace(" ", "_"))


def _nothing(settings: Settings, reading: ReadJob, count: int) -> list[Errand]:
    """Return errands that hand over the reading of a job again, under other names."""
    beside = settings.warehouse_dir / "beside"
    shutil.copytree(reading.folder, beside / "reading")
    shutil.copyfile(reading.cells_path, beside / "cells.parquet")
    shutil.copyfile(reading.path, beside / "report.pdf")
    documents = [
        replace(reading.facts, document_id=sha256(str(number).encode()).hexdigest()) for number in range(count)
    ]
    jobs = errands(settings, documents)
    return [replace(job, work=_NOTHING, payload=replace(job.payload, path=beside / "report.pdf")) for job in jobs]


def main() -> int:
    """Measure and write the page; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--raw", type=Path, help="folder of reports to multiply (default: data/raw)")
    parser.add_argument("--copies", type=int, default=8, help="of each report")
    parser.add_argument("--errands", type=int, default=200, help="to measure the way by")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("cluster.md"), help="page to write")
    options = parser.parse_args()
    console = Console()
    speeds: list[Speed] = []
    with TemporaryDirectory(prefix="yusuan-cluster-") as name:
        base = Settings.load(raw=Path(name) / "raw", warehouse=Path(name) / "warehouse")
        base.raw_dir.mkdir()
        documents = copies(options.raw or Settings.load().raw_dir, base.raw_dir, options.copies)

        def told(measured: Speed) -> Speed:
            console.print(f"{measured.who}: {measured.documents} documents in {measured.seconds:.1f} s")
            return measured

        for workers, words in ((1, "1 process"), (2, "2 processes")):
            settings = _fresh(base, words)
            speeds.append(told(speed(f"pool, {words}", None, workers, errands(settings, documents))))
        reading: ReadJob = errands(settings, documents)[0].payload
        for workers, words in ((1, "1 worker"), (2, "2 workers")):
            settings = _fresh(base, words)
            with LocalCluster(Path(name) / f"cluster{workers}", workers) as cluster:
                place = Place(cluster.address, settings.cluster_dir.as_uri(), True)
                speeds.append(told(speed(f"cluster, {words}", place, workers, errands(settings, documents))))
                if workers == 1:
                    way = _fresh(base, "way")
                    there = told(speed("the way", place, 1, _nothing(way, reading, options.errands)))
        way = _fresh(base, "no way")
        here = told(speed("no way", None, 1, _nothing(way, reading, options.errands)))
    options.out.write_text(page(speeds, there, here), encoding="utf-8")
    console.print(f"{overhead_ms(there, here):.1f} ms a document; written: {options.out}")
    is_fast = speeds[3].pages_a_second >= LEAST_SPEED_UP * speeds[2].pages_a_second
    return int(not is_fast or overhead_ms(there, here) > MOST_OVERHEAD_MS)


if __name__ == "__main__":
    sys.exit(main())
