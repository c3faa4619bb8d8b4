"""The list of who should publish is handed to dbt with the codes of its divisions."""

from __future__ import annotations

import pyarrow.parquet as pq

from pipelines.runs.expected_bodies import expected_bodies, write_expected_bodies
from pipelines.settings import Settings


def test_lines_get_their_division_and_those_of_no_place_are_told(settings: Settings) -> None:
    (settings.raw_dir / "expected.csv").write_text(
        "division,year,kind,issuer,note\n武汉市青山区,2026,预算,某局,重要\n某星球,2026,预算,某局,\n,2026,预算,,\n",
        encoding="utf-8",
    )
    problems = write_expected_bodies(settings)
    assert {(problem.place, problem.is_harmless) for problem in problems} == {
        ("expected.csv line 3", True),
        ("expected.csv line 4", True),
    }
    assert "'某星球' is no division" in next(item.problem or "" for item in problems if item.line_no == 3)
    (row,) = pq.read_table(settings.hand_over_dir / "expected_bodies.parquet").to_pylist()
    assert (row["division_code"], row["division_name"], row["issuer_name"], row["line_no"]) == (
        "420107",
        "武汉市青山区",
        "某局",
        2,
    )
    (known,) = expected_bodies(settings)
    assert known["fiscal_year"] == 2026 and "note" not in known


def test_without_a_list_there_is_an_empty_table(settings: Settings) -> None:
    assert expected_bodies(settings) == []
    assert write_expected_bodies(settings) == () and expected_bodies(settings) == []
    assert (settings.hand_over_dir / "expected_bodies.parquet").exists()
