"""Tables printed like a flight of stairs: each step of the hierarchy fills other columns.

Belongs here: recognising the steps. 货物 stands alone in the first column, the project below it in the second, what is bought
in the last ones. Tables whose rows share columns are no stairs; their hierarchy is in codes (``levels``).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reports.structure.amounts import Amounts, Rounding, compare, has_money
from pipelines.reports.tables.reading import RowReading


def set_stairs(rows: Sequence[RowReading], amounts: Sequence[Amounts]) -> bool:
    """Set the levels of rows whose text columns fall into steps; False, and nothing done, if they don't.

    Of two rows of one step, one directly below the other, the second is a step further down if it and rows of that step after
    it add up to the first (货物, then the units that buy goods).
    """
    body = [number for number, row in enumerate(rows) if row.row_kind not in ("total", "subtotal", "note")]
    steps = _steps([rows[number] for number in body])
    if len(steps) < 2:
        return False
    step_of = {number: _step(steps, rows[number]) for number in body}
    deeper = _parts_of_a_row_above(body, step_of, amounts, last_step=len(steps) - 1)
    for number, row in enumerate(rows):
        row.level_no = 0
        if number in step_of:
            row.level_no = 1 + step_of[number] + (number in deeper)
            # Proven by its sum to be a step of its own, above others: a unit, if its name is one.
            row.is_head = number in deeper and step_of[number] < len(steps) - 1
    return True


def _parts_of_a_row_above(
    body: Sequence[int], step_of: dict[int, int], amounts: Sequence[Amounts], last_step: int
) -> set[int]:
    """Rows proven to be parts of a row of their own step; everything below them moves down with them."""
    deeper: set[int] = set()
    rounding = Rounding.of(amounts, max(map(len, amounts), default=0))
    for place, number in enumerate(body[:-1]):
        step = step_of[number]
        if step == last_step or number in deeper or step_of[body[place + 1]] != step:
            continue
        following = [other for other in body[place + 1 :] if step_of[other] <= step]
        for count in range(1, len(following) + 1):
            parts = [amounts[other] for other in following[:count]]
            if has_money(amounts[number]) and compare(amounts[number], parts, rounding).is_closed:
                deeper.update(_with_all_below(following[:count], body, step_of))
                break
    return deeper


def _with_all_below(heads: Sequence[int], body: Sequence[int], step_of: dict[int, int]) -> set[int]:
    found: set[int] = set()
    for head in heads:
        found.add(head)
        for other in body[body.index(head) + 1 :]:
            if step_of[other] <= step_of[head]:
                break
            found.add(other)
    return found


def _step(steps: Sequence[set[str]], row: RowReading) -> int:
    return next((number for number, columns in enumerate(steps) if columns & _own_columns(row)), len(steps) - 1)


def _own_columns(row: RowReading) -> set[str]:
    """The columns a row fills itself; a cell merged over several rows counts only if the row fills no other."""
    filled = {key for key, text in row.texts.items() if text}
    return filled - row.shared or filled


def _steps(rows: Sequence[RowReading]) -> list[set[str]]:
    """Columns that are ever filled together, as groups, from left to right."""
    steps: list[set[str]] = []
    position: dict[str, int] = {}
    for row in rows:
        columns = _own_columns(row)
        for key in columns:
            position[key] = min(position.get(key, 999), row.columns.get(key, 999))
        for step in [step for step in steps if step & columns]:
            columns |= step
            steps.remove(step)
        if columns:
            steps.append(columns)
    return sorted(steps, key=lambda step: min(position[key] for key in step))
