"""Figures typed from the rendered pages of real reports, each found where it stands."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest

from pipelines.extraction import extract_document
from pipelines.reports import read_report
from pipelines.reports.facts import FileFacts
from tests.corpus.golden import ReadLines, golden_reports, read_golden


@cache
def _read(path: Path) -> ReadLines:
    document_id = hashlib.sha256(path.read_bytes()).hexdigest()
    document = extract_document(path, document_id)
    facts = FileFacts(path.name, document_id, None, None, len(document.pages), "born_digital")
    return ReadLines({name: table.to_pylist() for name, table in read_report(document, facts).items()})


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.parametrize("stem", golden_reports())
def test_every_typed_figure_is_read_where_it_stands(stem: str, corpus: Path) -> None:
    lines = _read(corpus / f"{stem}.pdf")
    figures = read_golden(stem)
    assert len(figures) >= 20
    missing = [(figure, why) for figure in figures if (why := lines.why_missing(figure))]
    assert not missing, "\n".join(f"{figure}: {why}" for figure, why in missing)
