"""The rows of a table: trees of codes, unit blocks around them, totals, and rows of what is 其中.

Belongs here: which rows there are, in which order, and what each is summed into.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from specimens.random_layouts.labels import CODE_STYLES, Codes, split_code
from specimens.random_layouts.money import (
    DEPARTMENT,
    DEPARTMENT_CODE,
    Atom,
    Cube,
    Unit,
    Where,
    economic_name,
    function_name,
)
from specimens.random_layouts.nodes import Row
from specimens.random_layouts.truth import NOTHING, Values, one

LENGTHS = {"function": (3, 5, 7), "economic": (3, 5, 7)}
NAMES: dict[str, Callable[[str], str]] = {"function": function_name, "economic": economic_name}
PART_NAMES = ("其中：政府采购", "其中：委托外包", "其中：设备购置")


def everything(atom: Atom) -> bool:
    """All money."""
    return True


def meets(*conditions: Where) -> Where:
    """All conditions at once."""
    return lambda atom: all(each(atom) for each in conditions)


def within(axis: str, code: str) -> Where:
    """The money under a code."""
    return lambda atom: getattr(atom, axis).startswith(code)


def of_unit(unit: Unit) -> Where:
    """A unit's money."""
    return lambda atom: atom.unit == unit


@dataclass(frozen=True, slots=True)
class RowOptions:
    """How the rows of a table are drawn."""

    codes: Codes
    #: all levels, or items only.
    levels: str = "all"
    #: first, last or absent; and what it is called.
    total: str = "first"
    total_name: str = "合计"
    #: none, rows, department (a row of it above the rows of units), merged, column.
    units: str = "none"
    #: both, name, code: what is printed of a unit.
    unit_label: str = "name"
    has_parts: bool = False
    has_local_codes: bool = False
    #: Classes that are printed though there is no money of them.
    nothing_of: tuple[str, ...] = ()


