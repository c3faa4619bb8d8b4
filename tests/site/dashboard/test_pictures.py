"""Pictures: pages of findings first, within a time and a size; all of a report when it is asked for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from pipelines.cluster import Place
from pipelines.settings import Settings
from pipelines.site.dashboard.build import MANIFEST, read_manifest
from pipelines.site.dashboard.pictures import draw_pictures
from pipelines.site.page_pictures import Artists
from tests.cluster.conftest import cluster as cluster
from tests.cluster.conftest import nobody_here as nobody_here
from tests.cluster.conftest import place as place


@pytest.fixture
def bare(site: Path, tmp_path: Path) -> Path:
    """A copy of the site without pictures."""
    folder = tmp_path / "bare"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("pictures"))
    return folder


def _told(folder: Path) -> dict[str, list[int]]:
    text = (folder / "data" / "pictures.js").read_text(encoding="utf-8")
    told: dict[str, list[int]] = json.loads(text.removeprefix('Yusuan.put("pictures",').removesuffix(");\n"))
    return told


def test_with_time_enough_every_page_with_a_finding_or_table_is_there(site: Path) -> None:
    manifest = read_manifest(site)
    (document_id,) = manifest["reports"]
    wanted = {*manifest["finding_pages"][document_id], *manifest["table_pages"][document_id]}
    assert set(_told(site)[document_id[:16]]) == wanted
    path = site / "pictures" / document_id[:16] / "p10.webp"
    with Image.open(path) as picture:
        assert picture.format == "WEBP" and picture.height > picture.width > 600


def test_without_time_nothing_is_drawn_but_what_the_site_before_had_is_there(
    site: Path, bare: Path, reference_settings: Settings
) -> None:
    assert draw_pictures(reference_settings, bare, [], 0).there == 0
    taken = draw_pictures(reference_settings, bare, [site], 0)
    assert taken.drawn == 0 and taken.missing == 0 and _told(bare) == _told(site)


def test_the_worst_finding_comes_first_and_the_size_is_a_cap(
    bare: Path, reference_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_SITE_MB", "0.000001")
    drawn = draw_pictures(reference_settings, bare, [], 60)
    assert 0 < drawn.drawn <= 8 and 10 in next(iter(_told(bare).values()))
    assert draw_pictures(reference_settings, bare, [], 60).drawn == 0


def test_a_report_that_is_asked_for_is_drawn_whatever_the_time(bare: Path, reference_settings: Settings) -> None:
    assert draw_pictures(reference_settings, bare, [], 0, "no such name").drawn == 0
    assert draw_pictures(reference_settings, bare, [], 0, "qingshan").missing == 0
    assert _told(bare)


def test_a_report_that_is_gone_is_passed_by(bare: Path, settings: Settings) -> None:
    # The raw folder of these settings is empty.
    drawn = draw_pictures(settings, bare, [], 60)
    assert drawn.drawn == 0 and drawn.missing > 0


def test_a_report_whose_name_is_no_file_below_the_raw_folder_is_passed_by(
    bare: Path, reference_settings: Settings
) -> None:
    manifest = read_manifest(bare)
    manifest["files"] = dict.fromkeys(manifest["files"], "../elsewhere.pdf")
    (bare / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    drawn = draw_pictures(reference_settings, bare, [], 60)
    assert drawn.drawn == 0 and drawn.missing == drawn.wanted > 0


def test_the_workers_of_a_cluster_draw_the_same(
    site: Path, bare: Path, reference_settings: Settings, place: Place, nobody_here: None
) -> None:
    artists = Artists(place)
    drawn = draw_pictures(reference_settings, bare, [], 60, artists=artists)
    assert drawn.drawn == drawn.wanted > 0 and artists.drawn_here is None
    assert _told(bare) == _told(site)
    for path in (site / "pictures").glob("*/p*.webp"):
        assert (bare / path.relative_to(site)).read_bytes() == path.read_bytes()
