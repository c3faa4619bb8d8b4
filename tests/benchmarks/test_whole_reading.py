from __future__ import annotations

from pathlib import Path

from benchmarks.readers import Job
from benchmarks.whole_reading import HEADING, WholeReading, draw_documents, report
from tests.extraction.paper import Paper


def _paper(path: Path, pages: int) -> None:
    paper = Paper()
    for number in range(pages):
        paper.text(60, 700, f"Page {number} of a typed report, with characters enough")
        paper.canvas.showPage()
    paper.save(path)


def test_documents_of_all_corpora_come_longest_first(tmp_path: Path) -> None:
    for name, pages in (("one", 1), ("other", 3)):
        (tmp_path / name).mkdir()
        _paper(tmp_path / name / f"{name}.pdf", pages)
    jobs = draw_documents([tmp_path / "one", tmp_path / "other"])
    assert [(job.path.stem, job.page_nos, job.is_scanned) for job in jobs] == [
        ("other", (1, 2, 3), False),
        ("one", (1,), False),
    ]


def test_the_report_keeps_scans_apart_and_names_who_takes_most_memory() -> None:
    typed, scan = Job(Path("typed.pdf"), (1, 2)), Job(Path("scan.pdf"), (1,), is_scanned=True)
    seconds = {(False, "whole reading"): (4.0, 7.0), (True, "whole reading"): (10.0, 9.0)}
    text = report(WholeReading(seconds, [typed, scan], 0.9, [(100.0, typed), (900.0, scan)]), 2)
    assert text.startswith(HEADING)
    assert "| 1 typed | 2 | whole reading | 4.0 | 0.5 | 7.0 |" in text
    assert "| 1 with scanned pages | 1 | whole reading | 10.0 | 0.1 | 9.0 |" in text
    assert text.index("scan.pdf") < text.index("typed.pdf")
