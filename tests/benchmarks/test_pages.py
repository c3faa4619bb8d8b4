"""The time of pages: those of one report, made anew and taken over."""

from __future__ import annotations

from pathlib import Path

from benchmarks.pages import measured
from pipelines.settings import Settings
from tests.conftest import ROOT


def test_all_reports_are_counted_and_nothing_is_left(published_warehouse: Path) -> None:
    folder = published_warehouse.parent
    before = sorted(folder.iterdir())
    reports, anew, again = measured(Settings.load(warehouse=folder, env={"YUSUAN_HOME": str(ROOT)}), 1)
    assert reports == 1 and again > 0 and anew > 0
    assert sorted(folder.iterdir()) == before
