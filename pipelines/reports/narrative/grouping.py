"""Figures of one thing: its budgets, its accounts, its changes.

Belongs here: what a group of figures tells so far, and taking one more figure into it. Whether a figure belongs to it is decided in
``statements``.
"""

from __future__ import annotations

from pipelines.reports.narrative.drafts import Draft


def join(draft: Draft, group: list[Draft]) -> None:
    """Take ``draft`` for another figure of what ``group`` speaks of."""
    draft.subject, draft.group_no, draft.context_key = group[0].subject, group[0].group_no, group[0].context_key
    group.append(draft)


def is_budgeted(group: list[Draft]) -> bool:
    """True if the group tells budgets and nothing else."""
    return bool(group) and all(draft.role == "budget_amount" for draft in group)


def is_told(group: list[Draft]) -> bool:
    """True if the group tells an amount and no budget yet."""
    roles = [draft.role for draft in group]
    return "amount" in roles and "budget_amount" not in roles
