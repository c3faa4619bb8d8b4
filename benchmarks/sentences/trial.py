"""The trial: faults drawn from a seed, printed, all documents under the rules at once, findings judged.

Belongs here: drawing, running and judging. A fault is found if a finding names its page; rightly if by a rule that is meant for it;
a finding that names neither its page nor such a rule stands beside it, and is false.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import duckdb

from benchmarks.mutation.evaluating import Workshop
from benchmarks.sentences.bases import Base
from benchmarks.sentences.faults import KINDS, Kind
from benchmarks.sentences.printing import places, printed_otherwise, said
from pipelines.settings import Settings

_AROUND = 24


@dataclass(frozen=True, slots=True)
class Case:
    """A report with one sentence spoiled: its page, the characters replaced, and the words printed there."""

    number: int
    base: Base
    kind: Kind
    page_no: int
    span: tuple[int, int]
    words: str

    @property
    def document_id(self) -> str:
        """Identity of the spoiled document."""
        return sha256(f"sentence {self.number}".encode()).hexdigest()

    @property
    def shown(self) -> str:
        """The spoiled words with what stands around them."""
        (page,) = (page for page in self.base.document.pages if page.page_no == self.page_no)
        text, (start, end) = said(page), self.span
        return f"{text[max(start - _AROUND, 0) : start]}[{text[start:end]}→{self.words}]{text[end : end + _AROUND]}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A case after the run; ``titles`` are those of all its findings, ``beside`` of those that are false."""

    case: Case
    is_found: bool
    is_right: bool
    titles: tuple[str, ...]
    beside: tuple[str, ...]


def draw(bases: Sequence[Base], count: int, seed: int, kinds: Sequence[Kind] = KINDS) -> list[Case]:
    """So many cases of each kind as far as there are places: no place of a report is spoiled twice in the same way."""
    cases: list[Case] = []
    for kind in kinds:
        chance = random.Random(f"{seed}|{kind.name}")
        found = [
            (base, page.page_no, match)
            for base in bases
            for page in base.document.pages
            if page.page_no in base.text_pages
            for match in places(page, kind.pattern)
        ]
        for base, page_no, match in chance.sample(found, min(count, len(found))):
            words = kind.prints(match, chance)
            cases.append(Case(len(cases), base, kind, page_no, match.span(), words))
    return cases


def run(bases: Sequence[Base], cases: Sequence[Case], folder: Path) -> list[Judged]:
    """Print, read and judge all cases; raises ``AssertionError`` naming what a clean report is blamed for."""
    workshop = Workshop(folder / "sentences")
    for base in bases:
        workshop.hand_over(base.document, base.name)
    for case in cases:
        spoiled = printed_otherwise(case.base.document, case.page_no, case.span, case.words, case.document_id)
        workshop.hand_over(spoiled, f"case-{case.number}")
    families = _families(workshop.settings)
    with workshop.evaluated() as connection:
        for base in bases:
            blamed = [title for _, _, title in _findings(connection, base.document.document_id)]
            assert not blamed, (base.name, blamed)
        return [_judged(case, _findings(connection, case.document_id), families) for case in cases]


def _judged(case: Case, findings: Sequence[tuple[list[str], list[int], str]], families: dict[str, str]) -> Judged:
    right, found, beside = False, False, []
    for rules, pages, title in findings:
        is_meant = any(rule in case.kind.right or families.get(rule) in case.kind.right for rule in rules)
        is_there = case.page_no in pages
        right |= is_meant and is_there
        found |= is_there
        if not is_meant and not is_there:
            beside.append(title)
    return Judged(case, found, right, tuple(title for _, _, title in findings), tuple(beside))


def _findings(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[tuple[list[str], list[int], str]]:
    """Rules, pages and title of each finding of a document."""
    query = "select rule_ids, page_nos, title_zh from int_finding where document_id = ? order by finding_id"
    return [(row[0] or [], row[1] or [], row[2]) for row in connection.execute(query, [document_id]).fetchall()]


def _families(settings: Settings) -> dict[str, str]:
    path = settings.dbt_project_dir / "seeds" / "rules" / "rules.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["rule_id"]: row["family"] for row in csv.DictReader(file)}
