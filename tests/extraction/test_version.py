from __future__ import annotations

from pipelines.extraction.version import cells_version


def test_the_version_fits_into_a_file_name() -> None:
    assert cells_version()
    assert set(cells_version()) <= set("0123456789abcdef.")
