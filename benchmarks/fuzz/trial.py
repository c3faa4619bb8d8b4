"""The trial: ten sound reports, so many spoiled files of them, through the pool of workers within the product's budgets.

Belongs here: making, running, keeping what went wrong. Damage is in ``spoiling``, the job in ``reading``.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.fuzz.reading import Seen, SpoiledFile
from benchmarks.fuzz.spoiling import spoil
from pipelines.workers import Budgets, Outcome, Pool, Task
from specimens.families import STYLES, clean_report
from specimens.typeset import LOOKS, Report, TableBlock, typeset

_WORK = "benchmarks.fuzz.reading:look"
#: Reports spoiled, each of another family; their first tables are enough, and read in a fifth of a second.
SOUND_COUNT, TABLE_COUNT = 10, 3


@dataclass(frozen=True, slots=True)
class Spoiled:
    """One spoiled file and what came of it; ``number`` and the seed of the trial make it again."""

    number: int
    kind: str
    outcome: Outcome

    @property
    def ending(self) -> str:
        """What became of it, in a few words."""
        if self.outcome.problem is not None:
            return f"given up: {self.outcome.problem.kind}"
        seen: Seen = self.outcome.value
        return seen.ending

    @property
    def altered(self) -> tuple[tuple[str, str], ...]:
        """Figures told that the picture does not show."""
        return () if self.outcome.problem is not None else self.outcome.value.altered


def sound_files() -> list[bytes]:
    """Return the sound files that are spoiled."""
    files = []
    for number, family in enumerate(sorted(STYLES)[:SOUND_COUNT]):
        report = clean_report(family, number + 1).report
        tables = tuple(block for block in report.blocks if isinstance(block, TableBlock))[:TABLE_COUNT]
        look = LOOKS[("reference", "word", "excel")[number % 3]]
        files.append(typeset(Report(report.title, (report.blocks[0], *tables)), look).pdf)
    return files


def spoiled_file(sound: list[bytes], seed: int, number: int) -> tuple[int, str, bytes]:
    """Return which sound file the ``number``-th spoiled file is made from, the kind of damage, and its bytes."""
    chance = random.Random(f"{seed} {number}")
    which = chance.randrange(len(sound))
    kind, content = spoil(sound[which], chance)
    return which, kind, content


def run(
    folder: Path, numbers: range, seed: int, seconds: float = 1e9, on_done: Callable[[], None] = lambda: None
) -> Iterator[Spoiled]:
    """Spoil and read files until they are done or time is up; files that went wrong stay in ``folder``."""
    sound, budget, deadline = sound_files(), Budgets.load().reading, time.monotonic() + seconds
    figures = _figures(folder, sound)
    kinds: dict[str, str] = {}

    def tasks() -> Iterator[Task]:
        for number in numbers:
            which, kind, content = spoiled_file(sound, seed, number)
            path = folder / f"{number}.pdf"
            path.write_bytes(content)
            kinds[str(number)] = kind
            yield Task(str(number), _WORK, SpoiledFile(path, figures[which]), budget)

    waiting = tasks()
    with Pool() as pool:
        # The pool wants a list: some at a time, so that they need not all be on the disk.
        while time.monotonic() < deadline and (batch := [task for _, task in zip(range(40), waiting, strict=False)]):
            for outcome in pool.run(batch):
                found = Spoiled(int(outcome.task.key), kinds[outcome.task.key], outcome)
                if not found.altered and not found.ending.startswith("given up: died"):
                    outcome.task.payload.path.unlink()
                on_done()
                yield found


def _figures(folder: Path, sound: list[bytes]) -> list[Counter[str]]:
    """Return how often each figure stands in each sound file, as the product reads it."""
    from pipelines.extraction import extract_document
    from pipelines.reports import read_report
    from pipelines.reports.facts import FileFacts

    counted = []
    for number, content in enumerate(sound):
        path = folder / f"sound-{number}.pdf"
        path.write_bytes(content)
        document = extract_document(path, "sound")
        tables: dict[str, Any] = read_report(
            document, FileFacts(path.name, "sound", None, None, len(document.pages), "born_digital")
        )
        counted.append(Counter(cell["text"] for cell in tables["cells"].to_pylist() if cell["role"] == "figure"))
    return counted
