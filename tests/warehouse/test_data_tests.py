"""A failing data test of dbt is laid at the door of the documents whose rows fail it, or at nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipelines.contract.part_of_candidate import changed_since
from pipelines.contract.questions import Questions
from pipelines.warehouse.data_tests import DataTest, FailedTest, data_tests, failing_tests, query_of_part
from pipelines.warehouse.replay import read_manifest
from tests.dbt.conftest import build_folder

__all__ = ["build_folder"]

FACT = '"main"."fct"'


@pytest.fixture
def candidate(tmp_path: Path) -> Iterator[Questions]:
    with duckdb.connect(str(tmp_path / "candidate.duckdb")) as opened:
        opened.execute(
            "create table fct as from (values ('a', 'a1', 1, 2024, 'sum'), ('b', 'b1', 2, 2024, 'odd'), ('b', 'b1', 3, 1999, null)) "
            "as rows(document_id, line_id, row_count, fiscal_year, kind)"
        )
        opened.execute("create table dim as select unnest(['x', 'x']) as dim_key")
    with Questions(tmp_path / "candidate.duckdb") as asked:
        yield asked


@pytest.mark.parametrize(
    ("test", "documents"),
    [
        (DataTest("own", "select document_id from fct where kind is null", FACT), ("b",)),
        (
            DataTest(
                "unique",
                "select line_id as unique_field, count(*) as n_records from fct group by line_id having count(*) > 1",
                FACT,
                "line_id",
            ),
            ("b",),
        ),
        (DataTest("not_null", "select kind from fct where kind is null", FACT, "kind"), ("b",)),
        (
            DataTest(
                "accepted_values",
                "select kind as value_field, count(*) as n_records from fct where kind != 'sum' group by kind",
                FACT,
                "kind",
            ),
            ("b",),
        ),
        (DataTest("relationships", "select kind as from_field from fct where kind = 'sum'", FACT, "kind"), ("a",)),
        (
            # row_count is the test's own, not the model's: only the key tells whose row it is.
            DataTest(
                "combination", "select line_id, fiscal_year, 1 as row_count from fct where fiscal_year = 1999", FACT
            ),
            ("b",),
        ),
        (
            DataTest("a dimension's key", "select dim_key, 2 as n_records from dim limit 1", '"main"."dim"', "dim_key"),
            (),
        ),
        (DataTest("nothing of the model", "select 1 as failures", FACT), ()),
        (DataTest("nobody's row", "select null as document_id union all select 'a'", FACT), ()),
        (DataTest("no model", "select 1 as failures"), ()),
    ],
    ids=lambda value: value.name if isinstance(value, DataTest) else "",
)
def test_the_documents_behind_a_failing_test(candidate: Questions, test: DataTest, documents: tuple[str, ...]) -> None:
    assert failing_tests(candidate, [test]) == [FailedTest(test.name, documents)]


def test_a_test_that_holds_is_not_among_the_failing(candidate: Questions) -> None:
    assert failing_tests(candidate, [DataTest("holds", "select document_id from fct where false", FACT)]) == []


def test_the_tests_of_a_build_are_those_dbt_compiled() -> None:
    model = {"resource_type": "model", "schema": "main", "name": "fct"}
    test = {
        "resource_type": "test", "name": "unique_fct", "compiled_code": "select 1", "attached_node": "model.p.fct",
        "column_name": "line_id",
    }  # fmt: skip
    skipped = {**test, "name": "skipped", "compiled_code": None}
    manifest = {"nodes": {"model.p.fct": model, "test.p.unique_fct": test, "test.p.skipped": skipped}}
    assert data_tests(manifest) == (DataTest("unique_fct", "select 1", FACT, "line_id", looks_anywhere=False),)


#: What dbt makes of ``sound_rows``, in short.
SOUND = """
    select * from "candidate"."main"."fct" /* changed */ where kind is null
    union all
    select rows_of_model.* from "candidate"."main"."fct" /* changed */ as rows_of_model
    semi join (
        select line_id as doubled_1 from "candidate"."main"."fct" /* alike: line_id */ group by all having count(*) > 1
    ) as doubled on line_id = doubled.doubled_1
    union all
    select rows_of_model.* from "candidate"."main"."fct" /* changed or refers to dim */ as rows_of_model
    anti join "candidate"."main"."dim" as known on rows_of_model.kind = known.dim_key where rows_of_model.kind is not null
