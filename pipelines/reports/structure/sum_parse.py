"""The tree that the sums show: a row is head of the rows after it that add up to it, where codes leave the place open.

Belongs here: that reading, for tables whose heads stand above their parts. Codes that go on from another (30101 after 301)
decide by themselves; rows without codes find their parts by sums; rows printed like proven heads are heads, too, though their
own sum be open: so one wrong figure doesn't tear a block apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.reports.structure.amounts import Closing, Rounding, Running, compare, has_money
from pipelines.reports.structure.rows import Levels, PlacedRow, extends

#: So many heads proven by sums make rows printed in the same way heads, too.
_MIN_PROVEN_HEADS = 2
#: Indents nearer than this are one.
_INDENT_STEP_POINTS = 3.0

#: How a row is printed, as far as its place is concerned.
Sort = tuple[bool, int | None, str | None, bool]


@dataclass(slots=True)
class _Parse:
    rows: Sequence[PlacedRow]
    rounding: Rounding
    head_sorts: frozenset[Sort] = frozenset()
    has_negative: bool = False
    children: dict[int, list[int]] = field(default_factory=dict)
    proven: set[int] = field(default_factory=set)

    def run(self) -> None:
        """Go from the last row to the first; the roots after a row are at hand when its parts are sought."""
        self.has_negative = any(value is not None and value < 0 for row in self.rows for value in row.amounts)
        roots: list[int] = []
        for number in range(len(self.rows) - 1, -1, -1):
            if self.rows[number].role == "note":
                continue
            count = self._count_parts(number, roots)
            self.children[number] = roots[:count]
            roots = [number, *roots[count:]]

    def _count_parts(self, number: int, roots: Sequence[int]) -> int:
        row = self.rows[number]
        reach = self._reach(number, roots)
        by_code = 0
        while by_code < reach and extends(self.rows[roots[by_code]].code, row.code):
            by_code += 1
        if by_code:
            return self._with_codeless(number, roots, by_code, reach)
        if row.role == "total" and reach:
            return (
                reach if self._closing(number, roots[:reach]).is_closed else self._by_sum(number, roots, reach) or reach
            )
        found = self._by_sum(number, roots, reach)
        if not found and row.is_unit:
            found = self._up_to_next_unit(roots, reach)
        # 其中：政府采购 is printed like a head and is none.
        if not found and row.role != "part" and sort_of(row) in self.head_sorts:
            found = self._up_to_next_head(number, roots, reach)
        return found

    def _reach(self, number: int, roots: Sequence[int]) -> int:
        """How many of the roots after a row may be its parts at all."""
        row = self.rows[number]
        for count, root in enumerate(roots):
            other = self.rows[root]
            if other.role == "total" or (row.role != "total" and other.role == "subtotal"):
                return count
            if row.code and other.code and row.tree == other.tree and not extends(other.code, row.code):
                return count
        return len(roots)

    def _with_codeless(self, number: int, roots: Sequence[int], by_code: int, reach: int) -> int:
        """Rows without a code among coded parts belong to them if the sum needs them."""
        if self._closing(number, roots[:by_code]).is_closed:
            self._note(number, roots[:by_code])
            return by_code
        for count in range(by_code + 1, reach + 1):
            if self.rows[roots[count - 1]].code and not extends(
                self.rows[roots[count - 1]].code, self.rows[number].code
            ):
                break
            if self._closing(number, roots[:count]).is_closed:
                return count
        return by_code

    def _by_sum(self, number: int, roots: Sequence[int], reach: int) -> int:
        """The fewest roots that add up to a row, if that can be no accident; 0 if none do."""
        if not has_money(self.rows[number].amounts):
            return 0
        running = Running(self.rows[number].amounts, self.rounding)
        for count, root in enumerate(roots[:reach], start=1):
            if self.rows[root].role == "part":
                continue
            running.add(self.rows[root].amounts)
            if running.is_past and not self.has_negative:
                break
            if count > 1 and running.is_met and self._closing(number, roots[:count]).proving:
                self.proven.add(number)
                return self._with_zeros(number, roots, count, reach)
        return 0

    def _with_zeros(self, number: int, roots: Sequence[int], count: int, reach: int) -> int:
        """Parts of zero change no sum: they belong to the head above them, unless printed as it is and not as its parts."""
        own, parts = sort_of(self.rows[number]), {sort_of(self.rows[root]) for root in roots[:count]}
        while count < reach and not has_money(self.rows[roots[count]].amounts):
            sort = sort_of(self.rows[roots[count]])
            if sort == own and sort not in parts:
                break
            count += 1
        return count

    def _up_to_next_unit(self, roots: Sequence[int], reach: int) -> int:
        """A unit with one class prints its amount twice: no sum shows it, but the next unit ends it."""
        return next((count for count, root in enumerate(roots[:reach]) if self.rows[root].is_unit), reach)

    def _up_to_next_head(self, number: int, roots: Sequence[int], reach: int) -> int:
        sort = sort_of(self.rows[number])
        return next((count for count, root in enumerate(roots[:reach]) if sort_of(self.rows[root]) == sort), reach)

    def _closing(self, number: int, parts: Sequence[int]) -> Closing:
        addends = [self.rows[part].amounts for part in parts if self.rows[part].role != "part"]
        return compare(self.rows[number].amounts, addends, self.rounding)

    def _note(self, number: int, parts: Sequence[int]) -> None:
        if self._closing(number, parts).proving:
            self.proven.add(number)


def parse_by_sums(rows: Sequence[PlacedRow], rounding: Rounding) -> tuple[Levels, ...]:
    """Return the levels that the sums show, as far as codes leave them open: rows printed like proven heads heads too, and not.

    Where names stand in the middle of their cells, the same indent is no likeness.
    """
    first = _Parse(rows, rounding)
    first.run()
    heads = Counter(
        sort_of(rows[number]) for number in first.proven if rows[number].role == "line" and not rows[number].code
    )
    sorts = frozenset(sort for sort, count in heads.items() if count >= _MIN_PROVEN_HEADS)
    if not sorts:
        return (_levels(first),)
    second = _Parse(rows, rounding, sorts)
    second.run()
    return _levels(second), _levels(first)


def sort_of(row: PlacedRow) -> Sort:
    """Return how a row is printed: coded or not, its indent, its numbering, whether its name is no classification's."""
    indent = None if row.indent is None else round(row.indent / _INDENT_STEP_POINTS)
    return bool(row.code), indent, row.numbering, row.is_proper_name


def _levels(parse: _Parse) -> Levels:
    """Totals stand on level 0, all else from 1 on."""
    levels = [0] * len(parse.rows)
    depth: dict[int, int] = {}
    for number, row in enumerate(parse.rows):
        if row.role == "note":
            continue
        level = depth.get(number, 0 if row.role == "total" else 1)
        levels[number] = level
        for child in parse.children.get(number, ()):
            depth[child] = level + 1
    return tuple(levels)
