"""The whole run over thousands of documents but for reading them: seconds of each phase, memory of each process.

``python -m benchmarks.whole [--documents 100 1000 10000] [--folder DIR] [--out benchmarks/whole.md]``. ``many_documents`` makes a
raw folder and a hand-over as a run finds them that has read everything before; then ``yusuan run`` itself builds, judges, holds
back and publishes, watched from outside (``watching``). Its own journal says which phase it was in. Then one report goes and comes
back, each by a run of its own. Ends with 1 if a process held more than two gigabytes, or if a run published nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.many_documents import make_documents
from benchmarks.watching import Watched, watch
from pipelines.cli.run import STATUS_INCOMPLETE
from pipelines.settings import Settings

#: No process may hold more, in megabytes.
MOST_MB = 2_000
#: Phases of the journal whose seconds are told; what they do not cover is the rest.
_PHASES = ("dbt", "suites", "hold", "publish")
#: Whose memory is told: dbt, any worker, the run itself in its phases and at any time.
_PROCESSES = ("dbt", "worker", *_PHASES[1:], "whole run")
#: A part of the command line of the process that dbt runs in.
_DBT = "pipelines.warehouse.dbt_process"


class NotPublishedError(Exception):
    """A run published nothing; the message is what it said of it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One size: what was published, seconds by phase, and the most that each process held, in megabytes, by what it did."""

    documents: int
    amounts: int
    checks: int
    diagnosed: int
    held_back: int
    warehouse_mb: int
    seconds: dict[str, float]
    cpu_seconds: float
    memory: dict[str, float]
    #: What the runs after it took: one report gone, and come back.
    one: tuple[One, ...] = ()

    @property
    def largest_mb(self) -> float:
        """The most that any process held."""
        return max([*self.memory.values(), *(run.largest_mb for run in self.one)])


@dataclass(frozen=True, slots=True)
class One:
    """A run in which one report changed: seconds by the clock and of the processors, and the most that a process held, in megabytes."""

    what: str
    seconds: float
    cpu_seconds: float
    largest_mb: float


def measure_one(folder: Path, log: Path) -> tuple[One, ...]:
    """Take one report of the published warehouse in ``folder`` away, run, put it back and run again.

    Raises ``NotPublishedError`` if a run publishes nothing. The pages of the report were read before.
    """
    raw = sorted((folder / "raw").rglob("*.pdf"))
    report, aside = raw[len(raw) // 2], folder / "one.pdf"
    found = []
    for what, move in (("goes", lambda: report.replace(aside)), ("comes back", lambda: aside.replace(report))):
        move()
        watched = _run(folder, log)
        found.append(One(what, watched.seconds, watched.cpu_seconds, watched.peak()))
    return tuple(found)


def measure(folder: Path, documents: int, log: Path) -> Measured:
    """Run ``yusuan run`` over the documents in ``folder``; raises ``NotPublishedError`` if it publishes nothing."""
    settings = _settings(folder)
    watched = _run(folder, log)
    steps = json.loads(settings.last_timing_path.read_text())["steps"]
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        counts = connection.execute(
            "select (select count(*) from dim_cell where role = 'figure'), (select count(*) from fct_reconciliation), "
            "(select count(distinct document_id) from rpt_discrepancy), "
            "(select count(*) from dim_document where is_held_back)"
        ).fetchone()
    assert counts is not None
    return Measured(
        documents,
        *counts,
        settings.published_path.stat().st_size // 1_000_000,
        seconds_by_phase(steps, watched.seconds),
        watched.cpu_seconds,
        memory_by_process(steps, watched),
    )


def _settings(folder: Path) -> Settings:
    return replace(Settings.load(), raw_dir=folder / "raw", warehouse_dir=folder / "warehouse")


def _run(folder: Path, log: Path) -> Watched:
    settings = _settings(folder)
    command = [sys.executable, "-m", "pipelines.cli", "run", "--no-progress"]
    command += ["--raw", str(settings.raw_dir), "--warehouse", str(settings.warehouse_dir)]
    environment = {**os.environ, "YUSUAN_HOME": str(settings.home)}
    watched = watch(command, environment, log, settings.home)
    # Some documents are held back on purpose.
    if watched.status != STATUS_INCOMPLETE:
        raise NotPublishedError(_why(log.read_text(errors="replace"), watched))
    return watched


def _why(log: str, watched: Watched) -> str:
    """What failed, without the phases before it and without dbt's advice."""
    words = log[log.find("error ") :] if "error " in log else log
    told = [line.strip() for line in words.splitlines() if line.strip() and not line.lstrip().startswith("*")]
    return f"After {watched.seconds:,.0f} s, at most {watched.peak():,.0f} MB in one process: {' '.join(told[:3])}"


def seconds_by_phase(steps: Sequence[dict[str, Any]], whole: float) -> dict[str, float]:
    """Seconds of the phases that are told, of the rest, and of the whole."""
    phases = [step for step in steps if step["item_kind"] == "phase"]
    told = {name: sum(step["seconds"] for step in phases if step["phase"] == name) for name in _PHASES}
    return {**told, "rest": whole - sum(told.values()), "whole": whole}


