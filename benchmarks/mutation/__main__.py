"""The mutation trial from the command line; ``--help`` says how."""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import Progress

from benchmarks.mutation import page
from benchmarks.mutation.bases import make_bases
from benchmarks.mutation.misreading import KINDS, misread
from benchmarks.mutation.trial import draw, run

#: What must hold, or the exit status is 1 (issue "Prove it"): single faults, both of two, misreadings told apart.
WANTED = {"single": 0.95, "double": 0.80, "misread": 0.95}


def main() -> int:
    """Run the trial; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=__doc__)
    parser.add_argument("--cases", type=int, default=1200, help="reports with one fault (default 1200)")
    parser.add_argument("--double", type=int, default=400, help="reports with two faults (default 400)")
    parser.add_argument("--misread", type=int, default=400, help="pages with a cell misread (default 400)")
    parser.add_argument("--families", type=int, default=2, help="clean reports of each layout family (default 2)")
    parser.add_argument("--seed", type=int, default=20261123, help="everything drawn follows from it")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "mutation.md", help="page to write")
    options = parser.parse_args()
    console, started = Console(), time.monotonic()
    with TemporaryDirectory(prefix="yusuan-mutation-") as name, Progress(console=console) as progress:
        folder = Path(name)
        clean = progress.add_task("clean reports", total=None)
        bases = make_bases(folder, [options.seed + number for number in range(options.families)])
        progress.update(clean, total=1, completed=1)
        singles, doubles = draw(bases, options.cases, 1, options.seed), draw(bases, options.double, 2, options.seed)
        task = progress.add_task("one fault", total=len(singles))
        singles = run(singles, folder, lambda count: progress.advance(task, count))
        other = progress.add_task("two faults", total=len(doubles))
        doubles = run(doubles, folder, lambda count: progress.advance(other, count))
        last = progress.add_task("misread cells", total=options.misread)
        chance, spoiled = random.Random(options.seed), []
        for number in range(options.misread):
            spoiled.append(misread(chance.choice(bases), KINDS[number % len(KINDS)], chance))
            progress.advance(last)
    command = f"python -m benchmarks.mutation --cases {options.cases} --double {options.double} --seed {options.seed}"
    seconds = time.monotonic() - started
    options.out.write_text(page.page(command, len(bases), singles, doubles, spoiled, seconds), encoding="utf-8")
    single, both = page.scores(singles)["all"], page.both_right(doubles)
    console.print(page.screen("one fault in a report", page.scores(singles)))
    console.print(page.screen("two faults in a report", page.scores(doubles)))
    told = sum(item.is_told for item in spoiled)
    console.print(
        f"both of two right: {page.share(both, len(doubles))}; misread cells told apart: {page.share(told, len(spoiled))}"
    )
    console.print(f"written: {options.out}")
    holds = (
        single.right >= WANTED["single"] * single.revealable
        and both >= WANTED["double"] * len(doubles)
        and told >= WANTED["misread"] * len(spoiled)
    )
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
