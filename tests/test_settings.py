"""Where things lie: arguments before environment before the project's own folders; telemetry off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelines.settings import TELEMETRY_OFF, Settings, SettingsError, switch_telemetry_off

ROOT = Path(__file__).parents[1]
HOME = {"YUSUAN_HOME": str(ROOT)}


def test_arguments_come_before_the_environment_and_that_before_the_projects_folders(tmp_path: Path) -> None:
    own = Settings.load(env=HOME)
    assert (own.raw_dir, own.warehouse_dir) == (ROOT / "data" / "raw", ROOT / "data" / "warehouse")
    named = HOME | {"YUSUAN_RAW": str(tmp_path / "raw"), "YUSUAN_WAREHOUSE": " "}
    assert Settings.load(env=named).raw_dir == tmp_path / "raw"
    assert Settings.load(env=named).warehouse_dir == own.warehouse_dir
    assert Settings.load(raw=tmp_path / "other", env=named).raw_dir == tmp_path / "other"


def test_the_project_is_found_around_the_working_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "docs")
    assert Settings.load(env={}).home == ROOT.resolve()


def test_a_home_that_is_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="YUSUAN_HOME"):
        Settings.load(env={"YUSUAN_HOME": str(tmp_path)})


def test_all_that_is_written_lies_below_the_warehouse_folder(settings: Settings) -> None:
    names = [name for name, value in vars(Settings).items() if isinstance(value, property)]
    written = [name for name in names if name != "dbt_project_dir"]
    assert len(written) > 10
    assert all(getattr(settings, name).is_relative_to(settings.warehouse_dir) for name in written)


def test_what_is_exported_is_loaded_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("YUSUAN_HOME", "YUSUAN_RAW", "YUSUAN_WAREHOUSE"):
        monkeypatch.setenv(name, "")
    settings.export()
    assert Settings.load() == settings


def test_telemetry_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in TELEMETRY_OFF:
        monkeypatch.setenv(name, "on")
    switch_telemetry_off()
    assert {name: os.environ[name] for name in TELEMETRY_OFF} == TELEMETRY_OFF


def test_pictures_of_the_site_have_a_cap_that_can_be_set(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YUSUAN_SITE_MB", raising=False)
    assert settings.site_pictures_mb() == 300
    monkeypatch.setenv("YUSUAN_SITE_MB", "12.5")
    assert settings.site_pictures_mb() == 12.5
    monkeypatch.setenv("YUSUAN_SITE_MB", "much")
    with pytest.raises(SettingsError, match="YUSUAN_SITE_MB"):
        settings.site_pictures_mb()


def test_a_lake_is_off_unless_it_is_asked_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = settings.warehouse_dir / "lake"
    for value, folder in {"": None, "0": None, "1": own, str(tmp_path / "shared"): tmp_path / "shared"}.items():
        monkeypatch.setenv("YUSUAN_LAKE", value)
        assert settings.lake_dir() == folder
    monkeypatch.delenv("YUSUAN_LAKE")
    assert settings.lake_dir() is None


def test_a_lake_goes_back_to_so_many_publications(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YUSUAN_LAKE_SNAPSHOTS", raising=False)
    assert settings.lake_snapshots() == 10
    monkeypatch.setenv("YUSUAN_LAKE_SNAPSHOTS", "1")
    assert settings.lake_snapshots() == 1
    for wrong in ("0", "-1", "1.5", "many", "nan", "inf"):
        monkeypatch.setenv("YUSUAN_LAKE_SNAPSHOTS", wrong)
        with pytest.raises(SettingsError, match="YUSUAN_LAKE_SNAPSHOTS"):
            settings.lake_snapshots()
