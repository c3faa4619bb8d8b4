"""A look at the lake: nothing where there is to be none, a note where it is behind, a problem where it cannot be written."""

from __future__ import annotations

import pytest

from pipelines.settings import Settings
from pipelines.upkeep import lake_health
from pipelines.upkeep.lake_health import look_at_lake
from pipelines.warehouse.lake import update_lake
from pipelines.warehouse.lake_extension import LakeError
from tests.warehouse.lakes import NO_EXTENSION, make_published


def test_no_lake_is_no_matter(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YUSUAN_LAKE", raising=False)
    assert not list(look_at_lake(settings))


def test_behind_and_up_to_date(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb_extension_ducklake", reason=NO_EXTENSION)
    monkeypatch.setenv("YUSUAN_LAKE", "1")
    make_published(settings.published_path, 1, {"d1": 1})
    (found,) = look_at_lake(settings)
    assert (found.state, found.advice) == ("note", "yusuan run")
    update_lake(settings.published_path, settings.warehouse_dir / "lake", 3)
    (found,) = look_at_lake(settings)
    assert found.state == "ok" and "snapshots: 1," in found.found


def test_a_wrong_setting_and_a_missing_extension_are_problems(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_LAKE", "1")
    with monkeypatch.context() as patch:
        patch.setattr(lake_health, "extension_path", _missing)
        (found,) = look_at_lake(settings)
    assert (found.state, found.found) == ("problem", "make lake-setup")
    monkeypatch.setattr(lake_health, "extension_path", lambda: None)
    monkeypatch.setenv("YUSUAN_LAKE_SNAPSHOTS", "0")
    (found,) = look_at_lake(settings)
    assert found.state == "problem" and "YUSUAN_LAKE_SNAPSHOTS" in found.found


def _missing() -> None:
    raise LakeError("make lake-setup")
