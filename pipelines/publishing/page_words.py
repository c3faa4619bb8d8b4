"""Where words stand on a page, by the PDF's own text.

Belongs here: finding a wording whatever blanks and line breaks stand in it. A page that is a picture has no words.
"""

from __future__ import annotations

import ctypes
import unicodedata

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.publishing.page_image import Box

#: Finer than a pixel of any picture made of the page.
_STEPS_A_POINT = 16


def find_words(page: pdfium.PdfPage, words: str) -> list[Box]:
    """Return the boxes (points as displayed, origin bottom left) of the first place ``words`` stand, one a line."""
    wanted = _plain(words)
    text_page = page.get_textpage()
    try:
        letters = [
            (letter, number)
            for number in range(text_page.count_chars())
            for letter in _plain(chr(pdfium_c.FPDFText_GetUnicode(text_page.raw, number) or 0x20))
        ]
        start = "".join(letter for letter, _ in letters).find(wanted) if wanted else -1
        if start < 0:
            return []
        numbers = dict.fromkeys(number for _, number in letters[start : start + len(wanted)])
        return _lines([_displayed(page, text_page.get_charbox(number, loose=True)) for number in numbers])
    finally:
        text_page.close()


def _plain(text: str) -> str:
    """The letters that count: no blanks, one width, quotation marks and brackets of one kind."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c.isprintable() and c != "\0")


def _displayed(page: pdfium.PdfPage, box: Box) -> Box:
    """A box in the page's own coordinates as it is displayed (cropped and turned)."""
    width, height = page.get_size()
    size = (round(width * _STEPS_A_POINT), round(height * _STEPS_A_POINT))
    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        right, down = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, right, down)
        corners.append((right.value / _STEPS_A_POINT, height - down.value / _STEPS_A_POINT))
    (x0, y0), (x1, y1) = corners
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _lines(boxes: list[Box]) -> list[Box]:
    """One box a line: letters that stand beside each other."""
    lines: list[Box] = []
    for box in boxes:
        if lines and box[1] < lines[-1][3] and lines[-1][1] < box[3]:
            last = lines.pop()
            box = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        lines.append(box)
    return lines
