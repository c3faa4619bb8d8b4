"""Printing a page's sentence otherwise: texts of lines replaced, as if the page had been printed so.

Belongs here: finding words across the ends of lines, and replacing them. Lines keep their places.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.extraction.model import ExtractedDocument, ExtractedPage


def said(page: ExtractedPage) -> str:
    """What the page's lines say, without the ends of the lines."""
    return "".join(line.text for line in page.text_lines)


def places(page: ExtractedPage, pattern: str) -> list[re.Match[str]]:
    """Where the page says it, whether or not a line ends within."""
    return list(re.finditer(pattern, said(page)))


def printed_otherwise(
    document: ExtractedDocument, page_no: int, span: tuple[int, int], words: str, document_id: str
) -> ExtractedDocument:
    """The document under another identity, in which the page says ``words`` in place of the characters of ``span``."""
    pages = tuple(_with_words(page, span, words) if page.page_no == page_no else page for page in document.pages)
    return ExtractedDocument(document_id, pages)


def _with_words(page: ExtractedPage, span: tuple[int, int], words: str) -> ExtractedPage:
    lines, position = [], 0
    start, end = span
    for line in page.text_lines:
        after = position + len(line.text)
        kept_before = line.text[: max(start - position, 0)]
        kept_after = line.text[max(end - position, 0) :]
        if after <= start or position > end or (position == end and start < position):
            text = line.text
        else:
            text = kept_before + (words if position <= start < after else "") + kept_after
        if text:
            lines.append(replace(line, text=text))
        position = after
    return replace(page, text_lines=tuple(lines))
