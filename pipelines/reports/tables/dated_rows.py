"""Rows of several years for one name: 2025, 2026 and the change below each other, the name printed in the first alone.

Belongs here: telling such rows by their column 年度, giving each the name it stands for, and placing all years by what they prove
together. The rows of one year are a form of their own: nothing of one year stands under another year's row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from pipelines.reports.structure.amounts import Amounts
from pipelines.reports.tables.reading import RowReading

_DATE = "amount_year"
_NAMES = ("unit_code", "unit_name", "item_name", "name")
#: Names with one year each are no such table.
_MIN_YEARS = 2

#: Places the rows of one form by their amounts.
Place = Callable[[Sequence[RowReading], Sequence[Amounts]], object]


def name_dated_rows(rows: Sequence[RowReading]) -> list[list[int]]:
    """Give rows that print only their year the name of the row above; return the rows of each name, none if years name no rows.

    A year printed again begins another name, which the page does not print: such a row is left without one.
    """
    groups: list[list[int]] = []
    for number, row in enumerate(rows):
        if row.row_kind not in ("line", "total"):
            continue
        date = row.texts.get(_DATE)
        if date is None:
            return []
        is_new = not groups or date in {rows[other].texts[_DATE] for other in groups[-1]}
        name = _name(row)
        if name and (is_new or name != _name(rows[groups[-1][0]])):
            groups.append([number])
        elif is_new:
            return []
        else:
            groups[-1].append(number)
    if max(map(len, groups), default=0) < _MIN_YEARS:
        return []
    for first, *others in groups:
        for number in others:
            _hand_on(rows[first], rows[number])
    return groups


def _name(row: RowReading) -> tuple[str, ...]:
    named = tuple(row.texts[key] for key in _NAMES if row.texts.get(key))
    return named or ((row.label_printed or "",) if row.row_kind == "total" else ())


def _hand_on(head: RowReading, row: RowReading) -> None:
    row.row_kind, row.row_key, row.label_printed = head.row_kind, head.row_key, head.label_printed
    row.texts = {key: text for key, text in head.texts.items() if key != _DATE} | row.texts
    row.facts = {**row.facts, **head.facts}


def place_dated_rows(
    rows: Sequence[RowReading], amounts: Sequence[Amounts], groups: Sequence[Sequence[int]], place: Place
) -> list[list[RowReading]]:
    """Place each name once, by the amounts of all its years; return the rows of each year, a form each."""
    dates = list(dict.fromkeys(rows[number].texts[_DATE] for group in groups for number in group))
    width = max(map(len, amounts), default=0)
    firsts = [rows[group[0]] for group in groups]
    beside: list[Amounts] = []
    for group in groups:
        by_date = {rows[number].texts[_DATE]: amounts[number] for number in group}
        beside.append(list(chain.from_iterable(by_date.get(date, [None] * width) for date in dates)))
    place(firsts, beside)
    for group in groups:
        for number in group[1:]:
            rows[number].level_no = rows[group[0]].level_no
            rows[number].is_head = rows[group[0]].is_head
    for number in (number for group in groups for number in group):
        rows[number].form_no = 1 + dates.index(rows[number].texts[_DATE])
    return [[row for row in rows if row.texts.get(_DATE) == date] for date in dates]
