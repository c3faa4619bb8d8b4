"""What a diagnosis may say: whether the report is accused, and whether a figure may be called the right one.

Belongs here: weighing a diagnosis by the standing of the checks it accounts for (``int_check_standing`` says how each
relation fares elsewhere). Nothing is accused by a sum whose structure only that sum itself supports. Not here: the words
(``unproven_wording``), nor the search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.diagnosis.choose import Diagnosis
from pipelines.diagnosis.facts import CaseFile, Check
from pipelines.diagnosis.unproven_wording import COORDINATES_ALONE

#: Reasons that only say that proof is missing. The others speak for a reading of ours that is wrong, and nothing outweighs
#: them.
MERE_LACK_OF_PROOF = frozenset({"no_proven_summand", "nothing_closes", "sides_unproven", COORDINATES_ALONE, ""})
#: Repairs that change one figure or add or drop one row; a move of a block is proven by the sums it closes.
_SMALL_REPAIRS = frozenset({"row_missing", "row_repeated"})
#: Moves of printed amounts that fit sums to nothing; few are put forward at all (``strong_moves``).
_MOVES = frozenset({"rows_moved", "columns_swapped"})
#: Sums of one rule that have to demand a move.
_SUMS_OF_A_MOVE = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a finding accuses the report; the reason if not; and the proof of the structure it rests on."""

    is_proven: bool
    reason: str = ""
    tried_count: int = 0
    closed_count: int = 0


def weigh(case: CaseFile, diagnosis: Diagnosis) -> Standing:
    """Weigh a diagnosis; notices and warnings need no proof, unless our coordinates alone claim what they say."""
    accusing = [
        check for check in diagnosis.checks if check.severity == "error" or check.unproven_reason == COORDINATES_ALONE
    ]
    told = accusing or list(diagnosis.checks)
    best = max(told, key=lambda check: (check.standing == "proven", check.closed_count))
    reason = ""
    if accusing and not _is_proven(case, diagnosis, accusing):
        reason = next((check.unproven_reason or check.standing for check in told if check.standing != "proven"), "")
    return Standing(not reason, reason, best.tried_count, best.closed_count)


def _is_proven(case: CaseFile, diagnosis: Diagnosis, checks: Sequence[Check]) -> bool:
    if any(check.standing == "proven" for check in checks):
        return True
    if _is_repeated_row(diagnosis, checks) or _is_move_that_many_sums_demand(diagnosis):
        return True
    if any(check.unproven_reason not in MERE_LACK_OF_PROOF for check in checks):
        return False
    if _is_demanded_by_two_rules(diagnosis):
        return True
    return any(check.standing == "often_failing" for check in checks) and _is_small_repair_of_all(case, diagnosis)


def _is_repeated_row(diagnosis: Diagnosis, checks: Sequence[Check]) -> bool:
    """A row that equals the one above is as good a reason to leave it out as its having another parent."""
    reasons = {check.unproven_reason for check in checks} - MERE_LACK_OF_PROOF
    return diagnosis.explanation.kind == "row_repeated" and reasons <= {"misplaced_row", "often_failing"}


def _is_move_that_many_sums_demand(diagnosis: Diagnosis) -> bool:
    """A move fits no sum to anything. Rows that slipped stand where they don't belong: that, too, is explained by it."""
    if diagnosis.explanation.kind not in _MOVES or diagnosis.alternatives:
        return False
    return len({check.rule_id for check in diagnosis.checks}) > 1 or len(diagnosis.checks) >= _SUMS_OF_A_MOVE


def _is_demanded_by_two_rules(diagnosis: Diagnosis) -> bool:
    """Whether sums of two kinds close by the same change: neither chose the other's reading."""
    rules = {check.rule_id for check in diagnosis.checks}
    return bool(diagnosis.explanation.changes) and not diagnosis.alternatives and len(rules) > 1


def _is_small_repair_of_all(case: CaseFile, diagnosis: Diagnosis) -> bool:
    """Whether one small repair closes all that fails of these relations."""
    explanation = diagnosis.explanation
    if explanation.kind not in _SMALL_REPAIRS and len(explanation.changes) != 1:
        return False
    relations = {_relation(case, check) for check in diagnosis.checks}
    closed = {check.check_id for check in diagnosis.checks}
    return all(check.check_id in closed for check in case.failing if _relation(case, check) in relations)


def _relation(case: CaseFile, check: Check) -> tuple[str, str | None]:
    return check.rule_id, case.figures[check.terms[0][1]].table_id


def is_demanded(case: CaseFile, diagnosis: Diagnosis) -> bool:
    """Whether at least two independent sums demand the very figure: two that close, or one with a figure others confirm."""
    explanation = diagnosis.explanation
    if not diagnosis.is_proven or not explanation.changes:
        return False
    if explanation.kind not in ("wrong_figure", "one_digit", "rounding", "digits_swapped", "wrong_sign", "wrong_unit"):
        return True
    if len({check.rule_id for check in diagnosis.checks}) > 1:
        return True
    changed = {change.source_id for change in explanation.changes}
    failing = {check.check_id for check in case.failing}
    others = {source for check in diagnosis.checks for _, source in check.terms} - changed
    return all(
        any(check.check_id not in failing for check in case.checks_by_source[source])
        for source in others
        if case.figures[source].value
    )
