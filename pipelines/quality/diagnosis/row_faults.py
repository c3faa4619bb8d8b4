"""Explanations by a whole row: printed twice, or left out.

Belongs here: proposing that a row repeats its neighbour (its amounts should not count), and recognising sums that are
short by the same row in every column. A missing row changes no printed figure, so it is proven by its consistency: what
is missing in each column must itself satisfy the row's own equations; ``choose`` uses it only when nothing smaller
explains the failure.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipelines.quality.diagnosis.facts import CaseFile, Check, Figure
from pipelines.quality.diagnosis.trial import Change, Explanation


def propose_repeated_rows(case: CaseFile, failing: Sequence[Check]) -> Iterator[Explanation]:
    """Yield, for each row whose amounts all equal those of the row before, that it is printed twice."""
    suspects = {
        (figure.table_id, figure.row_no)
        for check in failing
        for figure in (case.figures[source] for _, source in check.terms)
        if figure.table_id is not None
    }
    for table_id, groups in case.table_rows.items():
        for rows in groups.values():
            order = sorted(rows)
            for before, row_no in itertools.pairwise(order):
                if (table_id, row_no) in suspects and _same_amounts(rows[before], rows[row_no]):
                    yield Explanation(
                        kind="row_repeated",
                        changes=tuple(Change(f.source_id, None) for f in rows[row_no].values() if f.value),
                        cost=2,
                        detail={"first_row": str(row_no), "repeats_row": str(before)},
                    )


def _same_amounts(before: dict[int, Figure], row: dict[int, Figure]) -> bool:
    return (
        before.keys() == row.keys()
        and any(figure.value for figure in row.values())
        and all(before[col].value == figure.value for col, figure in row.items())
        and next(iter(before.values())).row_label == next(iter(row.values())).row_label
    )


def missing_row_amounts(case: CaseFile, checks: Sequence[Check]) -> dict[int, Decimal] | None:
    """What each column lacks if the failing sums of one parent row lack the same child row.

    ``checks`` are failing sums of one parent (left) and its children (right), one per column. Returns column → amount,
    or None if fewer than two columns are short or an amount would be negative.
    """
    lacking: dict[int, Decimal] = {}
    for check in checks:
        left = [case.figures[source] for coefficient, source in check.terms if coefficient > 0]
        if len(left) != 1 or left[0].table_id is None:
            return None
        lacking[left[0].col_no] = check.difference(case.printed_values)
    if len(lacking) < 2 or any(amount <= 0 for amount in lacking.values()):
        return None
    return lacking
