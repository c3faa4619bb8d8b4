"""``yusuan review``: findings on the screen and in the HTML, the exit status, and a clear reason for each bad file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli.app import app
from tests.conftest import REFERENCE_PDF, ROOT
from tests.documents.files_for_tests import NOTICE_LINES, REPORT_LINES, TEMPLATE_LINES, pdf_of, scan_of, write


def warehouse_beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-warehouse")


def yusuan_review(*arguments: str, cache: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT), "YUSUAN_HOME": str(ROOT)}
    environment["YUSUAN_WAREHOUSE"] = str(warehouse_beside(cwd))
    command = [sys.executable, "-m", "pipelines.cli", "review", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(
    review_cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder that knows nothing of the project, in which the reference report was reviewed."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    return elsewhere, yusuan_review(str(REFERENCE_PDF), cache=review_cache, cwd=elsewhere)


def test_findings_are_told_and_the_status_says_so(folder: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = folder
    assert done.returncode == 1, done.stderr
    for words in (
        "中共青山区委组织部 · 2024",
        "35 pages",
        "30199 其他工资福利支出",
        "549.24 ten thousand yuan",
    ):
        assert words in done.stdout, words
    counted = re.search(r"(\d+) passed, (\d+) failed", done.stdout)
    assert counted is not None and int(counted[1]) > 500 and counted[2] == "28", done.stdout


def test_the_page_holds_sentences_and_crops_and_needs_nothing_else(
    folder: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    elsewhere, _ = folder
    (target,) = elsewhere.iterdir()
    assert target.name == f"{REFERENCE_PDF.stem}.review.html"
    page = target.read_text(encoding="utf-8")
    assert "第10页表6《中共青山区委组织部2024年一般公共预算基本支出表》自“30199 其他工资福利支出”行" in page
    assert page.count("<article") == 10 and page.count("data:image/png;base64,") >= 10
    assert page.count('class="copy"') == 10 and "未能核对的规则" in page and "表15 中共青山区委组织部" in page
    for reference in ("http://", "https://", "src='/", "<link"):
        assert reference not in page, reference
    assert target.stat().st_size < 3_000_000


def test_no_warehouse_is_touched(folder: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    elsewhere, _ = folder
    assert not warehouse_beside(elsewhere).exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        (b"just text", "纯文本"),
        (pdf_of(*REPORT_LINES)[:-200], "PDF 不完整"),
        (b"%PDF-1.7\n" + b"x" * 100 + b"\n%%EOF", "已损坏"),
        (pdf_of(*REPORT_LINES, password="geheim"), "需要密码"),
        (pdf_of(*NOTICE_LINES), "不是部门预算"),
        (scan_of(pdf_of()), "读不出文字"),
        (pdf_of(*TEMPLATE_LINES), "空白模板"),
    ],
)
def test_each_bad_file_has_its_own_reason(tmp_path: Path, content: bytes, words: str) -> None:
    file = write(tmp_path, "2024.pdf", content)
    done = CliRunner().invoke(app, ["review", str(file)], env={"YUSUAN_HOME": str(ROOT)})
    assert done.exit_code == 3, done.output
    assert words in done.output.replace("\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["2024.pdf"], "something was written"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["review", str(tmp_path / "gone.pdf")], env={"YUSUAN_HOME": str(ROOT)})
    assert done.exit_code == 3 and "gone.pdf" in done.output and "no such file" in done.output


def test_a_report_whose_year_nobody_knows_is_not_judged(review_cache: Path, tmp_path: Path) -> None:
    lines = [line.replace("2024年", "") for line in REPORT_LINES]
    file = write(tmp_path, "report.pdf", pdf_of(*lines))
    done = yusuan_review(str(file), "--out", str(tmp_path / "r.html"), cache=review_cache, cwd=tmp_path)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "held back" in done.stdout and "fiscal year" in done.stdout
    assert "整份报告暂扣" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_a_report_without_findings_has_status_0_and_one_read_beside_it(review_cache: Path, tmp_path: Path) -> None:
    first = write(tmp_path, "tables.pdf", pdf_of(*REPORT_LINES))
    second = write(tmp_path, "text.pdf", pdf_of(*REPORT_LINES, pages=2))
    done = yusuan_review(str(first), "--also", str(second), cache=review_cache, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "tables.review.html").read_text(encoding="utf-8")
    assert "tables.pdf" in page and "text.pdf" in page
