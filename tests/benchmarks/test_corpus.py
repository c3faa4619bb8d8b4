"""The benchmark itself: tables left out are seen, turned pages are no excuse, pages are drawn by seed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus import Timed, draw_jobs, left_out, report, report_scans, side_by_side
from benchmarks.readers import Box, Found, Job, read_with_camelot, read_with_yusuan
from tests.documents.files_for_tests import scan_of
from tests.extraction.paper import Paper

ROWS = [["301", "4,723,074.63"], ["302", "519,324.24"], ["303", "12.50"]]


def ours(*boxes: Box) -> Found:
    return Found("a.pdf", 1, boxes, (boxes, (), (), ()))


def report_of(folder: Path, name: str, pages: int) -> Path:
    paper = Paper()
    for _ in range(pages):
        paper.table(ROWS, [60.0, 120.0, 220.0])
        paper.canvas.showPage()
    return paper.save(folder / name)


def test_a_table_that_none_of_ours_covers_is_left_out() -> None:
    theirs = [Found("a.pdf", 1, ((50, 50, 150, 150), (300, 50, 400, 150)))]
    assert left_out([ours((40, 40, 160, 160))], theirs) == [("a.pdf", 1, (300, 50, 400, 150))]
    assert left_out([ours((40, 40, 160, 160), (300, 50, 400, 150))], theirs) == []


def test_a_table_in_two_pieces_is_covered_and_half_a_table_is_not() -> None:
    theirs = [Found("a.pdf", 1, ((0, 0, 100, 100),))]
    assert left_out([ours((0, 0, 50, 100), (50, 0, 100, 100))], theirs) == []
    assert left_out([ours((0, 0, 50, 100))], theirs) == [("a.pdf", 1, (0, 0, 100, 100))]


def test_the_same_seed_draws_the_same_pages(tmp_path: Path) -> None:
    report_of(tmp_path, "a.pdf", 12)
    report_of(tmp_path, "b.pdf", 3)
    assert sum(len(job.page_nos) for job in draw_jobs(tmp_path, None, 1)) == 15
    drawn = draw_jobs(tmp_path, 5, 1)
    assert sum(len(job.page_nos) for job in drawn) == 5
    assert drawn == draw_jobs(tmp_path, 5, 1)
    assert drawn != draw_jobs(tmp_path, 5, 2)


def test_both_readers_read_the_same_pages(tmp_path: Path) -> None:
    jobs = [Job(report_of(tmp_path, "a.pdf", 2), (2,))]
    readers = {"Yusuan": read_with_yusuan, "Camelot default": read_with_camelot}
    runs = side_by_side(readers, jobs, 1, lambda: None)
    assert [(found.page_no, len(found.boxes)) for run in runs.values() for found in run.found] == [(2, 1), (2, 1)]
    assert left_out(runs["Yusuan"].found, runs["Camelot default"].found) == []
    text = report(jobs, {(name, 1): run for name, run in runs.items()}, [], [(10, 150.0, 160.0)], 1)
    assert "1 pages with a text layer, of 1 files." in text
    assert "finds 1 tables of two by two and more with text; 0 of them are not covered" in text


def test_scanned_pages_are_measured_apart(tmp_path: Path) -> None:
    printed = report_of(tmp_path, "a.pdf", 1)
    (tmp_path / "b.pdf").write_bytes(scan_of(printed.read_bytes()))
    jobs = draw_jobs(tmp_path, None, 1)
    assert {job.path.name: job.is_scanned for job in jobs} == {"a.pdf": False, "b.pdf": True}
    runs = {(name, 2): Timed(10.0, []) for name in ("Yusuan", "Camelot default")}
    scans = {("Yusuan", 2): Timed(10.0, []), ("Camelot default", 2): Timed(30.0, [])}
    text = report_scans([job for job in jobs if job.is_scanned], runs, scans)
    assert "Scanned pages, 1 of them" in text and "| Yusuan | 2 | 10.0 | 20.0 | 2.0 × |" in text
    assert report_scans([], runs, {}) == ""
