"""A report whose file changes or goes while it is read is set aside for this run, in one sentence, and nothing is remembered of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.contract import hand_over
from pipelines.reports.version import reading_version
from pipelines.runs.raw_folder import read_accepted, registry_rows, scan_once
from pipelines.runs.read_step import read_new, unread
from pipelines.runs.state import run_at_work
from pipelines.settings import Settings
from tests.documents.files_for_tests import REPORT_LINES, pdf_of


@pytest.mark.parametrize(
    ("happens", "code", "words"),
    [
        (
            lambda path: path.write_bytes(pdf_of(*REPORT_LINES, pages=2)),
            "still_being_written",
            "it changed while it was read",
        ),
        (lambda path: path.unlink(), "gone_while_read", "taken away or renamed while it was read"),
    ],
)
def test_a_file_that_changes_or_vanishes(
    settings: Settings, happens: Callable[[Path], object], code: str, words: str
) -> None:
    path = settings.raw_dir / "report.pdf"
    path.write_bytes(pdf_of(*REPORT_LINES))
    (settings.raw_dir / "other.pdf").write_bytes(pdf_of(*REPORT_LINES, pages=3))
    with run_at_work(settings, "test") as state:
        accepted = scan_once(state).accepted
        happens(path)
        results = {result.file_name: result for result in read_new(state, accepted)}
        assert results["other.pdf"].problem is None and results["report.pdf"].problem is not None
        assert words in results["report.pdf"].problem.en and "\n" not in results["report.pdf"].problem.en
        rows = {row["file_name"]: row for row in registry_rows(settings)} if path.exists() else {}
        if rows:
            assert (rows["report.pdf"]["status"], rows["report.pdf"]["reason_code"]) == ("quarantined", code)
        assert [facts.file_name for facts in read_accepted(state)] == ["other.pdf"]
        changed = results["report.pdf"].document_id
        assert hand_over.failure(settings, changed, reading_version()) is None
        assert not hand_over.is_read(settings, changed, reading_version())
    # The next run looks anew.
    with run_at_work(settings, "test") as state:
        accepted = scan_once(state).accepted
        names = {facts.file_name for facts in unread(settings, accepted)}
        assert names == ({"report.pdf"} if path.exists() else set())
