"""A figure wider than its cell, whose first digit the page clips away."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.extraction import extract_document
from tests.extraction.paper import Paper

X_EDGES = [60.0, 160.0, 200.0, 300.0]


def _cut(folder: Path, *, is_clipped: bool) -> dict[str, bool]:
    """Draw 57.000000 so that it begins left of its cell; return each cell's text and whether its figure is cut."""
    paper = Paper()
    paper.table([["Fiscal", "", "50.25"], ["Other", "", "7.50"]], X_EDGES)
    canvas = paper.canvas
    canvas.saveState()
    if is_clipped:
        clip = canvas.beginPath()
        clip.rect(160.0, 680.0, 40.0, 20.0)
        canvas.clipPath(clip, stroke=0, fill=0)
    # Helvetica's digits are 5.004 points wide at size 9: the first ends just left of the cell's border.
    paper.text(154.9 if is_clipped else 161.0, 688.0, "57.00000")
    canvas.restoreState()
    document = extract_document(paper.save(folder / "cut.pdf"), "0" * 64)
    return {cell.text: cell.is_cut for cell in document.pages[0].grids[0].cells if cell.text}


def test_a_digit_clipped_away_beside_a_figure_is_told(tmp_path: Path) -> None:
    assert _cut(tmp_path, is_clipped=True) == {
        "Fiscal": False,
        "7.00000": True,
        "50.25": False,
        "Other": False,
        "7.50": False,
    }


@pytest.mark.parametrize("text", ["57.00000"])
def test_a_figure_shown_whole_is_not(tmp_path: Path, text: str) -> None:
    assert _cut(tmp_path, is_clipped=False)[text] is False
