"""The data package of an export, read back as its descriptor says."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.site.data_package import DESCRIPTOR, FileKind, column_type, write_package
from pipelines.site.export_tables import Choice, Column, ExportError, export_tables
from tests.site.export_warehouse import make_export_warehouse


def _export(tmp_path: Path, kind: FileKind, *, keep_formulas: bool = False) -> dict[str, Any]:
    warehouse = tmp_path / "w.duckdb"
    if not warehouse.exists():
        make_export_warehouse(warehouse)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables = export_tables(connection, Choice())
        counts = write_package(connection, tables, tmp_path / "out", Choice(), kind, keep_formulas=keep_formulas)
    assert counts == {"expenditure": 3, "project": 1}
    described: dict[str, Any] = json.loads((tmp_path / "out" / DESCRIPTOR).read_text("utf-8"))
    return described


def _csv(tmp_path: Path, name: str) -> list[dict[str, str]]:
    with (tmp_path / "out" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_has_the_columns_its_descriptor_names(tmp_path: Path) -> None:
    described = _export(tmp_path, "csv")
    assert [resource["path"] for resource in described["resources"]] == ["expenditure.csv", "project.csv"]
    for resource in described["resources"]:
        (first, *_) = _csv(tmp_path, resource["path"])
        assert list(first) == [field["name"] for field in resource["schema"]["fields"]]


def test_columns_have_their_fiscal_types(tmp_path: Path) -> None:
    fields = {field["name"]: field for field in _export(tmp_path, "csv")["resources"][0]["schema"]["fields"]}
    assert fields["amount_yuan"] | {"description": ""} == {
        "name": "amount_yuan",
        "type": "number",
        "title": "金额",
        "description": "",
        "columnType": "value",
        "currency": "CNY",
    }
    assert fields["fiscal_year"]["columnType"] == "date:fiscal-year"
    assert fields["is_total_only"]["type"] == "boolean" and "columnType" not in fields["is_total_only"]


@pytest.mark.parametrize(
    ("name", "beside", "expected"),
    [
        ("comparable_function_code", {"body_key"}, "functional-classification:generic:code"),
        ("comparable_function_code", {"function_code"}, None),
        ("expenditure_group", {"expenditure_kind"}, None),
        ("change_percent", set(), None),
    ],
)
def test_a_classification_is_told_once_a_table(name: str, beside: set[str], expected: str | None) -> None:
    assert column_type(Column(name, "VARCHAR", "", ""), beside) == expected


def test_csv_keeps_money_exact_and_runs_nothing(tmp_path: Path) -> None:
    _export(tmp_path, "csv")
    rows = _csv(tmp_path, "expenditure.csv")
    assert [row["amount_yuan"] for row in rows] == ["0.10", "1234567.89", "-5.00"]
    assert rows[0]["body_name"] == '\'=HYPERLINK("http://x")' and rows[0]["is_total_only"] == "false"
    assert _csv(tmp_path, "project.csv")[0]["targets"] == "数量：≥1；质量：好"
    _export(tmp_path, "csv", keep_formulas=True)
    assert _csv(tmp_path, "expenditure.csv")[0]["body_name"].startswith("=")


def test_parquet_keeps_types(tmp_path: Path) -> None:
    described = _export(tmp_path, "parquet")
    found = duckdb.sql(
        f"select sum(amount_yuan), typeof(any_value(amount_yuan)) from '{tmp_path}/out/expenditure.parquet'"
    )
    assert [str(value) for value in found.fetchall()[0]] == ["1234562.99", "DECIMAL(18,2)"]
    fields = {field["name"]: field["type"] for field in described["resources"][1]["schema"]["fields"]}
    assert fields["targets"] == "array"


def test_an_export_takes_the_place_of_one_before_and_of_nothing_else(tmp_path: Path) -> None:
    _export(tmp_path, "csv")
    _export(tmp_path, "parquet")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        DESCRIPTOR,
        "expenditure.parquet",
        "project.parquet",
    ]
    (tmp_path / "out" / "notes.txt").write_text("mine")
    with pytest.raises(ExportError, match=r"notes\.txt"):
        _export(tmp_path, "csv")
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"
    (tmp_path / "out" / "notes.txt").unlink()
    (tmp_path / "out" / DESCRIPTOR).unlink()
    with pytest.raises(ExportError, match="no export"):
        _export(tmp_path, "csv")
