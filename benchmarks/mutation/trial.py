"""The trial: cases drawn from a seed, put into documents, evaluated in batches, judged.

Belongs here: drawing and running. How results are shown is in ``page``.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.mutation.bases import Base
from benchmarks.mutation.evaluating import Workshop
from benchmarks.mutation.faults import MAKERS, Fault, make_fault
from benchmarks.mutation.injection import inject
from benchmarks.mutation.judging import Found, Verdict, judge, read_findings
from benchmarks.mutation.revealing import is_revealable

#: Documents looked at together.
BATCH = 120
_TRIES = 50
ROW_KINDS = frozenset({"dropped_row", "repeated_row"})


@dataclass(frozen=True, slots=True)
class Case:
    """One faulty document: what it was, what was done to it, and (after the run) what was said of it."""

    number: int
    base: Base
    faults: tuple[Fault, ...]
    revealable: tuple[bool, ...]
    findings: tuple[Found, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def document_id(self) -> str:
        """Identity of the faulty document."""
        return sha256(f"case {self.number}".encode()).hexdigest()


def draw(bases: Sequence[Base], count: int, faults_each: int, seed: int) -> list[Case]:
    """So many cases, kinds in turn, bases at random. A fault that cannot be put there is drawn again."""
    chance = random.Random(f"{seed}|{faults_each}")
    kinds = list(MAKERS)
    cases: list[Case] = []
    for number in range(count):
        first = kinds[number % len(kinds)]
        # Two rows taken out or printed twice would move each other.
        others = [kind for kind in kinds if first not in ROW_KINDS or kind not in ROW_KINDS]
        wanted = [first, *(chance.choice(others) for _ in range(faults_each - 1))]
        cases.append(_case(number + 1_000_000 * faults_each, bases, wanted, chance))
    return cases


def _case(number: int, bases: Sequence[Base], kinds: Sequence[str], chance: random.Random) -> Case:
    for _ in range(_TRIES):
        base = chance.choice(bases)
        try:
            faults = tuple(make_fault(kind, base, chance) for kind in kinds)
            if _are_apart(faults):
                inject(base, faults, "0" * 64)
                return Case(number, base, faults, tuple(is_revealable(base, fault) for fault in faults))
        except LookupError:
            continue
    raise LookupError(f"no base has a place for {', '.join(kinds)}")


def _are_apart(faults: Sequence[Fault]) -> bool:
    touched = [source for fault in faults for source in fault.touched]
    rows = [fault for fault in faults if fault.dropped or fault.repeated]
    return len(touched) == len(set(touched)) and len(rows) < 2


def run(cases: Sequence[Case], folder: Path, advance: Callable[[int], None] = lambda count: None) -> list[Case]:
    """Evaluate and judge all cases; ``advance`` is told how many are done."""
    done: list[Case] = []
    for start in range(0, len(cases), BATCH):
        batch = cases[start : start + BATCH]
        workshop = Workshop(folder / f"batch-{start}-{batch[0].number}")
        for case in batch:
            workshop.hand_over(inject(case.base, case.faults, case.document_id), f"case-{case.number}")
        with workshop.evaluated() as connection:
            for case in batch:
                findings = tuple(read_findings(connection, case.document_id))
                verdicts = tuple(judge(case.base, fault, findings) for fault in case.faults)
                done.append(Case(case.number, case.base, case.faults, case.revealable, findings, verdicts))
        advance(len(batch))
    return done
