"""One candidate for the suites: what dbt builds from hand-typed reports, made whole where those leave pages out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.dbt.conftest import build_folder

__all__ = ["build_folder"]

#: What the hand-typed reports leave out: pages that conserve their figures, boxes on them, an OCR page, a term, reasons.
_COMPLETE = """
insert into staging.stg_pages by name
select
    document_id, page_no, 842.0 as width_points, 595.0 as height_points, 0 as rotation_degrees,
    'born_digital' as text_layer, 'vector' as engine, count(*) as figures_on_page, count(*) as figures_in_cells,
    0 as figures_outside, 'holds' as conservation_status
from staging.stg_cells group by document_id, page_no;
update staging.stg_cells set engine = 'ocr', ocr_confidence = 0.99 where table_id in (
    select table_id from main.fct_three_public
);
insert into main.dim_term by name
select document_id || '-term1' as term_key, document_id, department_key, fiscal_year, 1 as term_no, '“三公”经费' as term,
    '因公出国（境）费、公务用车购置及运行费、公务接待费。' as definition, 1 as page_no
from main.dim_document where file_name = 'qingshan_2024.pdf';
update staging.stg_rows set no_code_reason = 'total row' where function_code is null and economic_code is null;
"""
#: What the tests break must be tables; in a candidate, staging is views on Parquet.
_VIEWS = "select view_name from duckdb_views() where schema_name = 'staging' and not internal"


@pytest.fixture(scope="session")
def candidate(build_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A candidate on which every structural expectation holds."""
    path = tmp_path_factory.mktemp("suites") / "candidate.duckdb"
    shutil.copy(build_folder / "candidate.duckdb", path)
    with duckdb.connect(str(path)) as connection:
        for (view,) in connection.execute(_VIEWS).fetchall():
            connection.execute(f"create table staging.{view}_rows as select * from staging.{view}")
            connection.execute(f"drop view staging.{view}")
            connection.execute(f"alter table staging.{view}_rows rename to {view}")
        connection.execute(_COMPLETE)
    return path


@pytest.fixture(scope="session")
def connection(candidate: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The candidate, to be broken within a transaction that is rolled back."""
    with duckdb.connect(str(candidate)) as opened:
        yield opened


@pytest.fixture
def broken(connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The candidate within a transaction: whatever a test does to it is undone."""
    connection.begin()
    try:
        yield connection
    finally:
        connection.rollback()
