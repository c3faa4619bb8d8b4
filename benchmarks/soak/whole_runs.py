"""Whole runs killed one after the other at points spread over all names, and held against a run that nobody disturbed.

Belongs here: runs as users start them, seconds each; what was done is kept, so that it can be gone on with. Publication alone is in
``publishing``.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import psutil

from benchmarks.soak.beside import not_as_undisturbed
from benchmarks.soak.hook.fault_points import Plan, read_trace
from benchmarks.soak.publishing import chosen_points
from specimens.families import clean_report
from specimens.typeset import LOOKS, typeset
from tests.runs.main_job import differences, start

SEED = 20261129
#: What a run ends with that read one report and an empty file.
STATUS = 3
#: After so many kills a run goes to its end, and the next ones begin without a warehouse.
KILLS_A_CHAIN = 10
#: How long a process that a killed run started may live on.
LONGEST_ORPHAN_SECONDS = 2.0
LONGEST_RUN_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Killed:
    """What became of a run that was to be killed at a point; ``number`` 0 is a run to the end after a chain of these."""

    number: int
    name: str
    is_killed: bool
    seen: str
    orphans: tuple[str, ...]
    seconds: float

    @property
    def is_right(self) -> bool:
        """True if readers saw nothing or the whole warehouse, and no process was left."""
        return self.seen in ("none", "whole") and not self.orphans


def kill_runs(folder: Path, kills: int, seconds: float) -> Iterator[Killed]:
    """Kill so many runs, or as many as there is time for; goes on with what ``folder`` has from before."""
    folder.mkdir(parents=True, exist_ok=True)
    raw, undisturbed, warehouse = folder / "raw", folder / "undisturbed", folder / "killed"
    done_file, names_file = folder / "done.jsonl", folder / "points.txt"
    if not names_file.exists():
        shutil.rmtree(undisturbed, ignore_errors=True)
        put_reports(raw)
        trace = folder / "trace"
        trace.unlink(missing_ok=True)
        status, printed = run_plan(raw, undisturbed, Plan(str(undisturbed), str(trace), 0, "kill", 0))
        if status != STATUS:
            raise RuntimeError(f"the run that nobody disturbs ended with {status}: {printed}")
        names_file.write_text("\n".join(read_trace(trace)), encoding="utf-8")
    names = names_file.read_text(encoding="utf-8").split("\n")
    done = done_file.read_text(encoding="utf-8").splitlines() if done_file.exists() else []
    past = sum(json.loads(line)["number"] > 0 for line in done)
    deadline = time.monotonic() + seconds
    for place, number in enumerate(_order(names, kills)[past:], past):
        if time.monotonic() > deadline:
            return
        if place % KILLS_A_CHAIN == 0:
            shutil.rmtree(warehouse, ignore_errors=True)
        found = [_kill(raw, warehouse, undisturbed, number, names[number - 1])]
        if place % KILLS_A_CHAIN == KILLS_A_CHAIN - 1:
            found.append(_to_the_end(raw, warehouse, undisturbed))
        for one in found:
            with done_file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
            yield one


def _order(names: list[str], kills: int) -> list[int]:
    """The points to kill at, mixed: those of every name first, then whatever else there is, over again if need be."""
    chance = random.Random(SEED)
    kinds = len({name.split(" ")[0] for name in names})
    order: list[int] = []
    for most in (1, max(1, kills // (2 * kinds)), 0):
        more = [number for number in chosen_points(names, most) if number not in set(order)]
        chance.shuffle(more)
        order += more
    return [order[i % len(order)] for i in range(kills)]


def put_reports(raw: Path) -> None:
    """One small report, and a file that is none."""
    shutil.rmtree(raw, ignore_errors=True)
    raw.mkdir(parents=True)
    (raw / "report.pdf").write_bytes(typeset(clean_report("suzhou", SEED).report, LOOKS["reference"]).pdf)
    (raw / "empty.pdf").write_bytes(b"")


def run_plan(raw: Path, warehouse: Path, plan: Plan, *options: str) -> tuple[int, str]:
    """Run to the end with a plan; returns the status and what was printed."""
    environment = plan.environment(os.environ.get("PYTHONPATH", ""))
    process = start(raw, warehouse, *options, environment=environment)
    try:
        printed, _ = process.communicate(timeout=LONGEST_RUN_SECONDS)
    finally:
        process.kill()
    return process.returncode, printed


def _kill(raw: Path, warehouse: Path, undisturbed: Path, number: int, name: str) -> Killed:
    trace = warehouse.with_name("killed.trace")
    trace.unlink(missing_ok=True)
    started = time.monotonic()
    environment = Plan(str(warehouse), str(trace), number, "kill", 0).environment(os.environ.get("PYTHONPATH", ""))
    process = start(raw, warehouse, "--force", environment=environment)
    # Not until its output ends: a process it left behind may hold that open.
    status = process.wait(LONGEST_RUN_SECONDS)
    orphans = _orphans(str(process.pid))
    if process.stdout is not None:
        process.stdout.close()
    return Killed(
        number, name, status == -9, what_readers_see(warehouse, undisturbed), orphans, time.monotonic() - started
    )


def _to_the_end(raw: Path, warehouse: Path, undisturbed: Path) -> Killed:
    started = time.monotonic()
    ended = what_a_run_makes(raw, warehouse, undisturbed)
    seen = ended if ended == "whole" else f"to the end: {ended}"
    return Killed(0, "to the end", False, seen, (), time.monotonic() - started)


def what_a_run_makes(raw: Path, warehouse: Path, undisturbed: Path) -> str:
    """Run to the end and say what came of it: ``whole`` if it is as if nothing had been and nothing is left behind, else what is wrong."""
    trace = warehouse.with_name("end.trace")
    trace.unlink(missing_ok=True)
    status, printed = run_plan(raw, warehouse, Plan(str(warehouse), str(trace), 0, "kill", 0))
    seen = what_readers_see(warehouse, undisturbed)
    if status != STATUS or seen != "whole":
        return f"status {status}, readers see {seen}: {printed[-400:]}"
    return "; ".join(not_as_undisturbed(warehouse, undisturbed)) or "whole"


def what_readers_see(warehouse: Path, undisturbed: Path) -> str:
    """Say what readers find: ``none``, ``whole`` if it is what the run made that nobody disturbed, else what is wrong with it."""
    published = warehouse / "yusuan.duckdb"
    if not published.exists():
        return "none"
    try:
        found = differences(published, undisturbed / "yusuan.duckdb")
    except duckdb.Error as error:
        return f"no database: {error}"
    return f"differs: {found}" if found else "whole"


def _orphans(run: str) -> tuple[str, ...]:
    """Name the processes of a run that are alive after the time they may take; they are ended then."""
    deadline = time.monotonic() + LONGEST_ORPHAN_SECONDS
    while (alive := _alive(run)) and time.monotonic() < deadline:
        time.sleep(0.1)
    words = tuple(" ".join(process.cmdline()[:4]) for process in alive)
    for process in alive:
        process.kill()
    return words


def _alive(run: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() != psutil.STATUS_ZOMBIE and process.environ().get("YUSUAN_SOAK_RUN") == run:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found
