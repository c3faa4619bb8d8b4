"""The soak from the command line; ``--help`` says how."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.soak.every_state import states, watch
from benchmarks.soak.hook.fault_points import FAULTS
from benchmarks.soak.publishing import disturb_publications
from benchmarks.soak.readers import problems_of, publish_before_readers
from benchmarks.soak.whole_runs import kill_runs
from pipelines.settings import Settings


def main() -> int:
    """Disturb publications and whole runs; prints what was wrong, and returns 1 if anything was."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="whole runs to kill (default 1000)")
    parser.add_argument("--seconds", type=float, default=1e9, help="how long to kill whole runs, or to try states")
    parser.add_argument(
        "--most", type=int, default=0, help="points of one name in publication (default 0: all; -1: none)"
    )
    parser.add_argument(
        "--states",
        action="store_true",
        help="instead: a run from every state a killed one can leave; a second time goes on",
    )
    parser.add_argument("--folder", type=Path, default=Path("soak"), help="what is gone on with (default soak/)")
    parser.add_argument(
        "--publications",
        type=int,
        default=0,
        help="instead: so many publications before three readers, and one of the first",
    )
    options = parser.parse_args()
    if options.publications:
        return _readers(options.publications)
    if options.states:
        return _states(options.folder, options.seconds)
    # The publications first: they fork, and nothing may have opened DuckDB by then.
    wrong = _publications(options.most) if options.most >= 0 else 0
    wrong += _runs(options.folder, options.kills, options.seconds)
    return 1 if wrong else 0


def _readers(count: int) -> int:
    with TemporaryDirectory(prefix="yusuan-readers-") as name:
        settings = replace(Settings.load(), warehouse_dir=Path(name) / "warehouse")
        reads = publish_before_readers(settings, count, Path(name))
    for read in reads:
        print(read, flush=True)
    wrong = problems_of(reads, count)
    print("\n".join(f"WRONG {words}" for words in wrong) or f"{count} publications: nothing wrong", flush=True)
    return int(bool(wrong))


def _states(folder: Path, seconds: float) -> int:
    wrong, deadline = 0, time.monotonic() + seconds
    for had_warehouse in (False, True):
        place = folder / f"states-{had_warehouse:d}"
        tried, of_points, left = 0, 0, 0
        watched = watch(place, had_warehouse=had_warehouse)
        for state in states(place, watched, deadline - time.monotonic()):
            if not state.ended:
                left += 1
                continue
            tried, of_points, wrong = tried + 1, of_points + state.points, wrong + (not state.is_right)
            print(f"{'' if state.is_right else 'WRONG '}{state}", flush=True)
        print(
            f"{'a run over a warehouse' if had_warehouse else 'a first run'}: {len(watched.points)} points, {len(watched.copies)} copies, "
            f"{tried + left} states; gone on from {tried}, of {of_points} points; left for the next time {left}",
            flush=True,
        )
    return int(bool(wrong))


def _publications(most: int) -> int:
    wrong = 0
    for fault in FAULTS:
        for had_warehouse in (False, True):
            started, seen, names = time.monotonic(), Counter[str](), set[str]()
            with TemporaryDirectory(prefix="yusuan-soak-") as name:
                for point in disturb_publications(Path(name), fault, had_warehouse, most):
                    seen[point.seen] += 1
                    names.add(point.name.split(" ")[0])
                    if point.problems:
                        wrong += 1
                        print(f"  {point}", flush=True)
            where = "after another" if had_warehouse else "the first"
            counted = ", ".join(f"{count} {what}" for what, count in seen.most_common())
            print(
                f"publication ({where}), {fault} at {seen.total()} points of {len(names)} names; readers then see: "
                f"{counted}; {time.monotonic() - started:.0f} s",
                flush=True,
            )
    return wrong


def _runs(folder: Path, kills: int, seconds: float) -> int:
    started, seen, killed, wrong = time.monotonic(), Counter[str](), 0, 0
    for one in kill_runs(folder, kills, seconds):
        seen[one.seen[:60]] += 1
        killed += one.is_killed
        wrong += not one.is_right
        print(f"{'' if one.is_right else 'WRONG '}{one}", flush=True)
    print(f"whole runs: {killed} killed; readers then see {dict(seen)}; {time.monotonic() - started:.0f} s")
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
