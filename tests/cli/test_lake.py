"""``yusuan lake``: how to attach it, what it holds, what is said where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.warehouse.lake import update_lake
from pipelines.warehouse.lake_extension import with_extension
from tests.warehouse.lakes import NO_EXTENSION, make_published

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in {"YUSUAN_HOME": str(ROOT), "YUSUAN_RAW": "", "YUSUAN_WAREHOUSE": "", "YUSUAN_LAKE": "1"}.items():
        monkeypatch.setenv(name, value)
    make_published(tmp_path / "yusuan.duckdb", 1, {"d1": 1})
    return tmp_path


def _lake(folder: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["lake", "--warehouse", str(folder), *options])
    return done.exit_code, done.output


def test_the_statement_it_shows_attaches_it(folder: Path) -> None:
    pytest.importorskip("duckdb_extension_ducklake", reason=NO_EXTENSION)
    update_lake(folder / "yusuan.duckdb", folder / "lake", 3)
    status, words = _lake(folder, "--json")
    shown = json.loads(words)
    assert (status, shown["publication_id"], shown["is_up_to_date"]) == (0, "run1", True)
    with with_extension(folder / "spill") as connection:
        connection.execute(shown["attach"])
        newest = shown["snapshots"][0]["snapshot_id"]
        assert connection.execute(f"from lake.dim_document at (version => {newest})").fetchall()
    make_published(folder / "yusuan.duckdb", 2, {"d1": 1})
    status, words = _lake(folder)
    assert status == 0 and "does not hold what is published yet" in words and "READ_ONLY" in words and "run1" in words
    update_lake(folder / "yusuan.duckdb", folder / "lake", 3)
    assert "It holds what is published." in _lake(folder)[1]


@pytest.mark.parametrize(
    ("value", "words"), [("", "YUSUAN_LAKE=1"), ("0", "YUSUAN_LAKE=1"), ("1", "there is no lake in")]
)
def test_where_there_is_none_it_is_said_how_to_make_it(
    value: str, words: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_LAKE", value)
    status, said = _lake(folder)
    assert status == 1 and words in said.replace("\n", " ")


def test_a_catalogue_that_is_none_is_told(folder: Path) -> None:
    (folder / "lake").mkdir()
    (folder / "lake" / "yusuan.ducklake").write_text("not a database")
    status, said = _lake(folder)
    assert status == 1 and "no catalogue" in said
