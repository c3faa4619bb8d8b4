"""The readings of all documents in one file a table."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.contract import TABLES
from pipelines.contract.gathered import forget, gather, gathered_folder
from pipelines.settings import Settings
from tests.dbt.hand_over import PrintedRow, Report, write_hand_over


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose warehouse holds the readings of two reports."""
    settings = Settings(home=tmp_path, raw_dir=tmp_path / "raw", warehouse_dir=tmp_path / "warehouse")
    reports = [Report("one"), Report("two")]
    for report in reports:
        report.add_table("expenditure_summary", ["total"], [PrintedRow(0, "total", ("1.00",), "合计")])
    write_hand_over(settings.hand_over_dir, *reports)
    return settings


def _version(settings: Settings) -> str:
    return next(path for path in (settings.hand_over_dir / "documents").iterdir() if path.is_dir()).name.rpartition(
        "-"
    )[2]


def test_every_table_holds_the_rows_of_all_readings(settings: Settings) -> None:
    heard: list[tuple[int, int]] = []
    gather(settings, _version(settings), lambda done, total: heard.append((done, total)))
    folder = gathered_folder(settings)
    assert sorted(path.stem for path in folder.iterdir()) == sorted(TABLES)
    assert pq.read_table(folder / "lines.parquet").num_rows == 2
    assert pq.read_schema(folder / "lines.parquet").equals(TABLES["lines"].arrow_schema)
    assert heard[-1] == (len(TABLES), len(TABLES))


def test_a_second_time_replaces_the_first_and_forgetting_removes_it(settings: Settings) -> None:
    version = _version(settings)
    gather(settings, version)
    gather(settings, version)
    assert pq.read_table(gathered_folder(settings) / "lines.parquet").num_rows == 2
    forget(settings)
    assert not gathered_folder(settings).exists()


def test_readings_of_another_version_are_left_out(settings: Settings) -> None:
    gather(settings, "none")
    assert pq.read_table(gathered_folder(settings) / "lines.parquet").num_rows == 0
