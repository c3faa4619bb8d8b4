"""One site, whole: all pages of one publication in a folder of their own.

Belongs here: the order of making, and what is taken over from the site before. What is on each page is in the module of its name; which
site readers see is decided in ``versions``.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version as library_version
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contract.audiences import find_by_bare_names
from pipelines.contract.sql import BESIDE_A_RUN_PERCENT, connect, rows_of
from pipelines.settings import Settings
from pipelines.site.dashboard.assets import copy_assets
from pipelines.site.dashboard.bodies import body_rows, write_body_shards
from pipelines.site.dashboard.coverage import coverage_view
from pipelines.site.dashboard.findings import finding_rows, short_id
from pipelines.site.dashboard.frame import Frame
from pipelines.site.dashboard.overview import overview
from pipelines.site.dashboard.page_sizes import page_sizes
from pipelines.site.dashboard.report_data import report_data
from pipelines.site.dashboard.reports import fingerprints, report_rows
from pipelines.site.dashboard.rules import rule_view
from pipelines.site.dashboard.runs import run_view
from pipelines.site.dashboard.shards import write_shard
from pipelines.site.dashboard.unknown import unknown_view

_HERE = Path(__file__).parent
MANIFEST = "manifest.json"
PICTURES = "pictures"
#: Names of page templates that need nothing but the frame; what they list comes out of shards.
_LISTS = ("findings", "reports", "bodies")


@dataclass(frozen=True, slots=True)
class SiteBuilt:
    """What was made: reports whose pages are new, reports whose pages were taken over."""

    made: int
    kept: int


def build_site(settings: Settings, warehouse: Path, folder: Path, before: Path | None = None) -> SiteBuilt:
    """Write the pages about ``warehouse`` into the new folder ``folder``; pages that did not change come from ``before``.

    Raises ``duckdb.Error`` if the warehouse has not the tables, ``OSError`` if a page cannot be written.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    copy_assets(folder / "assets")
    data = folder / "data"
    with connect(warehouse, read_only=True, share_percent=BESIDE_A_RUN_PERCENT) as connection:
        find_by_bare_names(connection)
        frame = _frame(connection)
        frame.write("index.html", folder / "index.html", view=overview(connection))
        write_shard(data, "findings", finding_rows(connection))
        write_shard(data, "reports", report_rows(connection))
        write_shard(data, "bodies", body_rows(connection))
        write_body_shards(connection, data / "bodies")
        for name, view in (
            ("coverage", coverage_view(connection)),
            ("rules", rule_view(connection)),
            ("unknown", unknown_view(connection)),
        ):
            write_shard(data, name, view)
            frame.write(f"{name}.html", folder / f"{name}.html", view=view)
        frame.write("runs.html", folder / "runs.html", view=run_view(connection))
        for name in _LISTS:
            frame.write(f"{name}.html", folder / f"{name}.html")
        with _collector_at_rest():
            built = _reports(settings, connection, frame, folder, before)
    write_shard(data, "pictures", {})
    return built


def _frame(connection: duckdb.DuckDBPyConnection) -> Frame:
    row = connection.execute("select publication_id, published_at from dim_publication where is_current").fetchone()
    if row is None:
        raise ValueError("the warehouse does not say which publication it is")
    return Frame(str(row[0]), f"{row[1]:%Y-%m-%d %H:%M}")


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for cycles meanwhile: among the rows of reports, a hundred thousand at a time, there are none."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _reports(
    settings: Settings, connection: duckdb.DuckDBPyConnection, frame: Frame, folder: Path, before: Path | None
) -> SiteBuilt:
    wanted = fingerprints(connection)
    code = code_of_pages()
    had = _manifest(before)
    changed = []
    for document_id, fingerprint in wanted.items():
        is_same = had.get("code") == code and had.get("reports", {}).get(document_id) == fingerprint
        if not (is_same and before is not None and _take_over(before, folder, short_id(document_id))):
            changed.append(document_id)
    sizes = page_sizes(settings.hand_over_dir, changed)
    finding_pages: dict[str, list[int]] = {}
    table_pages: dict[str, list[int]] = {}
    for report in report_data(connection, changed):
        document_id = report.identity["document_id"]
        name = short_id(document_id)
        report.shard["sizes"] = sizes.get(document_id, {})
        write_shard(folder / "data", f"reports/{name}", report.shard)
        frame.write(
            "report.html",
            folder / "reports" / f"{name}.html",
            root="../",
            document=report.identity,
            findings=report.findings,
            untried=report.untried,
        )
        finding_pages[document_id], table_pages[document_id] = report.finding_pages, report.table_pages
    for part, made in (("finding_pages", finding_pages), ("table_pages", table_pages)):
        had_pages = had.get(part, {})
        made |= {key: had_pages[key] for key in wanted if key not in made and key in had_pages}
    manifest = {"code": code, "reports": wanted, "finding_pages": finding_pages, "table_pages": table_pages}
    manifest["files"] = _file_names(connection)
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    return SiteBuilt(len(changed), len(wanted) - len(changed))


def _file_names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    rows = rows_of(connection.execute("select document_id, file_name from dim_document where is_present"))
    return {row["document_id"]: row["file_name"] for row in rows}


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what a site knows of how it was made; empty if it is none."""
    return _manifest(folder)


def _manifest(folder: Path | None) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8")) if folder else {}
    except (OSError, ValueError):
        return {}
    return content


def _take_over(before: Path, folder: Path, name: str) -> bool:
    """Give the new site the files of a report's page as they are; False if one is not there."""
    for file in (Path("reports", f"{name}.html"), Path("data", "reports", f"{name}.js")):
        if not link_file(before / file, folder / file):
            return False
    return True


def link_file(source: Path, target: Path) -> bool:
    """Let ``target`` be the same file as ``source``, or a copy where the disk knows no links; False if there is no source."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileNotFoundError:
        return False
    except OSError:
        shutil.copyfile(source, target)
    return True


def code_of_pages() -> str:
    """Return a hash of what makes the pages: this folder, and the bundle of tables."""
    digest = hashlib.sha256(library_version("itables").encode())
    for path in sorted(_HERE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(_HERE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
