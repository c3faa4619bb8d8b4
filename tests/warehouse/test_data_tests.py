"""A failing data test of dbt is laid at the door of the documents whose rows fail it, or at nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.contract.questions import Questions
from pipelines.warehouse.data_tests import DataTest, FailedTest, data_tests, failing_tests

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
    assert data_tests(manifest) == (DataTest("unique_fct", "select 1", FACT, "line_id"),)
