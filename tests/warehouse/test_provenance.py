"""From a figure back to its cell."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from pipelines.warehouse.provenance import CellNotFoundError, find_by_id, find_by_words

_TABLES = """
create table dim_document as select 'd' as document_id, '2024/报告.pdf' as file_name;
create table dim_printed_table as select 't' as table_id, '6' as printed_no, 'basic' as table_kind;
create table dim_cell (
    cell_id varchar, document_id varchar, table_id varchar, page_no integer, row_no integer, col_no integer, col_span integer,
    piece_no integer, role varchar, text varchar, engine varchar, ocr_confidence double,
    x0_points double, y0_points double, x1_points double, y1_points double
);
insert into dim_cell values
    ('h1', 'd', 't', 10, 1, 2, 2, 1, 'header', '基本支出', 'vector', null, 0, 0, 1, 1),
    ('h2', 'd', 't', 10, 2, 2, 1, 1, 'header', '人员经费', 'vector', null, 0, 0, 1, 1),
    ('h3', 'd', 't', 10, 2, 3, 1, 1, 'header', '公用经费', 'vector', null, 0, 0, 1, 1),
    ('l', 'd', 't', 10, 5, 1, 1, 1, 'label', '住房 公积金', 'vector', null, 0, 0, 1, 1),
    ('f1', 'd', 't', 10, 5, 2, 1, 1, 'figure', '405,213.51', 'ocr', 0.9, 1, 2, 3, 4),
    ('f2', 'd', 't', 10, 5, 3, 1, 1, 'figure', '0.00', 'vector', null, 5, 2, 7, 4);
create table fct_x as select 'line1' as line_id, 'f1' as cell_id;
"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        made.execute(_TABLES)
        yield made


def test_a_cell_tells_its_place_its_row_its_column_and_how_it_was_read(connection: duckdb.DuckDBPyConnection) -> None:
    (source,) = find_by_id(connection, " f1 ")
    assert (source.page_no, source.row_no, source.col_no, source.text) == (10, 5, 2, "405,213.51")
    assert (source.row_words, source.column_words) == ("住房 公积金", "基本支出/人员经费")
    assert (source.box, source.engine, source.ocr_confidence) == ((1, 2, 3, 4), "ocr", 0.9)


def test_a_line_leads_to_its_cell(connection: duckdb.DuckDBPyConnection) -> None:
    assert find_by_id(connection, "line1") == find_by_id(connection, "f1")


def test_an_id_nobody_has_names_the_nearest(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(CellNotFoundError, match="Nearest: f1"):
        find_by_id(connection, "f11")


def _found(connection: duckdb.DuckDBPyConnection, **words: str) -> list[str]:
    given = {"table": None, "column": None, "document": None} | words
    return [source.cell_id for source in find_by_words(connection, **given)]  # type: ignore[arg-type]


def test_words_narrow_it_down(connection: duckdb.DuckDBPyConnection) -> None:
    assert _found(connection, row="住房公积金") == ["f1", "f2"]
    assert _found(connection, row="公积金", table="6", column="公用经费", document="报告") == ["f2"]
    assert _found(connection, row="公积金", table="basic", column="人员") == ["f1"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"row": "工资"}, "no figure in a row with '工资'"),
        ({"row": "公积金", "table": "7"}, "in table 7"),
        ({"row": "公积金", "document": "别的"}, "no figure"),
        ({"row": "公积金", "column": "合计"}, "its columns: 基本支出/人员经费; 基本支出/公用经费"),
    ],
)
def test_what_is_too_narrow_is_said(connection: duckdb.DuckDBPyConnection, words: dict[str, str], said: str) -> None:
    with pytest.raises(CellNotFoundError, match=said):
        _found(connection, **words)
