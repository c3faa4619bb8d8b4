"""Signs of figures that the page leaves blank: a font that has lost the outline of its 2 prints 1,273,000.00 as 1, 73,000.00.

Belongs here: which digits and marks may be so, and the proof by the picture. What a font draws in place of another digit is
said in ``true_digits``; whole texts that nobody sees are found in ``unseen``.

pdfium gives what a font draws as nothing a box as wide as its advance and a thousandth of the font size high, which no stroke
is. Pages without such a box, nearly all, cost one comparison a character. A font of drawings (Type 3) may say any box, so the
page is drawn with these texts and without them, and a sign is blank only where that is the same.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium

from pipelines.extraction.characters import UNREADABLE, Flags, RawCharacters
from pipelines.extraction.geometry import Affine
from pipelines.extraction.unseen import CHANGE, drawn_without, part_of
from pipelines.pdf.calls import font_of, is_font_embedded

#: What is no thicker than this share of the font size has no ink; the thinnest dash of real reports is six times as thick.
_NO_INK = 0.004
#: Digits and what stands among them: a sign, a point or a bracket that is not seen makes another figure.
_SIGNS = frozenset("0123456789０１２３４５６７８９.,．，-－−–()（）%％")
#: So much of a sign's advance is left out on both sides, where its neighbours' ink may reach over; of what is left a sign that
#: is drawn changes this share at least, a point least of all.
_MARGIN, _LEAST_SHARE = 0.15, 0.01

_Box = tuple[float, float, float, float]


def without_blank_signs(
    page: pdfium.PdfPage, raw: RawCharacters, to_displayed: Affine, is_unseen: Flags
) -> RawCharacters:
    """Return the characters, those signs of figures unreadable that are drawn as nothing; draws the page if some may be."""
    is_thin = ((raw.ink[:, 2:] - raw.ink[:, :2]).min(axis=1) <= _NO_INK * raw.em) & ~is_unseen
    asked = [
        index
        for index in np.flatnonzero(is_thin).tolist()
        if raw.chars[index] in _SIGNS and _is_font_its_own(raw.text_objects[index])
    ]
    if not asked:
        return raw
    boxes = to_displayed.boxes(np.array([_place(raw, index) for index in asked])).tolist()
    with_them = drawn_without(page, ())
    without = drawn_without(page, {raw.text_objects[index] for index in asked} - {0})
    chars = list(raw.chars)
    for index, box in zip(asked, boxes, strict=True):
        part = part_of(without.shape, page.get_height(), box)
        change = np.abs(with_them[part] - without[part]).max(axis=2)
        # The figure without its sign would be another one. What lies off the page cannot be told, nor is it read.
        if change.size and float((change > CHANGE).mean()) < _LEAST_SHARE:
            chars[index] = UNREADABLE
    return replace(raw, chars=chars)


def _is_font_its_own(text_object: int) -> bool:
    """False if the report has no such font with it: what another font of this machine draws in its place says nothing of the report."""
    font = font_of(text_object) if text_object else None
    return not font or is_font_embedded(font) != 0


def _place(raw: RawCharacters, index: int) -> _Box:
    """Return the box in user space where a character's ink would be: its advance but for the margins, as high as its line."""
    x0, y0, x1, y1 = raw.advance[index].tolist()
    wide, high = ((x1 - x0) * _MARGIN, 0.0) if raw.quarters[index] % 2 == 0 else (0.0, (y1 - y0) * _MARGIN)
    return x0 + wide, y0 + high, x1 - wide, y1 - high
