"""What the first bytes of an answer are, whatever its name or its headers say.

Belongs here: telling a PDF from what servers send in its place. Whether a PDF is a report is decided in ``triage``.
"""

from __future__ import annotations

import re

#: Readers look for the mark of a PDF in the first kilobyte.
SNIFFED_BYTES = 1024
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|script|meta|title)\b", re.IGNORECASE)
_MARKS = (
    (b"PK\x03\x04", "a ZIP or Office file", "ZIP 或 Office 文件"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "旧版 Office 文件"),
    (b"Rar!", "a RAR file", "RAR 文件"),
    (b"7z\xbc\xaf", "a 7-Zip file", "7-Zip 文件"),
    (b"\x89PNG", "a picture", "图片"),
    (b"\xff\xd8\xff", "a picture", "图片"),
    (b"{", "JSON", "JSON 数据"),
)


def is_pdf(head: bytes) -> bool:
    """True if the first bytes are those of a PDF."""
    return b"%PDF-" in head[:SNIFFED_BYTES]


def is_page(head: bytes, content_type: str = "") -> bool:
    """True if the first bytes are those of a web page, or the server says so and they are of nothing else."""
    if is_pdf(head):
        return False
    return bool(_HTML.search(head[:SNIFFED_BYTES])) or (_kind_of(content_type) in _PAGE_TYPES and _marked(head) is None)


_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def what_it_is(head: bytes, content_type: str = "") -> tuple[str, str]:
    """Return what an answer that is no PDF is, in English and in Chinese."""
    if not head:
        return "empty", "空的"
    if is_page(head, content_type):
        return "a web page", "网页"
    return _marked(head) or ("no PDF", "非 PDF 内容")


def _marked(head: bytes) -> tuple[str, str] | None:
    return next(((en, zh) for mark, en, zh in _MARKS if head.lstrip().startswith(mark)), None)


def _kind_of(content_type: str) -> str:
    return content_type.partition(";")[0].strip().casefold()
