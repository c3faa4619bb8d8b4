"""Random reports: the same from the same seed, true to their own cube of money, and PDFs that open."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.reports.vocabulary import table_kinds
from specimens.random_layouts import Amount, RandomReport, random_report
from specimens.random_layouts.sheet import Sheet
from specimens.typeset import typeset
from specimens.typeset.describe import cells_of

SEEDS = st.integers(min_value=0, max_value=10**6)
MULTIPLIER = {"元": 1, "千元": 1000, "万元": 10000}


def by_sheet(report: RandomReport) -> list[tuple[Sheet, dict[tuple[int, int], Amount]]]:
    return [(sheet, {(each.row, each.col): each for each in sheet.amounts}) for sheet in report.sheets]


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_a_seed_always_gives_the_same_report(seed: int) -> None:
    assert random_report(seed) == random_report(seed)


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_every_printed_figure_is_in_the_truth_with_its_value(seed: int) -> None:
    report = random_report(seed)
    (unit,) = {sheet.options["money unit"].split("'")[1] for sheet in report.sheets}
    for sheet, truth in by_sheet(report):
        (grid,) = sheet.block.grids
        assert truth
        for (row, col), amount in truth.items():
            text = grid[row][col]
            assert text == amount.text
            printed = Decimal(0) if text in ("-", "0", "0.00") else Decimal(text.replace(",", "")) * MULTIPLIER[unit]
            assert printed == amount.amount_yuan
            assert amount.context.kind == {sheet.kind}
        printed_right = {
            (row, col)
            for row, texts in enumerate(grid[sheet.block.header_rows :], start=sheet.block.header_rows)
            for col in {each.col for each in truth.values()}
            if (text := texts[col]) and text.replace(",", "").replace(".", "").isdigit()
        }
        assert printed_right <= set(truth)


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_leaves_come_to_what_the_table_says_is_all(seed: int) -> None:
    for sheet, truth in by_sheet(random_report(seed)):
        certain = sum((each.amount_yuan for each in truth.values() if each.is_leaf), Decimal(0))
        if all(each.is_leaf is not None for each in truth.values()):
            assert certain == sheet.leaf_total
        else:
            assert certain <= sheet.leaf_total
        whole = {each.amount_yuan for each in truth.values() if len(each.row_path) == 1 and is_of_all(each)}
        sides = len({each.context.expenditure_kind == {None} for each in truth.values()})
        # The half by economic class is of a fact of its own.
        sides += sheet.options.get("sides") == "four"
        if whole and sheet.options.get("blocks") != "by_kind":
            assert max(whole) * sides == sheet.leaf_total, sheet.block.title


def is_of_all(amount: Amount) -> bool:
    """True in a row that is a total of the whole table."""
    return amount.row_path[0] in ("合计", "总计", "小计", "收入总计", "支出总计")


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_tables_agree_on_what_they_both_print(seed: int) -> None:
    """One money: the same function, fund, kind and carry-over of the same unit is the same amount in every table."""
    found: dict[tuple[object, ...], set[Decimal]] = defaultdict(set)
    for amount in random_report(seed).amounts:
        context = amount.context
        if amount.row_path[-1].startswith("其中") or context.economic != {None} or context.project != {None}:
            continue
        # Of a summary's revenue and of a list of projects other money is meant by the same words.
        if context.expenditure_kind == {None} or context.kind == {"project_expenditure"}:
            continue
        key = (context.function, context.unit, context.fund, context.expenditure_kind, context.carry)
        if context.function != {None} and amount.amount_yuan:
            found[key].add(amount.amount_yuan)
    assert all(len(amounts) == 1 for amounts in found.values()), {k: v for k, v in found.items() if len(v) > 1}


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_grids_are_made_of_whole_cells(seed: int) -> None:
    for sheet in random_report(seed).sheets:
        (grid,) = sheet.block.grids
        assert len({len(row) for row in grid}) == 1
        assert len(sheet.block.widths) == len(grid[0])
        assert cells_of(grid)


@pytest.mark.parametrize("seed", [1, 4, 33])
def test_the_pdf_opens_and_prints_every_amount(seed: int) -> None:
    made = random_report(seed)
    done = typeset(made.report, made.look)
    with pdfium.PdfDocument(done.pdf) as document:
        assert len(document) == done.pages
        printed = "".join(document[number].get_textpage().get_text_bounded() for number in range(done.pages))
    texts = "".join(printed.split())
    assert all(amount.text in texts for amount in made.amounts if len(amount.text) > 1)
    places = {(cell.table_no, cell.row, cell.col): cell.text for cell in done.cells}
    assert all(places[each.table_no, each.row, each.col] == each.text for each in made.amounts)


def test_kinds_are_those_of_the_vocabulary() -> None:
    known = {kind.key for kind in table_kinds()}
    kinds = {sheet.kind for seed in range(40) for sheet in random_report(seed).sheets}
    assert kinds <= known and len(kinds) >= 10


def test_every_option_is_drawn_both_ways() -> None:
    drawn: dict[str, Counter[str]] = defaultdict(Counter)
    for seed in range(150):
        for sheet in random_report(seed).sheets:
            for name, value in sheet.options.items():
                drawn[name][value] += 1
    assert not [name for name, values in drawn.items() if len(values) < 2]
    assert set(drawn["codes"]) == {
        "one_column", "three_whole", "three_own", "bracket", "dash", "short", "indent", "numbered",
    }  # fmt: skip
