"""What the published file holds: public tables with constraints and comments, and no path of the machine."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.settings import Settings
from pipelines.warehouse.publishable import make_publishable
from tests.warehouse.conftest import make_candidate


@pytest.fixture
def publishable(settings: Settings, tmp_path: Path) -> Path:
    target = tmp_path / "publishable.duckdb"
    assert make_publishable(make_candidate(settings, 1), target) == ["a_fact", "dim_document", "from_view"]
    return target


def test_only_public_tables_are_there_and_no_view(publishable: Path) -> None:
    with duckdb.connect(str(publishable), read_only=True) as connection:
        schemas = connection.execute("select distinct schema_name from duckdb_tables()").fetchall()
        assert schemas == [("main",)]
        assert connection.execute("select count(*) from duckdb_views() where not internal").fetchone() == (0,)


def test_constraints_come_along(publishable: Path) -> None:
    with duckdb.connect(str(publishable)) as connection:
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("insert into dim_document values ('d', true, 1)")
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("insert into a_fact values ('unknown document', 1, 1)")


def test_comments_come_along(publishable: Path) -> None:
    with duckdb.connect(str(publishable), read_only=True) as connection:
        tables = dict(connection.execute("select table_name, comment from duckdb_tables()").fetchall())
        assert tables["dim_document"] == "文件. It's one row per document."
        assert tables["from_view"] == "视图. One row."
        comment = connection.execute(
            "select comment from duckdb_columns() where table_name = 'dim_document' and column_name = 'document_id'"
        ).fetchone()
        assert comment == ("文件标识. SHA-256.",)


def test_rows_keep_their_order(publishable: Path) -> None:
    with duckdb.connect(str(publishable), read_only=True) as connection:
        amounts = connection.execute("select amount_yuan from a_fact").fetchall()
    assert amounts == sorted(amounts) and len(amounts) == 1000


def test_no_path_of_this_machine_is_in_the_file(publishable: Path, settings: Settings) -> None:
    content = publishable.read_bytes()
    for path in (settings.warehouse_dir, settings.home):
        assert str(path).encode() not in content


def test_a_candidate_without_tables_is_refused(tmp_path: Path) -> None:
    candidate = tmp_path / "candidate.duckdb"
    duckdb.connect(str(candidate)).close()
    with pytest.raises(ValueError, match="no table in schema main"):
        make_publishable(candidate, tmp_path / "publishable.duckdb")
