"""Whole reports whose texts tell their tables in wordings that no corpus has, every sentence right: nobody is blamed.

They are described in ``specimens/texts/reports``. A new one is a folder there.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from specimens.texts import NAMES, read_book, told_report
from specimens.typeset import LOOKS, typeset
from tests.runs.right_reports import (
    assert_no_other_notices,
    assert_nobody_is_blamed,
    assert_published_as_they_are,
    published,
)

pytestmark = pytest.mark.slow

#: Notices that a right report may get: blanks and wording, and one that says itself that it is not sure. It may only become smaller.
NOTICES = {
    ("change_of_nothing",),
    ("change_reason_told",),
    ("completion_of_nothing",),
    ("nought_is_printed",),
    ("text_revenue_sources",),
}
#: Of the amounts and percentages told, those compared with something. It may only become greater.
LEAST_COMPARED = 0.855


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    pdfs = {name: typeset(told_report(name), LOOKS[read_book(name).about["look"]]).pdf for name in NAMES}
    with published(pdfs, tmp_path_factory.mktemp("texts")) as connection:
        yield connection


def test_all_are_published(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_published_as_they_are(warehouse, NAMES)


def test_no_right_report_is_blamed(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_nobody_is_blamed(warehouse)


def test_no_other_notices(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_no_other_notices(warehouse, NOTICES)


def test_most_of_what_they_say_is_compared(warehouse: duckdb.DuckDBPyConnection) -> None:
    row = warehouse.execute(
        "select count(*) filter (where comparison = 'compared'), count(*) from fct_narrative_figure "
        "where comparison not in ('aside', 'no_amount') and role != 'count'"
    ).fetchone()
    assert row is not None
    assert row[1] > 1_150
    assert row[0] >= LEAST_COMPARED * row[1]
