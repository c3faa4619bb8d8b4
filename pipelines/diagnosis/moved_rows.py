"""Explanations by slipped rows: from some row on, every amount stands one or two rows too high or too low.

Belongs here: proposing moves of whole row segments of one table. The vacated rows are left blank; whether the sums then
close is for ``trial`` to say. A slip shows as several failing sums in one table, so a single failing sum proposes none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from pipelines.diagnosis.facts import CaseFile, Check, Figure
from pipelines.diagnosis.trial import Change, Explanation

#: A slip is a row or two; larger ones were never seen and cost time.
MAX_ROWS_MOVED = 2
#: Segments that end before the last row are tried only in tables up to this many rows (all pairs: n²/2 trials).
MAX_ROWS_FOR_INNER_SEGMENTS = 60
MIN_FAILING_SUMS = 2
#: A slip that lost amounts needs so many rows that did move, or it is just a wrong row.
MIN_ROWS_FILLED = 2


def propose_moved_rows(case: CaseFile, failing: Sequence[Check]) -> Iterator[Explanation]:
    """Yield moves of row segments for each table in which at least two sums down the rows fail."""
    for table_id, groups in case.table_rows.items():
        for rows in groups.values():
            touched = _rows_of_failing_sums(case, failing, table_id, rows)
            if len(touched) < MIN_FAILING_SUMS:
                continue
            for move in _moves(rows):
                yield move
                yield from _filled(case, move, rows)


def _filled(case: CaseFile, move: Explanation, rows: dict[int, dict[int, Figure]]) -> Iterator[Explanation]:
    """The move with amounts in the rows it leaves behind: those that close the sums in which nothing else is unknown."""
    shift = int(move.detail["shift"])
    order = sorted(row_no for row_no in rows if int(move.detail["first_row"]) <= row_no <= int(move.detail["last_row"]))
    if len(order) < abs(shift) + MIN_ROWS_FILLED:
        return
    vacated = order[:shift] if shift > 0 else order[shift:]
    unknown = {figure.source_id: figure for row_no in vacated for figure in rows[row_no].values()}
    values = {change.source_id: change.value or Decimal(0) for change in move.changes}
    values |= {source_id: Decimal(0) for source_id in unknown}
    found: dict[str, Decimal] = {}
    for _ in unknown:
        before = len(found)
        for source_id in unknown.keys() - found.keys():
            value = _needed(case, source_id, unknown.keys() - found.keys(), values)
            if value is not None:
                found[source_id] = values[source_id] = value
        if len(found) == before:
            break
    filled = {source_id: value for source_id, value in found.items() if value}
    if not filled or any(value < 0 for value in filled.values()):
        return
    kept = [change for change in move.changes if change.source_id not in unknown]
    kept += [
        Change(source_id, filled.get(source_id))
        for source_id, figure in unknown.items()
        if figure.value != filled.get(source_id, 0)
    ]
    detail = {**move.detail, "is_filled": "true"}
    yield Explanation(move.kind, tuple(kept), move.cost + 1, detail, fitted=len(filled))


def _needed(case: CaseFile, source_id: str, unknown: Collection[str], values: Mapping[str, Decimal]) -> Decimal | None:
    """The amount that a sum of several rows needs in this place; None if no sum knows all the others."""
    for check in case.checks_touching([source_id]):
        rows = {case.figures[source].row_no for _, source in check.terms}
        if len(rows) < 2 or any(source in unknown and source != source_id for _, source in check.terms):
            continue
        coefficient = next(c for c, source in check.terms if source == source_id)
        rest = sum(
            (c * values.get(source, case.figures[source].value) for c, source in check.terms if source != source_id),
            Decimal(0),
        )
        return -rest / coefficient
    return None


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