"""
DOCUMENTS = {"a": "a" * 16, "b": "b" * 16, "c": "c" * 16}


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Three documents whose rows are sound."""
    path = tmp_path / "candidate.duckdb"
    with duckdb.connect(str(path)) as opened:
        opened.execute("create schema intermediate")
        opened.execute("create table fct as select unnest(?) as document_id, unnest(['a1', 'b1', 'c1']) as line_id, 'x' as kind",
                       [list(DOCUMENTS.values())])  # fmt: skip
        opened.execute("create table dim as select unnest(['x', 'y']) as dim_key")
        opened.execute("create table intermediate.int_reach as select document_id, document_id as printed_in from fct")
    return path


@pytest.mark.parametrize(
    ("change", "changes", "fails"),
    [
        ("update fct set line_id = 'a2' where line_id = 'a1'", {"fct": "a"}, ()),
        ("update fct set kind = null where line_id = 'a1'", {"fct": "a"}, "a"),
        # The other one did not change.
        ("update fct set line_id = 'b1' where line_id = 'a1'", {"fct": "a"}, "ab"),
        ("update fct set kind = 'z' where line_id = 'a1'", {"fct": "a"}, "a"),
        # What others refer to is gone: all are looked at.
        ("delete from dim where dim_key = 'x'", {"fct": "a", "dim": None}, "abc"),
        ("delete from dim where dim_key = 'y'", {"fct": "a", "dim": None}, ()),
        # What nobody said did change is not looked at: that is what is saved.
        ("update fct set kind = null where line_id = 'c1'", {"fct": "a"}, ()),
        ("update fct set kind = null where line_id = 'c1'", {"fct": None}, "c"),
    ],
)
def test_of_what_changed_is_told_what_is_told_of_the_whole(
    sound: Path, change: str, changes: dict[str, str | None], fails: str
) -> None:
    test = DataTest("fct_is_sound", SOUND, FACT, reads=frozenset({"fct", "dim"}), looks_anywhere=False)
    with duckdb.connect(str(sound)) as opened:
        opened.execute(change)
    since = changed_since(
        sound, {name: None if of is None else frozenset({DOCUMENTS[of]}) for name, of in changes.items()}
    )
    with Questions(sound) as asked:
        failed = failing_tests(asked, [test], since)
    assert [failure.document_ids for failure in failed] == ([tuple(DOCUMENTS[of] for of in fails)] if fails else [])


def test_what_may_be_about_any_document_is_looked_at_whole_where_what_it_refers_to_changed(sound: Path) -> None:
    test = DataTest("fct_is_sound", SOUND, FACT)
    since = changed_since(sound, {"fct": frozenset({DOCUMENTS["a"]}), "dim": frozenset({DOCUMENTS["a"]})})
    part = query_of_part(test, since)
    assert part is not None and '"candidate"."main"."fct" as rows_of_model\n    anti join' in part
    part = query_of_part(replace(test, looks_anywhere=False), since)
    assert part is not None and '"candidate"."main"."fct" as rows_of_model\n    anti join' not in part


def test_a_test_without_marks_is_asked_of_the_whole(sound: Path) -> None:
    since = changed_since(sound, {"fct": frozenset({DOCUMENTS["a"]})})
    assert query_of_part(DataTest("other", "select 1 from main.fct", FACT), since) is None


def test_dbt_leaves_the_marks_in_what_it_compiles(build_folder: Path) -> None:
    tests = data_tests(read_manifest(build_folder / "target" / "manifest.json"))
    marked = [test for test in tests if "/* changed */" in test.query and "/* alike: " in test.query]
    assert len(marked) > 200 and any("/* changed or refers to dim_cell */" in test.query for test in marked)
