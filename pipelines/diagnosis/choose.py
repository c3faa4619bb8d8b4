"""Choosing the smallest set of explanations that accounts for every failing check of a document.

Belongs here: the search. It is greedy: of all explanations that break no passing check, take the one that closes the
most failing ones without having been fitted to them (then the one that assumes least), put its figures in place, and go on
with what still fails. An explanation is *proven* when no other one closes the same checks; otherwise the others are kept as
alternatives. What nothing explains is returned as such, never dropped.

Its work is bounded. Proposals come from failing checks: each names the values, exchanges and slips that would close it, in
about as many steps as it has figures (times the columns of their table, for exchanges), and a round makes anew only what the
last explanation touched. ``segments`` and ``moved_rows`` bound what one table may propose in a round. And all rounds
together may look at so many checks for each failing one (``EFFORT``); when that is spent, what still fails is unexplained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from pipelines.diagnosis.facts import CaseFile, Check
from pipelines.diagnosis.ledger import Ledger, make_grids
from pipelines.diagnosis.moved_rows import MovedRows
from pipelines.diagnosis.pool import News
from pipelines.diagnosis.repeated_rows import RepeatedRows
from pipelines.diagnosis.row_faults import RowFaults
from pipelines.diagnosis.swaps import Swaps
from pipelines.diagnosis.table_unit import TableUnits
from pipelines.diagnosis.trial import Explanation, Outcome
from pipelines.diagnosis.wrong_value import WrongValues

#: More alternatives than this help nobody.
MAX_ALTERNATIVES = 4
#: Looks at a check (one or two microseconds each) that a search may take for each failing one. The most that any of 113
#: real reports took was 1,100; where much more is needed, sums close by accident.
EFFORT = 15_000
#: Family of the checks that follow from coordinates alone: what no rule names has no row of its own.
LAWS = "laws"
#: And before any: a long table costs something however little of it fails.
MIN_EFFORT = 200_000


class Family(Protocol):
    """One kind of explanation: its proposals that close something and break nothing, kept up to date."""

    def outcomes(self) -> Iterable[Outcome]:
        """What it has to offer as things stand."""

    def refresh(self, news: News) -> None:
        """Follow what a chosen explanation changed."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One cause: the chosen explanation, the checks it accounts for, and its equals."""

    explanation: Explanation
    checks: tuple[Check, ...]
    alternatives: tuple[Explanation, ...] = field(default=())

    @property
    def is_proven(self) -> bool:
        """True if no other explanation closes the same checks without breaking one."""
        return not self.alternatives and bool(self.explanation.changes or self.explanation.lacking)


def diagnose_case(case: CaseFile) -> list[Diagnosis]:
    """Explain every failing linear check of one document; the input is not changed."""
    ledger = Ledger(case)
    if not ledger.failing:
        return []
    allowed = MIN_EFFORT + EFFORT * len(ledger.failing)
    diagnoses: list[Diagnosis] = []
    families = _families(ledger)
    while ledger.failing and ledger.effort <= allowed:
        best = _best(families)
        if best is None:
            break
        outcome, alternatives = best
        checks = tuple(ledger.checks[check] for check in outcome.closes)
        diagnoses.append(Diagnosis(outcome.explanation, checks, alternatives))
        news = _put(ledger, outcome)
        for family in families:
            family.refresh(news)
    return diagnoses + list(_leftovers(ledger))


def _families(ledger: Ledger) -> list[Family]:
    """In this order the first of equals is chosen."""
    grids = make_grids(ledger)
    return [
        MovedRows(ledger, grids),
        RepeatedRows(ledger, grids),
        RowFaults(ledger),
        Swaps(ledger, grids),
        TableUnits(ledger),
        WrongValues(ledger),
    ]


def _best(families: Iterable[Family]) -> tuple[Outcome, tuple[Explanation, ...]] | None:
    ranked = [
        (outcome.rank, number, outcome.order, outcome)
        for number, family in enumerate(families)
        for outcome in family.outcomes()
    ]
    possible = [item for item in ranked if item[3].is_possible]
    if not possible:
        return None
    best = min(possible, key=_standing)[3]
    closed = set(best.closes)
    # The same proof, as many checks closed, and the very same ones.
    equals = [item for item in ranked if item[0][:2] == best.rank[:2] and closed.issuperset(item[3].closes)]
    equals.sort(key=_standing)
    others = [
        outcome.explanation
        for *_, outcome in equals
        if outcome is not best and _is_another(best.explanation, outcome.explanation)
    ]
    return best, tuple(others[:MAX_ALTERNATIVES])


def _standing(item: tuple[tuple[int, ...], int, tuple[int, ...], Outcome]) -> tuple[object, ...]:
    """Best first, then by family and by place in it: the same case always gets the same diagnosis."""
    return item[:3]


def _is_another(chosen: Explanation, other: Explanation) -> bool:
    """Whether it tells another story: of other figures, or another exchange; a longer or shorter slip is the same one."""
    if chosen.kind == "row_repeated" and other.kind == "rows_moved":
        return False
    mine = {change.source_id for change in chosen.changes}
    its = {change.source_id for change in other.changes}
    return not mine & its or (chosen.kind == other.kind == "columns_swapped" and mine != its)


def _put(ledger: Ledger, outcome: Outcome) -> News:
    """Put the explanation's figures in place: what it closed holds from now on.

    Checks that lack a figure which is not printed stay as they are, and so do the excused: they are struck off.
    """
    if outcome.changes:
        ledger.closed.update(outcome.closes)
    struck = outcome.excused if outcome.changes else outcome.closes
    figures = frozenset(outcome.changes)
    checks = frozenset(ledger.put(outcome.changes, outcome.slacks, struck))
    stale = figures.union(*(ledger.terms[check] for check in checks))
    return News(figures, checks, stale)


def _leftovers(ledger: Ledger) -> Iterator[Diagnosis]:
    """What nothing small explains: one finding per parent row, and one for all that a law finds against a table."""
    groups: dict[tuple[str, str, int, str], list[Check]] = {}
    for number in sorted(ledger.failing):
        check = ledger.checks[number]
        left = ledger.figures[ledger.number_of[check.terms[0][1]]]
        row = (0, "") if check.family == LAWS else (left.row_no, left.subject)
        groups.setdefault((check.rule_id, left.table_id or "", *row), []).append(check)
    for checks in groups.values():
        yield Diagnosis(Explanation("unexplained", (), 9), tuple(checks))
