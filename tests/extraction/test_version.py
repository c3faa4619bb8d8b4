from __future__ import annotations

from pathlib import Path

from pipelines.extraction import EXTRACTOR_VERSION
from pipelines.extraction.version import sources_version


def test_a_changed_source_is_another_version(tmp_path: Path) -> None:
    source = tmp_path / "pipelines" / "reports" / "words.py"
    source.parent.mkdir(parents=True)
    source.write_text("A = 1\n", encoding="utf-8")
    first = sources_version(tmp_path)
    assert sources_version(tmp_path) == first
    source.write_text("A = 2\n", encoding="utf-8")
    assert sources_version(tmp_path) != first


def test_the_version_fits_into_a_folder_name() -> None:
    assert EXTRACTOR_VERSION
    assert set(EXTRACTOR_VERSION) <= set("0123456789abcdef.")
