"""What pdfium reads on a page: every visible character with its box, in reading coordinates.

Belongs here: fetching characters and deciding which are visible and which way up they stand. Lines, cells and figures are
made of them elsewhere.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.extraction.clips import Clips, area, common_part
from pipelines.extraction.geometry import Affine, quarter_turns
from pipelines.extraction.model import Box
from pipelines.ocr import FULL_PAGE_SHARE, picture_share

#: Points are asked of pdfium as integers; this many a point keep a thousandth.
_DEVICE_PER_POINT = 1000
#: Two characters of the same kind whose boxes cover each other by this share are one, printed twice to look bold.
_OVERPRINT_SHARE = 0.7
#: A character less of which than this is shown cannot be read; more than the other, and it is shown whole.
_VISIBLE_SHARE = 0.15
_WHOLE_SHARE = 0.85
UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: ink box and baseline in reading coordinates; ``em`` is the font size there.

    ``start`` and ``end`` are where its advance begins and ends, left to right: the ink of a comma leaves much of it blank.
    ``confidence`` (0 to 1) is OCR's, None for a character that the file itself names.
    """

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    em: float
    start: float
    end: float
    confidence: float | None = None

    @property
    def middle_x(self) -> float:
        """Middle of the ink, left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def middle_y(self) -> float:
        """Middle of the ink, bottom to top."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """The characters of a page, and how its coordinates relate.

    ``turns`` quarter turns clockwise lead from the displayed page to the reading page; ``user_to_reading`` and
    ``reading_to_displayed`` map points. Sizes are in points. ``hidden`` are characters that the file holds and the page
    does not show where they stand: clipped away, or shown only in part (these are among ``glyphs`` too, cut down).
    """

    width: float
    height: float
    rotation: int
    turns: int
    user_to_reading: Affine
    reading_to_displayed: Affine
    glyphs: tuple[Glyph, ...]
    hidden: tuple[Glyph, ...] = ()

    @property
    def reading_size(self) -> tuple[float, float]:
        """Width and height of the page as read."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)


@dataclass(slots=True)
class _RawChar:
    char: str
    box: Box
    advance: Box
    origin: tuple[float, float]
    em: float
    quarter: int
    #: Part of the ink that the page shows; None if it clips all or nearly all of it away.
    visible: Box | None


