"""What a font draws where its text says a digit: outlines, told by their look or drawn in a line of their own and read by OCR.

Belongs here: which of its ten digits a font is known to draw truly, told from its outlines alone, without a page's picture.
Nearly all fonts' digits look like those of pdfium's own (``digit_looks``); OCR is asked, and loaded, for the others.
Only acquittal: what is not read as the text says is for ``true_digits`` to hold against the page. A font that is not in the
file is asked like all others: pdfium answers for the one that it draws with instead. One with drawings for letters (Type 3)
has no outlines, and no digit of it is known here.

The answer depends on the outlines alone, in whatever order fonts are met, so it is kept for the process: many reports have
the same few fonts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.extraction.digit_looks import digit_like
from pipelines.extraction.outlines import ANY_SIZE, UNITS, Box, Outline, outline_of
from pipelines.pdf import calls
from pipelines.pdf.ocr import Picture, recognize

#: OCR reads the digits in this order, or what it does not read right once more in the other: a digit must be read right once
#: and never otherwise. No place tells what is due.
_ORDERS = ("3806951724", "7259068413")
#: The line is drawn so high, in pixels a font size, with so much blank around and between, in font sizes.
_PIXELS, _MARGIN, _BETWEEN = 48, 0.25, 0.08
#: OpenCV takes places to this many bits below a pixel.
_BITS = 4
#: No font has this character: what it draws for it, it draws for all that it lacks.
_NOBODYS = "\uffff"
#: So many answers are kept, each of two kilobytes at most.
_MOST_KEPT = 2048


@dataclass(frozen=True, slots=True)
class DrawnDigits:
    """What is known of a font's ten digits: the boxes of those that are drawn as said, and those that seem to be others."""

    true: dict[str, Box]
    doubtful: frozenset[str]


#: Digits read as said and digits read otherwise, by the outlines.
_known: dict[tuple[tuple[str, bytes], ...], tuple[frozenset[str], frozenset[str]]] = {}


def same_font(font: int) -> tuple[str | int, ...]:
    """Return what is the same for a font on each page of a document: its name, its length, how much it draws a digit."""
    if not font:
        return ("",)
    paths = [calls.glyph_path(font, ord(digit), ANY_SIZE) for digit in "0123456789"]
    counts = [calls.count_glyph_segments(path) if path else 0 for path in paths]
    return (calls.font_name(font), calls.font_length(font), *counts)


def drawn_digits(font: int) -> DrawnDigits:
    """Return what a font (pdfium's address, its page open) draws where its text says 0 to 9."""
    outlines = {digit: found for digit in "0123456789" if font and (found := outline_of(font, digit)) is not None}
    marks = {digit: outline.mark() for digit, outline in outlines.items()}
    # What stands for two digits is false for one, or the box of a font that lacks them.
    often = Counter(marks.values())
    lacking = outline_of(font, _NOBODYS) if font else None
    if lacking is not None:
        often[lacking.mark()] += 2
    outlines = {digit: outline for digit, outline in outlines.items() if often[marks[digit]] == 1}
    key = tuple((digit, marks[digit]) for digit in outlines)
    if key not in _known:
        if len(_known) >= _MOST_KEPT:
            _known.clear()
        _known[key] = _read(outlines)
    right, wrong = _known[key]
    return DrawnDigits({digit: outlines[digit].box for digit in sorted(right)}, wrong)


def _read(outlines: dict[str, Outline]) -> tuple[frozenset[str], frozenset[str]]:
    if all(digit_like(outline) == digit for digit, outline in outlines.items()):
        return frozenset(outlines), frozenset()
    right, wrong = set[str](), set[str]()
    for places in _ORDERS if outlines else ():
        order = [digit for digit in places if digit in outlines]
        ((text, _),) = recognize([_line([outlines[digit] for digit in order])], are_short=True)
        # A line of which a digit is missing tells nothing: nobody knows which.
        for digit, read in zip(order, text, strict=True) if len(order) == len(text) else ():
            (right if digit == read else wrong).add(digit)
        if right == outlines.keys():
            break
    return frozenset(right - wrong), frozenset(wrong)


def _line(outlines: list[Outline]) -> Picture:
    """Draw outlines side by side, black on white."""
    lowest, highest = min(each.box[2] for each in outlines), max(each.box[3] for each in outlines)
    margin, between = _MARGIN * UNITS, _BETWEEN * UNITS
    width = sum(each.box[1] - each.box[0] + between for each in outlines) + 2 * margin
    scale = _PIXELS / UNITS
    # A font may have any sizes; what is no line of digits is not drawn large.
    size = (min(int((highest - lowest + 2 * margin) * scale), 200), min(int(width * scale), 3000))
    picture = np.full((*size, 3), 255, np.uint8)
    x = margin
    for outline in outlines:
        left, right = outline.box[:2]
        shift = np.array((x - left, highest + margin))
        places = [
            np.round(((points * (1, -1) + shift) * scale) * 2**_BITS).astype(np.int32) for points in outline.contours()
        ]
        cv2.fillPoly(picture, places, (0, 0, 0), lineType=cv2.LINE_AA, shift=_BITS)
        x += right - left + between
    return picture
