"""What is said of files from outside of them, written for dbt: lines of ``sources.csv`` and ``sources.yaml``, names of files and folders.

Belongs here: gathering it into the run's table ``identity_claims`` and telling which statements name no place we know. What it is
worth beside what the report prints is decided in dbt (``int_identity``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contract import RUN_TABLES
from pipelines.contract.files import written_whole
from pipelines.documents.fetch import FetchResult
from pipelines.documents.names import shown
from pipelines.documents.sources import Source, read_lists
from pipelines.reports.name_hints import hints_of
from pipelines.reports.places import Division, division_of
from pipelines.settings import Settings

_NAME = "identity_claims"


def write_identity_claims(settings: Settings, file_names: Iterable[str]) -> tuple[FetchResult, ...]:
    """Store what is claimed of these files; returns what is wrong with statements, which then count for nothing."""
    sources, _ = read_lists(settings.raw_dir)
    stated, problems = _stated(sources)
    names = sorted(set(file_names))
    rows = [row for name in names for row in _of_name(name)]
    rows += [stated[name] for name in names if name in stated]
    path = settings.hand_over_dir / f"{_NAME}.parquet"
    with written_whole(path) as draft:
        pq.write_table(pa.Table.from_pylist(rows, schema=RUN_TABLES[_NAME].arrow_schema), draft)
    return problems


def misstated(sources: Sequence[Source]) -> tuple[FetchResult, ...]:
    """Return what is wrong with statements that are good as lines: divisions that are none."""
    return _stated(sources)[1]


def identity_claims(settings: Settings) -> list[dict[str, Any]]:
    """Return the claims as last stored; none before the first scan."""
    path = settings.hand_over_dir / f"{_NAME}.parquet"
    return pq.read_table(path).to_pylist() if path.exists() else []


def _stated(sources: Sequence[Source]) -> tuple[dict[str, dict[str, Any]], tuple[FetchResult, ...]]:
    """The statements by file name as it is shown, and those whose division is none."""
    rows: dict[str, dict[str, Any]] = {}
    problems: list[FetchResult] = []
    for source in sources:
        statement = source.statement
        # A page that lists reports states which of them are wanted, nothing of any one.
        if source.problem is not None or statement is None or source.is_listing:
            continue
        division = division_of(statement.division or statement.issuer)
        if statement.division is not None and (division is None or division.name != statement.division):
            words = f"{statement.division!r} is no division of the official list such as 武汉市青山区; correct it"
            problems.append(FetchResult(source.file_name, "", False, words, source.line_no, source.list_name))
            continue
        name = shown(Path(source.file_name))
        rows[name] = {
            "file_name": name,
            "claimed_by": "stated",
            "list_name": source.list_name,
            "line_no": source.line_no,
            "issuer_name": statement.issuer,
            **_division(division),
            "fiscal_year": statement.fiscal_year,
            "report_kind": statement.report_kind,
            "part": statement.part,
        }
    return rows, tuple(problems)


def _of_name(file_name: str) -> list[dict[str, Any]]:
    return [
        {
            "file_name": file_name,
            "claimed_by": claimed_by,
            "list_name": None,
            "line_no": None,
            "issuer_name": hint.issuer_name,
            **_division(hint.division),
            "fiscal_year": hint.fiscal_year,
            "report_kind": hint.report_kind,
            "part": None,
        }
        for claimed_by, hint in hints_of(file_name).items()
    ]


def _division(division: Division | None) -> dict[str, str | None]:
    return {
        "division_code": division.code if division else None,
        "division_name": division.name if division else None,
    }
