"""Pictures beforehand: what the site will want is drawn beside other work, and the site takes it over."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.settings import Settings
from pipelines.site.dashboard.pictures import draw_pictures
from pipelines.site.dashboard.pictures_ahead import PicturesAhead


@pytest.fixture
def unseen(reference_settings: Settings, tmp_path: Path) -> Settings:
    """The raw folder of the reference report with a warehouse folder that has no site."""
    return replace(reference_settings, warehouse_dir=tmp_path / "warehouse")


def _pictures(folder: Path) -> list[Path]:
    return sorted(folder.glob("pictures/*/p*.webp"))


def test_what_is_drawn_beside_other_work_is_taken_over_by_the_site(
    reference_settings: Settings, unseen: Settings, site: Path, tmp_path: Path
) -> None:
    with PicturesAhead(unseen, reference_settings.published_path, tmp_path / "ahead") as ahead:
        for _ in range(600):
            if len(_pictures(tmp_path / "ahead")) >= len(_pictures(site)):
                break
            time.sleep(0.1)
    assert ahead.seconds > 0
    names = [path.relative_to(site) for path in _pictures(site)]
    assert [path.relative_to(ahead.folder) for path in _pictures(ahead.folder)] == names
    bare = tmp_path / "bare"
    shutil.copytree(site, bare, ignore=shutil.ignore_patterns("pictures"))
    drawn = draw_pictures(reference_settings, bare, [ahead.folder], 0)
    assert drawn.drawn == drawn.missing == 0 and drawn.there == len(names)


def test_pages_that_readers_see_already_are_not_drawn(
    reference_settings: Settings, unseen: Settings, site: Path, tmp_path: Path
) -> None:
    unseen.site_dir.parent.mkdir(parents=True)
    unseen.site_dir.symlink_to(site, target_is_directory=True)
    with PicturesAhead(unseen, reference_settings.published_path, tmp_path / "ahead") as ahead:
        pass
    assert _pictures(ahead.folder) == []


def test_it_ends_with_the_work_beside_it_and_stops_nothing(
    reference_settings: Settings, unseen: Settings, site: Path, tmp_path: Path
) -> None:
    with PicturesAhead(unseen, reference_settings.published_path, tmp_path / "ahead") as ahead:
        pass
    assert len(_pictures(ahead.folder)) < len(_pictures(site))
    with PicturesAhead(unseen, tmp_path / "no candidate.duckdb", tmp_path / "nothing") as none:
        pass
    assert _pictures(none.folder) == []
