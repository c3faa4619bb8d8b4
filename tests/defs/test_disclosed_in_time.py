"""The check of last days: it fails, as a warning, for reports that should be out and are not here; as of today."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.defs.disclosed_in_time import disclosed_in_time
from pipelines.settings import Settings

_ROWS = """
create table rpt_disclosure as
select * from (values
    ('甲局', '某市', 2026, 'budget', current_date - 30, 'absent'),
    ('乙局', '某市', 2026, 'budget', current_date - 1, 'not_yet_due'),
    ('丙局', '某市', 2026, 'budget', current_date + 5, 'not_yet_due'),
    ('丁局', '某市', 2026, 'budget', null, 'absent'),
    ('戊局', '某市', 2026, 'budget', current_date - 40, 'late'),
    ('己局', '某市', 2026, 'budget', current_date - 40, 'held_back')
) as t (body_name, division_name, fiscal_year, report_kind, due_on, disclosure_status)
"""


@pytest.fixture
def warehouse(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Settings, "load", classmethod(lambda cls: settings))
    settings.warehouse_dir.mkdir(parents=True, exist_ok=True)
    return settings.published_path


def _check() -> dg.AssetCheckResult:
    found = disclosed_in_time()
    assert isinstance(found, dg.AssetCheckResult)
    return found


def test_reports_whose_last_day_is_over_are_listed_the_longest_first(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(_ROWS)
    found = _check()
    assert (found.passed, found.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert found.metadata["overdue"].value == 2
    assert [record.data["body"] for record in found.metadata["longest"].value.records] == ["甲局", "乙局"]


def test_where_all_that_is_due_is_here_it_passes(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(_ROWS)
        connection.execute("delete from rpt_disclosure where body_name in ('甲局', '乙局')")
    assert _check().passed


def test_before_anything_is_published_nothing_is_overdue(warehouse: Path) -> None:
    assert _check().passed
