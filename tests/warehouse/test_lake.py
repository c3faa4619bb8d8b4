"""A lake: the same tables as the file, one snapshot a publication, whole whatever happens while it is written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

pytest.importorskip(
    "duckdb_extension_ducklake", reason="DuckDB's extension for a lake is not installed (locks/lake.txt)"
)

from pipelines.warehouse import lake as lake_module
from pipelines.warehouse import lake_tables
from pipelines.warehouse.lake import is_behind, update_lake
from pipelines.warehouse.lake_catalogue import attach_statement, catalogue_path, files_path, read_catalogue
from pipelines.warehouse.lake_extension import LakeError, with_extension
from tests.warehouse.lakes import differences, files, make_published, snapshots

ROOT = Path(__file__).parents[2]
SIX = {f"d{number}": number for number in range(6)}

#: Attaches the lake as an analyst does, reads, waits for a line, and reads on without attaching anew.
READER = """
import sys
from pathlib import Path
from pipelines.warehouse.lake_extension import with_extension
with with_extension(Path(sys.argv[2])) as connection:
    connection.execute(sys.argv[1])
    for _ in range(2):
        print(*connection.execute("select sum(amount_yuan), count(distinct document_id) from lake.facts.fct_amount").fetchone(), flush=True)
        sys.stdin.readline()
