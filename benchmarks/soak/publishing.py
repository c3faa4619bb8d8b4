"""Publication alone, with a prepared small candidate: killed, or with the disk full, at every one of its points.

Belongs here: one publication a forked process, hundreds a minute. Whole runs are in ``whole_runs``. Nothing here may open DuckDB in
the process that forks.
"""

from __future__ import annotations

import json
import os
import shutil
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.soak.hook import fault_points
from benchmarks.soak.hook.fault_points import Fault, Plan, read_trace
from pipelines.settings import Settings
from pipelines.site.dashboard import build  # noqa: F401  loaded before the fork, not once a point
from pipelines.site.dashboard.publishing import finish_site
from pipelines.site.dashboard.versions import is_site_of, prepare_site
from pipelines.warehouse import publish as publish_module
from pipelines.warehouse.parquet_export import is_current
from pipelines.warehouse.publication import read_publication
from pipelines.warehouse.publish import finish_interrupted, parquet_version, publish
from tests.runs.main_job import differences
from tests.warehouse.conftest import make_candidate, publication

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Point:
    """What became of a publication disturbed at one point. ``problems`` is empty if all is as it must be."""

    number: int
    name: str
    had_warehouse: bool
    ended: str
    seen: str
    problems: tuple[str, ...]


def chosen_points(points: Sequence[str], most: int) -> list[int]:
    """Return the numbers (from 1) of at most ``most`` points of each name, evenly spread, in their order; 0: all."""
    numbers: dict[str, list[int]] = {}
    for number, point in enumerate(points, 1):
        numbers.setdefault(point.split(" ")[0], []).append(number)
    return sorted(
        number
        for same in numbers.values()
        for number in (same if not most or most >= len(same) else [same[len(same) * i // most] for i in range(most)])
    )


def spoil_publication() -> None:
    """Let publication from now on copy over the file readers see, as it must not: the trial has to notice."""
    publish_module.put_in_place = lambda new, target: shutil.copyfile(new, _emptied(target))  # type: ignore[assignment]


def _emptied(target: Path) -> Path:
    target.write_bytes(b"")
    return target


def disturb_publications(
    folder: Path, fault: Fault, had_warehouse: bool, most: int = 0, about: str = ""
) -> Iterator[Point]:
    """Publish once for every chosen point, disturbed there, then once more undisturbed; yields what became of each.

    ``most`` is the most points of one name; 0 takes all. ``about`` takes only points in whose line it stands.

    After the disturbed one, readers must see the warehouse before or the new one, whole; after the next one, the new one with its
    Parquet and site.
    """
    base, undisturbed = folder / "base", folder / "undisturbed"
    _child(lambda: _prepare(base, had_warehouse))
    shutil.copytree(base, undisturbed, symlinks=True)
    trace = folder / "trace"
    _child(lambda: _publish(undisturbed, 2, Plan(str(undisturbed), str(trace), 0, fault, os.getpid())))
    points = read_trace(trace)
    for number in chosen_points(points, most):
        if about in points[number - 1]:
            yield _disturb(folder, Plan("", "", number, fault, 0), points[number - 1], had_warehouse)


def _disturb(folder: Path, plan: Plan, name: str, had_warehouse: bool) -> Point:
    base, undisturbed, place, trace = (
        folder / part for part in ("base", "undisturbed", "disturbed", "disturbed.trace")
    )
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(base, place, symlinks=True)
    trace.unlink(missing_ok=True)
    ended = _child(
        lambda: _publish(place, 2, replace(plan, below=str(place), trace=str(trace), run=os.getpid())), may_fail=True
    )
    seen = _child(lambda: _seen(place, base, undisturbed))
    problems = [] if seen in (("before", "new") if had_warehouse else ("none", "new")) else [f"readers see {seen}"]
    problems += _child(lambda: _next(place, undisturbed))
    return Point(plan.at, name, had_warehouse, ended, seen, tuple(problems))


def _settings(place: Path) -> Settings:
    return Settings.load(raw=place / "raw", warehouse=place / "warehouse", env={"YUSUAN_HOME": str(ROOT)})


def _prepare(place: Path, had_warehouse: bool) -> None:
    (place / "raw").mkdir(parents=True)
    settings = _settings(place)
    if had_warehouse:
        make_candidate(settings, 1)
        _publish(place, 1)
    make_candidate(settings, 2)


def _publish(place: Path, mark: int, plan: Plan | None = None, run: int = 0) -> str:
    settings = _settings(place)
    candidate = settings.work_dir / "run" / "candidate.duckdb"
    if plan is not None:
        fault_points.install(plan)
    publish(
        settings,
        candidate,
        publication(run or mark),
        (),
        lambda warehouse, version: prepare_site(settings, warehouse, version),
    )
    return "published"


def _seen(place: Path, before: Path, new: Path) -> str:
    """Name what readers see: the warehouse before, the new one, none, or the tables of neither."""
    published = _settings(place).published_path
    if not published.exists():
        return "none"
    try:
        to_new = differences(published, _settings(new).published_path)
    except duckdb.Error as error:
        return f"no database: {error}"
    if not to_new:
        return "new"
    old = _settings(before).published_path
    return "before" if old.exists() and not differences(published, old) else f"neither: {to_new}"


def _next(place: Path, undisturbed: Path) -> list[str]:
    """Finish and publish again as the next run does; name what is not as it is undisturbed."""
    settings, problems = _settings(place), []
    for moment in ("finished", "published again"):
        if moment == "published again":
            _publish(place, 2, run=3)
        finish_interrupted(settings)
        finish_site(settings)
        publication = read_publication(settings.published_path)
        if publication is not None:
            version = parquet_version(publication)
            if not is_current(settings.parquet_dir, version):
                problems.append(f"{moment}: the Parquet is not that of the warehouse")
            if not is_site_of(settings, version):
                problems.append(f"{moment}: the site is not that of the warehouse")
    seen = _seen(place, undisturbed, undisturbed)
    if seen != "new":
        problems.append(f"published again, readers see {seen}")
    left = [path.name for path in settings.warehouse_dir.rglob("*.part")]
    return [*problems, *(f"left behind: {name}" for name in left)]


def _child(work: Callable[[], Any], may_fail: bool = False) -> Any:
    """Do ``work`` in a process of its own; returns its value, ``killed``, or (if that may be) the error it ended in."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(ours)
        try:
            answer = {"value": work()}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}
        os.write(theirs, json.dumps(answer).encode()[:60_000])
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        content = pipe.read()
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        return "killed"
    answer = json.loads(content)
    if "error" in answer and not may_fail:
        raise RuntimeError(answer["trace"])
    return answer.get("value", answer.get("error"))
