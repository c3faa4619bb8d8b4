"""Rows that are proven heads of the rows below them by their sums alone: a unit above its projects or its items.

Belongs here: tables whose names show no level (one name column, neither codes nor numbers), and which of the heads are units.
What the rows below them take over is ``placing``.
Nothing is changed unless every row finds its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reports.tables.reading import RowReading
from pipelines.reports.tables.sums import Amounts, has_money, is_sum
from pipelines.reports.words import comparable

#: How names of public bodies end, the remark which level of it is meant aside.
_UNIT_NAME = re.compile(
    r"[局委办厅部院所站处馆校队会室台库园宫团社署](?:\([^()]*\))?$|(?:中心|机关|公司|基地)(?:\([^()]*\))?$"
)


def set_heads(rows: Sequence[RowReading], amounts: Sequence[Amounts]) -> bool:
    """Move every row below its head one level down; False, and nothing done, if the rows don't divide into heads and parts.

    Heads have no code and stand on the outermost level; each is the sum of the outermost rows up to the next head, in every
    column. Rows below those (items of a class) move with them.
    """
    body = [number for number, row in enumerate(rows) if row.row_kind not in ("total", "subtotal", "note")]
    if len(body) < 2:
        return False
    top = min(rows[number].level_no for number in body)
    outer = [number for number in body if rows[number].level_no == top]
    heads = _heads(outer, rows, amounts)
    if not heads:
        return False
    for number in body:
        if number in heads:
            rows[number].is_head = True
        else:
            rows[number].level_no += 1
    return True


def name_units(rows: Sequence[RowReading], header_path: str) -> None:
    """Proven heads that are budget units say so.

    A head is a unit if the header of the names says that units stand there, or if its own name ends like one; so is a row
    beside such units that has a unit's name and nothing below it, as units without money do.
    """
    for row in rows:
        row.is_unit_head = row.is_head and ("单位" in header_path or _is_unit_name(row))
    levels = {row.level_no for row in rows if row.is_unit_head}
    for row in rows:
        is_beside = row.row_kind == "line" and row.level_no in levels and not row.place_code and _is_unit_name(row)
        row.is_unit_head = row.is_unit_head or is_beside
        if row.is_unit_head:
            for key in ("project_name_printed", "function_name_printed", "economic_name_printed"):
                row.facts.pop(key, None)
            row.facts.update(unit_name_printed=row.label_printed, no_code_reason="unit row")


def _is_unit_name(row: RowReading) -> bool:
    return row.label_printed is not None and _UNIT_NAME.search(comparable(row.label_printed)) is not None


def _heads(outer: Sequence[int], rows: Sequence[RowReading], amounts: Sequence[Amounts]) -> set[int]:
    """The numbers of the heads if the outermost rows divide into heads with their parts, else none."""
    found: set[int] = set()
    place = 0
    while place < len(outer):
        number = outer[place]
        if rows[number].place_code or not has_money(amounts[number]):
            return set()
        ends = [
            end
            for end in range(place + 2, len(outer) + 1)
            if is_sum(amounts[number], [amounts[part] for part in outer[place + 1 : end]])
            and (end == len(outer) or not rows[outer[end]].place_code)
        ]
        if not ends:
            return set()
        found.add(number)
        # Parts of zero change no sum: they belong to the head above them.
        place = ends[-1] if ends[-1] == len(outer) else ends[0]
        while place < len(outer) and not has_money(amounts[outer[place]]):
            place += 1
    return found
