"""The same reports come to the same tables by whichever way they come; and the comparison notices what differs."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from benchmarks.soak.orders import ALL_AT_ONCE, WAYS, compare, differing, small_reports


@pytest.mark.slow
def test_another_order_other_names_two_runs_one_worker_another_zone_and_a_clock_put_back(tmp_path: Path) -> None:
    ((_, found),) = compare(small_reports(), {"all at once": ALL_AT_ONCE}, tmp_path)
    assert found == []


def test_each_way_is_another() -> None:
    assert len(set(WAYS.values())) == len(WAYS)


def _warehouse(path: Path, name: str, amount: str, run_id: str = "r1") -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            f"create table a_fact as select '{name}' as file_name, 'see {name}' as why, {amount} as amount, '{run_id}' as run_id"
        )
    return path


def test_what_differs_is_named_and_names_of_files_are_put_back(tmp_path: Path) -> None:
    left = _warehouse(tmp_path / "left.duckdb", "a.pdf", "1.00")
    names = {"x1.pdf": "a.pdf"}
    assert differing(left, _warehouse(tmp_path / "same.duckdb", "x1.pdf", "1.00", "r2"), names) == []
    (one, other) = differing(left, _warehouse(tmp_path / "other.duckdb", "x1.pdf", "1.01"), names)
    assert one.startswith("a_fact: ") and "1.01" in other
    assert differing(left, _warehouse(tmp_path / "unnamed.duckdb", "x2.pdf", "1.00"), names)
    many = names | {f"y{n}.pdf": f"z{n}.pdf" for n in range(20)}
    (tmp_path / "many.duckdb").unlink(missing_ok=True)
    with duckdb.connect(str(left)) as connection:
        connection.execute("update a_fact set why = 'nothing'")
    with duckdb.connect(str(_warehouse(tmp_path / "many.duckdb", "x1.pdf", "1.00"))) as connection:
        connection.execute("update a_fact set why = 'nothing'")
    assert differing(left, tmp_path / "many.duckdb", many) == []
