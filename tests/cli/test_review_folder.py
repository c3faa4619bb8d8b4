"""``yusuan review FOLDER``: which files, and what stands in the ledger."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.cli.language import Language
from pipelines.cli.review_folder import print_lines, reports_below
from pipelines.site.ledger import line_without
from tests.cli.test_review import yusuan_review
from tests.conftest import REFERENCE_PDF
from tests.documents.files_for_tests import NOTICE_LINES, pdf_of, write


def test_regular_pdfs_only(tmp_path: Path) -> None:
    for name in ("乙/a.PDF", "甲.pdf", ".hidden.pdf", "notes.txt"):
        write(tmp_path, name, b"x")
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "甲.pdf")
    assert [str(path.relative_to(tmp_path)) for path in reports_below(tmp_path)] == ["乙/a.PDF", "甲.pdf"]


def test_what_was_not_reviewed_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    print_lines([line_without("丙.pdf", "PDF 不完整")], Path("reviews/ledger.html"), Language.ENGLISH)
    shown = capsys.readouterr().out
    assert "丙.pdf: PDF 不完整" in shown and "reviews/ledger.html" in shown


def test_the_ledger_is_named_as_a_browser_opens_it(capsys: pytest.CaptureFixture[str]) -> None:
    print_lines([], Path("/reviews/ledger.html"), Language.ENGLISH)
    assert capsys.readouterr().out.splitlines()[-1].startswith("/reviews/ledger.html ")


def test_a_folder_without_reports_and_options_of_one_report_are_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["review", str(tmp_path)])
    assert done.exit_code == 3 and "no PDF" in done.stderr
    assert CliRunner().invoke(app, ["review", str(tmp_path), "--form", "x.xlsx"]).exit_code == 1


@pytest.mark.slow
def test_each_report_has_its_page_and_its_line(review_cache: Path, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    write(reports, "2024/a.pdf", REFERENCE_PDF.read_bytes())
    write(reports, "notice.pdf", pdf_of(*NOTICE_LINES))
    done = yusuan_review(str(reports), "--out", str(tmp_path / "out"), cache=review_cache, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "2 reports · 3 errors" in done.stdout and "notice.pdf: 不是部门预算" in done.stdout
    page = (tmp_path / "out/ledger.html").read_text(encoding="utf-8")
    assert "href='2024/a.review.html'" in page and (tmp_path / "out/2024/a.review.html").exists()
