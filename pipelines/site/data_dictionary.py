"""The data dictionary, made from dbt's manifest: ``python -m pipelines.site.data_dictionary``.

Belongs here: turning descriptions, types and tests of the public models into ``docs/data_dictionary.md``. The words
themselves stand in the dbt project, once; the same ones are comments in the warehouse. A test holds the page against them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pipelines.contract.audiences import BEGIN, schema_of
from pipelines.contract.described import DescribedTable
from pipelines.quality.results import RESULTS
from pipelines.warehouse.history import DOCUMENT_HISTORY, RESULT_HISTORY
from pipelines.warehouse.publication import PUBLICATIONS
from pipelines.warehouse.run_timing import RUN_TIMING

_ROOT = Path(__file__).parents[2]
DICTIONARY_PATH = _ROOT / "docs" / "data_dictionary.md"

#: Chapters in reading order: title, and the beginning of the names of the tables it holds.
_CHAPTERS = (
    ("Analyst tables: safe to sum", ("expenditure", "revenue", "panel_", "budget_against_final_")),
    (
        "Analyst tables: what is asked first",
        ("body_profile", "coverage", "procurement", "project", "staffing", "three_public", "year_on_year"),
    ),
    ("Facts: one printed figure a row", ("fct_",)),
    ("Dimensions", ("dim_",)),
    ("Quality", ("rpt_",)),
)
#: Public tables that are no dbt models: what a run says of itself, and what is carried from publication to publication.
_WRITTEN = (PUBLICATIONS, DOCUMENT_HISTORY, RESULTS, RESULT_HISTORY, RUN_TIMING)
_HEADER = """\
# Data dictionary

Generated from the dbt project by `python -m pipelines.site.data_dictionary`; do not edit by hand. Every sentence is
also a comment in the warehouse: `select table_name, column_name, comment from duckdb_columns()`. Tables that name no schema
are in `main`.
"""


def dictionary_page(manifest: dict[str, Any]) -> str:
    """Return the page for a dbt manifest (parsed ``manifest.json``): every public model with its columns.

    Public are the models of the folders marts, reconciliation and quality whose names begin as a chapter says; columns come
    in the order of the model's contract.
    """
    models = sorted(
        (node for node in manifest["nodes"].values() if node["resource_type"] == "model"), key=lambda node: node["name"]
    )
    keys = _keys(manifest)
    parts = [_HEADER]
    for title, prefixes in _CHAPTERS:
        chosen = [model for model in models if model["name"].startswith(prefixes)]
        parts.append(f"\n## {title}\n\n" + "".join(f"- [{m['name']}](#{m['name']})\n" for m in chosen))
        parts.extend(_model(model, keys.get(model["unique_id"], {})) for model in chosen)
    parts.append("\n## Written by the program\n\n" + "".join(f"- [{t.name}](#{t.name})\n" for t in _WRITTEN))
    parts.extend(_written(table) for table in _WRITTEN)
    return "".join(parts)


def _written(table: DescribedTable) -> str:
    rows = "".join(f"| `{name}` | {kind} | {_cell(description)} |\n" for name, kind, description in table.columns)
    return f"\n### {table.name}\n\n{_place(table.name)}{table.description}\n\n| column | type | meaning |\n| --- | --- | --- |\n{rows}"


def _model(model: dict[str, Any], keys: dict[str, str]) -> str:
    rows = "".join(
        f"| `{column['name']}` | {column['data_type'] or ''} | {_cell(column['description'])}{keys.get(column['name'], '')} |\n"
        for column in model["columns"].values()
    )
    return (
        f"\n### {model['name']}\n\n{_place(model['name'])}{model['description']}\n\n"
        f"| column | type | meaning |\n| --- | --- | --- |\n{rows}"
    )


def _place(table: str) -> str:
    """Name a table with its schema, if that is not the one an analyst begins with."""
    return "" if schema_of(table) == BEGIN else f"`{schema_of(table)}.{table}`: "


def _keys(manifest: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What tests say of columns: by model and column, a remark such as "Key." or a link to the dimension it refers to."""
    remarks: dict[str, dict[str, str]] = {}
    for node in manifest["nodes"].values():
        test = node.get("test_metadata") or {}
        if node["resource_type"] != "test" or not node.get("attached_node"):
            continue
        columns = remarks.setdefault(node["attached_node"], {})
        if test["name"] != "sound_rows":
            continue
        for key in test["kwargs"].get("keys", []):
            columns |= dict.fromkeys(key, " **Key.**")
        for column, target in test["kwargs"].get("references", {}).items():
            if target.startswith("dim_"):
                columns.setdefault(column, f" → [{target}](#{target})")
    return remarks


def _cell(text: str) -> str:
    """Make a description fit a table cell."""
    return " ".join(text.split()).replace("|", "\\|")


def read_manifest() -> dict[str, Any]:
    """Parse the dbt project as it is now and return its manifest.

    Raises ``RuntimeError`` with dbt's words if the project cannot be parsed.
    """
    project = _ROOT / "dbt_project"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", "--log-path", folder, "parse"]
        command += ["--project-dir", str(project), "--profiles-dir", str(project), "--target-path", folder]
        environment = os.environ | {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"the dbt project cannot be parsed; mend it first:\n{done.stdout}{done.stderr}")
        manifest: dict[str, Any] = json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def main() -> None:
    """Write the data dictionary and say so."""
    DICTIONARY_PATH.parent.mkdir(exist_ok=True)
    DICTIONARY_PATH.write_text(dictionary_page(read_manifest()), encoding="utf-8")
    sys.stdout.write(f"written: {DICTIONARY_PATH.relative_to(_ROOT)}\n")


if __name__ == "__main__":
    main()
