"""Extracted documents saved and read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.extraction import ExtractedDocument, extract_document
from pipelines.extraction.saved import load_extraction, save_extraction
from tests.conftest import REFERENCE_PDF


@pytest.fixture(scope="module")
def extracted() -> ExtractedDocument:
    return extract_document(REFERENCE_PDF, "reference")


def test_what_is_read_back_is_what_was_saved(extracted: ExtractedDocument, tmp_path: Path) -> None:
    path = tmp_path / "cells" / "reference.parquet"
    save_extraction(extracted, path)
    assert load_extraction(path) == extracted
    assert [left.name for left in path.parent.iterdir()] == [path.name]


def test_a_file_cut_short_is_as_good_as_none(extracted: ExtractedDocument, tmp_path: Path) -> None:
    path = tmp_path / "reference.parquet"
    save_extraction(extracted, path)
    path.write_bytes(path.read_bytes()[:1000])
    assert load_extraction(path) is None
    assert load_extraction(tmp_path / "absent.parquet") is None
