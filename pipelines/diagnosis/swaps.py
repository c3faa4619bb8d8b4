"""Explanations by exchange: the amounts of two columns stand in each other's place, in one row or in a whole table.

Belongs here: proposing exchanges between columns of one table. An exchange keeps every printed amount, so nothing is fitted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from pipelines.diagnosis.facts import CaseFile, Check, Figure
from pipelines.diagnosis.trial import Change, Explanation

Rows = dict[int, dict[int, Figure]]


def propose_swaps(case: CaseFile, failing: Sequence[Check]) -> Iterator[Explanation]:
    """Yield, for tables with failing checks, the exchange of each two of the columns; then of two cells of a row."""
    suspects: dict[str, set[tuple[int, int]]] = {}
    for check in failing:
        for _, source_id in check.terms:
            figure = case.figures[source_id]
            if figure.table_id is not None:
                suspects.setdefault(figure.table_id, set()).add((figure.row_no, figure.col_no))
    for table_id, cells in suspects.items():
        for rows in case.table_rows[table_id].values():
            columns = sorted({column for row in rows.values() for column in row})
            failing_columns = {column for _, column in cells}
            for one, other in combinations(columns, 2):
                if failing_columns & {one, other}:
                    yield from _swap(rows, sorted(rows), one, other, 2)
            for row_no in sorted({row_no for row_no, _ in cells} & rows.keys()):
                for one, other in combinations(sorted(rows[row_no]), 2):
                    yield from _swap(rows, [row_no], one, other, 1)


def _in_place_of(printed: Figure, place: Figure) -> Decimal:
    """Return what a printed figure says in another's place: a number of things printed as money is so many yuan (or 万元)."""
    if not printed.value:
        return printed.value
    return printed.value / (printed.unit_multiplier or 1) * (place.unit_multiplier or 1)


def _swap(rows: Rows, row_nos: Sequence[int], one: int, other: int, cost: int) -> Iterator[Explanation]:
    changes: list[Change] = []
    swapped: list[int] = []
    for row_no in row_nos:
        first, second = rows[row_no].get(one), rows[row_no].get(other)
        if first is None or second is None or first.value == second.value:
            continue
        changes += [
            Change(first.source_id, _in_place_of(second, first)),
            Change(second.source_id, _in_place_of(first, second)),
        ]
        swapped.append(row_no)
    # Of a whole table at least two rows, else it is the exchange in one row.
    if swapped and (len(row_nos) == 1 or len(swapped) > 1):
        detail = {"one": str(one), "other": str(other), "rows": str(len(swapped)), "first_row": str(swapped[0])}
        yield Explanation("columns_swapped", tuple(changes), cost, detail)
