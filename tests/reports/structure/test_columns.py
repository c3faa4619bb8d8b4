"""Which columns are summed into which."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipelines.reports.structure.columns import ColumnWords, place_columns

TOTAL = ColumnWords((), is_total=True)


def rows(*texts: str) -> list[list[Decimal | None]]:
    return [[None if each == "." else Decimal(each) for each in text.split()] for text in texts]


def test_a_column_under_of_which_is_a_part_where_the_sums_close_without_it() -> None:
    words = [TOTAL, ColumnWords((), summed_into=(0,)), ColumnWords((), summed_into=(0,)),
             ColumnWords((), is_of_which=True, summed_into=(0,))]  # fmt: skip
    placed = place_columns(
        words, rows("1000.50 400.25 600.25 50.00", "70.00 30.00 40.00 .", "2000.20 0.20 2000.00 7.50")
    )
    assert [column.parent for column in placed] == [None, 0, 0, 0]
    assert [column.is_part for column in placed] == [False, False, False, True]
    assert placed[0].proof is not None and (placed[0].proof.open, placed[0].proof.proving) == (0, 2)


def test_a_column_under_of_which_is_a_summand_where_the_sums_need_it() -> None:
    words = [TOTAL, ColumnWords((), is_of_which=True), ColumnWords((), is_of_which=True)]
    placed = place_columns(words, rows("1000.50 400.25 600.25", "2000.20 0.20 2000.00"))
    assert [column.is_part for column in placed] == [False, False, False]


def test_a_column_without_the_word_is_a_part_too_where_the_sums_close_without_it_everywhere() -> None:
    words = [TOTAL, *[ColumnWords((), summed_into=(0,))] * 3]
    placed = place_columns(words, rows("1000.50 400.25 600.25 50.00", "2000.20 0.20 2000.00 7.50"))
    assert [column.is_part for column in placed] == [False, False, False, True]


def test_a_summand_that_one_row_of_four_closes_without_stays_one() -> None:
    words = [TOTAL, *[ColumnWords((), summed_into=(0,))] * 3]
    texts = ["1000.50 400.25 500.25 300.00", "2000.20 0.20 1900.00 200.00", "3000.30 900.10 900.10 900.10"]
    placed = place_columns(words, rows(*texts, "105.10 5.10 100.00 120.00"))
    assert not any(column.is_part for column in placed)


def test_a_column_larger_than_the_one_it_might_be_part_of_stands_beside_it() -> None:
    words = [TOTAL, ColumnWords((), summed_into=(0,)), ColumnWords((), summed_into=(0,)),
             ColumnWords((), summed_into=(2, 0))]  # fmt: skip
    beside = place_columns(words, rows("1000.50 948.00 11.50 41.00", "900.25 850.00 10.25 40.00"))
    assert [column.parent for column in beside] == [None, 0, 0, 0]
    below = place_columns(
        words, rows("1000.50 948.00 52.50 52.50", "900.25 850.00 50.25 10.00", "70.00 69.00 1.00 5.00")
    )
    assert [column.parent for column in below] == [None, 0, 0, 2]
    misprint = place_columns(words, rows("1000.50 948.00 11.50 41.00"))
    assert misprint[3].parent == 2


def test_one_wrong_row_makes_no_part() -> None:
    words = [TOTAL, *[ColumnWords((), summed_into=(0,))] * 3]
    placed = place_columns(
        words, rows("1000.50 400.25 500.25 100.00", "2000.20 0.20 1900.00 100.00", "3000.30 1000.10 1000.10 900.10")
    )
    assert not any(column.is_part for column in placed)
    assert placed[0].proof is not None and placed[0].proof.open == 1


def test_groups_of_headers_have_totals_of_their_own() -> None:
    words = [
        TOTAL,
        ColumnWords(("基本支出",), is_total=True),
        ColumnWords(("基本支出",)),
        ColumnWords(("基本支出",)),
        ColumnWords(()),
    ]
    placed = place_columns(words, rows("1000.50 400.25 300.00 100.25 600.25"))
    assert [column.parent for column in placed] == [None, 0, 1, 1, 0]


def test_a_subtotal_left_blank_is_passed_over() -> None:
    words = [TOTAL, ColumnWords((), summed_into=(0,)), ColumnWords((), summed_into=(2, 0))]
    words[2] = ColumnWords((), summed_into=(1, 0))
    placed = place_columns(words, rows("4.00 . 4.00"))
    assert placed[2].parent == 0


def test_a_total_with_nothing_in_it_may_hold_the_columns_of_no_known_header_beside_it() -> None:
    total, unknown = ColumnWords(("本年", "错"), is_total=True), ColumnWords(("本年", "乱"), is_known=False)
    figures = rows("1000.50 400.25 600.25", "70.00 30.00 40.00")
    assert [each.parent for each in place_columns([total, unknown, unknown], figures)] == [None, 0, 0]


def test_columns_of_no_known_header_stay_beside_a_total_that_they_cannot_be_of() -> None:
    total, unknown = ColumnWords(("本年", "错"), is_total=True), ColumnWords(("本年", "乱"), is_known=False)
    figures = rows("1000.50 400.25", "70.00 30.00")
    others = (
        replace(unknown, is_known=True),
        replace(unknown, group=("上年",)),
        replace(unknown, is_of_which=True),
        replace(unknown, is_total=True),
    )
    for other in others:
        assert [each.parent for each in place_columns([total, other], figures)] == [None, None]
    assert [each.parent for each in place_columns([unknown, total], figures)] == [None, None], "left of the total"
    larger = rows("5.00 9.00", "4.00 8.00")
    assert [each.parent for each in place_columns([total, unknown], larger)] == [None, None]
    beside = [total, ColumnWords((), summed_into=(0,)), unknown]
    assert [each.parent for each in place_columns(beside, rows("1000.50 400.25 600.25"))] == [None, 0, None]


def test_one_column_of_no_known_header_under_of_which_is_a_part_even_if_it_is_all_there_is() -> None:
    words = [TOTAL, ColumnWords(("一般公共预算",), is_of_which=True, is_known=False, summed_into=(0,))]
    placed = place_columns(words, rows("1000.50 1000.50", "70.00 70.00"))
    assert placed[1].parent == 0 and placed[1].is_part
    known = place_columns([TOTAL, replace(words[1], is_known=True)], rows("1000.50 1000.50", "70.00 70.00"))
    assert not known[1].is_part


def test_the_only_column_of_a_total_that_is_less_than_it_is_a_part_if_its_header_is_not_known() -> None:
    words = [TOTAL, ColumnWords((), summed_into=(0,), is_known=False)]
    placed = place_columns(words, rows("1000.50 400.25", "70.00 70.00", "2000.20 0.20"))
    assert [column.is_part for column in placed] == [False, True]
    assert placed[0].proof is not None and placed[0].proof.tried == 0
    # One difference may be a misprint, and a column that is known is what the words say.
    misprinted = place_columns(words, rows("1000.50 400.25", "70.00 70.00", "2000.20 2000.20"))
    assert [column.is_part for column in misprinted] == [False, False]
    known = place_columns([TOTAL, replace(words[1], is_known=True)], rows("1000.50 400.25", "2000.20 0.20"))
    assert [column.is_part for column in known] == [False, False]
