"""The site goes with the warehouse: made and switched with a publication, and finished if a run was killed in between."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipelines.settings import Settings
from pipelines.site.dashboard.publishing import draw_site_pictures, finish_site, prepare_site, rebuild_site
from pipelines.warehouse.publication import read_publication
from pipelines.warehouse.publish import parquet_version
from tests.conftest import REFERENCE_PDF, ROOT


@pytest.fixture
def own(published_warehouse: Path, tmp_path: Path) -> Settings:
    """A copy of the published reference report without a site."""
    settings = Settings.load(raw=REFERENCE_PDF.parent, warehouse=tmp_path / "own", env={"YUSUAN_HOME": str(ROOT)})
    settings.warehouse_dir.mkdir()
    shutil.copyfile(published_warehouse, settings.published_path)
    return settings


def test_the_run_has_published_a_site_of_its_warehouse(reference_settings: Settings) -> None:
    publication = read_publication(reference_settings.published_path)
    assert publication is not None
    assert reference_settings.site_dir.resolve().name == parquet_version(publication)
    assert publication.publication_id in (reference_settings.site_dir / "index.html").read_text(encoding="utf-8")


def test_a_run_killed_before_the_switch_is_finished_with_what_it_prepared(own: Settings) -> None:
    publication = read_publication(own.published_path)
    assert publication is not None
    version = parquet_version(publication)
    prepare_site(own, own.published_path, version)
    (own.site_versions_dir / version / "mark").touch()
    finish_site(own)
    assert (own.site_dir / "mark").exists()
    (own.site_versions_dir / "29990101T000000000000-killed").mkdir()
    finish_site(own)
    assert (own.site_dir / "mark").exists()
    assert [path.name for path in own.site_versions_dir.iterdir()] == [version], "never published: nobody has it open"


def test_a_warehouse_without_a_site_gets_one(own: Settings) -> None:
    finish_site(own)
    assert len(list((own.site_dir / "reports").iterdir())) == 1


def test_without_a_warehouse_there_is_nothing_to_make(settings: Settings) -> None:
    finish_site(settings)
    assert not settings.site_dir.exists() and draw_site_pictures(settings).wanted == 0
    with pytest.raises(FileNotFoundError):
        rebuild_site(settings)
