"""Budget units told by their names alone, above the rows that are theirs.

Belongs here: rows named like a unit (某局信息中心) in the column of the table's other names, and the department above its units. A
name is no proof: each such row must come to the rows below it, up to the next one, and the table's total to them alone, or print
nothing but its name where all other rows print money. Units with a code or a column of their own are told by those (``levels``);
heads with other names by their sums (``placing``, ``heads``). And the only row of a unit, which its amount shows to be the unit's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reports.structure.amounts import Amounts, Closing, Rounding, compare, has_money, is_equal
from pipelines.reports.tables.heads import names_unit
from pipelines.reports.tables.levels import OF_WHICH, is_unit_row
from pipelines.reports.tables.reading import RowReading
from pipelines.reports.words import comparable

#: Endings that names of bodies share with those of places.
_PLACE = re.compile(r"[馆室库台园]$|(?<!检查)(?<!检测)(?<!监测)(?<!工作)(?<!管理)站$|基地$")


@dataclass(frozen=True, slots=True)
class _Block:
    """A row that may be a unit, and the rows below it that stand below no other of them."""

    head: int
    parts: tuple[int, ...]


def tell_units_by_blocks(rows: Sequence[RowReading], amounts: Sequence[Amounts]) -> None:
    """Rows named like units are units if their blocks close; the first, above all others, is their department if they add up to it."""
    lines = [number for number, row in enumerate(rows) if row.row_kind == "line"]
    heads = [number for number in lines if _may_be_unit(rows[number])]
    if not heads or heads[0] != lines[0] or any(row.row_kind == "subtotal" for row in rows):
        return
    blocks = _blocks(rows, heads)
    table = _Table(rows, amounts, Rounding.of(amounts, max(map(len, amounts), default=0)))
    department, units = blocks[0], blocks[1:]
    are_alone = not any(block.parts for block in units)
    if table.is_department(department, units) and (are_alone or all(map(table.is_closed, units))):
        _mark(rows, blocks, depth=1)
        rows[department.head].unit_depth = 0
    elif any(block.parts for block in blocks) and all(map(table.is_closed, blocks)) and table.is_told(blocks):
        _mark(rows, blocks, depth=0)


def tell_units_by_blanks(rows: Sequence[RowReading], amounts: Sequence[Amounts]) -> None:
    """Rows named like units that print nothing but their name are units, where all other rows print money below one of them.

    Several must be, and be called as offices are: rooms, halls and parks (文化活动室, 湿地公园) are things money is spent on, too.
    """
    lines = [number for number, row in enumerate(rows) if row.row_kind == "line"]
    bare = [number for number in lines if len(_texts(rows[number])) == 1 and not _is_printed(amounts[number])]
    others = set(lines) - set(bare)
    follow = dict(zip(lines, [*lines[1:], None], strict=True))
    if (
        len(bare) > 1
        and bare[0] == lines[0]
        and all(_may_be_unit(rows[number]) and follow[number] in others for number in bare)
        and not any(_PLACE.search(comparable(rows[number].label_printed or "")) for number in bare)
        and all(_is_printed(amounts[number]) for number in others)
    ):
        _mark(rows, [_Block(number, ()) for number in bare], depth=0)


def place_lone_rows(rows: Sequence[RowReading], amounts: Sequence[Amounts]) -> None:
    """A unit's only row prints the unit's amount again, which no sum shows: between that unit and the next it stands below it."""
    lines = [number for number, row in enumerate(rows) if row.row_kind != "note"]
    for unit, only, following in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        ends = following is None or rows[following].is_unit_head or rows[following].level_no < rows[only].level_no
        if (
            rows[unit].is_unit_head
            and not rows[only].is_unit_head
            and rows[only].row_kind == "line"
            and rows[only].level_no == rows[unit].level_no
            and ends
            and has_money(amounts[unit])
            and is_equal(amounts[unit], amounts[only])
            and not _is_summed_beside(rows, amounts, unit)
        ):
            rows[only].level_no += 1


def _is_summed_beside(rows: Sequence[RowReading], amounts: Sequence[Amounts], number: int) -> bool:
    """True if the total is what all rows on a row's level come to as they stand: then none of them is another's part."""
    level = rows[number].level_no
    totals = [amounts[each] for each, row in enumerate(rows) if row.row_kind == "total"]
    beside = [amounts[each] for each, row in enumerate(rows) if row.row_kind == "line" and row.level_no == level]
    rounding = Rounding.of(amounts, max(map(len, amounts), default=0))
    return any(compare(total, beside, rounding).is_closed for total in totals if has_money(total))


def _texts(row: RowReading) -> list[str]:
    return [text for text in row.texts.values() if text]


def _is_printed(amounts: Amounts) -> bool:
    return any(value is not None for value in amounts)


def _mark(rows: Sequence[RowReading], blocks: Sequence[_Block], depth: int) -> None:
    for block in blocks:
        rows[block.head].is_unit_head = True
        rows[block.head].unit_depth = depth


def _may_be_unit(row: RowReading) -> bool:
    if is_unit_row(row):
        return True
    names_more = any(row.texts.get(key) for key in ("unit_code", "unit_name")) or row.place_code
    return not names_more and names_unit(row)


def _blocks(rows: Sequence[RowReading], heads: Sequence[int]) -> list[_Block]:
    ends = [*heads[1:], len(rows)]
    return [_Block(head, tuple(_outermost(rows, head + 1, end))) for head, end in zip(heads, ends, strict=True)]


def _outermost(rows: Sequence[RowReading], start: int, end: int) -> list[int]:
    """Rows that go on from no code above them in their block; 其中, and projects below their item, are parts of the row above them."""
    found: list[int] = []
    above: list[str] = []
    for number in range(start, end):
        row = rows[number]
        if row.row_kind != "line" or row.part_level or comparable(row.label_printed or "").startswith(OF_WHICH):
            continue
        code = row.place_code
        if code is None or not any(code.startswith(each) and code != each for each in above):
            found.append(number)
        if code:
            above.append(code)
    return found


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows and what they amount to."""

    rows: Sequence[RowReading]
    amounts: Sequence[Amounts]
    rounding: Rounding

    def is_closed(self, block: _Block) -> bool:
        """True if a unit is what the rows below it come to; a unit without money has none."""
        return self._compare(block.head, block.parts).is_closed

    def is_told(self, blocks: Sequence[_Block]) -> bool:
        """True if more than names and equal figures says that these are units: codes below them, a sum, or the table's total."""
        parts = [block.parts for block in blocks if block.parts]
        if all(self.rows[each[0]].place_code for each in parts):
            return True
        if any(self._compare(block.head, block.parts).proving for block in blocks):
            return self._totals_are([block.head for block in blocks]) is not False
        return self._totals_are([block.head for block in blocks]) is True

    def is_department(self, first: _Block, units: Sequence[_Block]) -> bool:
        """True if the units below the first row are named after it and make it up, and the total is it alone."""
        if first.parts or not units or not has_money(self.amounts[first.head]):
            return False
        name = comparable(self.rows[first.head].label_printed or "")
        names = [comparable(self.rows[block.head].label_printed or "") for block in units]
        is_named_so = bool(name) and all(each.startswith(name) and each != name for each in names)
        closing = self._compare(first.head, [block.head for block in units])
        return is_named_so and closing.is_closed and self._totals_are([first.head]) is not False

    def _totals_are(self, addends: Sequence[int]) -> bool | None:
        """Whether all totals are the sum of these rows; None if the table prints no total."""
        totals = [number for number, row in enumerate(self.rows) if row.row_kind == "total"]
        return all(self._compare(total, addends).is_closed for total in totals) if totals else None

    def _compare(self, whole: int, parts: Sequence[int]) -> Closing:
        return compare(self.amounts[whole], [self.amounts[part] for part in parts], self.rounding)
