"""What making the pages costs: ``python -m benchmarks.pages --warehouse DIR``, in processor seconds, best of several times.

Belongs here: the time of all pages of a published warehouse, made into a folder that goes again, when nothing is there before and when nothing
has changed. pandas is loaded first, as it is in a run, where the suites have loaded it. What a browser takes is measured in ``tests/site/dashboard``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import pandas  # noqa: F401  DuckDB loads it with the first parameter of a query

from pipelines.settings import Settings
from pipelines.site.dashboard.build import build_site


def measured(settings: Settings, times: int) -> tuple[int, float, float]:
    """Return how many reports there are, and the least seconds that all their pages take: made anew, and taken over."""
    anew, again, reports = [], [], 0
    for _ in range(times):
        with tempfile.TemporaryDirectory(dir=settings.warehouse_dir) as folder:
            first, second = Path(folder, "first"), Path(folder, "second")
            start = time.process_time()
            reports = build_site(settings, settings.published_path, first).made
            middle = time.process_time()
            build_site(settings, settings.published_path, second, first)
            anew.append(middle - start)
            again.append(time.process_time() - middle)
    return reports, min(anew), min(again)


def main() -> None:
    """Measure and say so."""
    parser = argparse.ArgumentParser(description="Time the pages of a published warehouse.")
    parser.add_argument("--warehouse", type=Path)
    parser.add_argument("--times", type=int, default=3)
    arguments = parser.parse_args()
    reports, anew, again = measured(Settings.load(warehouse=arguments.warehouse), arguments.times)
    each = f"{1000 * anew / reports:.1f} ms a report" if reports else "no report"
    sys.stdout.write(f"{reports} reports: {anew:.2f} s, {each}; when nothing changed {again:.2f} s\n")


if __name__ == "__main__":
    main()
