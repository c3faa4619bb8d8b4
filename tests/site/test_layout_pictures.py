"""Pictures of the pages nobody understood: drawn for what is listed, kept, and dropped with it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pypdfium2 as pdfium
import pytest
from PIL import Image

from pipelines.cluster import Place
from pipelines.settings import Settings
from pipelines.site.layout_pictures import draw_layout_pictures
from pipelines.site.page_pictures import Artists
from pipelines.workers import Budget
from tests.cluster.conftest import cluster as cluster
from tests.cluster.conftest import nobody_here as nobody_here
from tests.cluster.conftest import place as place


@pytest.fixture
def report(settings: Settings) -> tuple[str, str]:
    """A report of two pages in the raw folder: its file name and id."""
    document = pdfium.PdfDocument.new()
    for width, height in ((200, 100), (100, 200)):
        document.new_page(width, height)
    settings.raw_dir.mkdir(parents=True, exist_ok=True)
    path = settings.raw_dir / "report.pdf"
    document.save(path)
    return path.name, hashlib.sha256(path.read_bytes()).hexdigest()


def _list(settings: Settings, *rows: tuple[str, str, int]) -> None:
    """A published warehouse that lists these pages: file name, document, page."""
    settings.published_path.parent.mkdir(parents=True, exist_ok=True)
    settings.published_path.unlink(missing_ok=True)
    with duckdb.connect(str(settings.published_path)) as connection:
        connection.execute(
            "create table rpt_unknown_layout (picture_path varchar, document_id varchar, file_name varchar, page_no integer)"
        )
        for file_name, document_id, page_no in rows:
            picture = f"unknown_layout/{document_id}/p{page_no:02d}.webp"
            connection.execute(
                "insert into rpt_unknown_layout values (?, ?, ?, ?)", [picture, document_id, file_name, page_no]
            )


def test_each_listed_page_has_its_picture_once(settings: Settings, report: tuple[str, str]) -> None:
    name, document_id = report
    _list(settings, (name, document_id, 2), (name, document_id, 2))
    outcome = draw_layout_pictures(settings)
    expected = settings.warehouse_dir / "unknown_layout" / document_id / "p02.webp"
    assert (outcome.drawn, outcome.problems) == ([expected], [])
    with Image.open(expected) as picture:
        assert picture.height > picture.width
    assert draw_layout_pictures(settings).kept == [expected]


def test_what_is_no_longer_listed_is_dropped(settings: Settings, report: tuple[str, str]) -> None:
    name, document_id = report
    _list(settings, (name, document_id, 1))
    drawn = draw_layout_pictures(settings).drawn
    _list(settings)
    assert draw_layout_pictures(settings).dropped == drawn
    assert list((settings.warehouse_dir / "unknown_layout").iterdir()) == []


def test_a_page_that_cannot_be_drawn_is_named_and_stops_nothing(settings: Settings, report: tuple[str, str]) -> None:
    name, document_id = report
    _list(settings, ("gone.pdf", "0" * 64, 1), (name, document_id, 1), (name, document_id, 9))
    outcome = draw_layout_pictures(settings)
    assert [Path(path).name for path in outcome.drawn] == ["p01.webp"]
    assert len(outcome.problems) == 2 and any("gone.pdf" in problem for problem in outcome.problems)


def test_a_name_that_is_no_file_below_the_raw_folder_is_named_and_stops_nothing(
    settings: Settings, report: tuple[str, str]
) -> None:
    name, document_id = report
    _list(settings, ("../report.pdf", "0" * 64, 1), (name, document_id, 1))
    outcome = draw_layout_pictures(settings)
    assert len(outcome.drawn) == 1
    assert outcome.problems == ["'../report.pdf' names no file below the raw folder"]


def test_the_workers_of_a_cluster_draw_what_is_listed(
    settings: Settings, report: tuple[str, str], place: Place, nobody_here: None
) -> None:
    name, document_id = report
    _list(settings, (name, document_id, 1), (name, document_id, 9))
    outcome = draw_layout_pictures(settings, artists=Artists(place))
    assert [path.name for path in outcome.drawn] == ["p01.webp"] and outcome.drawn[0].is_file()
    assert len(outcome.problems) == 1 and "page 9 of report.pdf" in outcome.problems[0]


def test_a_page_past_its_budget_is_named_and_stops_nothing(settings: Settings, report: tuple[str, str]) -> None:
    name, document_id = report
    _list(settings, (name, document_id, 1))
    outcome = draw_layout_pictures(settings, budget=Budget(0.001, 30, 1000))
    assert outcome.drawn == [] and "0.001 seconds" in outcome.problems[0]
    assert len(draw_layout_pictures(settings).drawn) == 1


def test_a_layout_that_stands_elsewhere_shares_that_picture(settings: Settings, report: tuple[str, str]) -> None:
    name, document_id = report
    _list(settings, (name, document_id, 1))
    with duckdb.connect(str(settings.published_path)) as connection:
        connection.execute(
            "insert into rpt_unknown_layout select picture_path, document_id, file_name, 2 from rpt_unknown_layout"
        )
    assert len(draw_layout_pictures(settings).drawn) == 1
