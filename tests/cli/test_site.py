"""``yusuan site``: where the pages are; opened, made anew, drawn on request."""

from __future__ import annotations

import shutil
import webbrowser
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from pipelines.cli.site import site
from tests.conftest import REFERENCE_PDF, ROOT

app = typer.Typer()
app.command()(site)


@pytest.fixture
def folder(published_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The published reference report without a site."""
    for name in ("YUSUAN_RAW", "YUSUAN_WAREHOUSE"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("YUSUAN_HOME", str(ROOT))
    shutil.copyfile(published_warehouse, tmp_path / "yusuan.duckdb")
    return tmp_path


def _site(folder: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*words, "--raw", str(REFERENCE_PDF.parent), "--warehouse", str(folder)])
    return done.exit_code, done.output


def test_it_says_where_the_pages_are_and_opens_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
    status, told = _site(folder, "--open")
    assert status == 0 and str(folder / "site" / "index.html") in told
    assert opened == [(folder / "site" / "index.html").as_uri()]
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    assert "by hand" in _site(folder, "--open")[1]


def test_pages_are_made_anew_and_reports_drawn_on_request(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _site(folder)
    (folder / "site" / "index.html").write_text("old", encoding="utf-8")
    assert _site(folder, "--build")[0] == 0
    assert (folder / "site" / "index.html").read_text(encoding="utf-8") != "old"
    shutil.rmtree(folder / "site" / "pictures")
    monkeypatch.setattr("pipelines.site.dashboard.publishing._PICTURE_SECONDS", 0)
    assert "pages drawn" in _site(folder, "--pictures", "qingshan")[1]
    assert "No page had to be drawn" in _site(folder, "--pictures", "qingshan")[1]
    status, told = _site(folder, "--pictures", "no such report")
    assert status == 2 and "no such report" in told


def test_without_a_warehouse_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUSUAN_HOME", str(ROOT))
    status, told = _site(tmp_path)
    assert status == 1 and "yusuan run" in told