"""
#: Brings the lake up to date and is killed by the system at a step of it.
KILLED = """
import os, signal, sys
from pathlib import Path
from pipelines.warehouse import lake
step, published, lake_dir = sys.argv[1:]
done = getattr(lake, step)
def killed(*arguments):
    if step != "put_in_place":
        done(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(lake, step, killed)
lake.update_lake(Path(published), Path(lake_dir), 3)
"""


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return make_published(tmp_path / "yusuan.duckdb", 1, SIX)


@pytest.fixture
def lake_dir(published: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "lake"
    assert update_lake(published, folder, 3)
    return folder


def _python(code: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
    )


def test_the_first_publication_is_there_as_in_the_file(published: Path, lake_dir: Path) -> None:
    assert differences(published, lake_dir) == {}
    assert [words.split(" of ")[0] for _, words in snapshots(lake_dir)] == ["publication run1"]
    assert not is_behind(published, lake_dir)
    assert not update_lake(published, lake_dir, 3), "there is nothing to do"
    with with_extension(lake_dir) as connection:
        connection.execute(attach_statement(lake_dir))
        types = dict(
            connection.execute(
                "select column_name, data_type from duckdb_columns() where database_name = 'lake' and table_name = 'fct_amount'"
            ).fetchall()
        )
    assert (types["amount_yuan"], types["row_id"], types["said"]) == ("DECIMAL(18,2)", "INTEGER", "JSON")


def test_descriptions_are_carried_over_and_renewed(published: Path, lake_dir: Path) -> None:
    def descriptions() -> list[tuple[str]]:
        with with_extension(lake_dir) as connection:
            connection.execute(attach_statement(lake_dir))
            return connection.execute(
                "select comment from duckdb_tables() where database_name = 'lake' and table_name = 'fct_amount' union all "
                "select comment from duckdb_columns() where database_name = 'lake' and column_name = 'amount_yuan' "
                "and table_name = 'fct_amount'"
            ).fetchall()

    assert descriptions() == [("金额. It's one row per figure.",), ("元. Of publication 1.",)]
    make_published(published, 2, SIX)
    update_lake(published, lake_dir, 3)
    assert descriptions() == [("金额. It's one row per figure.",), ("元. Of publication 2.",)]


@pytest.mark.parametrize(
    "documents",
    [
        {**SIX, "d3": 30},
        {key: value for key, value in SIX.items() if key != "d3"},
        {**SIX, "d9": 9},
        {},
        {f"d{number}": 100 + number for number in range(6)},
    ],
    ids=["changed", "removed", "added", "all gone", "all changed"],
)
def test_the_next_publication_is_there_as_in_the_file(
    documents: dict[str, int], published: Path, lake_dir: Path
) -> None:
    before = files(lake_dir)
    make_published(published, 2, documents)
    assert is_behind(published, lake_dir)
    assert update_lake(published, lake_dir, 3)
    assert differences(published, lake_dir) == {}
    assert [words.split(" of ")[0] for _, words in snapshots(lake_dir)] == [
        "publication run1",
        "publication run2",
    ]
    assert before <= files(lake_dir), "the publication before can still be read"


def test_of_one_document_that_changed_only_its_rows_are_written(published: Path, lake_dir: Path) -> None:
    before = files(lake_dir)
    make_published(published, 2, {**SIX, "d3": 30})
    update_lake(published, lake_dir, 3)
    new = {Path(path).parent.name: path for path in files(lake_dir) - before if not path.endswith("-delete.parquet")}
    assert set(new) == {"fct_amount", "dim_publication"}, "tables that are as they were keep their files"
    rows = duckdb.sql(f"select distinct document_id from '{lake_dir / new['fct_amount']}'").fetchall()
    assert rows == [("d3",)]


def test_other_columns_other_tables(published: Path, lake_dir: Path) -> None:
    make_published(published, 2, SIX, extra_column=True)
    with duckdb.connect(str(published)) as connection:
        connection.execute("drop table quality.rpt_nothing; create table quality.rpt_something as select 1 as one")
    update_lake(published, lake_dir, 3)
    assert differences(published, lake_dir) == {}
    with with_extension(lake_dir) as connection:
        connection.execute(attach_statement(lake_dir))
        before = connection.execute("from lake.facts.fct_amount at (version => 1)").description or []
        assert "note" not in {column[0] for column in before}


def test_a_reader_attached_before_keeps_its_snapshot(published: Path, lake_dir: Path, tmp_path: Path) -> None:
    reader = _python(READER, attach_statement(lake_dir), tmp_path / "spill")
    assert reader.stdin is not None and reader.stdout is not None
    first = reader.stdout.readline()
    assert first.endswith(" 6\n"), reader.stderr.read() if reader.stderr else ""
    for mark in (2, 3):
        make_published(published, mark, {"d1": 1000 * mark})
        update_lake(published, lake_dir, 2)
    reader.stdin.write("\n\n")
    reader.stdin.flush()
    second, errors = reader.communicate(timeout=60)
    assert (second, reader.returncode) == (first, 0), errors
    assert differences(published, lake_dir) == {}


@pytest.mark.parametrize("step", ["write", "_expire", "put_in_place"])
def test_a_killed_run_leaves_the_lake_whole_and_the_next_one_catches_up(
    step: str, published: Path, lake_dir: Path, tmp_path: Path
) -> None:
    before = tmp_path / "before.duckdb"
    before.write_bytes(published.read_bytes())
    known = files(lake_dir)
    make_published(published, 2, {**SIX, "d3": 30})
    killed = _python(KILLED, step, published, lake_dir)
    assert killed.wait(60) == -9
    assert differences(before, lake_dir) == {}
    assert files(lake_dir) > known, "what it wrote is still there"
    left = files(lake_dir) - known
    assert is_behind(published, lake_dir)
    assert update_lake(published, lake_dir, 3)
    assert differences(published, lake_dir) == {}
    assert not left & files(lake_dir), "and goes"


@pytest.mark.parametrize("step", ["write", "_expire", "put_in_place"])
def test_a_try_that_fails_leaves_nothing_behind(
    step: str, published: Path, lake_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: Callable[..., object] = getattr(lake_module, step)

    def full(*arguments: object) -> None:
        if step != "put_in_place":
            done(*arguments)
        raise OSError("no space left on device")

    known = files(lake_dir)
    catalogue = catalogue_path(lake_dir).read_bytes()
    make_published(published, 2, {**SIX, "d3": 30})
    with monkeypatch.context() as patch:
        patch.setattr(lake_module, step, full)
        with pytest.raises(LakeError, match=r"stays as it was: no space left"):
            update_lake(published, lake_dir, 3)
    assert files(lake_dir) == known
    assert catalogue_path(lake_dir).read_bytes() == catalogue
    assert update_lake(published, lake_dir, 3)
    assert differences(published, lake_dir) == {}


def test_the_last_snapshots_are_kept_with_their_files_and_older_ones_go(
    published: Path, lake_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sums = {1: _sum(published)}
    for mark in range(2, 7):
        make_published(published, mark, {**SIX, "d3": mark * 1000, "d4": mark * 1000} if mark % 2 else {"d1": mark})
        if mark == 5:
            # A copy that is lost after files were removed for it.
            with monkeypatch.context() as patch:
                patch.setattr(lake_module, "put_in_place", _refuse)
                with pytest.raises(LakeError):
                    update_lake(published, lake_dir, 3)
        update_lake(published, lake_dir, 3)
        sums[mark] = _sum(published)
        catalogue = read_catalogue(lake_dir)
        assert catalogue is not None
        kept = {snapshot.publication_id: snapshot.snapshot_id for snapshot in catalogue.snapshots}
        expected = [f"run{number}" for number in range(max(1, mark - 2), mark + 1)]
        assert list(kept) == expected
        with with_extension(lake_dir) as connection:
            connection.execute(attach_statement(lake_dir))
            for publication_id in expected:
                seen = connection.execute(
                    f"select sum(amount_yuan) from lake.facts.fct_amount at (version => {kept[publication_id]})"
                ).fetchone()
                assert seen == sums[int(publication_id.removeprefix("run"))]
    sizes = []
    for mark in range(7, 10):
        make_published(published, mark, {**SIX, "d3": mark})
        update_lake(published, lake_dir, 1)
        sizes.append(len(files(lake_dir)))
    assert sizes[-1] < sizes[0], "files of what nobody can go back to are removed"
    assert len(snapshots(lake_dir)) == 1


def test_a_table_in_many_files_is_written_anew(
    published: Path, lake_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lake_tables, "_MOST_FILES", 5)
    documents, counts = dict(SIX), []
    for mark in range(2, 7):
        documents[f"d{mark - 2}"] = 100 * mark
        make_published(published, mark, documents)
        update_lake(published, lake_dir, 1)
        with with_extension(lake_dir) as connection:
            connection.execute(attach_statement(lake_dir))
            counts += connection.execute(
                "select file_count from ducklake_table_info('lake') where table_name = 'fct_amount'"
            ).fetchall()
    assert counts == [(2,), (3,), (4,), (1,), (2,)], "with one more of rows that are gone"
    assert differences(published, lake_dir) == {}


def test_a_lake_that_was_moved_is_found_by_its_readers_after_the_next_run(
    published: Path, lake_dir: Path, tmp_path: Path
) -> None:
    moved = lake_dir.rename(tmp_path / "moved")
    assert is_behind(published, moved)
    assert update_lake(published, moved, 3)
    assert differences(published, moved) == {}
    catalogue = read_catalogue(moved)
    assert catalogue is not None and catalogue.data_path == files_path(moved)


def test_what_another_program_wrote_into_it_is_undone(published: Path, lake_dir: Path) -> None:
    with with_extension(lake_dir) as connection:
        connection.execute(attach_statement(lake_dir).replace(" (READ_ONLY)", ""))
        connection.execute(
            "delete from lake.facts.fct_amount where document_id = 'd2'; create table lake.main.mine as select 1 as one"
        )
    assert is_behind(published, lake_dir)
    assert update_lake(published, lake_dir, 3)
    assert differences(published, lake_dir) == {}


def test_without_a_warehouse_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert not update_lake(tmp_path / "yusuan.duckdb", tmp_path / "lake", 3)
    assert not (tmp_path / "lake").exists()


def test_nothing_is_fetched(published: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    code = "import sys; from pathlib import Path; from pipelines.warehouse.lake import update_lake\n"
    code += "print(update_lake(Path(sys.argv[1]), Path(sys.argv[2]), 3))"
    nowhere = "http://127.0.0.1:9"
    writer = _python(code, published, tmp_path / "lake", HOME=str(home), HTTP_PROXY=nowhere, HTTPS_PROXY=nowhere)
    words, errors = writer.communicate(timeout=60)
    assert words == "True\n", errors
    assert not list(home.iterdir()), "DuckDB puts into ~/.duckdb what it fetches"


def _sum(published: Path) -> tuple[object, ...] | None:
    with duckdb.connect(str(published), read_only=True) as connection:
        return connection.execute("select sum(amount_yuan) from facts.fct_amount").fetchone()


def _refuse(*_: object) -> None:
    raise OSError("no space left on device")
