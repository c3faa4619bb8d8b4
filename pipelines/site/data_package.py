"""An export as a folder of CSV or Parquet files with ``datapackage.json``, so that other programs can load it as it is.

Belongs here: the files, and their description as a Frictionless data package whose columns have the types of the Fiscal Data
Package (Budget Standard Taxonomy), so that a program knows which column is the amount, the year, the function. What is
exported is decided in ``export_tables``.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipelines.contract.spreadsheet_text import as_text
from pipelines.contract.sql import quoted
from pipelines.site.export_tables import Choice, Column, ExportError, ExportTable

DESCRIPTOR = "datapackage.json"
FileKind = Literal["csv", "parquet"]
_BETWEEN = "；"

#: Type of a column in the taxonomy, by its name, in every table.
_COLUMN_TYPES = {
    "fiscal_year": "date:fiscal-year",
    "report_kind": "phase:id",
    "body_key": "administrative-classification:generic:code",
    "body_name": "administrative-classification:generic:label",
    "division_name": "geo:source:title",
    "division_code": "geo:source:code",
    "line_id": "budget-line-id",
    "function_code": "functional-classification:generic:code",
    "function_name": "functional-classification:generic:label",
    "class_code": "functional-classification:generic:level1:code",
    "class_name": "functional-classification:generic:level1:label",
    "subclass_code": "functional-classification:generic:level2:code",
    "subclass_name": "functional-classification:generic:level2:label",
    "economic_code": "economic-classification:generic:code",
    "economic_name": "economic-classification:generic:label",
    "expenditure_kind": "expenditure-type:code",
    "fund_source_key": "fin-source:generic:code",
    "fund_source_name": "fin-source:generic:label",
    "project_code": "activity:generic:project:code",
    "project_name": "activity:generic:project:label",
    "flow": "direction",
}
#: Where a table has the codes of today only, these are its classification.
_COMPARABLE_TYPES = {
    "comparable_function_code": "functional-classification:generic:code",
    "comparable_function_name": "functional-classification:generic:label",
    "comparable_economic_code": "economic-classification:generic:code",
    "comparable_economic_name": "economic-classification:generic:label",
    "expenditure_group": "expenditure-type:code",
}
_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "JSON": "string",
}


def write_package(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[ExportTable],
    folder: Path,
    choice: Choice,
    kind: FileKind,
    *,
    keep_formulas: bool = False,
) -> dict[str, int]:
    """Write a file a table and the descriptor into ``folder``; returns the rows of each table by its name.

    An export that is there already is replaced, whole. Raises ``ExportError`` if the folder holds anything else, and
    ``OSError`` if it cannot be written.
    """
    _refuse_other_files(folder)
    draft = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    counts: dict[str, int] = {}
    for table in tables:
        target = draft / f"{table.name}.{kind}"
        if kind == "csv":
            counts[table.name] = _write_csv(connection, table, target, keep_formulas)
        else:
            counts[table.name] = _write_parquet(connection, table, target)
    descriptor = describe(connection, tables, choice, kind)
    (draft / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return counts


def describe(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[ExportTable], choice: Choice, kind: FileKind
) -> dict[str, Any]:
    """Return ``datapackage.json`` as a value: the package, its resources, the reports they were read from."""
    published = connection.execute(
        "select publication_id, published_at from dim_publication where is_current"
    ).fetchone() or ("", "")
    sources = connection.execute(
        "select coalesce(title, file_name), coalesce(source_url, file_name) from dim_document where is_published "
        "order by file_name"
    ).fetchall()
    return {
        "profile": "fiscal-data-package",
        "name": "yusuan-export",
        "title": "部门预算、决算公开数据 Budgets and final accounts of Chinese government departments",
        "description": f"范围 {choice.words_zh}. Amounts in yuan, as printed in the reports; see the column descriptions.",
        "version": str(published[0]),
        "created": str(published[1]).replace(" ", "T"),
        "countryCode": "CN",
        "sources": [{"title": title, "path": path} for title, path in sources],
        "resources": [_resource(table, kind) for table in tables],
    }


def column_type(column: Column, names: set[str]) -> str | None:
    """Return the type of a column in the taxonomy, of a table with the columns ``names``; None if it has none."""
    if column.name in _COLUMN_TYPES:
        return _COLUMN_TYPES[column.name]
    if column.name in _COMPARABLE_TYPES and not names & {"function_code", "economic_code", "expenditure_kind"}:
        return _COMPARABLE_TYPES[column.name]
    return "value" if column.name.endswith("_yuan") else None


def _resource(table: ExportTable, kind: FileKind) -> dict[str, Any]:
    names = {column.name for column in table.columns}
    return {
        "profile": "tabular-data-resource" if kind == "csv" else "data-resource",
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "description": table.description,
        "path": f"{table.name}.{kind}",
        "format": kind,
        "mediatype": "text/csv" if kind == "csv" else "application/vnd.apache.parquet",
        **({"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\n"}} if kind == "csv" else {}),
        "schema": {
            "fields": [_field(column, names, kind) for column in table.columns],
            "missingValues": [""],
        },
    }


def _field(column: Column, names: set[str], kind: FileKind) -> dict[str, Any]:
    if column.kind.endswith("[]"):
        # A list is one text in CSV, an array in Parquet.
        type_ = "string" if kind == "csv" else "array"
    else:
        type_ = "number" if column.kind.startswith("DECIMAL") else _TYPES.get(column.kind, "any")
    field: dict[str, Any] = {
        "name": column.name,
        "type": type_,
        "title": column.title,
        "description": column.description,
    }
    if fiscal := column_type(column, names):
        field["columnType"] = fiscal
        if fiscal == "value":
            field["currency"] = "CNY"
    return field


def _write_csv(connection: duckdb.DuckDBPyConnection, table: ExportTable, target: Path, keep_formulas: bool) -> int:
    count = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in table.columns)
        cursor = table.rows(connection)
        while batch := cursor.fetchmany(1000):
            count += len(batch)
            for row in batch:
                flat = [_flat(value) for value in row]
                writer.writerow(flat if keep_formulas else map(as_text, flat))
    return count


def _flat(value: Any) -> Any:
    """A value as CSV has it: what a Frictionless reader takes for a list, a truth, a time."""
    if isinstance(value, list):
        return _BETWEEN.join(str(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def _write_parquet(connection: duckdb.DuckDBPyConnection, table: ExportTable, target: Path) -> int:
    copied = connection.execute(
        f"copy ({table.query}) to {quoted(str(target))} (format parquet, compression zstd)", table.parameters
    ).fetchone()
    return int(copied[0]) if copied else 0


def _refuse_other_files(folder: Path) -> None:
    """Only an export made before may be replaced: never a folder that holds other things."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ExportError(f"{folder} is a file; name a folder to export to")
    foreign = [
        path.name
        for path in folder.iterdir()
        if path.name != DESCRIPTOR and not re.fullmatch(r"[a-z_]+\.(csv|parquet)", path.name)
    ]
    if foreign or (any(folder.iterdir()) and not (folder / DESCRIPTOR).exists()):
        raise ExportError(
            f"{folder} holds other files ({', '.join(sorted(foreign)[:3]) or 'no export'}); name a new folder"
        )
