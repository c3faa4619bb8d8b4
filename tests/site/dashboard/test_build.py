"""The site as a whole: every page, its publication, and pages of unchanged reports taken over as they are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import Settings
from pipelines.site.dashboard.build import build_site, code_of_pages, link_file, read_manifest
from pipelines.site.dashboard.frame import PAGES


def test_every_page_names_the_publication(site: Path, warehouse: duckdb.DuckDBPyConnection) -> None:
    (publication,) = warehouse.execute("select publication_id from dim_publication where is_current").fetchone() or (
        "",
    )
    pages = [*(site / f"{link.name}.html" for link in PAGES), *site.glob("reports/*.html")]
    assert len(pages) == len(PAGES) + 1
    for page in pages:
        assert f'<meta name="publication" content="{publication}">' in page.read_text(encoding="utf-8")


def test_nothing_of_this_machine_is_in_the_site(site: Path, reference_settings: Settings) -> None:
    for path in [*site.rglob("*.html"), *site.glob("data/**/*.js"), site / "manifest.json"]:
        assert str(reference_settings.warehouse_dir) not in path.read_text(encoding="utf-8"), path.name


def test_an_unchanged_report_is_the_same_file_and_a_changed_one_is_made(
    site: Path, reference_settings: Settings, changed: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    built = build_site(reference_settings, reference_settings.published_path, again, site)
    assert (built.made, built.kept) == (0, 1)
    (page,) = (again / "reports").iterdir()
    assert page.samefile(site / "reports" / page.name)
    assert read_manifest(again)["finding_pages"] == read_manifest(site)["finding_pages"]
    changed.execute("update rpt_discrepancy set reviewer_verdict = 'confirmed'")
    changed.execute("checkpoint")
    changed.close()
    other = tmp_path / "other"
    built = build_site(reference_settings, tmp_path / "changed.duckdb", other, site)
    assert (built.made, built.kept) == (1, 0) and not (other / "reports" / page.name).samefile(page)


def test_pages_of_other_code_or_that_are_missing_are_made_anew(
    site: Path, reference_settings: Settings, tmp_path: Path
) -> None:
    before = tmp_path / "before"
    shutil.copytree(site, before)
    manifest = json.loads((before / "manifest.json").read_text(encoding="utf-8"))
    (before / "manifest.json").write_text(json.dumps(manifest | {"code": "older"}), encoding="utf-8")
    assert build_site(reference_settings, reference_settings.published_path, tmp_path / "one", before).made == 1
    (before / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    next((before / "data" / "reports").iterdir()).unlink()
    assert build_site(reference_settings, reference_settings.published_path, tmp_path / "two", before).made == 1


def test_a_file_that_is_no_manifest_is_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    assert read_manifest(tmp_path) == {}
    assert len(code_of_pages()) == 16


def test_a_warehouse_without_a_publication_is_refused(
    reference_settings: Settings, changed: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    changed.execute("delete from dim_publication")
    changed.execute("checkpoint")
    changed.close()
    with pytest.raises(ValueError, match="publication"):
        build_site(reference_settings, tmp_path / "changed.duckdb", tmp_path / "site")


def test_a_link_is_the_same_file_and_nothing_comes_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    assert link_file(tmp_path / "a", tmp_path / "below" / "b") and (tmp_path / "below" / "b").samefile(tmp_path / "a")
    assert not link_file(tmp_path / "none", tmp_path / "c")
