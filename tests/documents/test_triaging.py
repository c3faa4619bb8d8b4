from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.documents import triage
from pipelines.documents.disclosure import judge
from pipelines.documents.reasons import reason, reason_codes
from tests.documents.files_for_tests import NOTICE_LINES, REPORT_LINES, TEMPLATE_LINES, pdf_of, scan_of, write


def code_of(path: Path) -> str | None:
    found = triage(path)
    assert found.is_accepted == (found.reason is None)
    return found.reason.code if found.reason else None


def test_a_report_is_accepted(tmp_path: Path) -> None:
    found = triage(write(tmp_path, "anything.pdf", pdf_of(*REPORT_LINES, pages=3)))
    assert found.is_accepted
    assert (found.page_count, found.text_layer) == (3, "born_digital")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        ("2024年部门预算\n收支总表\n".encode(), "not_a_pdf"),
        (b"<!DOCTYPE html><html>404</html>", "not_a_pdf"),
        (b"PK\x03\x04" + b"\0" * 100, "not_a_pdf"),
        (b"%PDF-1.7\n" + b"x" * 100 + b"\n%%EOF", "damaged_pdf"),
        (pdf_of(*REPORT_LINES)[:-200], "truncated_pdf"),
        (pdf_of(*REPORT_LINES)[: len(pdf_of(*REPORT_LINES)) // 2], "truncated_pdf"),
        (pdf_of(*REPORT_LINES, password="geheim"), "password_protected"),
        (pdf_of(*NOTICE_LINES), "not_a_budget"),
        (pdf_of(*TEMPLATE_LINES), "blank_template"),
    ],
)
def test_each_bad_file_has_its_own_reason(tmp_path: Path, content: bytes, code: str) -> None:
    assert code_of(write(tmp_path, "2024_budget.pdf", content)) == code


def test_a_text_file_is_called_a_text_file_and_says_what_to_do(tmp_path: Path) -> None:
    why = triage(write(tmp_path, "a.pdf", b"just text")).reason
    assert why is not None
    assert why.en == "Named .pdf, but it is plain text. Save it as a PDF, or download the right file."
    assert "纯文本" in why.zh


def test_a_broken_off_download_says_how_much_is_there(tmp_path: Path) -> None:
    head = b"%PDF-1.7\n1 0 obj\n<</Linearized 1/L 1000/H[1 2]>>\nendobj\n%%EOF\n"
    why = triage(write(tmp_path, "a.pdf", head + b" " * (250 - len(head)))).reason
    assert why is not None
    assert why.code == "truncated_pdf"
    assert "25%" in why.en


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    why = triage(tmp_path / "missing.pdf").reason
    assert why is not None
    assert why.code == "unreadable_file"


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr("pipelines.documents.triaging._MAX_PAGES", 2)
    assert code_of(write(tmp_path, "a.pdf", pdf_of(*REPORT_LINES, pages=3))) == "too_many_pages"


def test_too_large_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.documents.triaging._MAX_BYTES", 100)
    assert code_of(write(tmp_path, "a.pdf", pdf_of(*REPORT_LINES))) == "too_large"


def test_a_scanned_report_is_recognised_by_ocr(tmp_path: Path) -> None:
    found = triage(write(tmp_path, "scan.pdf", scan_of(pdf_of(*REPORT_LINES))))
    assert found.is_accepted
    assert found.text_layer == "scanned"


def test_a_scanned_notice_is_no_budget(tmp_path: Path) -> None:
    assert code_of(write(tmp_path, "scan.pdf", scan_of(pdf_of(*NOTICE_LINES)))) == "not_a_budget"


def test_pages_without_anything_hold_no_text(tmp_path: Path) -> None:
    assert code_of(write(tmp_path, "blank.pdf", pdf_of(" "))) == "no_text_found"


def test_a_report_of_another_body_that_names_one_subject_is_no_disclosure() -> None:
    assert not judge("一般公共预算收入128.48亿元，政府采购").is_disclosure
    assert judge("".join(REPORT_LINES)).is_disclosure


def test_every_reason_speaks_both_languages() -> None:
    for code in reason_codes():
        found = reason(code, "detail")
        assert found.zh and found.en
        assert "{" not in found.zh + found.en


@pytest.mark.corpus
def test_the_corpus_is_told_apart(corpus: Path) -> None:
    """Born-digital files only: OCR of the scanned ones takes a minute and is covered above."""
    refused = {}
    for path in sorted(corpus.glob("*.pdf")):
        if path.name.startswith("beijing_data_2026_narr"):
            continue
        found = triage(path)
        if not found.is_accepted:
            assert found.reason is not None
            refused[path.name] = found.reason.code
    assert refused == {"sh_putuo_final_template_2024.pdf": "blank_template"}


@pytest.mark.corpus
@pytest.mark.slow
def test_the_negatives_are_refused(corpus: Path) -> None:
    found = {path.name: code_of(path) for path in sorted((corpus / "negatives").glob("*.pdf"))}
    others = {name: code for name, code in found.items() if code != "not_a_budget"}
    # The one has pages without content, the other breaks off.
    assert others == {"neg_zhengzhou_428856.pdf": "no_text_found", "neg_quanzhou_ef5724.pdf": "truncated_pdf"}
    assert len(found) == 15


def test_a_report_of_a_few_tables_is_known_by_their_titles() -> None:
    text = "某局2024年度部门决算 支出决算表 基本支出 项目支出 一般公共预算财政拨款支出决算表"
    assert judge(text).is_disclosure
    assert not judge(text.replace("决算表", "情况")).is_disclosure
