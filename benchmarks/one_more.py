"""One report more: what a run costs that finds a single new report beside those that are published.

``python -m benchmarks.one_more --raw DIR [--report NAME] [--folder DIR] [--out benchmarks/one_more.md]``. All reports of the folder but one are
published first (minutes), then the last one is added and ``yusuan run`` is watched from outside: seconds by the clock and of the
processors, and what its own journal says of the phases. On a machine that others use, only the processor's seconds mean anything: the load
before the run is told. Ends with 1 if the run took more than twenty seconds, or built everything.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from benchmarks.watching import Watched, watch
from pipelines.settings import Settings

#: Seconds by the clock that one report more may take on a machine that does nothing else.
MOST_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class OneMore:
    """One run over one new report: how many were published before, seconds, seconds by phase, models made anew, load before."""

    before: int
    seconds: float
    cpu_seconds: float
    phases: Mapping[str, float]
    models: int
    tests_by_dbt: int
    load: float

    @property
    def is_good(self) -> bool:
        """True if it went on from what was published, and fast enough."""
        return self.seconds <= MOST_SECONDS and not self.tests_by_dbt


def of_timing(timing: Mapping[str, Any], watched: Watched, before: int, load: float) -> OneMore:
    """Return what was measured of a run, by its journal (``last_run_timing.json``) and from outside."""
    phases: dict[str, float] = {}
    for step in timing["steps"]:
        if step["item_kind"] == "phase":
            phases[step["phase"]] = phases.get(step["phase"], 0.0) + step["seconds"]
    nodes = [step["item_name"] for step in timing["steps"] if step["item_kind"] == "dbt_node"]
    tests = sum(name.startswith("test.") for name in nodes)
    return OneMore(before, watched.seconds, watched.cpu_seconds, phases, len(nodes) - tests, tests, load)


def page(found: OneMore) -> str:
    """Return the result as Markdown."""
    return "\n".join(
        [
            "# One report more",
            "",
            f"Written by `python -m benchmarks.one_more`: a run that finds one new report beside {found.before:,} published ones. Two cores. "
            f"Load of the machine before the run: {found.load:.1f}; above 0.5, seconds by the clock are those of a machine that others use.",
            "",
            "| published before | seconds | of the processors | models made anew | wanted |",
            "| --: | --: | --: | --: | --: |",
            f"| {found.before:,} | {found.seconds:.1f} | {found.cpu_seconds:.1f} | {found.models:,} | {MOST_SECONDS:.0f} |",
            "",
            "Seconds of the phases, which partly go on beside each other:",
            "",
            "| phase | seconds |",
            "| --- | --: |",
            *(f"| {name} | {seconds:.1f} |" for name, seconds in found.phases.items()),
            "",
        ]
    )


def _run(settings: Settings, log: Path) -> Watched:
    command = [sys.executable, "-m", "pipelines.cli", "run", "--no-progress"]
    command += ["--raw", str(settings.raw_dir), "--warehouse", str(settings.warehouse_dir)]
    watched = watch(command, {**os.environ, "YUSUAN_HOME": str(settings.home)}, log, settings.home)
    # Some report may be held back or be none; then the status says so.
    if watched.status not in (0, 3):
        raise RuntimeError(f"the run published nothing: {log.read_text(errors='replace')[-2000:]}")
    return watched


def measure(raw: Path, report: str, folder: Path) -> OneMore:
    """Publish all but ``report`` into ``folder``, if that was not done there before, then that one; raises ``RuntimeError`` if a run fails."""
    settings = Settings.load(raw=folder / "raw", warehouse=folder / "warehouse")
    others = sorted(path for path in raw.glob("*.pdf") if path.name != report)
    if not settings.published_path.exists():
        settings.raw_dir.mkdir(parents=True, exist_ok=True)
        for path in others:
            shutil.copyfile(path, settings.raw_dir / path.name)
        _run(settings, folder / "first.log")
    shutil.copyfile(raw / report, settings.raw_dir / report)
    load = os.getloadavg()[0]
    watched = _run(settings, folder / "one_more.log")
    return of_timing(json.loads(settings.last_timing_path.read_text()), watched, len(others), load)


def main() -> int:
    """Measure and write the page; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one_more", description=__doc__)
    parser.add_argument("--raw", type=Path, required=True, help="folder of reports")
    parser.add_argument("--report", help="the one that comes later (default: the first by name)")
    parser.add_argument("--folder", type=Path, help="where to keep the warehouse (default: nowhere)")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("one_more.md"), help="page to write")
    options = parser.parse_args()
    report = options.report or min(path.name for path in options.raw.glob("*.pdf"))
    with TemporaryDirectory(prefix="yusuan-one-more-") as name:
        found = measure(options.raw, report, (options.folder or Path(name)).absolute())
    options.out.write_text(page(found), encoding="utf-8")
    Console().print(f"{found.seconds:.1f} s, {found.cpu_seconds:.1f} s of processors; written: {options.out}")
    return int(not found.is_good)


if __name__ == "__main__":
    sys.exit(main())
