"""What the tests of the pages share: the published reference report, its site, and Debian's Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.settings import Settings
from pipelines.site.dashboard.build import build_site
from pipelines.site.dashboard.pictures import draw_pictures
from tests.conftest import REFERENCE_PDF, ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_ENOUGH_SECONDS = 60


@pytest.fixture(scope="session")
def reference_settings(published_warehouse: Path) -> Settings:
    """The settings of the published reference report."""
    return Settings.load(raw=REFERENCE_PDF.parent, warehouse=published_warehouse.parent, env={"YUSUAN_HOME": str(ROOT)})


@pytest.fixture
def warehouse(published_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published reference report, read-only."""
    with duckdb.connect(str(published_warehouse), read_only=True) as connection:
        yield connection


@pytest.fixture
def changed(published_warehouse: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the published reference report that a test may change."""
    path = tmp_path / "changed.duckdb"
    shutil.copyfile(published_warehouse, path)
    with duckdb.connect(str(path)) as connection:
        # In main the tables of other schemas are views, which cannot be changed.
        connection.execute("set search_path = 'facts,quality,machinery,main'")
        yield connection


@pytest.fixture(scope="session")
def site(reference_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the reference report, with all its pictures, made by this test run."""
    folder = tmp_path_factory.mktemp("sites") / "site"
    build_site(reference_settings, reference_settings.published_path, folder)
    draw_pictures(reference_settings, folder, [], _ENOUGH_SECONDS)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by playwright; skips, saying so, where one of them is not here."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that fails its test if a script of it fails, or if it says anything on the console."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1400, "height": 950}, accept_downloads=True)
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    yield opened
    context.close()
    assert complaints == []
