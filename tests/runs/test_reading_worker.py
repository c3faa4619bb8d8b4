"""What is read counts only if the file is still the one that was to be read."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.extraction import document as extraction
from pipelines.reports.facts import FileFacts
from pipelines.runs.reading_worker import FileChanged, ReadJob, ReadTimes, read_one
from tests.documents.files_for_tests import NOTICE_LINES, REPORT_LINES, pdf_of


@pytest.fixture
def job(tmp_path: Path) -> ReadJob:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_of(*REPORT_LINES))
    document_id = hashlib.sha256(path.read_bytes()).hexdigest()
    facts = FileFacts(path.name, document_id, None, datetime(2024, 3, 1, tzinfo=UTC), 1, "born_digital")
    return ReadJob(path, facts, tmp_path / "cells.parquet", tmp_path / "read")


def _told(_: object) -> None:
    """Nobody listens."""


def _while_it_is_read(monkeypatch: pytest.MonkeyPatch, happens: object) -> None:
    read = extraction.extract_document

    def reading(path: Path, *args: object) -> object:
        found = read(path, *args)  # type: ignore[arg-type]
        happens(path)  # type: ignore[operator]
        return found

    monkeypatch.setattr(extraction, "extract_document", reading)


def test_a_file_that_stays_is_read(job: ReadJob) -> None:
    assert isinstance(read_one(job, _told), ReadTimes)
    assert job.cells_path.exists() and job.folder.is_dir()


def test_one_that_is_written_over_meanwhile_is_not(job: ReadJob, monkeypatch: pytest.MonkeyPatch) -> None:
    _while_it_is_read(monkeypatch, lambda path: path.write_bytes(pdf_of(*NOTICE_LINES)))
    assert read_one(job, _told) == FileChanged("still_being_written")
    assert not job.cells_path.exists() and not job.folder.exists()


def test_one_that_is_written_over_before_and_cannot_be_opened_is_not(job: ReadJob) -> None:
    job.path.write_bytes(b"%PDF-1.4 half of a download")
    assert read_one(job, _told) == FileChanged("still_being_written")
    assert not job.cells_path.exists()


def test_one_that_vanishes_is_told_so(job: ReadJob, monkeypatch: pytest.MonkeyPatch) -> None:
    _while_it_is_read(monkeypatch, lambda path: path.unlink())
    assert read_one(job, _told) == FileChanged("gone_while_read")
    assert read_one(job, _told) == FileChanged("gone_while_read")
    assert not job.cells_path.exists() and not job.folder.exists()


def test_cells_that_are_there_need_no_file(job: ReadJob) -> None:
    read_one(job, _told)
    job.path.unlink()
    assert isinstance(read_one(job, _told), ReadTimes)
