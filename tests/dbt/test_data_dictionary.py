"""The committed data dictionary says what the dbt project says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipelines.site.data_dictionary import DICTIONARY_PATH, dictionary_page


def test_the_committed_page_is_up_to_date(build_folder: Path) -> None:
    manifest = json.loads((build_folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    committed = DICTIONARY_PATH.read_text(encoding="utf-8")
    assert committed == dictionary_page(manifest), "run: python -m pipelines.site.data_dictionary"


def _model(name: str, columns: dict[str, Any]) -> dict[str, Any]:
    return {
        "resource_type": "model",
        "name": name,
        "unique_id": name,
        "description": f"About {name}.",
        "columns": columns,
    }


def test_tables_stand_in_their_chapter_with_keys_and_links() -> None:
    columns = {
        "line_id": {"name": "line_id", "data_type": "varchar", "description": "The line."},
        "unit_key": {"name": "unit_key", "data_type": "varchar", "description": "a | b"},
    }
    test = {"resource_type": "test", "attached_node": "fct_revenue"}
    link = {"name": "references_dimensions", "kwargs": {"keys": {"unit_key": "dim_budget_unit"}}}
    key = {"name": "unique_combination", "kwargs": {"columns": ["line_id"]}}
    nodes = {
        "fct": _model("fct_revenue", columns),
        "int": _model("int_amount", {}),
        "unique": test | {"test_metadata": key},
        "link": test | {"test_metadata": link},
    }
    page = dictionary_page({"nodes": nodes})
    assert "| `line_id` | varchar | The line. **Key.** |" in page
    assert "| `unit_key` | varchar | a \\| b → [dim_budget_unit](#dim_budget_unit) |" in page
    assert "int_amount" not in page
    assert page.index("## Facts") < page.index("### fct_revenue") < page.index("## Dimensions")