@dataclass(slots=True)
class RowMaker:
    """Makes the rows of one table over one axis."""

    chance: random.Random
    cube: Cube
    axis: str
    options: RowOptions
    rows: list[Row]

    def label_headers(self) -> list[tuple[str, ...]]:
        """Header paths of all label columns."""
        return [*self._unit_headers(), *self.options.codes.headers(self.axis)]

    def make(self) -> list[Row]:
        """All rows in order."""
        options = self.options
        total = Row(self._plain("", options.total_name), everything) if options.total != "absent" else None
        if total and options.total == "first":
            self.rows.append(total)
        match options.units:
            case "none":
                self._tree(self.cube, total, NOTHING, everything, [], 0)
            case "merged" | "column":
                self._units_in_columns(total)
            case _:
                self._units_in_rows(total)
        if total and options.total == "last":
            self.rows.append(total)
        return self.rows

    def _unit_headers(self) -> list[tuple[str, ...]]:
        if self.options.units not in ("merged", "column"):
            return []
        words = {"both": ("单位编码", "单位名称"), "name": ("单位名称",), "code": ("单位编码",)}[
            self.options.unit_label
        ]
        return [(word,) for word in words]

    def _plain(self, code: str, name: str) -> list[str]:
        labels = self.options.codes.plain(self.axis, code, name)
        before = len(self._unit_headers())
        # A total stands in the first column where units have their own, over all label columns.
        return [name, *["<"] * (before + len(labels) - 1)] if before else labels

    def _unit_cells(self, unit: Unit) -> list[str]:
        return {"both": [unit.code, unit.name], "name": [unit.name], "code": [unit.code]}[self.options.unit_label]

    def _units_in_columns(self, total: Row | None) -> None:
        for unit in self.cube.units:
            cells = self._unit_cells(unit)
            first = len(self.rows)
            self._tree(self.cube.where(of_unit(unit)), total, one(unit.code, unit.name), of_unit(unit), cells, 0)
            if self.options.units == "merged":
                for row in self.rows[first + 1 :]:
                    row.labels = [*["^"] * len(cells), *row.labels[len(cells) :]]

    def _units_in_rows(self, total: Row | None) -> None:
        parent, depth = total, 0
        if self.options.units == "department":
            parent = Row(
                self._unit_row(DEPARTMENT_CODE, DEPARTMENT, 0),
                everything,
                total,
                unit=one(None, DEPARTMENT_CODE, DEPARTMENT),
            )
            self.rows.append(parent)
            depth = 1
        for unit in self.cube.units:
            values = one(unit.code, unit.name)
            if not self.cube.where(of_unit(unit)).atoms:
                continue
            row = Row(self._unit_row(unit.code, unit.name, depth), of_unit(unit), parent, unit=values)
            self.rows.append(row)
            self._tree(self.cube.where(of_unit(unit)), row, values, of_unit(unit), [], depth + 1)

    def _unit_row(self, code: str, name: str, depth: int) -> list[str]:
        codes = self.options.codes
        indent = "　" * depth if codes.is_indented else ""
        if CODE_STYLES[codes.style] == 1 or self.options.unit_label == "name":
            return codes.plain(self.axis, "" if self.options.unit_label == "name" else code, indent + name)
        if self.options.unit_label == "code":
            return codes.plain(self.axis, code, "")
        return codes.plain(self.axis, code, indent + name)

    def _tree(
        self, cube: Cube, parent: Row | None, unit: Values, where: Where, before: Sequence[str], depth: int
    ) -> None:
        """The rows of a code tree; ``before`` stands in the columns of the unit, ``depth`` is how deep its block stands."""
        lengths = self._lengths()
        above: dict[str, Row] = {}
        count: dict[int, int] = {}
        items_only = self.options.levels == "items"
        for code in self._codes(cube, lengths):
            upper = next(
                (above[code[:length]] for length in (5, 3) if length < len(code) and code[:length] in above), None
            )
            number = count[id(upper)] = count.get(id(upper), -1) + 1
            level = 0 if items_only else len(split_code(code)) - 1
            labels = self.options.codes.labels(
                self.axis, code, NAMES[self.axis](code), number, level + depth * self._indents()
            )
            row = Row([*before, *labels], meets(where, within(self.axis, code)), upper or parent, unit=unit)
            setattr(row, self.axis, one(code))
            self.rows.append(row)
            above[code] = row
            if self.options.has_parts:
                self._part(cube.where(within(self.axis, code)), row, before)

    def _indents(self) -> int:
        return (
            1
            if self.options.codes.style in ("one_column", "short", "indent", "dash", "three_whole", "three_own")
            else 0
        )

    def _lengths(self) -> tuple[int, ...]:
        if self.axis == "economic" and not self.options.has_local_codes:
            return (5,) if self.options.levels == "items" else (3, 5)
        return (7,) if self.options.levels == "items" and self.axis == "function" else (3, 5, 7)

    def _codes(self, cube: Cube, lengths: tuple[int, ...]) -> list[str]:
        codes = sorted({*cube.codes(self.axis, lengths), *self.options.nothing_of})
        if self.axis == "economic" and self.options.levels == "items":
            # The finest of each.
            return [code for code in codes if not any(other != code and other.startswith(code) for other in codes)]
        return codes

    def _part(self, cube: Cube, row: Row, before: Sequence[str]) -> None:
        """A row 其中 below one in five of those that have a part."""
        part = cube.where(lambda atom: atom.is_marked)
        is_finest = not any(len(code) > len(self._code(row)) for code in self._codes(cube, self._lengths()))
        if not (part.total and part.total < cube.total and is_finest and self.chance.random() < 0.6):
            return
        name = self.chance.choice(PART_NAMES)
        assert row.where is not None
        labels = [*before, *self.options.codes.plain(self.axis, "", name)]
        values = one(None, self._code(row))
        lower = Row(labels, meets(row.where, lambda atom: atom.is_marked), row, is_part=True, unit=row.unit)
        setattr(lower, self.axis, values)
        self.rows.append(lower)

    def _code(self, row: Row) -> str:
        (code,) = getattr(row, self.axis)
        return str(code)
