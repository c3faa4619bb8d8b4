"""Who has disclosed and who has not, as the command line tells it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from pipelines.cli.disclosure import missing_bodies, read_disclosure, told_of_disclosure, told_of_missing
from pipelines.cli.language import Language


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(
            "create table rpt_disclosure (report_kind varchar, fiscal_year integer, division_name varchar, body_name varchar, "
            "body_key varchar, disclosure_status varchar, expected_by varchar, due_on date)"
        )
        yield connection


def _add(connection: duckdb.DuckDBPyConnection, body: str, status: str, year: int = 2026, by: str = "listed") -> None:
    due = date(2026, 2, 9) if status in ("absent", "not_yet_due") else None
    connection.execute(
        "insert into rpt_disclosure values ('budget', ?, '某区', ?, ?, ?, ?, ?)", [year, body, body, status, by, due]
    )


def test_the_latest_year_in_which_anyone_is_expected_is_counted(warehouse: duckdb.DuckDBPyConnection) -> None:
    for body, status in (
        ("某区甲局", "on_time"),
        ("乙局", "absent"),
        ("丙局", "not_yet_due"),
        ("丁局", "late"),
        ("戊局", "not_expected"),
    ):
        _add(warehouse, body, status)
    _add(warehouse, "乙局", "disclosed", 2025)
    _add(warehouse, "己局", "disclosed", 2027, "nobody")
    rows = read_disclosure(warehouse)
    assert told_of_disclosure(rows, Language.ENGLISH) == [
        "Disclosure, budget 2026: 2 of 4 bodies are here (1 on time, 1 late, 1 absent, 1 not yet due)"
    ]
    assert told_of_disclosure(rows, Language.CHINESE) == [
        "公开情况 2026 年预算：4 个单位中有 2 个（按期 1，迟公开 1，未见 1，未到期 1）"
    ]
    assert [told_of_missing(row, Language.ENGLISH) for row in missing_bodies(rows)] == [
        "某区 乙局 budget 2026: absent, due 2026-02-09",
        "某区 丙局 budget 2026: not yet due, due 2026-02-09",
    ]
    assert told_of_missing(missing_bodies(rows)[0], Language.CHINESE) == "某区 乙局 2026 年预算：未见，截止 2026-02-09"


def test_nothing_is_told_where_nobody_is_expected_or_nobody_asked(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert read_disclosure(warehouse) == [] and told_of_disclosure([], Language.ENGLISH) == []
    _add(warehouse, "己局", "disclosed", 2027, "nobody")
    assert read_disclosure(warehouse) == []
    warehouse.execute("drop table rpt_disclosure")
    assert read_disclosure(warehouse) == []
