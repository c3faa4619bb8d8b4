"""Words a sentence leaves out, told by its other figures.

Belongs here: 比上年1.43万元，增加0.68%, where 增加 is missing before the amount. By its words the amount is last year's; it is the change
where the percentage beside it fits only so. And 收入总计9万元，其中年初结转1万元，较上年增加2万元，增长28.57%: of what stands before it, or of
the whole. The readings that the words do give are told in ``roles``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipelines.reports.narrative.drafts import Draft

_ROLES = ("amount", "prior_amount", "change_percent")
#: A percentage may be cut off instead of rounded: a whole last digit.
_DIGITS_OFF = 1


def settle_comparisons(drafts: Iterable[Draft]) -> None:
    """Make an amount of the year before the change where only the change fits the percentage beside it."""
    groups: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.group_no].append(draft)
    for group in groups.values():
        found = _compared(group)
        if found is None:
            continue
        amount, prior, percent = found
        if not _fits(percent, _as_prior(amount, prior)) and _fits(percent, _as_change(amount, prior, percent)):
            prior.role, prior.direction, prior.amount_year = "change", percent.direction, amount.amount_year


def settle_wholes(drafts: Sequence[Draft]) -> None:
    """Give a change told behind a part to the sentence's whole where it cannot be the part's and can be the whole's."""
    groups: dict[int, list[Draft]] = defaultdict(list)
    heads: dict[int, Draft] = {}
    for draft in drafts:
        groups[draft.group_no].append(draft)
        if draft.role == "amount" and draft.told_as == "stated":
            heads.setdefault(draft.sentence_no, draft)
    for group in groups.values():
        part, *others = group
        head = heads.get(part.sentence_no)
        changes = [draft for draft in others if draft.role in ("change", "change_percent")]
        if head is None or head is not part.whole or len(changes) != len(others) or not _is_changed(part, changes):
            continue
        if not _may_change(part, changes) and _may_change(head, changes):
            for draft in changes:
                draft.subject, draft.context_key, draft.group_no = head.subject, head.context_key, head.group_no


def _is_changed(part: Draft, changes: Sequence[Draft]) -> bool:
    """True for an amount of money with a change and a percentage behind it, and nothing else."""
    roles = [draft.role for draft in changes]
    return (
        part.role == "amount"
        and part.figure.multiplier is not None
        and roles == ["change", "change_percent"]
        and all(draft.told_as == "stated" and draft.sentence_no == part.sentence_no for draft in changes)
    )


def _may_change(amount: Draft, changes: Sequence[Draft]) -> bool:
    """Whether ``amount`` can have changed so: by no more than itself, and by the percentage told."""
    change = changes[0]
    if amount.figure.multiplier is None or change.figure.multiplier is None:
        return False
    by = change.figure.value * change.figure.multiplier / amount.figure.multiplier
    if change.direction != "increase":
        by = -by
    before = amount.figure.value - by
    return before >= 0 and all(_fits(draft, _percent(by, before)) for draft in changes[1:])


def _compared(group: Sequence[Draft]) -> tuple[Draft, Draft, Draft] | None:
    """The amount, the year before's and the percentage of a group that tells each once, and no change."""
    if any(draft.role == "change" for draft in group):
        return None
    by_role = [[draft for draft in group if draft.role == role] for role in _ROLES]
    if any(len(drafts) != 1 for drafts in by_role):
        return None
    amount, prior, percent = (drafts[0] for drafts in by_role)
    is_whole = amount.figure.unit is not None and percent.direction in ("increase", "decrease")
    is_same_unit = amount.figure.multiplier == prior.figure.multiplier
    return (amount, prior, percent) if is_whole and is_same_unit else None


def _as_prior(amount: Draft, prior: Draft) -> Decimal | None:
    return _percent(amount.figure.value - prior.figure.value, prior.figure.value)


def _as_change(amount: Draft, prior: Draft, percent: Draft) -> Decimal | None:
    change = prior.figure.value if percent.direction == "increase" else -prior.figure.value
    return _percent(change, amount.figure.value - change)


def _percent(change: Decimal, base: Decimal) -> Decimal | None:
    return abs(change) / base * 100 if base > 0 else None


def _fits(percent: Draft, computed: Decimal | None) -> bool:
    last_digit = Decimal(1).scaleb(-percent.figure.decimals)
    return computed is not None and abs(abs(percent.figure.value) - computed) <= _DIGITS_OFF * last_digit
