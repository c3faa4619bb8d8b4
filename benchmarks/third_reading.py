"""What the third reading costs, the picture's: fonts held against their outlines, and a sample of amounts against their pages.

``python -m benchmarks.third_reading [--documents 12] [--all] [--out benchmarks/third_reading.md]``. Typed reports of all sizes, drawn from
the corpora, are read whole (pages to Parquet, as a worker of the main job does) in a fresh process, one by one, by turns with the sample
and without it; processor seconds, the best of the repeats. Loading the OCR model is told apart: a worker does it once, however many
documents it reads. Scanned pages are read by OCR anyway and are left out.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from rich.console import Console
from rich.progress import Progress

from benchmarks.readers import Job, is_scanned, prepare, read_whole
from pipelines.extraction.sampled_figures import PictureSample, Shown
from pipelines.extraction.shown_figures import Verdict
from pipelines.extraction.true_digits import DigitProof

_VERDICTS: tuple[Verdict, ...] = ("agrees", "differs", "unread")
#: The third reading may take so much of reading's time.
_ALLOWED = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of one document, and what came of its sample."""

    name: str
    pages: int
    seconds: float
    without_sample: float
    outlines: float
    sample: float
    looks: dict[Verdict, int]
    #: Figures that differ: page, place, text, digits in the picture.
    differing: tuple[tuple[int, str, str, str], ...] = ()

    @property
    def share(self) -> float:
        """Return the third reading's part of reading."""
        return (self.outlines + self.sample) / max(self.seconds, 1e-9)


def draw(corpora: Sequence[Path], count: int | None) -> list[Job]:
    """Return so many typed documents, from the smallest to the largest in even steps; all if None."""
    sized: list[tuple[int, Path]] = []
    for path in sorted(path for corpus in corpora if corpus.is_dir() for path in corpus.glob("*.pdf")):
        with pdfium.PdfDocument(path) as document:
            sized.append((len(document), path))
    sized.sort(key=lambda item: (item[0], item[1].name))
    typed = [
        Job(path, tuple(range(1, pages + 1)))
        for pages, path in sized
        if not any(is_scanned(path, page_no) for page_no in range(1, pages + 1))
    ]
    if count is None or count >= len(typed):
        return typed
    return [typed[round(n * (len(typed) - 1) / max(count - 1, 1))] for n in range(count)]


def load_model() -> float:
    """Return the seconds until this process, which has read nothing yet, can read by OCR."""
    import numpy as np

    from pipelines.pdf.ocr import recognize

    prepare()
    begin = time.process_time()
    recognize([np.full((48, 96, 3), 255, np.uint8)], are_short=True)
    return time.process_time() - begin


def measure(job: Job, repeat: int) -> Cost:
    """Read a document by turns with the sample and without it."""
    best: dict[bool, tuple[float, _Watch]] = {}
    for is_sampled in (False, True) * repeat:
        watch = _Watch()
        with watch.reading(is_sampled=is_sampled):
            begin = time.process_time()
            read_whole(job)
            seconds = time.process_time() - begin
        if is_sampled not in best or seconds < best[is_sampled][0]:
            best[is_sampled] = seconds, watch
    seconds, watch = best[True]
    return Cost(
        job.path.name,
        len(job.page_nos),
        seconds,
        best[False][0],
        watch.spent["outlines"],
        watch.spent["sample"],
        {verdict: watch.looks[verdict] for verdict in _VERDICTS},
        tuple(watch.differing),
    )


