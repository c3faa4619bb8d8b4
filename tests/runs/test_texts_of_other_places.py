"""Whole reports whose texts tell their tables in wordings that no corpus has, every sentence right: nobody is blamed.

They are described in ``specimens/texts/reports``. A new one is a folder there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from specimens.texts import NAMES, read_book, told_report
from specimens.typeset import LOOKS, typeset
from tests.runs.main_job import run

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
    folder: Path = tmp_path_factory.mktemp("texts")
    raw = folder / "raw"
    raw.mkdir()
    for name in NAMES:
        look = LOOKS[read_book(name).about["look"]]
        (raw / f"{name}.pdf").write_bytes(typeset(told_report(name), look).pdf)
    status, printed = run(raw, folder / "warehouse")
    assert status == 0, printed
    with duckdb.connect(str(folder / "warehouse" / "yusuan.duckdb"), read_only=True) as connection:
        yield connection


def test_all_are_published(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select replace(file_name, '.pdf', ''), report_kind from dim_document where is_published"
    ).fetchall()
    assert dict(rows) == {name: "final_accounts" if "final" in name else "budget" for name in NAMES}


def test_no_right_report_is_blamed(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select file_name, severity, title_zh from rpt_discrepancy where severity != 'info' order by all"
    ).fetchall()
    assert rows == []


def test_no_other_notices(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute("select list_sort(rule_ids), title_zh from rpt_discrepancy order by all").fetchall()
    assert [(rules, title) for rules, title in rows if tuple(rules) not in NOTICES] == []


def test_most_of_what_they_say_is_compared(warehouse: duckdb.DuckDBPyConnection) -> None:
    row = warehouse.execute(
        "select count(*) filter (where comparison = 'compared'), count(*) from fct_narrative_figure "
        "where comparison not in ('aside', 'no_amount') and role != 'count'"
    ).fetchone()
    assert row is not None
    assert row[1] > 1_150
    assert row[0] >= LEAST_COMPARED * row[1]
