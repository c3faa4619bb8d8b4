"""The lake as a step: after each publication, also by a run that finds nothing new; and what goes wrong with it blocks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.runs import lake_step
from pipelines.runs.lake_step import LakeBehind, bring_lake_up_to_date
from pipelines.runs.outcome import read_last_run, record_nothing_new
from pipelines.runs.state import run_at_work
from pipelines.settings import Settings
from pipelines.warehouse.lake import is_behind
from pipelines.warehouse.lake_extension import LakeError
from tests.warehouse.lakes import NO_EXTENSION, differences, make_published


@pytest.fixture
def published(settings: Settings) -> Path:
    return make_published(settings.published_path, 1, {"d1": 1})


def test_without_the_setting_there_is_no_lake(
    settings: Settings, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("YUSUAN_LAKE", raising=False)
    with run_at_work(settings, "test") as state:
        assert bring_lake_up_to_date(state) is None
        assert not state.journal.steps
    assert not (settings.warehouse_dir / "lake").exists()


def test_what_is_published_comes_into_the_lake_once(
    settings: Settings, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb_extension_ducklake", reason=NO_EXTENSION)
    monkeypatch.setenv("YUSUAN_LAKE", "1")
    with run_at_work(settings, "test") as state:
        for _ in range(2):
            assert bring_lake_up_to_date(state) is None
        assert [step.phase for step in state.journal.steps] == ["lake"]
    assert differences(published, settings.warehouse_dir / "lake") == {}


@pytest.mark.parametrize(
    ("variable", "value", "why"),
    [("YUSUAN_LAKE_SNAPSHOTS", "none", "is no number"), ("YUSUAN_LAKE", "{raw}/file/lake", "stays as it was")],
)
def test_what_goes_wrong_is_told_and_mended_by_the_next_run(
    variable: str, value: str, why: str, settings: Settings, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb_extension_ducklake", reason=NO_EXTENSION)
    before = published.read_bytes()
    (settings.raw_dir / "file").touch()
    monkeypatch.setenv("YUSUAN_LAKE", "1")
    with run_at_work(settings, "test") as state:
        with monkeypatch.context() as patch:
            patch.setenv(variable, value.format(raw=settings.raw_dir))
            behind = bring_lake_up_to_date(state)
            assert behind is not None and why in behind.why and "\n" not in behind.why
            assert state.results.get(LakeBehind) is behind
            record_nothing_new(state)
        last = read_last_run(settings)
        assert last is not None and last.outcome == "nothing_new" and behind.why in last.why_en
        assert published.read_bytes() == before
        assert bring_lake_up_to_date(state) is None
        assert state.results.find(LakeBehind) is None
    assert not is_behind(published, settings.warehouse_dir / "lake")


def test_without_the_extension_it_is_said_how_to_get_it(
    settings: Settings, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise LakeError("a lake needs a package that is not here (duckdb-extension-ducklake): make lake-setup")

    monkeypatch.setenv("YUSUAN_LAKE", "1")
    monkeypatch.setattr(lake_step, "update_lake", refuse)
    with run_at_work(settings, "test") as state:
        behind = bring_lake_up_to_date(state)
    assert behind is not None and behind.why.endswith("make lake-setup")
