"""A seeded report typeset, extracted and handed over to the rules.

Belongs here: the way from a seed to a document among others.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from benchmarks.mutation.evaluating import Workshop
from pipelines.extraction import extract_document
from specimens.families.money import names
from specimens.random_layouts import RandomReport, random_report
from specimens.random_layouts.columns import FUND_WORDS
from specimens.typeset import Typeset, typeset


@dataclass(frozen=True, slots=True)
class Made:
    """A report of a seed, as typeset."""

    report: RandomReport
    typeset: Typeset
    document_id: str


def set_report(seed: int) -> Made:
    """Typeset the report of a seed."""
    report = random_report(seed)
    return Made(report, typeset(report.report, report.look, characters=usual_letters()), document_id(seed))


def document_id(seed: int) -> str:
    """Identity of a seed's document."""
    return sha256(f"random layout {seed}".encode()).hexdigest()


def hand_over(made: Made, workshop: Workshop, folder: Path) -> None:
    """Extract and read the typeset report, and put it among the documents of a workshop."""
    path = folder / f"random-{made.report.seed}.pdf"
    path.write_bytes(made.typeset.pdf)
    workshop.hand_over(extract_document(path, made.document_id), path.stem)
    path.unlink()


@cache
def usual_letters() -> str:
    """Letters of all names and of some reports: making a font anew for each report takes longer than reading it."""
    letters = set(string.printable.strip()) | set("".join(FUND_WORDS.values()))
    for seed in ("function", "economic_department"):
        letters |= set("".join(names(seed).values()))
    for seed_no in range(60):
        report = random_report(seed_no).report
        letters |= set(report.title)
        for table in report.tables:
            letters |= {*table.title, *table.unit, *table.number_line}
            letters |= {letter for grid in table.grids for row in grid for text in row for letter in text}
    return "".join(sorted(letters - {"\n"}))
