"""Who should publish, written for dbt: the lines of ``expected.csv`` with the codes of their divisions.

Belongs here: the run's table ``expected_bodies`` and which lines name no place we know. What a line means is in ``documents.expected``.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contract import RUN_TABLES
from pipelines.contract.files import written_whole
from pipelines.documents.expected import EXPECTED_NAME, read_expected
from pipelines.documents.fetch import FetchResult
from pipelines.reports.places import division_of
from pipelines.settings import Settings

_NAME = "expected_bodies"


def write_expected_bodies(settings: Settings) -> tuple[FetchResult, ...]:
    """Store what the list says; returns what is wrong with it, for which no figure is missing."""
    expected, listed = read_expected(settings.raw_dir / EXPECTED_NAME)
    problems = [(problem.line_no, problem.words) for problem in listed]
    rows: list[dict[str, Any]] = []
    for line in expected:
        division = division_of(line.division)
        if division is None or division.name != line.division:
            problems.append(
                (
                    line.line_no,
                    f"{line.division!r} is no division of the official list such as 武汉市青山区; correct it",
                )
            )
            continue
        row = asdict(line)
        row["division_code"], row["division_name"], row["issuer_name"] = (
            division.code,
            row.pop("division"),
            row.pop("issuer"),
        )
        rows.append(row)
    with written_whole(settings.hand_over_dir / f"{_NAME}.parquet") as draft:
        pq.write_table(pa.Table.from_pylist(rows, schema=RUN_TABLES[_NAME].arrow_schema), draft)
    return tuple(
        FetchResult("", "", False, words, line_no, EXPECTED_NAME, is_harmless=True) for line_no, words in problems
    )


def expected_bodies(settings: Settings) -> list[dict[str, Any]]:
    """Return the lines as last stored, without their notes; none before the first scan."""
    path = settings.hand_over_dir / f"{_NAME}.parquet"
    rows = pq.read_table(path).to_pylist() if path.exists() else []
    return [{key: value for key, value in row.items() if key not in ("note", "line_no")} for row in rows]
