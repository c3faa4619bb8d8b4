"""Rules of the dbt project, held against its manifest: layers, keys, descriptions, contracts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

PUBLIC = ("marts", "quality")
KEY_TESTS = {"unique", "unique_combination"}


@pytest.fixture(scope="module")
def manifest(build_folder: Path) -> dict[str, Any]:
    return json.loads((build_folder / "target" / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def models(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


def _layer(node: dict[str, Any]) -> str:
    return node["fqn"][1]


def _is_public(node: dict[str, Any]) -> bool:
    return _layer(node) in PUBLIC and not node["name"].startswith("int_")


def _parents(node: dict[str, Any]) -> list[str]:
    return node["depends_on"]["nodes"]


def test_only_staging_reads_sources(models: list[dict[str, Any]]) -> None:
    readers = {node["name"] for node in models for parent in _parents(node) if parent.startswith("source.")}
    assert all(name.startswith("stg_") for name in readers), readers


def test_no_staging_on_staging(models: list[dict[str, Any]]) -> None:
    bad = [
        node["name"]
        for node in models
        if _layer(node) == "staging" and any(not p.startswith("source.") for p in _parents(node))
    ]
    assert bad == []


def test_nothing_before_the_marts_reads_a_mart(manifest: dict[str, Any], models: list[dict[str, Any]]) -> None:
    public = {node["unique_id"] for node in models if _layer(node) == "marts"}
    bad = [
        (node["name"], parent)
        for node in models
        if _layer(node) in ("staging", "intermediate", "reconciliation") and node["name"].startswith(("stg_", "int_"))
        for parent in _parents(node)
        if parent in public
    ]
    assert bad == []


def test_a_model_is_named_after_its_layer(models: list[dict[str, Any]]) -> None:
    prefixes = {"staging": ("stg_",), "intermediate": ("int_",), "quality": ("rpt_", "int_", "fct_")}
    bad = [node["name"] for node in models if not node["name"].startswith(prefixes.get(_layer(node), ""))]
    assert bad == []


def test_every_model_and_column_is_described(models: list[dict[str, Any]]) -> None:
    bad = [node["name"] for node in models if not node["description"]]
    bad += [
        f"{node['name']}.{column['name']}"
        for node in models
        for column in node["columns"].values()
        if not column["description"]
    ]
    assert bad == []


def test_every_description_of_a_public_model_ends_in_its_grain(models: list[dict[str, Any]]) -> None:
    bad = [
        node["name"] for node in models if _is_public(node) and "One row per" not in node["description"].split(". ")[-1]
    ]
    assert bad == []


def test_every_public_model_has_an_enforced_contract(models: list[dict[str, Any]]) -> None:
    assert [node["name"] for node in models if _is_public(node) and not node["config"]["contract"]["enforced"]] == []


def test_every_public_model_has_a_primary_key_test(manifest: dict[str, Any], models: list[dict[str, Any]]) -> None:
    tested = {
        node["attached_node"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and (node.get("test_metadata") or {}).get("name") in KEY_TESTS
    }
    assert [node["name"] for node in models if _is_public(node) and node["unique_id"] not in tested] == []


def test_every_seed_is_described(manifest: dict[str, Any]) -> None:
    seeds = [node for node in manifest["nodes"].values() if node["resource_type"] == "seed"]
    assert [seed["name"] for seed in seeds if not seed["description"]] == []


def test_models_are_short() -> None:
    models = Path(__file__).parents[2] / "dbt_project" / "models"
    long = {path.name: len(path.read_text().splitlines()) for path in models.rglob("*.sql")}
    assert {name: lines for name, lines in long.items() if lines >= 120} == {}
