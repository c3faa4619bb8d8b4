"""The trial “leave one place out” from the command line; ``--help`` says how."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from benchmarks.leave_one_place_out import page
from benchmarks.leave_one_place_out.looked_up import TRUE, read_lists
from benchmarks.leave_one_place_out.running import ROOT, link, run
from benchmarks.leave_one_place_out.trial import by_place, leave_out, results_of

OUT = Path(__file__).parents[1] / "leave_one_place_out.md"


def corpora() -> list[Path]:
    """The folders of real reports that are here: ``YUSUAN_CORPUS``, and ``corpus_new`` beside it."""
    first = Path(os.environ.get("YUSUAN_CORPUS", ROOT.parent / "shared" / "corpus"))
    second = Path(os.environ.get("YUSUAN_CORPUS_NEW", first.parent / "corpus_new"))
    return [folder for folder in (first, second) if folder.is_dir()]


def main() -> int:
    """Run the trial; the exit status is 0 if no error is false or not looked up."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.leave_one_place_out", description=__doc__)
    parser.add_argument("--place", action="append", help="this place alone; may be repeated")
    parser.add_argument(
        "--work", type=Path, help="folder for warehouses; what was extracted there is not extracted again"
    )
    parser.add_argument(
        "--made", action="store_true", help="measure the warehouses that an earlier trial left in --work"
    )
    parser.add_argument("--out", type=Path, default=OUT, help="page to write")
    options = parser.parse_args()
    found = corpora()
    if not found:
        sys.exit("the corpora of real reports are not here; set YUSUAN_CORPUS to their folder")
    with TemporaryDirectory(prefix="yusuan-places-") as name:
        return _trial(found, options.work or Path(name), options.place, options.out, options.made)


def _trial(found: list[Path], work: Path, wanted: list[str] | None, out: Path, is_made: bool) -> int:
    console = Console()
    started = time.monotonic()
    files = {f"{corpus.name}/{path.name}": path for corpus in found for path in sorted(corpus.glob("*.pdf"))}
    files |= {f"raw/{path.name}": path for path in sorted((ROOT / "data" / "raw").glob("*.pdf"))}
    base = work / "all"
    if not is_made:
        link(files, base / "raw")
        run(base / "raw", base / "warehouse")

    def tell(text: str) -> None:
        console.print(f"{time.monotonic() - started:.0f} s: {text}")

    tell("all reports read with all words")
    places = wanted or list(by_place(base / "warehouse"))
    if not is_made:
        leave_out(places, base / "raw", base / "warehouse", work / "without", tell)
    results = results_of(places, read_lists(found), base / "warehouse", work / "without" / "warehouse")
    for result in results:
        figures = result.figures
        not_true = sum(verdict != TRUE for _, verdict, _ in result.errors)
        console.print(
            f"{result.place}: {len(result.taken)} words taken away: {page.share(figures.understood, figures.count)} of {figures.count} figures "
            f"({page.share(figures.understood_before, figures.count)} with all words), {not_true} errors not known to be true"
        )  # fmt: skip
    out.write_text(
        page.page("python -m benchmarks.leave_one_place_out", results, time.monotonic() - started), encoding="utf-8"
    )
    console.print(f"written: {out}")
    return int(any(verdict != TRUE for result in results for _, verdict, _ in result.errors))


if __name__ == "__main__":
    sys.exit(main())
