"""Batches of reports under the rules, several processes at a time.

Belongs here: running. What it came to is counted in ``counting``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.mutation.evaluating import Workshop
from benchmarks.random_layouts.comparing import Verdict, compare
from benchmarks.random_layouts.making import Made, hand_over, set_report
from benchmarks.random_layouts.stated import Blame, blamed, said_of
from pipelines.review.rulebook import load_rulebook
from pipelines.settings import Settings
from specimens.random_layouts.sheet import Sheet

#: Reports under the rules at once.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Case:
    """What became of one seed: verdicts, findings, the options of each table."""

    seed: int
    options: dict[int, dict[str, str]]
    verdicts: tuple[Verdict, ...]
    blames: tuple[Blame, ...]
    #: Number of the table a table read is, by its id.
    tables: dict[str, int]


def run_batch(seeds: Sequence[int]) -> list[Case]:
    """Typeset, read and compare so many reports at once."""
    with TemporaryDirectory(prefix="yusuan-random-") as name:
        folder = Path(name)
        workshop = Workshop(folder / "workshop")
        made = [set_report(seed) for seed in seeds]
        for each in made:
            hand_over(each, workshop, folder)
        with workshop.evaluated() as connection:
            said, blames = said_of(connection), blamed(connection)
        cases = []
        for each in made:
            verdicts = compare(each, said.get(each.document_id, []))
            options = {sheet.block.table_no: sheet.options | _pages(each, sheet) for sheet in each.report.sheets}
            tables = {v.said.facts["table_id"]: v.table_no for v in verdicts if v.said}
            cases.append(
                Case(each.report.seed, options, tuple(verdicts), tuple(blames.get(each.document_id, [])), tables)
            )
        return cases


def _pages(made: Made, sheet: Sheet) -> dict[str, str]:
    """On how many pages a table came to stand, and how it goes on."""
    cells = [cell for cell in made.typeset.cells if cell.table_no == sheet.block.table_no]
    pages = len({fragment.page_no for cell in cells for fragment in cell.fragments})
    goes_on = "no" if pages == 1 else "with header" if sheet.block.repeats_header else "without header"
    return {"pages": str(min(pages, 3)), "goes on": goes_on}


def run(seeds: Sequence[int], workers: int = 2, advance: Callable[[int], None] = lambda count: None) -> list[Case]:
    """All seeds, in batches; ``advance`` is told how many are done."""
    # Made once, before processes ask for it at the same time.
    load_rulebook(Settings.load())
    batches = [seeds[start : start + BATCH] for start in range(0, len(seeds), BATCH)]
    if len(batches) == 1 or workers < 2:
        found = []
        for batch in batches:
            found += run_batch(batch)
            advance(len(batch))
        return found
    cases: list[Case] = []
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(run_batch, batch): batch for batch in batches}
        for done in as_completed(waiting):
            cases += done.result()
            advance(len(waiting[done]))
    return sorted(cases, key=lambda case: case.seed)
