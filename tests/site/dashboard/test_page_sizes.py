"""Page sizes: those that were handed over, and none for a reading that is not there any more."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.settings import Settings
from pipelines.site.dashboard.page_sizes import page_sizes


def test_sizes_of_the_report_and_of_none(reference_settings: Settings, warehouse: duckdb.DuckDBPyConnection) -> None:
    (document_id, pages) = warehouse.execute("select document_id, page_count from dim_document").fetchone() or ("", 0)
    sizes = page_sizes(reference_settings.hand_over_dir, [document_id, "gone"])
    assert set(sizes) == {document_id} and len(sizes[document_id]) == pages
    # Portrait and landscape pages both.
    assert {width > height for width, height in sizes[document_id].values()} == {True, False}


def test_without_a_hand_over_there_are_none(tmp_path: Path) -> None:
    assert page_sizes(tmp_path, ["a"]) == {}
