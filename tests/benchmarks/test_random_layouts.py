"""The trial of random layouts: each kind of verdict, how they are counted, and a whole report read and compared."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from benchmarks.random_layouts import page
from benchmarks.random_layouts.comparing import Verdict, compare, judge
from benchmarks.random_layouts.counting import one_after_another, tally, telling
from benchmarks.random_layouts.making import Made, set_report
from benchmarks.random_layouts.stated import Blame, Said
from benchmarks.random_layouts.trial import Case, run_batch
from specimens.random_layouts.truth import Amount, Context, one

RIGHT: dict[str, Any] = {
    "is_published": True, "not_understood_reason": None, "table_kind": "general_public_expenditure", "measure_key": "basic", "is_fact": True,
    "amount_yuan": Decimal(1200), "amount_year": 2025, "function_code": "201",
    "economic_code": None, "unit_code": None, "unit_name": "某局本级", "project_name": None, "fund_source_key": "general_public",
    "expenditure_kind": "basic", "carry_scope": "all", "is_leaf": True, "is_counted_again": False, "value_type": "money",
    "value_text": "0.12", "label_printed": "一般公共服务支出", "header_path": "基本支出", "table_id": "t",
}  # fmt: skip
AMOUNT = Amount(
    1, 2, 3, "0.12", "一般公共预算支出表", ("合计", "一般公共服务支出"), ("基本支出",), Decimal(1200), 2025,
    Context(
        kind=one("general_public_expenditure"), function=one("201"), unit=one("117001", "某局本级"), fund=one("general_public"),
        expenditure_kind=one("basic"), carry=one("all", "current"),
    ),
    True,
)  # fmt: skip


def said(**other: object) -> Said:
    return Said(((1, 0.0, 0.0, 1.0, 1.0),), RIGHT | other)


def test_an_amount_with_every_context_is_right() -> None:
    assert judge(AMOUNT, said()).result == "right"


@pytest.mark.parametrize(
    ("other", "axis"),
    [
        ({"amount_yuan": Decimal(12)}, "value"),
        ({"amount_year": 2024}, "year"),
        ({"table_kind": "expenditure_summary", "function_code": "208"}, "kind"),
        ({"function_code": "208"}, "function"),
        ({"economic_code": "301"}, "economic"),
        ({"unit_name": "某中心"}, "unit"),
        ({"project_name": "某项目"}, "project"),
        ({"fund_source_key": "government_fund"}, "fund"),
        ({"expenditure_kind": "project"}, "expenditure_kind"),
        ({"carry_scope": "carry_over"}, "carry"),
        ({"is_leaf": False}, "leaf"),
    ],
)
def test_what_is_stated_and_wrong_is_told_by_its_axis(other: dict[str, object], axis: str) -> None:
    verdict = judge(AMOUNT, said(**other))
    assert (verdict.result, verdict.axes) == ("wrong", (axis,))


@pytest.mark.parametrize(
    ("other", "axis"),
    [
        ({"function_code": None}, "function"),
        ({"unit_name": None}, "unit"),
        ({"fund_source_key": "all"}, "fund"),
        ({"expenditure_kind": "total"}, "expenditure_kind"),
        ({"is_leaf": False, "is_counted_again": True}, "leaf"),
    ],
)
def test_what_is_left_open_is_incomplete(other: dict[str, object], axis: str) -> None:
    verdict = judge(AMOUNT, said(**other))
    assert (verdict.result, verdict.axes) == ("incomplete", (axis,))


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"not_understood_reason": "no_kind"}, "no_kind"),
        ({"not_understood_reason": "reading_doubtful"}, "reading_doubtful"),
        ({"is_published": False}, "not published"),
        ({"is_fact": False}, "feeds no fact"),
    ],
)
def test_what_is_said_to_be_not_understood_is_no_wrong_context(other: dict[str, object], reason: str) -> None:
    verdict = judge(AMOUNT, said(function_code="999", **other))
    assert (verdict.result, verdict.axes) == ("not_understood", (reason,))


def test_a_row_said_to_have_no_code_is_not_understood_but_what_else_is_stated_must_be_right() -> None:
    no_code = {"not_understood_reason": "no_code", "function_code": None}
    assert judge(AMOUNT, said(**no_code)).result == "not_understood"
    assert judge(AMOUNT, said(**no_code, unit_name="某中心")).axes == ("unit",)


@pytest.fixture(scope="module")
def made() -> Made:
    """A report in which every amount surely is a leaf or surely is none."""
    return next(
        each for each in map(set_report, range(50)) if all(amount.is_leaf is not None for amount in each.report.amounts)
    )


def read_right(made: Made) -> list[Said]:
    """What a reader without fault would say of every amount."""
    boxes = {
        (cell.table_no, cell.row, cell.col): tuple((part.page_no, *part.box) for part in cell.fragments)
        for cell in made.typeset.cells
    }
    read = []
    for amount in made.report.amounts:
        context = amount.context
        facts = {
            "amount_yuan": amount.amount_yuan, "amount_year": amount.year, "table_kind": min(map(str, context.kind)),
            "is_leaf": bool(amount.is_leaf), "table_id": str(amount.table_no), "unit_code": None,
            "unit_name": None if None in context.unit else max(map(str, context.unit)),
        }  # fmt: skip
        columns = {
            "function": "function_code", "economic": "economic_code", "project": "project_name", "fund": "fund_source_key",
            "expenditure_kind": "expenditure_kind", "carry": "carry_scope", "item": "measure_key",
        }  # fmt: skip
        facts |= {column: next(iter(getattr(context, axis))) for axis, column in columns.items()}
        facts["measure_key"] = facts["measure_key"] or "total"
        read.append(Said(boxes[amount.table_no, amount.row, amount.col], RIGHT | facts))
    return read


def test_a_reader_without_fault_is_right_everywhere(made: Made) -> None:
    verdicts = compare(made, read_right(made))
    assert {verdict.result for verdict in verdicts} == {"right"}
    assert len(verdicts) == sum(bool(amount.amount_yuan) for amount in made.report.amounts)


def test_lost_and_invented_amounts_are_found(made: Made) -> None:
    read = read_right(made)
    lost = next(number for number, each in enumerate(read) if each.value)
    label = next(cell for cell in made.typeset.cells if cell.col == 0 and cell.row > 3)
    code = Said(((label.fragments[0].page_no, *label.fragments[0].box),), RIGHT)
    results = [verdict.result for verdict in compare(made, [*read[:lost], *read[lost + 1 :], code])]
    assert (results.count("lost"), results.count("invented")) == (1, 1)


def test_leaves_that_count_money_twice_are_found(made: Made) -> None:
    read = read_right(made)
    total = next(each for each in read if each.value and not each.facts["is_leaf"])
    twice = [Said(each.boxes, each.facts | {"is_leaf": True}) if each is total else each for each in read]
    axes = [axis for verdict in compare(made, twice) for axis in verdict.axes]
    assert sorted(axes) == ["leaf", "sum of leaves"]


def test_counts_name_the_option_whose_tables_fail() -> None:
    cases = []
    for seed in range(40):
        fails = seed % 2 == 0
        options = {"codes": "short" if fails else "dash", "colour": str(seed // 2 % 2)}
        verdict = Verdict("wrong" if fails else "right", 1, AMOUNT, said(), ("unit",) if fails else ())
        blames = (Blame("error", "rows_moved", "a_rule", "t", "…"),) if seed == 0 else ()
        cases.append(Case(seed, {1: options}, (verdict,), blames, {"t": 1}))
    total = tally(cases)
    assert (total.amounts, total.silent, total.right_reports, total.axes["wrong", "unit"]) == (40, 20, 20, 20)
    name, value, rate, above = telling(total.tables)[0]
    assert (name, value, rate.tables, rate.silent, above) == ("codes", "short", 20, 20, 100)
    assert [(name, value) for name, value, _ in one_after_another(total.tables)] == [("codes", "short")]
    text = page.page("python -m …", total, 1.0)
    assert "**20 of 40 amounts right (50.0 %), 20 silently wrong in 20 reports, 1 false findings in 1 reports" in text


def test_seeds_that_leave_something_open_are_named_and_not_called_wrong() -> None:
    verdicts = [Verdict(result, 1, AMOUNT, said(), ("unit",)) for result in ("incomplete", "not_understood", "right")]
    cases = [Case(7, {1: {}}, tuple(verdicts), (), {}), Case(8, {1: {}}, (verdicts[2],), (), {})]
    total = tally(cases)
    assert (total.open_seeds, total.silent_seeds) == ({7: 2}, {})
    assert "- Incomplete or not understood: 7 (2)\n" in page.page("python -m …", total, 1.0)


def test_a_report_is_typeset_read_and_compared() -> None:
    (case,) = run_batch([3])
    printed = sum(bool(amount.amount_yuan) for amount in set_report(3).report.amounts)
    assert sum(verdict.amount is not None and verdict.result != "invented" for verdict in case.verdicts) == printed
    assert any(verdict.result == "right" for verdict in case.verdicts)
    told = page.difference(case)
    assert told.startswith("seed 3\n") and all(f"\ntable {number}: " in told for number in case.options)
