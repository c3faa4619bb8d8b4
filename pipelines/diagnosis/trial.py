"""Trying an explanation: put other figures in place, see which checks close and which break.

Belongs here: the explanation as a value and its measured effect. Where explanations come from is the business of the
modules that propose them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.diagnosis.facts import CaseFile, Check


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that an explanation would replace; ``value=None`` means the cell should be blank."""

    source_id: str
    value: Decimal | None
    #: How much more the changed figure hides behind its last digit than the printed one.
    slack: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What may have happened, and the figures it would put in place."""

    kind: str
    changes: tuple[Change, ...]
    #: How much the explanation assumes; the fewest assumptions win among those that close the same checks.
    cost: int
    #: Parameters for the wording (rows moved, first row, …).
    detail: dict[str, str] = field(default_factory=dict)
    #: Amounts that were computed so that some check closes: those checks prove nothing.
    fitted: int = 0
    #: What is not printed at all: the checks that lack it, and how much each lacks.
    lacking: tuple[tuple[Check, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The effect of an explanation that breaks nothing: the failing checks it closes."""

    explanation: Explanation
    closes: tuple[Check, ...]
    #: Passing checks that would fail and say nothing against it: the text may have meant the other column.
    excused: tuple[Check, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Sort key, best first: the most proof, the most checks closed, the fewest assumptions and figures touched.

        Proof is what closes by itself, beyond the checks that amounts were fitted to.
        """
        count = len(self.closes)
        return (self.explanation.fitted - count, -count, self.explanation.cost, len(self.explanation.changes))


def try_explanation(case: CaseFile, explanation: Explanation, failing: Collection[str]) -> Outcome | None:
    """Evaluate the checks the changed figures take part in; None as soon as one that passes as printed would break."""
    if explanation.lacking:
        return Outcome(explanation, tuple(check for check, _ in explanation.lacking))
    changed = {change.source_id: change.value or Decimal(0) for change in explanation.changes}
    slacks = {change.source_id: change.slack for change in explanation.changes if change.slack}
    closes: list[Check] = []
    excused: list[Check] = []
    # Passing checks first: most proposals break one, and then the rest need no look.
    touched = sorted(case.checks_touching(changed), key=lambda check: check.check_id in failing)
    for check in touched:
        values = {source: changed.get(source, case.figures[source].value) for _, source in check.terms}
        more = sum((abs(c) * slacks[source] for c, source in check.terms if source in slacks), Decimal(0))
        holds = check.holds(values, more)
        if check.check_id in failing:
            if holds:
                closes.append(check)
        elif not holds and check.is_chosen and explanation.kind == "columns_swapped":
            # A text that may mean either column agrees with both of two exchanged ones.
            excused.append(check)
        elif not holds:
            return None
    return Outcome(explanation, tuple(closes), tuple(excused)) if closes else None
