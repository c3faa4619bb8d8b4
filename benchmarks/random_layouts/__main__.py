"""The trial of random layouts from the command line; ``--help`` says how."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from benchmarks.figures import share
from benchmarks.random_layouts import page
from benchmarks.random_layouts.counting import SILENT, Tally, tally
from benchmarks.random_layouts.making import set_report
from benchmarks.random_layouts.trial import Case, run, run_batch
from specimens.random_layouts import random_report

#: Seeds looked through for a wanted option.
MOST_TRIED = 20_000


def main() -> int:
    """Run the trial; the exit status is 0 if nothing is silently wrong and nothing is found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.random_layouts", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="reports (default 200)")
    parser.add_argument("--first", type=int, default=0, help="first seed (default 0)")
    parser.add_argument("--seed", type=int, action="append", help="this seed alone, and what differs; may be repeated")
    parser.add_argument(
        "--with", dest="wanted", action="append", default=[], metavar="OPTION=VALUE",
        help="only reports with a table drawn so (names and values as in the page); may be repeated",
    )  # fmt: skip
    parser.add_argument("--keep", type=Path, help="with --seed: folder for the PDF and what differs")
    parser.add_argument("--workers", type=int, default=2, help="processes (default 2)")
    parser.add_argument(
        "--out", type=Path, default=Path(__file__).parents[1] / "random_layouts.md", help="page to write"
    )
    options = parser.parse_args()
    console = Console()
    if options.seed:
        return _one_by_one(options.seed, options.keep)
    started = time.monotonic()
    seeds = _seeds(options.first, options.count, [tuple(each.split("=", 1)) for each in options.wanted])
    with Progress(console=console) as progress:
        task = progress.add_task("random layouts", total=len(seeds))
        cases = run(seeds, options.workers, lambda count: progress.advance(task, count))
    total = tally(cases)
    told = ["--count", str(options.count), *(["--first", str(options.first)] if options.first else [])]
    told += [f"--with '{each}'" for each in options.wanted]
    command = f"python -m benchmarks.random_layouts {' '.join(told)}"
    options.out.write_text(page.page(command, total, time.monotonic() - started), encoding="utf-8")
    _summary(console, total)
    console.print(f"written: {options.out}")
    return int(bool(total.silent or total.blames))


def _seeds(first: int, count: int, wanted: Sequence[tuple[str, ...]]) -> list[int]:
    """So many seeds from the first, of reports with a table that has all wanted options."""
    if not wanted:
        return list(range(first, first + count))
    seeds = (
        seed
        for seed in range(first, first + MOST_TRIED)
        if any(all(sheet.options.get(name) == value for name, value in wanted) for sheet in random_report(seed).sheets)
    )
    return list(islice(seeds, count))


def _one_by_one(seeds: list[int], keep: Path | None) -> int:
    cases = run_batch(seeds)
    for case in cases:
        told = page.difference(case)
        print(told)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"random-{case.seed}.pdf").write_bytes(set_report(case.seed).typeset.pdf)
            (keep / f"random-{case.seed}.txt").write_text(told, encoding="utf-8")
    return int(any(_fails(case) for case in cases))


def _fails(case: Case) -> bool:
    return bool(case.blames) or any(verdict.result in SILENT for verdict in case.verdicts)


def _summary(console: Console, total: Tally) -> None:
    for result, count in total.results.most_common():
        console.print(f"{result:>15} {count:>7} {share(count, total.amounts)}")
    console.print(
        f"silently wrong in {len(total.silent_seeds)} of {total.reports} reports; {sum(map(len, total.blames.values()))} false "
        f"findings in {len(total.blamed_seeds)}"
    )


if __name__ == "__main__":
    sys.exit(main())
