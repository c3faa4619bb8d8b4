"""Expectations that share their rows are measured together as each would be alone: counts, failing rows, who is named, what cannot be run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract.questions import Questions
from pipelines.quality.declare import Expected, Shared, expected_of_shared
from pipelines.quality.measure import FAILING_ROWS_KEPT, measure, measure_shared
from tests.quality import toy

CHECKS = Shared("select * exclude (verdict), verdict = 'failed' as is_offending from checks", "rule_id")


def _expected(rule_id: str, shared: Shared = CHECKS) -> Expected:
    key = "rule_" + "".join(letter if letter.isalnum() else "_" for letter in rule_id)
    return expected_of_shared(key, "规则成立。", "The rule holds.", shared, rule_id, "error")


@contextmanager
def _checks(rows: list[tuple[str, str | None, str | None, int]]) -> Iterator[Questions]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "checks.duckdb")
        with duckdb.connect(str(path)) as connection:
            connection.execute(
                "create table checks (rule_id varchar, document_id varchar, verdict varchar, left_value integer)"
            )
            if rows:
                connection.executemany("insert into checks values (?, ?, ?, ?)", rows)
        with Questions(path) as candidate:
            yield candidate


ROW = st.tuples(
    st.sampled_from(["R-01", "R-02", "it's one"]),
    st.sampled_from(["a", "b", None]),
    st.sampled_from(["passed", "failed", None]),
    st.integers(0, 3),
)


@given(st.lists(ROW, max_size=40))
def test_together_they_are_what_each_is_alone(rows: list[tuple[str, str | None, str | None, int]]) -> None:
    asked = [(toy.suite(_expected(rule)), _expected(rule)) for rule in ("R-01", "R-02", "it's one", "R-99")]
    with _checks(rows) as candidate:
        assert measure_shared(candidate, asked) == [measure(candidate, *one) for one in asked]


def test_a_row_without_a_verdict_offends_and_names_its_document() -> None:
    with _checks([("R-01", "a", None, 1), ("R-01", "b", "passed", 2)]) as candidate:
        (found,) = measure_shared(candidate, [(toy.suite(_expected("R-01")), _expected("R-01"))])
    assert (found.evaluated, found.offending) == (2, 1)
    assert [item.document_id for item in found.blamed] == ["a"]
    assert found.failing_rows == ({"document_id": "a", "left_value": 1},)


def test_of_many_failing_rows_the_first_are_kept_and_all_are_counted() -> None:
    rows: list[tuple[str, str | None, str | None, int]] = [("R-01", "a", "failed", number) for number in range(50)]
    with _checks(rows) as candidate:
        (found,) = measure_shared(candidate, [(toy.suite(_expected("R-01")), _expected("R-01"))])
    assert found.offending == 50
    assert [row["left_value"] for row in found.failing_rows] == list(range(FAILING_ROWS_KEPT))


def test_a_query_that_cannot_be_run_is_a_problem_of_each(tmp_path: Path) -> None:
    nowhere = Shared("select * from no_such_table", "rule_id")
    asked = [(toy.suite(_expected(rule, nowhere)), _expected(rule, nowhere)) for rule in ("R-01", "R-02")]
    with _checks([]) as candidate:
        found = measure_shared(candidate, asked)
    assert [item.name for item in found] == [f"toy__{expected.key}" for _, expected in asked]
    assert all(item.problem and "no_such_table" in item.problem for item in found)


def test_what_shares_nothing_is_not_measured_together() -> None:
    with _checks([]) as candidate, pytest.raises(ValueError, match="share no rows"):
        measure_shared(candidate, [(toy.suite(toy.AMOUNTS), toy.AMOUNTS)])