@dataclass(slots=True)
class _Watch:
    """What the parts of one reading took, and what was seen."""

    spent: dict[str, float] = field(default_factory=lambda: {"outlines": 0.0, "sample": 0.0})
    looks: Counter[Verdict] = field(default_factory=Counter)
    differing: list[tuple[int, str, str, str]] = field(default_factory=list)

    @contextmanager
    def reading(self, *, is_sampled: bool) -> Iterator[None]:
        """Watch what is read meanwhile, which has a sample or none."""
        judge, hold, look = DigitProof.is_page_false, PictureSample.hold_against_picture, PictureSample._look

        def told(sample: PictureSample, page: Any, page_no: int, *of_page: Any) -> Any:
            looks = look(sample, page, page_no, *of_page)
            self.looks.update(found.verdict for _, found in looks)
            self.differing += [
                (page_no, cell.name, cell.cell.text, found.shown) for cell, found in looks if found.verdict == "differs"
            ]
            return looks

        with ExitStack() as replaced:
            for owner, name, call in (
                (DigitProof, "is_page_false", self._timed(judge, "outlines")),
                (PictureSample, "hold_against_picture", self._timed(hold, "sample") if is_sampled else _nothing),
                (PictureSample, "_look", told),
            ):
                replaced.callback(setattr, owner, name, getattr(owner, name))
                setattr(owner, name, call)
            yield

    def _timed(self, call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            begin = time.process_time()
            try:
                return call(*arguments)
            finally:
                self.spent[name] += time.process_time() - begin

        return timed


def _nothing(*_: Any) -> Shown:
    return Shown()


def report(costs: Sequence[Cost], loading: float, repeat: int) -> str:
    """Return the results as Markdown."""
    whole = Cost(
        f"**all {len(costs)}**",
        sum(cost.pages for cost in costs),
        sum(cost.seconds for cost in costs),
        sum(cost.without_sample for cost in costs),
        sum(cost.outlines for cost in costs),
        sum(cost.sample for cost in costs),
        {verdict: sum(cost.looks[verdict] for cost in costs) for verdict in _VERDICTS},
    )
    with_loading = (whole.outlines + whole.sample + loading) / (whole.seconds + loading)
    lines = [
        "# The third reading",
        "",
        "Written by `python -m benchmarks.third_reading`: typed reports read whole, pages to Parquet, in one fresh process; processor seconds, best of "
        f"{repeat}, by turns with the sample of figures and without it. *Outlines*: every font held against what it draws. *Sample*: figures "
        "cut out of their pages and read by OCR's recogniser.",
        "",
        f"The third reading takes {whole.share:.1%} of reading; {_ALLOWED:.0%} are allowed. Loading the OCR model takes {loading:.2f} s more, once in a "
        f"worker, which keeps it: {with_loading:.1%} for a worker that reads these {len(costs)} and no others, {_enough(whole, len(costs), loading)}.",
        "",
        "| document | pages | reading, s | without the sample, s | outlines, s | sample, s | share | figures sampled | agree | differ | unread |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
        *map(_row, [*costs, whole]),
        "",
    ]
    differing = [(cost.name, *figure) for cost in costs for figure in cost.differing]
    if differing:
        lines += [
            "Figures that differ:",
            "",
            "| document | page | place | text | picture |",
            "| --- | --: | --- | --- | --- |",
        ]
        lines += [f"| {' | '.join(map(str, figure))} |" for figure in differing]
        lines.append("")
    lines += [f"{os.cpu_count()} cores.", ""]
    return "\n".join(lines)


def _enough(whole: Cost, count: int, loading: float) -> str:
    """Tell from how many documents on a worker takes no more than is allowed, loading included."""
    spared = (_ALLOWED * whole.seconds - whole.outlines - whole.sample) / count
    if spared <= 0:
        return "more than is allowed however many it reads"
    return f"no more than is allowed from {math.ceil((1 - _ALLOWED) * loading / spared)} such documents on"


def _row(cost: Cost) -> str:
    counts = " | ".join(str(cost.looks[verdict]) for verdict in _VERDICTS)
    return (
        f"| {cost.name} | {cost.pages} | {cost.seconds:.2f} | {cost.without_sample:.2f} | {cost.outlines:.3f} | {cost.sample:.3f} "
        f"| {cost.share:.1%} | {sum(cost.looks.values())} | {counts} |"
    )


def main() -> int:
    """Measure, print and write a page; returns 1 if more is taken than is allowed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    shared = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--corpus", type=Path, default=os.environ.get("YUSUAN_CORPUS", shared / "corpus"))
    parser.add_argument("--new-corpus", type=Path, default=os.environ.get("YUSUAN_CORPUS_NEW", shared / "corpus_new"))
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--all", action="store_true", help="all typed documents, in place of a sample of them")
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    jobs = draw((arguments.corpus, arguments.new_corpus), None if arguments.all else arguments.documents)
    costs: list[Cost] = []
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool, Progress(console=Console(stderr=True)) as progress:
        loading = pool.submit(load_model).result()
        # The first document of a process is slow for reasons that are no reading.
        pool.submit(measure, jobs[0], 1).result()
        for job in progress.track(jobs):
            costs.append(pool.submit(measure, job, arguments.repeat).result())
    text = report(costs, loading, arguments.repeat)
    print(text)
    if arguments.out:
        arguments.out.write_text(text, "utf-8")
    whole = sum(cost.outlines + cost.sample for cost in costs) / sum(cost.seconds for cost in costs)
    return int(whole > _ALLOWED)


if __name__ == "__main__":
    raise SystemExit(main())
