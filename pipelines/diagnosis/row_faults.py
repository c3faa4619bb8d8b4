"""Explanations by a whole row: printed twice, left out, or wrong in all its amounts.

Belongs here: proposing that a row repeats its neighbour (its amounts should not count), and recognising sums that are
short by the same row in every column. A missing row changes no printed figure, so it is proven by its consistency: what
is missing in each column must itself satisfy the row's own equations.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipelines.diagnosis.facts import CaseFile, Check, Figure
from pipelines.diagnosis.trial import Change, Explanation


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


def propose_missing_rows(case: CaseFile, failing: Sequence[Check]) -> Iterator[Explanation]:
    """Yield, for each row whose parts fall short, that one of the parts is not printed.

    What is missing must satisfy the equations along the row above (合计 = 基本支出 + 项目支出) as any part does.
    """
    for columns in _sums_by_row(case, failing):
        amounts = {column: check.difference(case.printed_values) for column, check in columns.items()}
        whole = _whole_of(case, next(iter(columns.values())))
        if whole is None or any(amount <= 0 for amount in amounts.values()):
            continue
        if _fits_along_the_row(case, whole, amounts):
            detail = {str(column): str(amount) for column, amount in sorted(amounts.items())}
            lacking = tuple((check, amounts[column]) for column, check in columns.items())
            # In one column alone it is as likely as a figure that is wrong.
            cost = 3 if len(amounts) > 1 else 4
            yield Explanation("row_missing", (), cost, detail, fitted=1, lacking=lacking)


def propose_wrong_rows(case: CaseFile, failing: Sequence[Check]) -> Iterator[Explanation]:
    """Yield, for each part of a row whose sums fail in two columns or more, that all of its amounts are wrong."""
    for columns in _sums_by_row(case, failing):
        if len(columns) < 2:
            continue
        wanted: dict[int, list[Change]] = {}
        for check in columns.values():
            for coefficient, source_id in check.terms:
                figure = case.figures[source_id]
                value = figure.value - check.difference(case.printed_values) / coefficient
                if coefficient < 0 and value >= 0:
                    wanted.setdefault(figure.row_no, []).append(Change(source_id, value))
        for row_no, changes in wanted.items():
            if len(changes) == len(columns):
                yield Explanation("row_wrong", tuple(changes), 4, {"first_row": str(row_no)}, fitted=1)


def _sums_by_row(case: CaseFile, failing: Sequence[Check]) -> Iterator[dict[int, Check]]:
    """The failing sums of other rows, by the row that states them: column → check."""
    sums: dict[tuple[str, str, int], dict[int, Check]] = {}
    for check in failing:
        whole = _whole_of(case, check)
        if whole is not None:
            sums.setdefault((check.rule_id, whole.table_id or "", whole.row_no), {})[whole.col_no] = check
    yield from sums.values()


def _whole_of(case: CaseFile, check: Check) -> Figure | None:
    """The figure that is the sum of other rows of its table, in its own column; None for other checks."""
    left = [case.figures[source] for coefficient, source in check.terms if coefficient > 0]
    if len(left) != 1 or left[0].table_id is None:
        return None
    whole = left[0]
    parts = [case.figures[source] for coefficient, source in check.terms if coefficient < 0]
    is_sum = parts and all(
        part.table_id == whole.table_id and part.row_no != whole.row_no and part.col_no == whole.col_no
        for part in parts
    )
    return whole if is_sum else None


def _fits_along_the_row(case: CaseFile, whole: Figure, amounts: dict[int, Decimal]) -> bool:
    """Whether the amounts satisfy every equation within the row that lacks them in its parts."""
    row = {
        figure.source_id: figure
        for rows in case.table_rows[whole.table_id or ""].values()
        for figure in rows.get(whole.row_no, {}).values()
    }
    for check in case.checks_touching(row):
        if all(source in row for _, source in check.terms):
            values = {source: amounts.get(row[source].col_no, Decimal(0)) for _, source in check.terms}
            if not check.holds(values):
                return False
    return True
