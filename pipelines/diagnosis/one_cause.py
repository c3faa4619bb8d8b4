"""One cause, one finding: checks that fail by the same difference are told together.

Belongs here: joining diagnoses that explain nothing (or a single figure by nothing but its one sum) where tables, texts and
rows are apart by the same amount, or by two amounts that make it up: one unit left out of a table shows in its total, in
the text, and in basic and project expenditure; a line that is kept secret is missing in every table; a wrong figure is copied with its
row from table to table. Not here: what explains a failure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from pipelines.diagnosis.choose import MAX_ALTERNATIVES, Diagnosis
from pipelines.diagnosis.evidence import SLIPS
from pipelines.diagnosis.facts import CaseFile, Check
from pipelines.diagnosis.trial import Explanation

#: A difference of fewer last digits may be any other's.
_LEAST_STEPS = 100
#: Sums of two differences are looked for among so many diagnoses.
_MOST_FOR_SUMS = 60


def join_causes(case: CaseFile, diagnoses: Sequence[Diagnosis]) -> list[Diagnosis]:
    """Join the diagnoses that fail by one difference; the others stay as they are."""
    diagnoses = _join_copies(case, diagnoses)
    groups = _Groups(case, diagnoses)
    joined: list[Diagnosis] = []
    told: set[int] = set()
    for number, diagnosis in enumerate(diagnoses):
        members = groups.members(number)
        if len(members) == 1:
            joined.append(diagnosis)
        elif members[0] not in told:
            told.add(members[0])
            joined.append(_together([diagnoses[member] for member in members]))
    return joined


def _join_copies(case: CaseFile, diagnoses: Sequence[Diagnosis]) -> list[Diagnosis]:
    """Join mends of one row's figure by one value: it was copied, and is told once with all its places."""
    joined: dict[object, Diagnosis] = {}
    for number, diagnosis in enumerate(diagnoses):
        key = _mend_of_row(case, diagnosis) or number
        first = joined.get(key)
        if first is None:
            joined[key] = diagnosis
            continue
        changes = (*first.explanation.changes, *diagnosis.explanation.changes)
        explanation = replace(first.explanation, changes=changes)
        joined[key] = Diagnosis(explanation, (*first.checks, *diagnosis.checks))
    return list(joined.values())


def _mend_of_row(case: CaseFile, diagnosis: Diagnosis) -> tuple[str, Decimal, Decimal | None] | None:
    """The row, what it prints and what it should print; None unless that is all a diagnosis says, and it is the only one."""
    if diagnosis.alternatives or diagnosis.explanation.kind not in SLIPS:
        return None
    found = {
        (case.figures[change.source_id].row_label, case.figures[change.source_id].value, change.value)
        for change in diagnosis.explanation.changes
        if case.figures[change.source_id].kind == "line"
    }
    if len(found) != 1 or len({change.value for change in diagnosis.explanation.changes}) != 1:
        return None
    (mend,) = found
    return mend if mend[0] and mend[1] else None


class _Groups:
    """Which diagnoses belong together, as sets that are united."""

    def __init__(self, case: CaseFile, diagnoses: Sequence[Diagnosis]) -> None:
        self._case = case
        self._root = list(range(len(diagnoses)))
        for may_be_joined in (_is_unexplained, _lacks_rows):
            gaps: list[tuple[int, Decimal, Decimal]] = []
            for number, diagnosis in enumerate(diagnoses):
                if may_be_joined(diagnosis):
                    gaps += [(number, gap, slack) for gap, slack in self._gaps(diagnosis.checks)]
            for (one, gap, slack), (other, its_gap, its_slack) in combinations(gaps, 2):
                if abs(gap - its_gap) <= slack + its_slack:
                    self._unite(one, other)
            if may_be_joined is _is_unexplained and len(gaps) <= _MOST_FOR_SUMS:
                self._unite_sums(gaps)

    def members(self, number: int) -> list[int]:
        root = self._find(number)
        return [other for other in range(len(self._root)) if self._find(other) == root]

    def _gaps(self, checks: Sequence[Check]) -> Iterator[tuple[Decimal, Decimal]]:
        """Differences of some size, each with what rounding hides of it."""
        seen: set[Decimal] = set()
        for check in checks:
            gap = abs(check.difference(self._case.printed_values))
            figures = [self._case.figures[source] for _, source in check.terms]
            # A blank cell has no last digit.
            steps = [figure.step for figure in figures if figure.value]
            if steps and gap >= _LEAST_STEPS * max(steps) and gap not in seen:
                seen.add(gap)
                yield gap, check.tolerance

    def _unite_sums(self, gaps: Sequence[tuple[int, Decimal, Decimal]]) -> None:
        for (one, gap, slack), (other, its_gap, its_slack) in combinations(gaps, 2):
            for whole, whole_gap, whole_slack in gaps:
                if whole_gap > max(gap, its_gap) and abs(gap + its_gap - whole_gap) <= slack + its_slack + whole_slack:
                    self._unite(one, whole)
                    self._unite(other, whole)

    def _find(self, number: int) -> int:
        while self._root[number] != number:
            number = self._root[number]
        return number

    def _unite(self, one: int, other: int) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        self._root[second] = first


def _together(diagnoses: Sequence[Diagnosis]) -> Diagnosis:
    """One diagnosis of all their checks: the same rows are not printed in several tables, or nothing is known."""
    checks = tuple(check for diagnosis in diagnoses for check in diagnosis.checks)
    if not all(map(_lacks_rows, diagnoses)):
        return Diagnosis(Explanation("unexplained", (), 9), checks)
    lacking = tuple(item for diagnosis in diagnoses for item in diagnosis.explanation.lacking)
    others = tuple(other for diagnosis in diagnoses for other in diagnosis.alternatives)
    return Diagnosis(replace(diagnoses[0].explanation, lacking=lacking), checks, others[:MAX_ALTERNATIVES])


def _lacks_rows(diagnosis: Diagnosis) -> bool:
    return diagnosis.explanation.kind == "row_missing"


def _is_unexplained(diagnosis: Diagnosis) -> bool:
    kind = diagnosis.explanation.kind
    return kind == "unexplained" or (kind == "wrong_figure" and len(diagnosis.checks) == 1)
