"""Reports told from a book of figures: every figure of a sentence comes from the book, and the book adds up."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from specimens.texts import NAMES, read_book, told_report
from specimens.texts.amounts import Amount
from specimens.texts.report import text_of
from specimens.typeset import TextBlock


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_long_and_whole(name: str) -> None:
    lines = text_of(read_book(name))
    assert not [line for line in lines if re.search(r"[{}]", line)]
    assert "".join(lines).count("。") >= 20


@pytest.mark.parametrize("name", NAMES)
def test_a_book_adds_up(name: str) -> None:
    book = read_book(name)
    assert book.value("personnel") + book.value("operating") == book.value("basic")
    assert book.value("gp") + book.value("gf") + book.value("sc") == book.value("fiscal_expenditure")
    assert book.value("revenue") + book.value("carry") == book.value("expenditure") + book.value("carry_out")


@pytest.mark.parametrize("name", NAMES)
def test_a_report_has_text_and_tables(name: str) -> None:
    report = told_report(name)
    assert len(report.tables) == 8
    assert any(isinstance(block, TextBlock) for block in report.blocks)


def test_an_amount_is_told_in_units_changes_and_shares() -> None:
    amount = Amount(Decimal("1234567.89"), Decimal(1000000), Decimal(2000000), lambda _: Amount(Decimal(5000000)))
    assert f"{amount:w}万元 {amount:y,}元 {amount:e}亿元" == "123.46万元 1,234,567.89元 0.0123亿元"
    assert f"{amount.dir:增加|减少}{amount.change:w}万元，{amount.pct}" == "增加23.46万元，23.46%"
    assert f"{amount.offdir:大于|小于} {amount.done:1} {amount['whole']}" == "小于 61.7% 24.69%"


def test_a_word_for_no_change_must_be_given() -> None:
    with pytest.raises(AssertionError, match="no word"):
        f"{Amount(Decimal(1), Decimal(1)).dir:增加|减少}"
