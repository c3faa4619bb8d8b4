"""The fuzzing from the command line; ``--help`` says how."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from benchmarks.fuzz.trial import run


def main() -> int:
    """Spoil and read; prints what became of the files, and returns 1 if a process died or a figure was altered."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="spoiled files (default 10000)")
    parser.add_argument("--first", type=int, default=0, help="number of the first: to go on where a run ended")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after so long")
    parser.add_argument("--seed", type=int, default=20261129, help="everything drawn follows from it")
    parser.add_argument(
        "--keep", type=Path, default=Path("fuzz"), help="folder for files that went wrong (default fuzz/)"
    )
    options = parser.parse_args()
    options.keep.mkdir(parents=True, exist_ok=True)
    started, endings, kinds, wrong = time.monotonic(), Counter[str](), Counter[str](), []
    slowest, peak, figures, changed = 0.0, 0, 0, 0
    for done in run(options.keep, range(options.first, options.first + options.count), options.seed, options.seconds):
        endings[done.ending] += 1
        kinds[done.kind] += 1
        slowest, peak = max(slowest, done.outcome.seconds), max(peak, done.outcome.peak_mb)
        if done.outcome.problem is None:
            figures, changed = figures + done.outcome.value.figures, changed + done.outcome.value.changed
        if done.altered or done.ending == "given up: died":
            wrong.append(done)
        problem = done.outcome.problem
        if done.altered or problem is not None:
            why = f" ({problem.en})" if problem is not None else ""
            print(f"{done.number} ({done.kind}): {done.ending}{why}, altered {done.altered[:4]}", flush=True)
    print(
        json.dumps(
            {"files": sum(endings.values()), "endings": endings.most_common(), "kinds": kinds.most_common()}, indent=1
        )
    )
    print(
        f"{figures} figures told, {changed} not in the sound file, wrong: {len(wrong)} files; slowest {slowest:.1f} s, "
        f"peak {peak} MB, {time.monotonic() - started:.0f} s in all"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
