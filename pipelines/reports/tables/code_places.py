"""Codes of rows that print only names, where the proven hierarchy says how deep a name stands.

Belongs here: 其他支出 below 229 is 22999, and below that 2299999; a name that the list doesn't have at its depth below its parent
gets no code. Printed codes are left as they are; so are those of tables whose hierarchy rests on the codes themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipelines.reports.tables.classification import class_by_name, only_code
from pipelines.reports.tables.reading import RowReading
from pipelines.reports.vocabulary import economic_names, function_names
from pipelines.reports.words import comparable, split_numbering

_STEP_DIGITS = 2
#: Digits of the deepest level that the national lists have.
_MAX_DIGITS = {"function": 7, "economic": 5}
#: Digits of the codes that the outermost rows may have: classes, or what a table prints alone.
_OUTERMOST_DIGITS = (3, 5, 7)
_CLASS_DIGITS = 3
#: One class below a name of no list may be a name that a deeper one shares.
_LEAST_CLASSES = 2


@dataclass(frozen=True, slots=True)
class _Above:
    """A row of the classification above another: its level, its code if it has one, and the digits its depth gives it."""

    level: int
    code: str | None
    digits: int


def settle_codes(rows: Sequence[RowReading]) -> None:
    """Set or take back codes that were found by name, by the places of the rows; no code that is printed changes."""
    for classification, names in (("function", function_names()), ("economic", economic_names())):
        _settle(rows, classification, names)


def settle_classes(rows: Sequence[RowReading]) -> None:
    """In a half of functions: names that mean a class as well as something deeper mean what the rows of their level are.

    （一）一般公共服务 among classes is 201, though 21901 has that very name. Where the others of its level aren't classes all, or
    there are none, nothing changes.
    """
    named = [row for row in rows if row.facts.get("code_source") == "name" and row.facts.get("function_code")]
    for row in named:
        known = class_by_name(row.facts.get("function_name_printed") or "")
        others = [
            other.facts["function_code"] for other in named if other.level_no == row.level_no and other is not row
        ]
        if known and known != row.facts["function_code"] and others and all(len(o) == _CLASS_DIGITS for o in others):
            _set(row, "function", known)


def _settle(rows: Sequence[RowReading], classification: str, names: Mapping[str, tuple[str, ...]]) -> None:
    above: list[_Above] = []
    outermost = _outermost_digits(rows, classification, names)
    for number, row in enumerate(rows):
        if row.row_kind in ("total", "subtotal", "note"):
            continue
        while above and above[-1].level >= row.level_no:
            above.pop()
        name = row.facts.get(f"{classification}_name_printed")
        code = row.facts.get(f"{classification}_code")
        if not name and not code:
            continue
        if (
            not code
            and not above
            and outermost == _CLASS_DIGITS
            and _heads_classes(rows, number, classification, names)
        ):
            continue
        if code and row.facts.get("code_source") not in ("name", "none"):
            above.append(_Above(row.level_no, code, len(code)))
            continue
        digits = above[-1].digits + _STEP_DIGITS if above else outermost
        prefix = next((each.code for each in reversed(above) if each.code), "")
        fitting = [
            each for each in _codes(name, classification, names) if len(each) == digits and each.startswith(prefix)
        ]
        known = only_code(fitting) if fitting and digits <= _MAX_DIGITS[classification] else None
        if known != code:
            _set(row, classification, known)
        above.append(_Above(row.level_no, known, digits))


def _heads_classes(
    rows: Sequence[RowReading], number: int, classification: str, names: Mapping[str, tuple[str, ...]]
) -> bool:
    """True for a name of no list above two classes or more, and nothing but classes: it names something else (人员经费和公用经费支出)."""
    head = rows[number]
    if _codes(head.facts.get(f"{classification}_name_printed"), classification, names):
        return False
    below = list(takewhile(lambda row: row.level_no > head.level_no, rows[number + 1 :]))
    level = min((row.level_no for row in below), default=0)
    children = [row.facts.get(f"{classification}_name_printed") for row in below if row.level_no == level]
    listed = [codes for codes in (_codes(name, classification, names) for name in children) if codes]
    return len(listed) >= _LEAST_CLASSES and all(any(len(code) == _CLASS_DIGITS for code in codes) for codes in listed)


def _codes(name: str | None, classification: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    words = comparable(split_numbering(name or "")[1])
    as_class = class_by_name(words) if classification == "function" else None
    found = names.get(words, ())
    return (*found, as_class) if as_class and as_class not in found else found


def _outermost_digits(rows: Sequence[RowReading], classification: str, names: Mapping[str, tuple[str, ...]]) -> int:
    """How many digits the codes of the outermost named rows have, as most of their names say."""
    named = [
        row for row in rows if row.facts.get(f"{classification}_name_printed") and row.row_kind in ("line", "group")
    ]
    top = min((row.level_no for row in named), default=0)
    codes = [
        _codes(row.facts[f"{classification}_name_printed"], classification, names)
        for row in named
        if row.level_no == top
    ]
    return max(
        _OUTERMOST_DIGITS, key=lambda digits: (sum(any(len(c) == digits for c in each) for each in codes), -digits)
    )


def _set(row: RowReading, classification: str, code: str | None) -> None:
    row.place_code = code
    row.facts[f"{classification}_code"] = code
    row.facts["code_source"] = "name" if code else "none"
    if code:
        row.facts.pop("no_code_reason", None)
    else:
        row.facts["no_code_reason"] = "the list has no such name below the row above"
