"""The cost of the third reading: what is drawn, what is counted, how it is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from benchmarks.readers import Job
from benchmarks.third_reading import Cost, draw, measure, report
from pipelines.extraction.sampled_figures import PictureSample
from pipelines.extraction.true_digits import DigitProof
from tests.extraction.paper import Paper


def _paper(path: Path, pages: int) -> Path:
    paper = Paper()
    for number in range(pages):
        paper.text(60, 750, f"Page {number} of a typed report, with characters enough")
        paper.table((("Income", "1,286.40", "348.20"), ("Total", "7,635.20", "1,012.35")), (60, 160, 260, 360))
        paper.canvas.showPage()
    return paper.save(path)


def test_documents_of_all_sizes_are_drawn(tmp_path: Path) -> None:
    for pages in (1, 2, 3, 4, 5):
        _paper(tmp_path / f"{pages}.pdf", pages)
    drawn = draw([tmp_path, tmp_path / "none"], 3)
    assert [(job.path.stem, job.page_nos[-1]) for job in drawn] == [("1", 1), ("3", 3), ("5", 5)]
    assert len(draw([tmp_path], None)) == 5


def test_a_document_is_measured_with_its_sample_and_all_is_left_as_it_was(tmp_path: Path) -> None:
    before = DigitProof.is_page_false, PictureSample.hold_against_picture, PictureSample._look
    cost = measure(Job(_paper(tmp_path / "two.pdf", 2), (1, 2)), 1)
    assert before == (DigitProof.is_page_false, PictureSample.hold_against_picture, PictureSample._look)
    assert 0 < cost.outlines < cost.seconds and 0 < cost.sample < cost.seconds
    assert sum(cost.looks.values()) == cost.looks["agrees"] >= 1 and cost.differing == ()


def test_the_report_tells_shares_with_loading_and_each_figure_that_differs() -> None:
    looks = {"agrees": 3, "differs": 1, "unread": 0}
    costs = [
        Cost("a.pdf", 10, 2.0, 1.9, 0.05, 0.05, looks, ((7, "grid 1 row 2 column 3", "1.00", "700"),)),  # type: ignore[arg-type]
        Cost("b.pdf", 30, 6.0, 5.9, 0.25, 0.05, {"agrees": 2, "differs": 0, "unread": 1}),
    ]
    text = report(costs, 0.8, 2)
    assert "takes 5.0% of reading; 10% are allowed" in text
    # Each document spares 0.2 of the 0.72 s that loading takes over what is allowed.
    assert "0.80 s" in text and "13.6%" in text and "from 4 such documents on" in text
    costs[0] = replace(costs[0], sample=1.0)
    assert "more than is allowed however many" in report(costs, 0.8, 2)
    assert "| a.pdf | 10 | 2.00 | 1.90 | 0.050 | 0.050 | 5.0% | 4 | 3 | 1 | 0 |" in text
    assert "| **all 2** | 40 | 8.00 | 7.80 | 0.300 | 0.100 | 5.0% | 7 | 5 | 1 | 1 |" in text
    assert "| a.pdf | 7 | grid 1 row 2 column 3 | 1.00 | 700 |" in text
