"""Where words stand on a page, by the PDF's own text.

Belongs here: finding a wording whatever blanks and line breaks stand in it. A page that is a picture has no words.
"""

from __future__ import annotations

import ctypes
import unicodedata

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.pdf.page_image import Box

#: Finer than a pixel of any picture made of the page.
_STEPS_A_POINT = 16


def find_words(page: pdfium.PdfPage, words: str, near: Box | None = None) -> list[Box]:
    """Return the boxes (points as displayed, origin bottom left) of a place where ``words`` stand, one a line.

    The first place, or the one nearest to ``near``; none if they stand nowhere.
    """
    wanted = _plain(words)
    text_page = page.get_textpage()
    try:
        letters = [
            (letter, number)
            for number in range(text_page.count_chars())
            for letter in _plain(chr(pdfium_c.FPDFText_GetUnicode(text_page.raw, number) or 0x20))
        ]
        text = "".join(letter for letter, _ in letters)
        places = []
        start = text.find(wanted) if wanted else -1
        while start >= 0:
            numbers = dict.fromkeys(number for _, number in letters[start : start + len(wanted)])
            places.append(_lines([_displayed(page, text_page.get_charbox(number, loose=True)) for number in numbers]))
            start = text.find(wanted, start + 1) if near else -1
        return min(places, key=lambda boxes: _distance(boxes[0], near), default=[])
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


def _distance(box: Box, other: Box | None) -> float:
    return 0.0 if other is None else sum(abs(one - two) for one, two in zip(box, other, strict=True))
