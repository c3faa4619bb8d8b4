"""Is this file a report we can read? One clear answer, one reason.

Belongs here: the order of questions, cheapest first. Nothing here raises for a bad file: a bad file is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.documents.disclosure import judge
from pipelines.documents.page_texts import PageText, read_first_pages_by_ocr, read_page_texts
from pipelines.documents.reasons import OVER_BUDGET, Reason, reason

TextLayer = Literal["born_digital", "scanned", "mixed"]
_MAX_BYTES = 300_000_000
#: A city's whole budget volume has 1,500 pages; a department's report has at most some hundreds.
_MAX_PAGES = 2_000
_HEAD_BYTES = 1024
#: The end mark stands in the last kilobyte by the specification; some programs append a little more.
_TAIL_BYTES = 4096
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "an Office or ZIP file", " Office 或 ZIP 文件"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "旧版 Office 文件"),
    (b"{\\rtf", "an RTF document", " RTF 文档"),
    (b"\x89PNG", "a PNG picture", " PNG 图片"),
    (b"\xff\xd8\xff", "a JPEG picture", " JPEG 图片"),
    (b"Rar!", "a RAR archive", " RAR 压缩包"),
)


@dataclass(frozen=True, slots=True)
class Triage:
    """What a file is. ``reason`` is None if it is accepted; counts are 0 if it could not be opened."""

    is_accepted: bool
    reason: Reason | None
    page_count: int = 0
    text_layer: TextLayer | None = None

    @property
    def is_given_up(self) -> bool:
        """True if looking at the file went past its budget: within another one the answer may be another."""
        return self.reason is not None and self.reason.code == OVER_BUDGET


def triage(path: Path, on_page: Callable[[int], None] = lambda page_no: None) -> Triage:
    """Answer whether a file is a department's budget or final accounts that can be read; ``on_page`` hears of each page."""
    try:
        refusal = _refuse_by_bytes(path)
    except OSError as error:
        refusal = reason("unreadable_file", error.strerror or str(error))
    if refusal is not None:
        return Triage(False, refusal)
    try:
        with pdfium.PdfDocument(path) as document:
            return _triage_document(document, on_page)
    except pdfium.PdfiumError as error:
        return Triage(False, _cannot_open(error))


def _refuse_by_bytes(path: Path) -> Reason | None:
    size = path.stat().st_size
    if size == 0:
        return reason("empty_file")
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        file.seek(max(0, size - _TAIL_BYTES))
        tail = file.read()
    if b"%PDF-" not in head:
        return reason("not_a_pdf", *_what_it_is(head))
    if size > _MAX_BYTES:
        return reason("too_large", f"{size / 1e6:.0f} MB")
    announced = re.search(rb"/Linearized\b[^>]*?/L\s+(\d+)", head)
    if announced and int(announced.group(1)) > size:
        share = size / int(announced.group(1))
        return reason("truncated_pdf", f"{share:.0%} of its bytes are there", f"只有 {share:.0%} 的内容")
    if b"%%EOF" not in tail:
        return reason("truncated_pdf", "its end mark is missing", "缺少结尾标记")
    return None


def _what_it_is(head: bytes) -> tuple[str, str]:
    """Say what a file's first bytes look like, in English and in Chinese."""
    for signature, english, chinese in _SIGNATURES:
        if head.startswith(signature):
            return english, chinese
    if re.match(rb"\s*(?:<!doctype html|<html|<\?xml)", head, re.IGNORECASE):
        return "a web page", "网页"
    if b"\0" not in head:
        return "plain text", "纯文本"
    return "something else", "其他格式"


def _cannot_open(error: pdfium.PdfiumError) -> Reason:
    if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
        return reason("password_protected")
    return reason("damaged_pdf", str(error))


def _triage_document(document: pdfium.PdfDocument, on_page: Callable[[int], None]) -> Triage:
    page_count = len(document)
    if page_count == 0:
        return Triage(False, reason("no_pages"))
    if page_count > _MAX_PAGES:
        return Triage(False, reason("too_many_pages", str(page_count)), page_count)
    pages = read_page_texts(document, on_page)
    text_layer = _text_layer(pages)
    judgement = judge("\n".join(page.text for page in pages))
    if judgement.is_disclosure:
        return Triage(True, None, page_count, text_layer)
    if judgement.is_blank_template:
        return Triage(False, reason("blank_template"), page_count, text_layer)
    seen = [page.text for page in pages if not page.is_scanned]
    for text in read_first_pages_by_ocr(document, pages, on_page):
        seen.append(text)
        judgement = judge("\n".join(seen), is_whole=False)
        if judgement.is_disclosure:
            return Triage(True, None, page_count, text_layer)
    if not "".join(seen).strip():
        return Triage(False, reason("no_text_found"), page_count, text_layer)
    listed = "、".join(judgement.subjects)
    return Triage(
        False,
        reason("not_a_budget", f"only {listed}" if listed else "none", f"“{listed}”" if listed else "无关内容"),
        page_count,
        text_layer,
    )


def _text_layer(pages: list[PageText]) -> TextLayer:
    scanned = sum(page.is_scanned for page in pages)
    with_text = sum(bool(page.text.strip()) and not page.is_scanned for page in pages)
    if scanned == 0:
        return "born_digital"
    return "mixed" if with_text else "scanned"
