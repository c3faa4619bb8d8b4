"""What is brought up to date is, table by table, what dbt builds of the same hand-over; what comes back is as it was.

One change at a time; any sequence of changes of all kinds is in ``test_any_sequence``.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.contract.rows_by_document import short_of
from pipelines.contract.sql import ConnectionOfThread, rows_of
from pipelines.contract.tables import TABLES
from pipelines.warehouse import incremental
from pipelines.warehouse.incremental import (
    Applied,
    Change,
    bring_up_to_date,
    bring_up_to_date_work,
    scope_of,
)
from pipelines.warehouse.replay import ReplayError
from tests.dbt.conftest import PROJECT, build, build_folder
from tests.dbt.hand_over import SEEN_AT, write_run_table
from tests.dbt.relocated import Relocated, differing_tables, relocate

__all__ = ["build_folder"]

#: Of so many groups of documents each is taken away once.
GROUPS = 3


@pytest.fixture(scope="module")
def names(build_folder: Path) -> dict[str, str]:
    """The scenarios' documents: id by name."""
    with duckdb.connect(str(build_folder / "candidate.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select distinct replace(file_name, '.pdf', ''), document_id from staging.stg_documents"
        )
        return dict(rows.fetchall())


def _take_away(hand_over: Path, whole: Path, document_ids: Collection[str]) -> None:
    """Let the hand-over be the whole one without these documents and their files."""
    shutil.rmtree(hand_over)
    shutil.copytree(whole, hand_over)
    with duckdb.connect() as connection:
        for path in hand_over.rglob("*.parquet"):
            if path.stem not in TABLES and path.stem != "files":
                continue
            connection.execute(f"create or replace table kept as from '{path}'")
            columns = [row[0] for row in connection.execute("describe kept").fetchall()]
            if "document_id" in columns:
                connection.execute(
                    "delete from kept where document_id is not null and list_contains(?, document_id)",
                    [list(document_ids)],
                )
                connection.execute(f"copy kept to '{path}' (format parquet)")


def _rows(path: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        return rows_of(connection.execute(f"from '{path}'"))


def _follow(built: Relocated, document_ids: Collection[str]) -> Applied:
    documents = frozenset(map(short_of, document_ids))
    changes: dict[str, Change] = dict.fromkeys([*TABLES, "files"], documents)
    return bring_up_to_date(built.candidate, built.manifest, PROJECT, changes)


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_without_some_documents_it_is_what_dbt_builds_and_with_them_again_what_it_was(
    build_folder: Path, names: dict[str, str], group: int, tmp_path: Path
) -> None:
    built = relocate(build_folder, tmp_path / "incremental")
    gone = sorted(names.values())[group::GROUPS]
    _take_away(built.hand_over, build_folder / "hand_over", gone)
    applied = _follow(built, gone)
    assert "dim_document" in applied.changed and "model.yusuan.dim_document" in applied.seconds
    full = tmp_path / "full"
    build(full, built.hand_over, "--exclude-resource-types", "test", "unit_test")
    assert differing_tables(built.candidate, build_folder / "candidate.duckdb"), "something was taken away"
    assert differing_tables(built.candidate, full / "candidate.duckdb") == {}
    _take_away(built.hand_over, build_folder / "hand_over", ())
    _follow(built, gone)
    assert differing_tables(built.candidate, build_folder / "candidate.duckdb") == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["second_version", "own_office", "first_version", "department_of_one_name"])
def test_one_document_taken_away_and_put_back(
    build_folder: Path, names: dict[str, str], name: str, tmp_path: Path
) -> None:
    built = relocate(build_folder, tmp_path)
    _take_away(built.hand_over, build_folder / "hand_over", [names[name]])
    _follow(built, [names[name]])
    with duckdb.connect(str(built.candidate), read_only=True) as connection:
        query = "select count(*) from fct_reconciliation where document_id = ?"
        assert connection.execute(query, [names[name]]).fetchone() == (0,)
    _take_away(built.hand_over, build_folder / "hand_over", ())
    _follow(built, [names[name]])
    assert differing_tables(built.candidate, build_folder / "candidate.duckdb") == {}


def test_what_is_held_back_and_let_go_again_is_as_it_was(
    build_folder: Path, names: dict[str, str], tmp_path: Path
) -> None:
    built = relocate(build_folder, tmp_path)
    held = names["second_version"]
    row = {"document_id": held, "table_id": None, "hold_reason": "试 a trial", "held_at": SEEN_AT}
    as_it_was = _rows(built.hand_over / "holds.parquet")
    for rows in ([row], []):
        write_run_table(built.hand_over, "holds", [*as_it_was, *rows])
        bring_up_to_date(built.candidate, built.manifest, PROJECT, {"holds": frozenset({short_of(held)})})
        with duckdb.connect(str(built.candidate), read_only=True) as connection:
            query = "select count(*) > 0 from fct_amount where document_id = ?"
            assert connection.execute(query, [held]).fetchone() == (not rows,)
    assert differing_tables(built.candidate, build_folder / "candidate.duckdb") == {}


def test_a_rule_switched_off_and_on_again_is_as_it_was(build_folder: Path, tmp_path: Path) -> None:
    built = relocate(build_folder, tmp_path)
    with duckdb.connect(str(built.candidate), read_only=True) as connection:
        found = connection.execute(
            "select rule_id from fct_reconciliation where status = 'passed' group by all order by count(*) desc, rule_id"
        ).fetchone()
    assert found is not None
    as_it_was = _rows(built.hand_over / "switched_off_rules.parquet")
    row = {"rule_id": found[0], "reason_zh": "试", "reason_en": "a trial", "switched_off_at": SEEN_AT}
    for rows in ([row], []):
        write_run_table(built.hand_over, "switched_off_rules", [*as_it_was, *rows])
        bring_up_to_date(built.candidate, built.manifest, PROJECT, {"switched_off_rules": None})
        with duckdb.connect(str(built.candidate), read_only=True) as connection:
            query = "select count(*) > 0 from fct_reconciliation where rule_id = ? and status in ('passed', 'failed')"
            assert connection.execute(query, found).fetchone() == (not rows,)
    assert differing_tables(built.candidate, build_folder / "candidate.duckdb") == {}


def test_what_nothing_changed_for_is_not_made_again(build_folder: Path, names: dict[str, str], tmp_path: Path) -> None:
    built = relocate(build_folder, tmp_path)
    applied = _follow(built, [names["only_table_5"]])
    # The same rows come out of the first models, and nothing follows them but what reads the clock.
    assert {name for name in applied.changed if not name.startswith("stg_")} <= {"rpt_disclosure"}
    for unique_id in applied.seconds:
        node = built.manifest["nodes"][unique_id]
        read = {name.split(".")[2] for name in node["depends_on"]["nodes"]}
        assert "reads_clock" in node["config"]["meta"] or any(name.startswith("stg_") for name in read), unique_id
    assert 0 < len(applied.seconds) < len(built.manifest["nodes"]) / 3


def test_a_model_that_fails_is_named(build_folder: Path, names: dict[str, str], tmp_path: Path) -> None:
    built = relocate(build_folder, tmp_path)
    manifest = json.loads(json.dumps(built.manifest))
    manifest["nodes"]["model.yusuan.int_identity_own"]["compiled_code"] = "select no_such_column"
    with pytest.raises(ReplayError, match="int_identity_own"):
        bring_up_to_date(
            built.candidate, manifest, PROJECT, dict.fromkeys(TABLES, frozenset({short_of(names["only_table_5"])}))
        )


def test_a_change_that_fails_leaves_no_candidate(build_folder: Path, names: dict[str, str], tmp_path: Path) -> None:
    built = relocate(build_folder, tmp_path)
    manifest = json.loads(json.dumps(built.manifest))
    manifest["nodes"]["model.yusuan.int_identity_own"]["compiled_code"] = "select no_such_column"
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    changes: dict[str, Change] = dict.fromkeys(TABLES, frozenset({short_of(names["only_table_5"])}))
    with pytest.raises(ReplayError, match="int_identity_own"):
        bring_up_to_date_work((built.candidate, path, PROJECT, changes), lambda news: None)
    assert not built.candidate.exists()
    with pytest.raises(ReplayError, match="there is no candidate"):
        bring_up_to_date_work((built.candidate, path, PROJECT, changes), lambda news: None)


def test_a_scope_is_one_of_three_words() -> None:
    assert scope_of({"name": "m", "config": {}}) == "document"
    assert scope_of({"name": "m", "config": {"meta": {"scope": "reach"}}}) == "reach"
    with pytest.raises(ValueError, match="none of document, reach, all"):
        scope_of({"name": "m", "config": {"meta": {"scope": "everything"}}})


def test_what_reads_other_reports_says_so(build_folder: Path) -> None:
    manifest = json.loads((build_folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    across = {f"model.yusuan.{name}" for name in ("int_reach", "int_companion", "int_version_pair", "int_supersession")}
    for node in manifest["nodes"].values():
        if node["resource_type"] == "model":
            scope = scope_of(node)
            assert scope != "document" or not across & set(node["depends_on"]["nodes"]), node["name"]


def _work_on(connection: duckdb.DuckDBPyConnection) -> incremental._Work:
    return incremental._Work(ConnectionOfThread(connection), "candidate", PROJECT)


@pytest.mark.parametrize("is_wrapped", [True, False], ids=["as a model that cannot be applied", "as DuckDB says it"])
def test_what_finds_no_room_is_made_once_more_by_one_thread(tmp_path: Path, is_wrapped: bool) -> None:
    tries: list[int] = []
    with duckdb.connect(str(tmp_path / "candidate.duckdb"), config={"threads": 2}) as connection:
        work = _work_on(connection)

        def make() -> None:
            threads = work.connection.execute("select current_setting('threads')").fetchone()
            assert threads is not None
            tries.append(threads[0])
            if len(tries) == 1:
                full = duckdb.OutOfMemoryException("could not allocate block")
                if is_wrapped:
                    raise ReplayError("the model cannot be applied") from full
                raise full

        incremental._with_room(work, make)
    assert tries == [2, 1]


@pytest.mark.parametrize(
    ("error", "tries"), [(duckdb.OutOfMemoryException("full"), 2), (duckdb.CatalogException("no such table"), 1)]
)
def test_what_cannot_be_made_at_all_says_why(tmp_path: Path, error: duckdb.Error, tries: int) -> None:
    tried: list[int] = []

    def make() -> None:
        tried.append(1)
        raise error

    with duckdb.connect(str(tmp_path / "candidate.duckdb")) as connection, pytest.raises(type(error)):
        incremental._with_room(_work_on(connection), make)
    assert len(tried) == tries
