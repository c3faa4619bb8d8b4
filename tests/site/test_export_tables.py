"""Which tables and rows an export holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.site.export_tables import Choice, ExportError, export_tables, title_of
from tests.site.export_warehouse import make_export_warehouse


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(make_export_warehouse(tmp_path / "w.duckdb")), read_only=True) as opened:
        yield opened


def _keys(connection: duckdb.DuckDBPyConnection, choice: Choice, table: str = "expenditure") -> list[str]:
    (chosen,) = export_tables(connection, choice, [table])
    return [row[0] for row in chosen.rows(connection).fetchall()]


def test_the_usual_tables_that_are_there_come_in_their_order(connection: duckdb.DuckDBPyConnection) -> None:
    tables = export_tables(connection, Choice())
    assert [table.name for table in tables] == ["expenditure", "project"]
    assert tables[0].title == "支出"
    assert {column.name: column.title for column in tables[0].columns}["amount_yuan"] == "金额"
    assert {column.name: column.title for column in tables[0].columns}["page_no"] == "page_no"


@pytest.mark.parametrize(
    ("choice", "keys"),
    [
        (Choice(), ["A", "A", "B"]),
        (Choice(bodies=("甲委",)), ["A", "A"]),
        (Choice(bodies=("甲局", "乙局")), ["A", "A", "B"]),
        (Choice(years=(2023,)), ["B"]),
        (Choice(places=("南市",)), ["B"]),
        (Choice(places=("110000",)), ["A", "A"]),
        (Choice(places=("南市",), years=(2024,)), []),
    ],
)
def test_rows_are_of_the_bodies_years_and_places_asked_for(
    connection: duckdb.DuckDBPyConnection, choice: Choice, keys: list[str]
) -> None:
    assert _keys(connection, choice) == keys


def test_a_table_without_bodies_is_cut_by_its_documents(connection: duckdb.DuckDBPyConnection) -> None:
    assert _keys(connection, Choice(bodies=("乙局",)), "rpt_leaf_sum") == ["d2"]
    assert _keys(connection, Choice(years=(2024,)), "rpt_leaf_sum") == ["d1"]


@pytest.mark.parametrize(
    ("choice", "table", "words"),
    [
        (Choice(bodies=("丙局",)), "expenditure", "no body 丙局"),
        (Choice(places=("东市",)), "expenditure", "there are: 北市, 南市"),
        (Choice(years=(2020,)), "expenditure", "there are: 2023, 2024"),
        (Choice(bodies=("甲局",), places=("南市",)), "expenditure", "none of these bodies"),
        (Choice(), "expenditures", "there are: expenditure"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    connection: duckdb.DuckDBPyConnection, choice: Choice, table: str, words: str
) -> None:
    with pytest.raises(ExportError, match=words):
        export_tables(connection, choice, [table])


def test_a_word_of_the_user_is_never_sql(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ExportError):
        _keys(connection, Choice(bodies=("') or true --",)))


def test_the_choice_is_told_in_words() -> None:
    assert Choice().words_zh == "全部"
    assert Choice(("甲局",), (2023, 2024)).words_zh == "主体：甲局；年度：2023、2024"


def test_a_title_is_what_stands_before_the_first_full_stop() -> None:
    assert title_of("预算数. Budget of the year.") == "预算数"
    assert title_of("") == ""
