"""A build's candidate made whole where hand-typed reports leave pages out, and open to being broken.

Belongs here: the hand-over as tables in the candidate (schema ``handed``, read by the staging views), so that a test can
change what was handed over as it changes a model, and what the hand-typed reports leave out.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from pipelines.warehouse.incremental import bring_up_to_date
from tests.dbt.conftest import PROJECT
from tests.dbt.relocated import Relocated

#: The gate writes these while it works: their views go on reading the files.
_LIVE = ("holds", "switched_off_rules")
_FILE = re.compile(r"read_parquet\('[^']*/(\w+)\.parquet', union_by_name = true\)")
#: What the hand-typed reports leave out: pages that conserve their figures, an OCR page, a term, reasons.
_COMPLETE = """
insert into handed.pages by name
select
    document_id, page_no, 842.0 as width_points, 595.0 as height_points, 0 as rotation_degrees,
    'born_digital' as text_layer, 'vector' as engine, count(*) as figures_on_page, count(*) as figures_in_cells,
    0 as figures_outside, 'holds' as conservation_status
from handed.cells group by document_id, page_no;
update handed.cells set engine = 'ocr', ocr_confidence = 0.99 where table_id in (
    select table_id from handed.printed_tables where table_kind = 'three_public_expenditure'
);
insert into handed.terms by name
select document_id, 1 as term_no, '“三公”经费' as term,
    '因公出国（境）费、公务用车购置及运行费、公务接待费。' as definition, 1 as page_no
from handed.documents where file_name = 'qingshan_2024.pdf';
update handed.rows set no_code_reason = 'total row' where function_code is null and economic_code is null;
"""


def make_whole(built: Relocated, documents: Collection[str] | None = None) -> None:
    """Complete the candidate; with ``documents`` (file names without suffix) only these are left in it."""
    if documents is not None:
        _leave_only(built.hand_over, {f"{name}.pdf" for name in documents})
    with duckdb.connect(str(built.candidate)) as connection:
        connection.execute("create schema handed")
        for node in built.manifest["nodes"].values():
            if node["resource_type"] == "model" and node["config"]["materialized"] == "view":
                _read_tables(connection, f'"{node["schema"]}"."{node["name"]}"', node["compiled_code"])
        connection.execute(_COMPLETE)
    sources = {source["name"] for source in built.manifest["sources"].values()}
    bring_up_to_date(built.candidate, built.manifest, PROJECT, dict.fromkeys(sources))


def _read_tables(connection: duckdb.DuckDBPyConnection, view: str, code: str) -> None:
    """Let a staging view read tables of the candidate instead of files."""

    def table(match: re.Match[str]) -> str:
        name = match[1]
        if name in _LIVE:
            return match[0]
        connection.execute(f"create table if not exists handed.{name} as from {match[0]}")
        return f"handed.{name}"

    connection.execute(f"create or replace view {view} as {_FILE.sub(table, code)}")


def _leave_only(hand_over: Path, file_names: Collection[str]) -> None:
    for folder in (hand_over / "documents").iterdir():
        names = pq.read_table(folder / "documents.parquet", columns=["file_name"])["file_name"].to_pylist()
        if names and names[0] not in file_names:
            shutil.rmtree(folder)
    files = pq.read_table(hand_over / "files.parquet")
    kept = [name in file_names for name in files["file_name"].to_pylist()]
    pq.write_table(files.filter(kept), hand_over / "files.parquet")
