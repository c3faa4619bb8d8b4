"""A document's text for triage: quickly, page by page, and by OCR where the first pages are pictures.

Belongs here: just enough text to tell what a document is. The careful reading is in ``extraction``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium

from pipelines.pdf.ocr import needs_ocr, read_picture

#: Title, contents and the first tables stand on the first pages; OCR of more costs seconds each.
_OCR_PAGES = 5
#: Titles and headings are legible at half the usual resolution, in a quarter of the time.
_OCR_DPI = 110


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text as pdfium gives it, and whether it must be read by OCR: a picture of a page, or drawn letters."""

    text: str
    is_scanned: bool


def read_page_texts(document: pdfium.PdfDocument, on_page: Callable[[int], None]) -> list[PageText]:
    """Return the text of every page; a page that cannot be read has none. ``on_page`` hears the number of each."""
    pages = []
    for index in range(len(document)):
        pages.append(_page_text(document, index))
        on_page(index + 1)
    return pages


def read_first_pages_by_ocr(
    document: pdfium.PdfDocument, pages: Sequence[PageText], on_page: Callable[[int], None]
) -> Iterator[str]:
    """Yield what OCR reads on each of the first scanned pages; ``on_page`` hears the number of each."""
    for index in [index for index, page in enumerate(pages) if page.is_scanned][:_OCR_PAGES]:
        page = document[index]
        picture = page.render(scale=_OCR_DPI / 72, rev_byteorder=False).to_numpy()
        page.close()
        if picture.ndim == 2:
            picture = np.repeat(picture[:, :, None], 3, axis=2)
        text = "\n".join(word.text for word in read_picture(np.ascontiguousarray(picture[:, :, :3])))
        on_page(index + 1)
        yield text


def _page_text(document: pdfium.PdfDocument, index: int) -> PageText:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return PageText("", False)
    try:
        text_page = page.get_textpage()
        text = text_page.get_text_bounded()
        text_page.close()
        return PageText(text, needs_ocr(page, len("".join(text.split()))))
    finally:
        page.close()
