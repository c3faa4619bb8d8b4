"""Versions: readers see one site, switched at once; a site that cannot be made says so instead of showing another's pages."""

from __future__ import annotations

import duckdb

from pipelines.settings import Settings
from pipelines.site.dashboard.versions import current_site, is_site_of, prepare_site, site_before, switch_site


def _empty(settings: Settings) -> None:
    settings.warehouse_dir.mkdir(parents=True, exist_ok=True)
    duckdb.connect(str(settings.published_path)).close()


def test_nothing_is_seen_before_the_switch(settings: Settings) -> None:
    _empty(settings)
    switch = prepare_site(settings, settings.published_path, "v1")
    assert current_site(settings) is None and not is_site_of(settings, "v1")
    switch()
    assert is_site_of(settings, "v1") and settings.site_dir.is_symlink()
    # Moved to another folder, the link still leads to its site.
    assert not settings.site_dir.readlink().is_absolute()


def test_a_site_that_cannot_be_made_says_so_and_shows_no_other(settings: Settings) -> None:
    _empty(settings)
    prepare_site(settings, settings.published_path, "v1")()
    text = (settings.site_dir / "index.html").read_text(encoding="utf-8")
    assert "Catalog" in text and "yusuan site --build" in text
    assert [path.name for path in settings.site_dir.iterdir()] == ["index.html"]


def test_the_site_before_stays_and_older_ones_go(settings: Settings) -> None:
    for version in ("v1", "v2", "v3"):
        folder = settings.site_versions_dir / version
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(version, encoding="utf-8")
        switch_site(settings, version)
    assert (settings.site_dir / "index.html").read_text(encoding="utf-8") == "v3"
    assert {path.name for path in settings.site_versions_dir.iterdir()} == {"v2", "v3"}
    before = site_before(settings)
    assert before is not None and before.name == "v2"


def test_pictures_of_the_same_version_stay_when_it_is_made_anew(settings: Settings) -> None:
    _empty(settings)
    pictures = settings.site_versions_dir / "v1" / "pictures" / "abc"
    pictures.mkdir(parents=True)
    (pictures / "p01.webp").write_bytes(b"x")
    prepare_site(settings, settings.published_path, "v1")()
    assert (settings.site_dir / "pictures" / "abc" / "p01.webp").read_bytes() == b"x"
