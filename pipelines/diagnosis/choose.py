"""Choosing the smallest set of explanations that accounts for every failing check of a document.

Belongs here: the search. It is greedy: of all explanations that break no passing check, take the one that closes the
most failing ones without having been fitted to them (then the one that assumes least), put its figures in place, and go on with what still fails. An
explanation is *proven* when no other one closes the same checks; otherwise the others are kept as alternatives. What
nothing explains is returned as such, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from pipelines.diagnosis.facts import CaseFile, Check, Figure
from pipelines.diagnosis.moved_rows import propose_moved_rows
from pipelines.diagnosis.row_faults import (
    propose_missing_rows,
    propose_repeated_rows,
    propose_wrong_rows,
)
from pipelines.diagnosis.swaps import propose_swaps
from pipelines.diagnosis.table_unit import propose_table_units
from pipelines.diagnosis.trial import Change, Explanation, Outcome, try_explanation
from pipelines.diagnosis.wrong_value import propose_wrong_values

#: More alternatives than this help nobody.
MAX_ALTERNATIVES = 4
#: A guard against endless search on a hopeless document; each round closes at least one check.
MAX_ROUNDS = 200


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
    diagnoses: list[Diagnosis] = []
    working = case
    for _ in range(MAX_ROUNDS):
        failing = working.failing
        if not failing:
            return diagnoses
        best = _best(working, failing)
        if best is None:
            break
        outcome, alternatives = best
        diagnoses.append(Diagnosis(outcome.explanation, outcome.closes, alternatives))
        working = _with_changes(working, outcome)
    return diagnoses + list(_leftovers(case, working.failing))


def _best(case: CaseFile, failing: Sequence[Check]) -> tuple[Outcome, tuple[Explanation, ...]] | None:
    failing_ids = frozenset(check.check_id for check in failing)
    proposals: Iterable[Explanation] = chain(
        propose_moved_rows(case, failing),
        propose_repeated_rows(case, failing),
        propose_missing_rows(case, failing),
        propose_wrong_rows(case, failing),
        propose_swaps(case, failing),
        propose_table_units(case, failing),
        _with_copies(case, propose_wrong_values(case, failing)),
    )
    outcomes = [
        outcome
        for outcome in (try_explanation(case, proposal, failing_ids) for proposal in proposals)
        if outcome is not None
    ]
    if not outcomes:
        return None
    outcomes.sort(key=lambda outcome: outcome.rank)
    best = outcomes[0]
    closed = {check.check_id for check in best.closes}
    equals = [
        outcome.explanation
        for outcome in outcomes[1:]
        if {check.check_id for check in outcome.closes} == closed
        and outcome.rank[0] == best.rank[0]
        and _is_another(best.explanation, outcome.explanation)
    ]
    return best, tuple(equals[:MAX_ALTERNATIVES])


def _is_another(chosen: Explanation, other: Explanation) -> bool:
    """Whether it tells another story: of other figures, or another exchange; a longer or shorter slip is the same one."""
    if chosen.kind == "row_repeated" and other.kind == "rows_moved":
        return False
    mine = {change.source_id for change in chosen.changes}
    its = {change.source_id for change in other.changes}
    return not mine & its or (chosen.kind == other.kind == "columns_swapped" and mine != its)


def _with_copies(case: CaseFile, proposals: Iterator[Explanation]) -> Iterator[Explanation]:
    """A figure of the text is often copied from place to place: propose to mend all its copies at once, too."""
    for proposal in proposals:
        yield proposal
        (change,) = proposal.changes
        figure = case.figures[change.source_id]
        if figure.kind != "statement" or not figure.subject:
            continue
        copies = [source for source, other in case.figures.items() if _is_copy(figure, other)]
        if len(copies) > 1:
            changes = tuple(Change(source, change.value) for source in copies)
            yield replace(proposal, changes=changes, cost=proposal.cost + 1)


def _is_copy(figure: Figure, other: Figure) -> bool:
    return (
        other.kind == "statement"
        and other.subject == figure.subject
        and other.value == figure.value
        and other.decimals_printed == figure.decimals_printed
    )


def _with_changes(case: CaseFile, outcome: Outcome) -> CaseFile:
    """Put the explanation's figures in place; drop the closed checks so that they are not explained twice, and the excused."""
    figures = dict(case.figures)
    for change in outcome.explanation.changes:
        figure = figures[change.source_id]
        figures[change.source_id] = replace(
            figure, value=change.value if change.value is not None else figure.value * 0
        )
    done = {check.check_id for check in (*outcome.closes, *outcome.excused)}
    return CaseFile(case.document_id, figures, tuple(check for check in case.checks if check.check_id not in done))


def _leftovers(case: CaseFile, failing: Sequence[Check]) -> Iterator[Diagnosis]:
    """What nothing small explains, one finding per parent row."""
    groups: dict[tuple[str, str, int, str], list[Check]] = {}
    for check in failing:
        left = case.figures[check.terms[0][1]]
        groups.setdefault((check.rule_id, left.table_id or "", left.row_no, left.subject), []).append(check)
    for checks in groups.values():
        yield Diagnosis(Explanation("unexplained", (), 9), tuple(checks))
