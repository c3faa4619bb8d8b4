"""Explanations by slipped rows: from some row on, every amount stands one or two rows too high or too low.

Belongs here: proposing moves of whole row segments of one table. The vacated rows are left blank; whether the sums then
close is for ``trial`` to say. A slip shows as several failing sums in one table, so a single failing sum proposes none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipelines.quality.diagnosis.facts import CaseFile, Check, Figure
from pipelines.quality.diagnosis.trial import Change, Explanation

#: A slip is a row or two; larger ones were never seen and cost time.
MAX_ROWS_MOVED = 2
#: Segments that end before the last row are tried only in tables up to this many rows (all pairs: n²/2 trials).
MAX_ROWS_FOR_INNER_SEGMENTS = 60
MIN_FAILING_SUMS = 2


def propose_moved_rows(case: CaseFile, failing: Sequence[Check]) -> Iterator[Explanation]:
    """Yield moves of row segments for each table in which at least two sums down the rows fail."""
    for table_id, groups in case.table_rows.items():
        for rows in groups.values():
            touched = _rows_of_failing_sums(case, failing, table_id, rows)
            if len(touched) < MIN_FAILING_SUMS:
                continue
            yield from _moves(rows)


def _rows_of_failing_sums(
    case: CaseFile, failing: Sequence[Check], table_id: str, rows: dict[int, dict[int, Figure]]
) -> set[str]:
    """Failing checks that relate several rows of this group, by what they state."""
    sums: set[str] = set()
    for check in failing:
        figures = [case.figures[source] for _, source in check.terms]
        here = {figure.row_no for figure in figures if figure.table_id == table_id and figure.row_no in rows}
        if len(here) > 1:
            sums.add(check.check_id)
    return sums


def _moves(rows: dict[int, dict[int, Figure]]) -> Iterator[Explanation]:
    order = sorted(rows)
    count = len(order)
    for shift in (shift for size in range(1, MAX_ROWS_MOVED + 1) for shift in (size, -size)):
        for first in range(count - abs(shift)):
            ends = range(first + abs(shift), count) if count <= MAX_ROWS_FOR_INNER_SEGMENTS else (count - 1,)
            for last in ends:
                explanation = _move(rows, order[first : last + 1], shift, is_tail=last == count - 1)
                if explanation is not None:
                    yield explanation


def _move(rows: dict[int, dict[int, Figure]], segment: list[int], shift: int, is_tail: bool) -> Explanation | None:
    """Move the amounts of a segment by ``shift`` rows (positive: down); rows left behind become blank."""
    changes: list[Change] = []
    for position, row_no in enumerate(segment):
        source_position = position - shift
        source_row = rows[segment[source_position]] if 0 <= source_position < len(segment) else None
        for col_no, figure in rows[row_no].items():
            moved = source_row.get(col_no) if source_row is not None else None
            value = moved.value if moved is not None else None
            if (value if value is not None else Decimal(0)) != figure.value:
                changes.append(Change(figure.source_id, value))
    if not changes:
        return None
    first, last = rows[segment[0]], rows[segment[-1]]
    lost = last if shift > 0 else first
    before = rows[segment[-1 - shift]] if shift > 0 else rows[segment[-shift]]
    is_repeated = all(col in before and before[col].value == figure.value for col, figure in lost.items())
    return Explanation(
        kind="rows_moved",
        changes=tuple(changes),
        # A slip that ends inside the table needs one more coincidence; a lost amount that isn't a repeat another.
        cost=3 + abs(shift) + (0 if is_tail else 2) + (0 if is_repeated else 2),
        detail={
            "shift": str(shift),
            "first_row": str(segment[0]),
            "last_row": str(segment[-1]),
            "is_repeated": str(is_repeated).lower(),
        },
    )
