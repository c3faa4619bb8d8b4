"""The characters of a page as pdfium's text page lists them, in user space, and how much of each the page shows.

Belongs here: asking pdfium, fast. A page has thousands of characters, and every question is a call into C, so what holds
for a whole text object is asked once, and arithmetic is done for all characters together. Placing them is done elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from pipelines.extraction.clips import Clips
from pipelines.pdf import calls

UNREADABLE = "\ufffd"
#: A character less of which than this is shown cannot be read; more than the other, and it is shown whole.
_VISIBLE_SHARE = 0.15
_WHOLE_SHARE = 0.85
#: pdfium marks a hyphen at the end of a line with this control character.
_HYPHEN = 2
#: Of each character: left, right, bottom, top, x and y of its origin, eight bytes each; of its advance, four of four bytes.
_EXACT_BYTES, _LOOSE_BYTES = 48, 16
_LEFT_BOTTOM_RIGHT_TOP = (0, 2, 1, 3)
#: The second may yet show as what is painted through it.
_PAINT_NOTHING = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_OUTLINES = (pdfium_c.FPDF_TEXTRENDERMODE_STROKE, pdfium_c.FPDF_TEXTRENDERMODE_STROKE_CLIP)
#: Print further than this from a right angle, in degrees, stands aslant; programs set level print exactly so.
_ASLANT = 3.0
_NO_CLIP = (-math.inf, -math.inf, math.inf, math.inf)

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Visibility:
    """What a page shows of its characters: the part of their ink, whether any, and whether not all of it."""

    boxes: Floats
    is_shown: Flags
    is_harmed: Flags


@dataclass(frozen=True, slots=True)
class RawCharacters:
    """Characters in user space; one row of each array a character, boxes as x0, y0, x1, y1."""

    chars: list[str]
    quarters: list[int]
    ink: Floats
    advance: Floats
    origin: Floats
    em: Floats
    #: What each is clipped to, infinite where nothing clips it.
    clip: Floats
    #: Where pdfium keeps the text object each belongs to, 0 where it tells none.
    text_objects: list[int]
    #: True for what the file itself sets to be invisible.
    is_set_invisible: Flags
    #: True for what stands neither upright nor at a right angle.
    is_aslant: Flags
    #: Red, green, blue and opacity (0 to 255) of what shows: fill, or outline where nothing is filled.
    colour: NDArray[np.int64]
    #: Where pdfium keeps their fonts while the page is open, 0 where it tells none.
    fonts: list[int]

    def visible(self) -> Visibility:
        """Return what the page shows of each character."""
        ink, clip = self.ink, self.clip
        part = np.column_stack((np.maximum(ink[:, :2], clip[:, :2]), np.minimum(ink[:, 2:], clip[:, 2:])))
        has_part = (part[:, 0] < part[:, 2]) & (part[:, 1] < part[:, 3])
        share = areas(part) / np.maximum(areas(ink), 1e-12)
        middle = (ink[:, :2] + ink[:, 2:]) / 2
        # A character without ink of its own (a dash has no height) is where its middle is.
        is_inside = ((clip[:, :2] <= middle) & (middle <= clip[:, 2:])).all(axis=1)
        is_free = np.isinf(clip).all(axis=1)
        is_shown = is_free | np.where(has_part, share >= _VISIBLE_SHARE, is_inside)
        is_cut = ~is_free & is_shown & has_part & (share <= _WHOLE_SHARE)
        return Visibility(np.where(is_cut[:, None], part, ink), is_shown, ~is_shown | is_cut)


@dataclass(frozen=True, slots=True)
class _TextObject:
    """What holds for all characters of a text object."""

    em: float
    quarter: int
    clip: tuple[float, float, float, float]
    is_invisible: bool
    is_aslant: bool = False
    colour: tuple[int, int, int, int] = (0, 0, 0, 255)
    font: int = 0


def read_characters(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, must_be_visible: bool) -> RawCharacters:
    """Return the characters of a page but white space; if asked, without those that are set to be invisible."""
    handle = calls.handle_of(text_page.raw)
    count = text_page.count_chars()
    # pdfium writes its answers straight into the arrays: a row of each a character.
    exact, loose = np.zeros((count, 6), np.float64), np.zeros((count, 4), np.float32)
    at, loose_at = exact.ctypes.data, loose.ctypes.data
    matrix = pdfium_c.FS_MATRIX()
    clips = Clips(page)
    # Over a picture of the page, what only clips is no more seen than what is invisible.
    unpainted = _PAINT_NOTHING if must_be_visible else _PAINT_NOTHING[:1]
    known: dict[int, int] = {}
    texts: list[_TextObject] = []
    addresses: list[int] = []
    chars: list[str] = []
    kept: list[int] = []
    text_of: list[int] = []
    has_advance: list[bool] = []
    code_of, box_of, object_of = calls.character_code, calls.character_box, calls.text_object_of
    origin_of, advance_of = calls.character_origin, calls.character_advance
    for index in range(count):
        char = _character(code_of(handle, index))
        # What pdfium makes up itself is white space, too.
        if char.isspace():
            continue
        row = at + index * _EXACT_BYTES
        if not box_of(handle, index, row, row + 8, row + 16, row + 24):
            continue
        address = object_of(handle, index) or 0
        number = known.get(address)
        if number is None:
            number = len(texts)
            texts.append(_text_object(handle, index, address, clips, matrix, unpainted))
            addresses.append(address)
            if address:
                known[address] = number
        if must_be_visible and texts[number].is_invisible:
            continue
        origin_of(handle, index, row + 32, row + 40)
        has_advance.append(advance_of(handle, index, loose_at + index * _LOOSE_BYTES))
        chars.append(char)
        kept.append(index)
        text_of.append(number)
    ink = exact[kept][:, _LEFT_BOTTOM_RIGHT_TOP]
    # FS_RECTF is left, top, right, bottom.
    advance = loose[kept][:, (0, 3, 2, 1)].astype(np.float64)
    objects = np.array([(text.em, *text.clip) for text in texts], np.float64).reshape(len(texts), 5)[text_of]
    return RawCharacters(
        chars=chars,
        quarters=[texts[number].quarter for number in text_of],
        ink=ink,
        advance=np.where(np.array(has_advance, np.bool_)[:, None], advance, ink),
        origin=exact[kept][:, 4:6],
        em=objects[:, 0],
        clip=objects[:, 1:5],
        text_objects=[addresses[number] for number in text_of],
        is_set_invisible=np.array([text.is_invisible for text in texts], np.bool_)[text_of],
        is_aslant=np.array([text.is_aslant for text in texts], np.bool_)[text_of],
        colour=np.array([text.colour for text in texts], np.int64).reshape(len(texts), 4)[text_of],
        fonts=[texts[number].font for number in text_of],
    )


def _text_object(
    handle: int, index: int, address: int, clips: Clips, matrix: Any, unpainted: tuple[int, ...]
) -> _TextObject:
    calls.character_matrix(handle, index, calls.address_of(matrix))
    em = calls.character_font_size(handle, index) * math.hypot(matrix.c, matrix.d)
    quarter = 0 if matrix.b == 0 and matrix.a > 0 else round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    if not address:
        return _TextObject(em, quarter, _NO_CLIP, is_invisible=False)
    clip = clips.of_text(address)
    mode = calls.render_mode(address)
    return _TextObject(
        em,
        quarter,
        _NO_CLIP if clip is None else (clip.x0, clip.y0, clip.x1, clip.y1),
        is_invisible=mode in unpainted,
        is_aslant=is_aslant(matrix.a, matrix.b),
        colour=(calls.stroke_colour_of if mode in _OUTLINES else calls.colour_of)(address),
        font=calls.font_of(address) or 0,
    )


@cache
def _character(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return UNREADABLE
    return chr(code)


def is_aslant(a: float, b: float) -> bool:
    """Tell whether a text whose matrix begins so stands neither upright nor at a right angle."""
    if a == 0 or b == 0:
        return False
    angle = math.degrees(math.atan2(b, a)) % 90
    return min(angle, 90 - angle) > _ASLANT


def areas(boxes: Floats) -> Floats:
    """Return the areas of boxes, one a row."""
    found: Floats = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    return found
