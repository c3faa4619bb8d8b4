"""One budget unit, one code."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.unit_codes import give_unit_codes

Printed = tuple[str | None, str | None]


def _codes(*units: Printed) -> list[str | None]:
    rows = [{"unit_code": code, "unit_name_printed": name} for code, name in units]
    give_unit_codes(rows)
    return [row["unit_code"] for row in rows]


def test_a_name_alone_gets_the_code_printed_with_it_before_or_after() -> None:
    assert _codes((None, "某市救助站"), ("117002", "某市救助站"), (None, "某市 救助站")) == ["117002"] * 3


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ([("117003", "某市福利院")], "another unit's"),
        ([("117002", "某市救助站"), ("117009", "某市救助站")], "two codes"),
        ([("117", "某市救助站"), ("117003", "某市福利院")], "a department's"),
        ([("117003", None)], "of no name"),
    ],
)
def test_a_code_that_may_be_anothers_says_nothing_of_a_name(others: list[Printed], why: str) -> None:
    assert _codes(*others, (None, "某市救助站"))[-1] is None, why


def test_a_printed_code_and_a_row_of_no_unit_stay() -> None:
    assert _codes(("117002", "某市救助站"), ("117", "某市救助站"), (None, None)) == ["117002", "117", None]