def read_glyphs(page: pdfium.PdfPage) -> PageGlyphs:
    """Return the visible characters of a page."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        # Invisible text over a picture of the page is somebody else's OCR.
        raw = _raw_chars(page, text_page, must_be_visible=picture_share(page) >= FULL_PAGE_SHARE)
    finally:
        text_page.close()
    shown = [replace(item, box=item.visible) for item in raw if item.visible is not None]
    hidden = [item for item in raw if item.visible != item.box]
    to_displayed = _user_to_displayed(page, width, height)
    turns = _turns_to_upright(raw, page.get_rotation() // 90)
    to_reading = to_displayed.then(quarter_turns(turns, width, height))
    size = (height, width) if turns % 2 else (width, height)
    return PageGlyphs(
        width=width,
        height=height,
        rotation=page.get_rotation(),
        turns=turns,
        user_to_reading=to_reading,
        reading_to_displayed=quarter_turns(turns, width, height).inverse(),
        glyphs=_without_overprints(_placed(shown, to_reading, size)),
        hidden=tuple(_placed(hidden, to_reading, size)),
    )


def _raw_chars(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, must_be_visible: bool) -> list[_RawChar]:
    handle = text_page.raw
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix, loose = pdfium_c.FS_MATRIX(), pdfium_c.FS_RECTF()
    chars: list[_RawChar] = []
    clips = Clips(page, handle)
    for index in range(text_page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(handle, index)
        if pdfium_c.FPDFText_IsGenerated(handle, index) == 1:
            continue
        # pdfium marks a hyphen at the end of a line with the control character 2.
        char = "-" if code == 2 else _character(code)
        if char.isspace() or not pdfium_c.FPDFText_GetCharBox(handle, index, left, right, bottom, top):
            continue
        if must_be_visible and _is_invisible(handle, index):
            continue
        pdfium_c.FPDFText_GetCharOrigin(handle, index, x, y)
        pdfium_c.FPDFText_GetMatrix(handle, index, matrix)
        em = pdfium_c.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
        quarter = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        box = Box(left.value, bottom.value, right.value, top.value)
        advance = box
        if pdfium_c.FPDFText_GetLooseCharBox(handle, index, loose):
            advance = Box(loose.left, loose.bottom, loose.right, loose.top)
        chars.append(
            _RawChar(char, box, advance, (x.value, y.value), em, quarter, _visible_part(box, clips.of_char(index)))
        )
    return chars


def _visible_part(ink: Box, clip: Box | None) -> Box | None:
    if clip is None:
        return ink
    part = common_part(ink, clip)
    if part is None:
        # A character without ink of its own (a dash has no height) is where its middle is.
        is_inside = clip.x0 <= (ink.x0 + ink.x1) / 2 <= clip.x1 and clip.y0 <= (ink.y0 + ink.y1) / 2 <= clip.y1
        return ink if is_inside else None
    share = area(part) / area(ink)
    return None if share < _VISIBLE_SHARE else ink if share > _WHOLE_SHARE else part


def _character(code: int) -> str:
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return UNREADABLE
    return chr(code)


def _is_invisible(handle: Any, index: int) -> bool:
    text_object = pdfium_c.FPDFText_GetTextObject(handle, index)
    if not text_object:
        return False
    return bool(pdfium_c.FPDFTextObj_GetTextRenderMode(text_object) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)


def _user_to_displayed(page: pdfium.PdfPage, width: float, height: float) -> Affine:
    """Return the map from user space to the displayed page, as pdfium itself applies it when it renders."""
    wide, high = round(width * _DEVICE_PER_POINT), round(height * _DEVICE_PER_POINT)

    def displayed(px: float, py: float) -> tuple[float, float]:
        dx, dy = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, wide, high, 0, px, py, dx, dy)
        return dx.value / _DEVICE_PER_POINT, height - dy.value / _DEVICE_PER_POINT

    ex, ey = displayed(0, 0)
    ax, ay = displayed(1000, 0)
    cx, cy = displayed(0, 1000)
    return Affine((ax - ex) / 1000, (ay - ey) / 1000, (cx - ex) / 1000, (cy - ey) / 1000, ex, ey)


def _turns_to_upright(raw: list[_RawChar], page_turns: int) -> int:
    """Return how many quarter turns clockwise make most characters of the displayed page stand upright."""
    if not raw:
        return 0
    # A quarter of the text matrix counts counter-clockwise in user space; /Rotate turns the page clockwise.
    return (Counter(item.quarter for item in raw).most_common(1)[0][0] - page_turns) % 4


def _placed(raw: list[_RawChar], to_reading: Affine, size: tuple[float, float]) -> list[Glyph]:
    """Return the characters in reading coordinates, without those that lie off the page."""
    placed: list[Glyph] = []
    scale = math.hypot(to_reading.a, to_reading.b)
    for item in raw:
        box = to_reading.box(item.box)
        if not (0 <= (box.x0 + box.x1) / 2 <= size[0] and 0 <= (box.y0 + box.y1) / 2 <= size[1]):
            continue
        baseline = to_reading.point(*item.origin)[1]
        em = item.em * scale or box.y1 - box.y0
        advance = to_reading.box(item.advance)
        start, end = min(box.x0, advance.x0), max(box.x1, advance.x1)
        placed.append(Glyph(item.char, box.x0, box.y0, box.x1, box.y1, baseline, em, start, end))
    return placed


def _without_overprints(glyphs: list[Glyph]) -> tuple[Glyph, ...]:
    kept: list[Glyph] = []
    near: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        cell = (round(glyph.middle_x / 4), round(glyph.middle_y / 4))
        around = [(glyph.char, cell[0] + dx, cell[1] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        if any(_covers(other, glyph) for key in around for other in near.get(key, ())):
            continue
        near.setdefault((glyph.char, *cell), []).append(glyph)
        kept.append(glyph)
    return tuple(kept)


def _covers(one: Glyph, other: Glyph) -> bool:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    if width <= 0 or height <= 0:
        return False
    area = max((other.x1 - other.x0) * (other.y1 - other.y0), 1e-6)
    return width * height >= _OVERPRINT_SHARE * area
