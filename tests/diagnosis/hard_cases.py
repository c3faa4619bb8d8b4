"""Case files with hundreds of failing checks: many small mistakes, one table of nonsense, nonsense that nothing explains."""

from __future__ import annotations

import random
from decimal import Decimal

from pipelines.diagnosis import CaseFile, Check, Figure

COLUMNS = 8
CLASSES, ITEMS = 10, 4
Amounts = list[list[int]]


def scattered(failing: int, seed: int = 1) -> tuple[CaseFile, dict[str, Decimal]]:
    """Tables that add up but for one amount each, every one in three failing checks; and the right values."""
    chance = random.Random(seed)
    figures: list[Figure] = []
    checks: list[Check] = []
    right: dict[str, Decimal] = {}
    for number in range(failing // 3):
        table_id = f"t{number:03}"
        rows = _clean(chance)
        # An item, in one of the columns of its row: its class, its row and a text that states it know better.
        row_no, col_no = 2 + chance.randrange(ITEMS), 1 + chance.randrange(COLUMNS - 1)
        source_id = f"{table_id}-r{row_no}-c{col_no}"
        right[source_id] = Decimal(rows[row_no][col_no])
        stated = _figure("text", number, 0, rows[row_no][col_no])
        rows[row_no][col_no] += chance.randrange(1, 9) * 10 ** chance.randrange(3, 6)
        figures += [*_figures(table_id, rows), stated]
        checks += _sums(table_id)
        checks.append(_check(f"text-{number:03}", [(1, stated.source_id), (-1, source_id)]))
    return CaseFile("d", {figure.source_id: figure for figure in figures}, tuple(checks)), right


def nonsense(failing: int, seed: int = 2) -> CaseFile:
    """One long table in which no sum down the rows closes, though every row adds up."""
    chance = random.Random(seed)
    rows: Amounts = []
    while len(rows) * COLUMNS * 2 < failing * (ITEMS + 1) * 2:
        parts = [chance.randrange(1, 9_000_000) for _ in range(COLUMNS - 1)]
        rows.append([sum(parts), *parts])
    figures = _figures("t000", rows)
    checks = [_across("t000", row_no) for row_no in range(len(rows))]
    for row_no in range(0, len(rows) - ITEMS, ITEMS + 1):
        parts_of = range(row_no + 1, row_no + 1 + ITEMS)
        checks += [_down("t000", row_no, parts_of, col_no) for col_no in range(COLUMNS)]
    return CaseFile("d", {figure.source_id: figure for figure in figures}, tuple(checks))


def hopeless(failing: int, seed: int = 3) -> CaseFile:
    """The same, and a text states every amount as it is printed: nothing may be changed."""
    case = nonsense(failing, seed)
    figures, checks = dict(case.figures), list(case.checks)
    for number, figure in enumerate(case.figures.values()):
        stated = _figure("text", number, 0, int(figure.value))
        figures[stated.source_id] = stated
        checks.append(_check(f"text-{number:05}", [(1, stated.source_id), (-1, figure.source_id)]))
    return CaseFile("d", figures, tuple(checks))


def coincidences(failing: int, seed: int = 4) -> CaseFile:
    """A wide table of small amounts, in which no sum closes as printed and nearly anything closes some by accident."""
    chance = random.Random(seed)
    classes = range(0, 60, ITEMS + 1)
    columns = max(2, failing // len(classes))
    figures = _figures("t000", [[chance.randrange(4) for _ in range(columns)] for _ in range(60)])
    checks = [
        _down("t000", row, range(row + 1, row + 1 + ITEMS), col_no) for row in classes for col_no in range(columns)
    ]
    return CaseFile("d", {figure.source_id: figure for figure in figures}, tuple(checks))


def _clean(chance: random.Random) -> Amounts:
    """A total, its classes and their items; the first column is the sum of the others."""
    rows: Amounts = [[0] * COLUMNS]
    for _ in range(CLASSES):
        items = [[chance.randrange(1, 9_000_000) for _ in range(COLUMNS - 1)] for _ in range(ITEMS)]
        whole = [sum(column) for column in zip(*items, strict=True)]
        rows += [[sum(row), *row] for row in (whole, *items)]
        rows[0] = [total + amount for total, amount in zip(rows[0], rows[-ITEMS - 1], strict=True)]
    return rows


def _sums(table_id: str) -> list[Check]:
    classes = range(1, 1 + CLASSES * (ITEMS + 1), ITEMS + 1)
    checks = [_across(table_id, row_no) for row_no in range(1 + CLASSES * (ITEMS + 1))]
    for col_no in range(COLUMNS):
        checks.append(_down(table_id, 0, classes, col_no))
        checks += [_down(table_id, row_no, range(row_no + 1, row_no + 1 + ITEMS), col_no) for row_no in classes]
    return checks


def _across(table_id: str, row_no: int) -> Check:
    terms = [(1 if col_no == 0 else -1, f"{table_id}-r{row_no}-c{col_no}") for col_no in range(COLUMNS)]
    return _check(f"across-{table_id}-{row_no:03}", terms)


def _down(table_id: str, row_no: int, parts: range, col_no: int) -> Check:
    terms = [(1, f"{table_id}-r{row_no}-c{col_no}"), *((-1, f"{table_id}-r{part}-c{col_no}") for part in parts)]
    return _check(f"down-{table_id}-{row_no:03}-{col_no}", terms)


def _check(check_id: str, terms: list[tuple[int, str]]) -> Check:
    signed = tuple((Decimal(coefficient), source_id) for coefficient, source_id in terms)
    return Check(check_id, "d", check_id.split("-")[0], "hierarchy", "error", Decimal(0), signed, check_id, "其和")


def _figures(table_id: str, rows: Amounts) -> list[Figure]:
    return [
        _figure(table_id, row_no, col_no, amount)
        for row_no, row in enumerate(rows)
        for col_no, amount in enumerate(row)
    ]


def _figure(table_id: str, row_no: int, col_no: int, amount: int) -> Figure:
    is_text = table_id == "text"
    return Figure(
        source_id=f"{table_id}-r{row_no}-c{col_no}",
        kind="statement" if is_text else "line",
        document_id="d",
        value=Decimal(amount),
        value_text=str(amount),
        page_no=1,
        unit_multiplier=1,
        table_id=None if is_text else table_id,
        row_no=row_no,
        col_no=col_no,
        row_label=f"第{row_no}行",
        column_label=f"第{col_no}栏",
    )
