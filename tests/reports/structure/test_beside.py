"""Columns whose name would hold others, and which the sums put beside them."""

from __future__ import annotations

from decimal import Decimal

from pipelines.reports.structure.beside import put_beside
from pipelines.reports.structure.columns import ColumnWords, PlacedColumn, place_columns

#: 合计 | 财政拨款 | (a header nobody knows) | 政府性基金
WORDS = [
    ColumnWords((), is_total=True),
    ColumnWords((), summed_into=(0,)),
    ColumnWords((), is_known=False),
    ColumnWords((), summed_into=(1, 0)),
]


def placed(*texts: str, words: list[ColumnWords] = WORDS) -> list[PlacedColumn]:
    rows = [[None if each == "." else Decimal(each) for each in text.split()] for text in texts]
    return put_beside(words, rows, place_columns(words, rows))


def test_a_column_stands_beside_what_is_called_its_part_where_only_that_closes() -> None:
    found = placed("555.25 245.05 . 310.20", "90.55 70.25 20.30 .", "148.05 132.05 16.00 .", "42.00 . . 42.00")
    assert [column.parent for column in found] == [None, 0, 0, 0]
    assert [column.is_contradicted for column in found] == [False, True, False, False]
    assert found[0].proof is not None
    assert (found[0].proof.open, found[0].proof.closed) == (0, 4)


def test_it_holds_its_parts_where_its_own_sum_closes_once_or_the_others_do_not_close() -> None:
    holds = placed("60.25 60.25 . 60.25", "70.50 40.25 30.25 10.00", "30.00 30.00 . 30.00")
    assert not any(column.is_contradicted for column in holds)
    open_still = placed("555.00 245.00 . 300.00", "90.50 70.25 20.25 10.00", "148.05 132.05 16.00 1.00")
    assert not any(column.is_contradicted for column in open_still)


def test_a_column_below_its_own_headers_is_in_it() -> None:
    words = [*WORDS[:1], ColumnWords(("财政拨款",), is_total=True, summed_into=(0,)), *WORDS[2:3],
             ColumnWords(("财政拨款", "政府性基金"), summed_into=(1, 0))]  # fmt: skip
    found = placed("555.25 245.05 . 310.20", "90.55 70.25 20.30 .", "148.05 132.05 16.00 .", words=words)
    assert not any(column.is_contradicted for column in found)
