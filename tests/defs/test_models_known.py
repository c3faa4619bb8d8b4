"""Names of models are remembered from run to run, and forgotten when anything changes that they follow from."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.defs.models_known import ModelsKnown, remember, remembered
from pipelines.settings import Settings


@dg.multi_asset(
    specs=[dg.AssetSpec(["main", "mart"]), dg.AssetSpec("staging")],
    check_specs=[dg.AssetCheckSpec("is_unique", asset=["main", "mart"])],
)
def models() -> Iterator[Any]:
    """Nobody builds them here."""
    yield from ()


KNOWN = ModelsKnown.of(models)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    project = tmp_path / "dbt_project"
    (project / "models").mkdir(parents=True)
    (project / "models" / "mart.sql").write_text("select 1 as one")
    usual = Settings.load(raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    return replace(usual, home=tmp_path)


def test_what_a_definition_says_is_what_the_next_run_remembers(settings: Settings) -> None:
    assert [key.path for key in KNOWN.keys] == [["main", "mart"], ["staging"]]
    assert [check.name for check in KNOWN.checks] == ["is_unique"]
    assert remembered(settings) is None
    remember(settings, KNOWN)
    assert remembered(settings) == KNOWN


def test_another_dbt_project_has_other_models(settings: Settings) -> None:
    remember(settings, KNOWN)
    (settings.dbt_project_dir / "models" / "other.sql").write_text("select 2 as two")
    assert remembered(settings) is None


@pytest.mark.parametrize("content", ["", "{", "[]", json.dumps({"keys": []})])
def test_what_is_damaged_is_nothing(settings: Settings, content: str) -> None:
    remember(settings, KNOWN)
    (settings.dagster_home / "models_known.json").write_text(content)
    assert remembered(settings) is None
    shutil.rmtree(settings.dagster_home)
    assert remembered(settings) is None


def test_the_projects_own_models_are_those_that_dagster_knows() -> None:
    from pipelines.definitions import defs

    graph = defs.resolve_asset_graph()
    judged = graph.get(dg.AssetKey("validated_candidate"))
    assert any(key.path[-1] == "expenditure" for key in judged.parent_keys)
