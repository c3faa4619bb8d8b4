"""Which money columns of a table are summed into which: its headers and amounts handed to ``reports.structure``.

Belongs here: what headers and the seed ``measure_tree`` say of two columns, and the contract's record of each. The choice
between the readings is made in ``structure.columns``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines.reports.structure.beside import put_beside
from pipelines.reports.structure.columns import ColumnWords, PlacedColumn, place_columns
from pipelines.reports.tables.column import Column
from pipelines.reports.tables.reading import Reading
from pipelines.reports.vocabulary import measure_parents
from pipelines.reports.words import comparable, header_segment

#: How the header of a total ends.
_TOTAL_WORDS = re.compile(r"(?:合计|小计|总计|总额|总数)$")
_AMOUNT_WORDS = frozenset({"金额", "预算数", "决算数", "执行数"})
_OF_WHICH = "其中"
#: What a list of purchases calls its total: the money of the funds beside it (采购金额|财政拨款|单位资金).
_TOTAL, _PURCHASES = "total", "procurement_amount"


def read_column_places(columns: Sequence[Column], reading: Reading) -> None:
    """Add the contract's record of every money column of every block to ``reading``."""
    for block_no in sorted({column.block_no for column in columns}):
        money = [c for c in columns if c.block_no == block_no and c.field_key is None and c.value_type == "money"]
        if any(column.list_col is not None for column in money):
            continue
        for column, place in zip(money, _places(money, _amounts(money, block_no, reading)), strict=True):
            parent = None if place.parent is None else money[place.parent].col + 1
            if place.is_contradicted:
                column = _without_measure(column, reading)
            reading.add_column(column, parent, place)


def _without_measure(column: Column, reading: Reading) -> Column:
    """A column that holds something else than its name says, and its lines: not understood."""
    rows = {row["row_id"] for row in reading.rows if row["block_no"] == column.block_no}
    for line in reading.lines:
        if line["row_id"] in rows and line["col_no"] == column.col + 1:
            line["measure_key"] = None
    return replace(column, measure_key=None)


def _amounts(money: Sequence[Column], block_no: int, reading: Reading) -> list[list[Decimal | None]]:
    position = {column.col + 1: number for number, column in enumerate(money)}
    rows = {row["row_id"] for row in reading.rows if row["block_no"] == block_no and row["row_kind"] != "note"}
    found: dict[str, list[Decimal | None]] = {}
    for line in reading.lines:
        if line["row_id"] in rows and line["col_no"] in position and line["value_type"] == "money":
            found.setdefault(line["row_id"], [None] * len(money))[position[line["col_no"]]] = line["value"]
    return list(found.values())


def _places(money: Sequence[Column], rows: Sequence[Sequence[Decimal | None]]) -> list[PlacedColumn]:
    words = [_words(column, money) for column in money]
    return put_beside(words, rows, place_columns(words, rows))


def _words(column: Column, money: Sequence[Column]) -> ColumnWords:
    path = column.path.split("/")
    segments = [header_segment(segment) for segment in path]
    of_which = any(comparable(segment).startswith(_OF_WHICH) for segment in path)
    # A header that says nothing but 其中 groups nothing.
    group = tuple(segment for segment in segments[:-1] if segment and segment != _OF_WHICH)
    last = segments[-1] if segments else ""
    summed_into, part_of = _by_measure(column, money)
    return ColumnWords(
        group,
        _TOTAL_WORDS.search(last) is not None or (last in _AMOUNT_WORDS and bool(group)),
        of_which,
        summed_into,
        part_of,
        is_known=column.measure_key is not None,
    )


def _by_measure(column: Column, money: Sequence[Column]) -> tuple[tuple[int, ...], int | None]:
    """The columns whose measure the column's own is summed into, nearest first; and the one it is a mere part of."""
    if column.measure_key is None:
        return (), None
    beside = {
        other.measure_key: number
        for number, other in enumerate(money)
        if other is not column and other.measure_key and other.amount_year == column.amount_year
    }
    if _PURCHASES in beside:
        beside.setdefault(_TOTAL, beside[_PURCHASES])
    parts = [
        beside[key]
        for key, is_summand in measure_parents().get(column.measure_key, ())
        if not is_summand and key in beside
    ]
    above = _ancestors(column.measure_key)
    present = [key for key in above if key in beside and key != column.measure_key]
    # A measure that others here are summed into on the way to the total is nearer than the total.
    nearest_first = sorted(present, key=lambda key: (-len(_ancestors(key).keys() & set(present)), above[key]))
    return tuple(beside[key] for key in nearest_first), None if present or not parts else parts[0]


def _ancestors(measure_key: str) -> Mapping[str, int]:
    """All measures that one is summed into, directly or through others, with the shortest distance."""
    found: dict[str, int] = {}
    edge = [measure_key]
    distance = 0
    while edge:
        distance += 1
        parents = [p for key in edge for p, is_summand in measure_parents().get(key, ()) if is_summand]
        edge = [parent for parent in dict.fromkeys(parents) if parent not in found]
        found.update((parent, distance) for parent in edge)
    return found
