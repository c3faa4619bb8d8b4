"""Figures typed from the rendered pages of real reports, each found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.golden import ReadLines, golden_reports, read_golden
from tests.runs.whole_corpus import CorpusRun


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.whole_run
@pytest.mark.parametrize("stem", golden_reports())
def test_every_typed_figure_is_read_where_it_stands(stem: str, corpus: Path, both: CorpusRun) -> None:
    lines = ReadLines(both.reading(corpus / f"{stem}.pdf"))
    figures = read_golden(stem)
    assert len(figures) >= 20
    missing = [(figure, why) for figure in figures if (why := lines.why_missing(figure))]
    assert not missing, "\n".join(f"{figure}: {why}" for figure, why in missing)
