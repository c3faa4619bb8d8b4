"""Trying an explanation: put other figures in place, see which checks close and which break.

Belongs here: the explanation as a value, what is proposed, and its measured effect. Where proposals come from is the
business of the modules that make them; how long they are remembered, of ``pool``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from pipelines.diagnosis import strong_moves
from pipelines.diagnosis.facts import Check
from pipelines.diagnosis.ledger import Ledger
from pipelines.diagnosis.slips import PLAIN_SLIPS

#: An explanation of more figures than these that would undo an earlier one is no alternative to anything.
MAX_CHANGES_UNDOING = 100
#: What telling a change costs, in looks at a check.
_EFFORT_TOLD = 4


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that an explanation would replace; ``value=None`` means the cell should be blank."""

    source_id: str
    value: Decimal | None


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


@dataclass(frozen=True)
class Proposal:
    """An explanation to be tried, in the numbers of the ledger."""

    kind: str
    #: Figure → the value it should have.
    changes: Mapping[int, int]
    cost: int
    #: Where it stands among its equals: those made first come first.
    order: tuple[int, ...]
    detail: Mapping[str, str] = field(default_factory=dict)
    fitted: int = 0
    #: Changed figures whose cell should be blank, not zero.
    blanks: frozenset[int] = frozenset()
    #: How much more changed figures hide behind their last digit than the printed ones.
    slacks: Mapping[int, int] = field(default_factory=dict)

    def is_excused(self, ledger: Ledger, check: int) -> bool:
        """Whether a check that holds and would not says nothing against it.

        One that an earlier explanation closed doesn't: that one may have been wrong. And a text that may mean either column
        agrees with both of two exchanged ones.
        """
        if check in ledger.closed:
            return len(self.changes) <= MAX_CHANGES_UNDOING
        return self.kind == "columns_swapped" and ledger.checks[check].is_chosen

    def explain(self, ledger: Ledger) -> Explanation:
        """The explanation as a reader is told it."""
        changes = tuple(
            Change(
                ledger.figures[figure].source_id,
                None if figure in self.blanks else ledger.decimal(value, ledger.figures[figure]),
            )
            for figure, value in self.changes.items()
        )
        return Explanation(self.kind, changes, self.cost, dict(self.detail), self.fitted)


@dataclass(frozen=True)
class Outcome:
    """The effect of an explanation that breaks nothing: the failing checks it closes, by number."""

    explanation: Explanation
    closes: tuple[int, ...]
    order: tuple[int, ...] = ()
    changes: Mapping[int, int] = field(default_factory=dict)
    slacks: Mapping[int, int] = field(default_factory=dict)
    #: Checks that hold and would not: they say nothing against it, and nothing for it.
    excused: tuple[int, ...] = ()
    #: Whether it would break what an earlier explanation closed.
    is_undoing: bool = False
    #: Checks that hold only within their rounding, and would hold exactly, less those that would do so no more.
    made_exact: int = 0

    @cached_property
    def is_possible(self) -> bool:
        """False if money that was printed would have to be less than nothing, and not by its sign alone; or if it would
        undo what an earlier explanation closed, and is no plain slip of the pen.

        Such an explanation says that the check closes in other ways than the chosen one, and no more.
        """
        if self.is_undoing and self.explanation.kind not in PLAIN_SLIPS:
            return False
        return self.explanation.detail.get("is_negative") != "true" or self.explanation.kind == "wrong_sign"

    @cached_property
    def rank(self) -> tuple[int, int, int, int]:
        """Sort key, best first: the most proof, the most checks closed, the fewest assumptions and figures touched.

        Proof is what closes by itself, beyond the checks that amounts were fitted to, and what holds exactly from then on.
        """
        count = len(self.closes)
        return (
            self.explanation.fitted - count - self.made_exact,
            -count,
            self.explanation.cost,
            len(self.explanation.changes),
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """Nothing came of a proposal: a check that holds would break, or (None) no failing one closes, or too few do."""

    broken: int | None

    def stands(self, changed: Collection[int]) -> bool:
        """Whether it is still so, now that these checks are not what they were."""
        return self.broken is not None and self.broken not in changed


def try_proposal(ledger: Ledger, proposal: Proposal) -> Outcome | Failure:
    """Weigh the checks the changed figures take part in."""
    closes: list[int] = []
    excused: list[int] = []
    made_exact = 0
    for check, moved in ledger.moved(proposal.changes).items():
        slack = ledger.slack(check, proposal.slacks) if proposal.slacks else 0
        holds = ledger.would_hold(check, moved, slack)
        if check in ledger.failing:
            if holds:
                closes.append(check)
        elif holds:
            made_exact += (ledger.differences[check] + moved == 0) - (ledger.differences[check] == 0)
        else:
            if not proposal.is_excused(ledger, check):
                return Failure(check)
            excused.append(check)
    if not closes:
        return Failure(None)
    if proposal.kind in strong_moves.KINDS and not strong_moves.is_strong(ledger, proposal.changes, closes):
        return Failure(None)
    # Telling a long explanation costs, too.
    ledger.effort += _EFFORT_TOLD * len(proposal.changes)
    is_undoing = not ledger.closed.isdisjoint(excused)
    return Outcome(
        proposal.explain(ledger),
        tuple(closes),
        proposal.order,
        proposal.changes,
        proposal.slacks,
        tuple(excused),
        is_undoing,
        max(made_exact, 0),
    )