def memory_by_process(steps: Sequence[dict[str, Any]], watched: Watched) -> dict[str, float]:
    """The most that dbt's process and any worker ever held, and the run's own process in each of its phases."""
    of_dbt = [pid for pid, command in watched.commands.items() if _DBT in command]
    workers = [pid for pid in watched.commands if pid != watched.pid and pid not in of_dbt]
    memory = {"dbt": watched.peak(of_dbt), "worker": watched.peak(workers)}
    for name in _PHASES[1:]:
        spans = [step for step in steps if step["item_kind"] == "phase" and step["phase"] == name]
        memory[name] = max((_peak_in(step, watched) for step in spans), default=0.0)
    return {**memory, "whole run": watched.peak([watched.pid])}


def _peak_in(step: dict[str, Any], watched: Watched) -> float:
    begin = datetime.fromisoformat(step["started_at"]).timestamp()
    return watched.peak_between(begin, begin + step["seconds"], [watched.pid])


def page(measured: Sequence[Measured], failed: Mapping[int, str] | None = None) -> str:
    """The results as Markdown; ``failed`` says by size why a run published nothing."""
    lines = [
        "# The whole run over thousands of documents",
        "",
        "Written by `python -m benchmarks.whole`: `yusuan run` over so many documents that have been read before (clean reports of "
        "fifteen layout families and the reference report, a quarter with a fault, multiplied under other names; one in ten the report "
        "of the year before; some with what must be held back). Building with dbt, suites, holding back and publication are the "
        "product's own, watched from outside. Two cores.",
        "",
        "| documents | amounts | checks | with findings | held back | published, MB |",
        "| --: | --: | --: | --: | --: | --: |",
        *(
            f"| {m.documents:,} | {m.amounts:,} | {m.checks:,} | {m.diagnosed:,} | {m.held_back:,} | {m.warehouse_mb:,} |"
            for m in measured
        ),
        "",
        "Seconds. *Rest* is what no phase covers: looking at the raw folder, start-up and parsing beside it, Dagster's records.",
        "",
        "| documents | dbt, diagnosis included | suites | holding back | publication | rest | whole | processor |",
        "| --: | --: | --: | --: | --: | --: | --: | --: |",
        *(
            f"| {m.documents:,} | {' | '.join(f'{seconds:.0f}' for seconds in m.seconds.values())} | {m.cpu_seconds:.0f} |"
            for m in measured
        ),
        "",
        f"The most that one process held, MB; none may hold more than {MOST_MB:,}.",
        "",
        "| documents | dbt | one worker | run: suites | run: holding back | run: publication | run: at any time |",
        "| --: | --: | --: | --: | --: | --: | --: |",
        *(
            f"| {m.documents:,} | {' | '.join(f'{megabytes:,.0f}' for megabytes in m.memory.values())} |"
            for m in measured
        ),
        "",
        "Then one report goes, and comes back; its pages were read before. Seconds by the clock and of the processors, and the most that "
        "one process held.",
        "",
        "| into | one report | clock, s | processor, s | MB |",
        "| --: | --- | --: | --: | --: |",
        *(
            f"| {m.documents:,} | {run.what} | {run.seconds:.0f} | {run.cpu_seconds:.0f} | {run.largest_mb:,.0f} |"
            for m in measured
            for run in m.one
        ),
        "",
        *(f"{count:,} documents: **nothing was published**. {why}\n" for count, why in (failed or {}).items()),
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure and write the page; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole", description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1000, 10_000], help="sizes")
    parser.add_argument("--folder", type=Path, help="where to keep documents and warehouses (default: nowhere)")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("whole.md"), help="page to write")
    options = parser.parse_args()
    console = Console()
    measured: list[Measured] = []
    failed: dict[int, str] = {}
    with TemporaryDirectory(prefix="yusuan-whole-") as name, Progress(console=console) as progress:
        for count in options.documents:
            folder = (options.folder or Path(name)).absolute() / str(count)
            if not folder.exists():
                task = progress.add_task(f"making {count:,} documents", total=count)
                make_documents(_settings(folder), count, lambda task=task: progress.advance(task))
            task = progress.add_task(f"the run over {count:,}", total=None)
            try:
                found = measure(folder, count, folder / "run.log")
                measured.append(replace(found, one=measure_one(folder, folder / "one.log")))
            except NotPublishedError as error:
                failed[count] = str(error)
                console.print(f"{count:,} documents: nothing was published. {error}", markup=False)
            progress.update(task, total=1, completed=1)
    table = Table("documents", "whole, s", *(f"{name}, MB" for name in _PROCESSES), title="the whole run")
    for m in measured:
        table.add_row(
            f"{m.documents:,}", f"{m.seconds['whole']:.0f}", *(f"{megabytes:,.0f}" for megabytes in m.memory.values())
        )
    console.print(table)
    options.out.write_text(page(measured, failed), encoding="utf-8")
    console.print(f"written: {options.out}")
    return int(bool(failed) or any(m.largest_mb > MOST_MB for m in measured))


if __name__ == "__main__":
    sys.exit(main())
