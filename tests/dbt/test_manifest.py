"""Rules of the dbt project, held against its manifest: layers, keys, descriptions, contracts."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[2] / "dbt_project"
#: Marts that bear the name of what they are of.
ANALYST_TABLES = (
    *("expenditure", "revenue", "body_profile", "coverage", "procurement", "project", "staffing"),
    *("three_public", "year_on_year"),
)
#: Every folder of models: its rank on the way (a model reads its own rank or an earlier one), and how its models are named.
LAYERS: dict[str, tuple[int, tuple[str, ...]]] = {
    "staging": (0, ("stg_",)),
    "identity": (1, ("int_",)),
    "versions": (1, ("int_",)),
    "intermediate": (1, ("int_",)),
    "reconciliation": (1, ("int_", "fct_")),
    "marts": (2, ("fct_", "dim_", "panel_", "budget_against_final_", *ANALYST_TABLES)),
    "quality": (3, ("rpt_", "int_")),
}
#: Folders within a layer; a layer that is not here is flat.
FAMILIES = {
    "reconciliation": {
        "codes_and_names",
        "control_totals",
        "laws",
        "other_reports",
        "percentages_and_products",
        "shape",
        "sums",
        "text",
        "verdicts",
        "wording",
    },
    "marts": {"facts", "dimensions"},
}
#: Folders beside the layers that hold no models.
NO_LAYERS = {"docs", "unit_tests"}


@pytest.fixture(scope="module")
def manifest(build_folder: Path) -> dict[str, Any]:
    return json.loads((build_folder / "target" / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def models(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


def _layer(node: dict[str, Any]) -> str:
    return node["fqn"][1]


def _is_public(node: dict[str, Any]) -> bool:
    return node["schema"] == "main"


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


def test_every_folder_of_models_is_known() -> None:
    folders = {path.relative_to(PROJECT / "models").parts for path in (PROJECT / "models").rglob("*") if path.is_dir()}
    known: set[tuple[str, ...]] = {(name,) for name in NO_LAYERS | LAYERS.keys()}
    known |= {(layer, family) for layer, families in FAMILIES.items() for family in families}
    assert folders == known


def test_a_model_lies_in_a_family_where_its_layer_has_families(models: list[dict[str, Any]]) -> None:
    # Analyst tables are the marts themselves.
    flat = [node["name"] for node in models if _layer(node) == "reconciliation" and len(node["fqn"]) != 4]
    assert flat == []


def test_the_readme_tells_every_folder() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(?:models/)?([a-z_/]+)`", readme, flags=re.MULTILINE))
    assert LAYERS.keys() | FAMILIES["reconciliation"] <= told


def test_no_model_reads_a_later_layer(models: list[dict[str, Any]]) -> None:
    ranks = {node["unique_id"]: LAYERS[_layer(node)][0] for node in models}
    bad = [
        (node["name"], parent)
        for node in models
        for parent in _parents(node)
        if ranks.get(parent, 0) > ranks[node["unique_id"]]
    ]
    assert bad == []


def test_public_models_lie_where_readers_look_for_them(models: list[dict[str, Any]]) -> None:
    public = {node["name"] for node in models if _is_public(node)}
    bad = public ^ {
        node["name"]
        for node in models
        if _layer(node) in ("marts", "quality", "reconciliation") and not node["name"].startswith("int_")
    }
    assert bad == set()


def test_a_model_is_named_after_its_layer(models: list[dict[str, Any]]) -> None:
    bad = [node["name"] for node in models if not node["name"].startswith(LAYERS[_layer(node)][1])]
    assert bad == []


def test_a_model_s_description_lies_beside_it(models: list[dict[str, Any]]) -> None:
    bad = [
        node["name"]
        for node in models
        if Path(node["patch_path"].split("://")[1]).with_suffix("") != Path(node["original_file_path"]).with_suffix("")
    ]
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


def _sound_rows(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Arguments of the data test ``sound_rows`` by the table it is of."""
    return {
        node["attached_node"]: node["test_metadata"]["kwargs"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and (node.get("test_metadata") or {}).get("name") == "sound_rows"
    }


def test_every_public_model_has_a_primary_key_test(manifest: dict[str, Any], models: list[dict[str, Any]]) -> None:
    sound = _sound_rows(manifest)
    public = [node for node in models if _is_public(node)]
    assert public
    assert [node["name"] for node in public if not sound.get(node["unique_id"], {}).get("keys")] == []


def test_what_is_tested_of_a_public_table_is_of_its_columns(manifest: dict[str, Any]) -> None:
    bad = []
    for unique_id, arguments in _sound_rows(manifest).items():
        if not _is_public(manifest["nodes"][unique_id]):
            continue
        named = {*arguments.get("never_null", ()), *arguments.get("accepted", ()), *arguments.get("references", ())}
        named |= {column for key in arguments.get("keys", ()) for column in key if column.isidentifier()}
        bad += [(unique_id, column) for column in named - manifest["nodes"][unique_id]["columns"].keys()]
    assert bad == []


def test_every_fact_of_printed_amounts_refers_to_the_dimensions(
    manifest: dict[str, Any], models: list[dict[str, Any]]
) -> None:
    sound = _sound_rows(manifest)
    dimensions = {
        node["name"]: key[0]
        for node in models
        if node["name"].startswith("dim_")
        for key in sound[node["unique_id"]]["keys"]
        if len(key) == 1
    }
    of_amounts = [node for node in models if _layer(node) == "marts" and "line_id" in node["columns"]]
    assert len(of_amounts) > 9
    wanted = {"dim_document", "dim_budget_unit", "dim_measure", "dim_fund_source", "dim_function", "dim_cell"}
    bad = [
        (node["name"], dimension)
        for node in of_amounts
        for dimension in wanted
        if (key := dimensions[dimension]) in node["columns"]
        and sound[node["unique_id"]].get("references", {}).get(key) != dimension
    ]
    assert bad == []


def test_every_column_of_a_seed_has_its_type(manifest: dict[str, Any]) -> None:
    # Else DuckDB would guess it anew from the rows, and one more row could change it.
    for node in manifest["nodes"].values():
        if node["resource_type"] == "seed":
            with (PROJECT / node["original_file_path"]).open(encoding="utf-8", newline="") as lines:
                header = next(csv.reader(lines))
            assert set(header) == set(node["config"]["column_types"]), node["name"]


def test_every_seed_is_described(manifest: dict[str, Any]) -> None:
    seeds = [node for node in manifest["nodes"].values() if node["resource_type"] == "seed"]
    assert [seed["name"] for seed in seeds if not seed["description"]] == []


def test_models_are_short() -> None:
    long = {path.name: len(path.read_text().splitlines()) for path in (PROJECT / "models").rglob("*.sql")}
    assert {name: lines for name, lines in long.items() if lines >= 120} == {}
