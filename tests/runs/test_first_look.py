"""The first look at the raw folder: a file that is new, changed or gone since the publication is seen by its time, or by its folder's."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.runs.first_look import looks_changed
from pipelines.settings import Settings

BEFORE, PUBLISHED, AFTER = 1_000_000_000, 1_500_000_000, 2_000_000_000


@pytest.fixture
def published(tmp_path: Path) -> Settings:
    """A raw folder with a file in a folder, all older than the publication."""
    settings = Settings.load(raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    (settings.raw_dir / "2024").mkdir(parents=True)
    (settings.raw_dir / "2024" / "a.pdf").write_bytes(b"%PDF-")
    settings.warehouse_dir.mkdir()
    settings.published_path.write_bytes(b"")
    os.utime(settings.published_path, (PUBLISHED, PUBLISHED))
    for path in (settings.raw_dir / "2024" / "a.pdf", settings.raw_dir / "2024", settings.raw_dir):
        os.utime(path, (BEFORE, BEFORE))
    return settings


def test_nothing_younger_than_the_publication_looks_unchanged(published: Settings) -> None:
    assert not looks_changed(published)


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: (raw / "2024" / "b.pdf").write_bytes(b"%PDF-"),
        lambda raw: (raw / "2024" / "a.pdf").unlink(),
        lambda raw: os.utime(raw / "2024" / "a.pdf", (AFTER, AFTER)),
        lambda raw: (raw / "link.pdf").symlink_to("nowhere.pdf"),
    ],
    ids=["new", "gone", "changed", "a link that leads nowhere"],
)
def test_what_changed_is_seen(published: Settings, change: Callable[[Path], object]) -> None:
    change(published.raw_dir)
    assert looks_changed(published)


def test_without_a_publication_or_a_folder_there_is_something_to_do(published: Settings) -> None:
    published.published_path.unlink()
    assert looks_changed(published)
    published.published_path.write_bytes(b"")
    published.raw_dir.rename(published.raw_dir.with_name("elsewhere"))
    assert looks_changed(published)
