"""Rows that the end of a page cuts, from typeset PDFs: each figure is told once, in its row, as in the same table on one page.

Where a report has no upright rules, or none at all, its tables are read right or said to be unread; none is read wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipelines.extraction import extract_document
from pipelines.reports import read_report
from pipelines.reports.facts import FileFacts
from specimens.families import STYLES
from specimens.families.cut_rows import AROUND, ROWS, SHARES, cut_report, look_around, whole_report
from specimens.typeset import LOOKS, Look, Report, typeset

#: Table kind; the row's name, code and kind; measure and header of its column; the figure as printed and its value.
Told = tuple[object, ...]
KINDS = (
    ("expenditure_summary", "general_public_expenditure"),
    ("revenue_expenditure_summary", "revenue_summary"),
    ("fiscal_appropriation_summary", "general_public_basic_expenditure"),
    ("three_public_expenditure", "government_fund_expenditure"),
)
UNRULED = ("level rules alone", "no rules")
VARIANTS = 48


@dataclass(frozen=True, slots=True)
class Reading:
    """What is told of a report's tables without a doubt, the kinds of tables of which it is, and of those that are held back or doubtful."""

    told: Counter[Told]
    kinds: frozenset[object]
    doubtful: frozenset[object]


@dataclass(frozen=True, slots=True)
class Variant:
    """One report with cut rows."""

    family: str
    kinds: tuple[str, ...]
    share: str
    rows: str
    around: str


def variant(number: int) -> Variant:
    """Every way to share a row, every row and every surrounding, each with each other in turn."""
    turn, shares, around = number // len(SHARES), list(SHARES), list(AROUND)
    return Variant(
        list(STYLES)[number * 7 % len(STYLES)],
        KINDS[(number + turn) % len(KINDS)],
        shares[number % len(shares)],
        ROWS[(number + turn) % len(ROWS)],
        around[(number * 3 + turn) % len(around)],
    )


def read(report: Report, look: Look, path: Path) -> Reading:
    path.write_bytes(typeset(report, look).pdf)
    document = extract_document(path, "f" * 64)
    facts = FileFacts("report.pdf", document.document_id, None, None, len(document.pages), "born_digital")
    tables = {name: table.to_pylist() for name, table in read_report(document, facts).items()}
    printed = {table["table_id"]: table for table in tables["printed_tables"]}
    rows = {row["row_id"]: row for row in tables["rows"]}
    told = Counter[Told]()
    doubtful: set[object] = {table["table_kind"] for table in printed.values() if table["is_held_back"]}
    for line in tables["lines"]:
        table, row = printed[line["table_id"]], rows[line["row_id"]]
        if table["is_held_back"]:
            continue
        if line["is_flagged"]:
            doubtful.add(table["table_kind"])
            continue
        row_is = (row["label_printed"], row["function_code"] or row["economic_code"], row["row_key"], row["row_kind"])
        told[
            table["table_kind"], *row_is, line["measure_key"], line["header_path"], line["value_text"], line["value"]
        ] += 1
    return Reading(told, frozenset(each[0] for each in told), frozenset(doubtful))


@cache
def _whole(family: str, kinds: tuple[str, ...], folder: Path) -> Reading:
    return read(whole_report(family, 1, kinds), LOOKS["reference"], folder / "whole.pdf")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cut_rows")


def _read_both(made: Variant, folder: Path) -> tuple[Reading, Reading]:
    report = cut_report(made.family, 1, made.kinds, made.share, made.rows, made.around)
    return _whole(made.family, made.kinds, folder), read(report, look_around(made.around), folder / "cut.pdf")


def _numbers(*, is_ruled: bool) -> Iterator[int]:
    return (number for number in range(VARIANTS) if (variant(number).around not in UNRULED) is is_ruled)


@pytest.mark.parametrize("number", _numbers(is_ruled=True))
def test_a_row_cut_by_a_page_is_told_as_the_whole_row_or_held_back(number: int, folder: Path) -> None:
    whole, cut = _read_both(variant(number), folder)
    assert whole.told and not whole.doubtful
    if SHARES[variant(number).share].is_figure_cut:
        # The half of a figure that is none by itself is not accounted for: its table is held back.
        assert cut.told <= whole.told
        assert {told[0] for told in whole.told - cut.told} <= cut.doubtful
    else:
        assert cut == whole, variant(number)


@pytest.mark.parametrize("number", _numbers(is_ruled=False))
def test_where_rules_are_missing_nothing_is_told_wrong(number: int, folder: Path) -> None:
    whole, cut = _read_both(variant(number), folder)
    # What is not understood is not told for anything.
    understood = Counter({told: count for told, count in cut.told.items() if told[0] is not None})
    assert understood <= whole.told, variant(number)
    # What is lost is said to be doubtful, or its whole table is not read.
    lost = {told[0] for told in whole.told - cut.told}
    assert not (lost & cut.kinds) - cut.doubtful


def test_every_way_is_tried_with_another_one_each_time() -> None:
    made = [variant(number) for number in range(VARIANTS)]
    assert len(set(made)) == VARIANTS
    assert {each.share for each in made} == set(SHARES)
    assert {each.rows for each in made} == set(ROWS)
    assert {each.around for each in made} == set(AROUND)
    assert {each.kinds for each in made} == set(KINDS)
