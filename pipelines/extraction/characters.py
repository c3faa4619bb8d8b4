"""The characters of a page as pdfium's text page lists them, in user space, and how much of each the page shows.

Belongs here: asking pdfium, fast. A page has thousands of characters, and every question is a call into C, so what holds
for a whole text object is asked once, and arithmetic is done for all characters together. Placing them is done elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from pipelines.extraction.clips import Clips
from pipelines.extraction.model import Box
from pipelines.pdf import calls

UNREADABLE = "\ufffd"
#: A character less of which than this is shown cannot be read; more than the other, and it is shown whole.
_VISIBLE_SHARE = 0.15
_WHOLE_SHARE = 0.85
#: pdfium marks a hyphen at the end of a line with this control character.
_HYPHEN = 2
#: Of each character: left, right, bottom, top, x and y of its origin, eight bytes each; of its advance, four of four bytes.
_EXACT_BYTES, _LOOSE_BYTES = 48, 16
#: Of each text object: its matrix and its colour, six and four of four bytes.
_MATRIX_BYTES, _COLOUR_BYTES = 24, 16
#: Colour and opacity where pdfium knows none.
_BLACK = (0, 0, 0, 255)
#: Matrices remembered: a report sets its print in a few sizes, nearly always level.
_REMEMBERED = 2_000
_LEFT_BOTTOM_RIGHT_TOP = (0, 2, 1, 3)
#: The second may yet show as what is painted through it.
_PAINT_NOTHING = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_OUTLINES = (pdfium_c.FPDF_TEXTRENDERMODE_STROKE, pdfium_c.FPDF_TEXTRENDERMODE_STROKE_CLIP)
#: Print further than this from a right angle, in degrees, stands aslant; programs set level print exactly so.
_ASLANT = 3.0
_LEVEL = math.tan(math.radians(_ASLANT))
#: Text set so flat or so thin, as a share of its size, leaves no ink (0 Tz).
_NOTHING = 0.001
#: Print narrower than this share of its height cannot be read, and two alike digits lie where one is. Real reports have none
#: below a half.
_NARROWEST = 0.25
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
    #: pdfium's name of how each is painted: filled, as an outline, not at all, as what clips all that follows.
    mode: NDArray[np.int64]
    #: True for what is set so flat or so thin that nothing of it is drawn.
    is_undrawn: Flags
    #: True for what stands neither upright nor at a right angle.
    is_aslant: Flags
    #: Red, green, blue and opacity (0 to 255) of what shows: fill, or outline where nothing is filled.
    colour: NDArray[np.int64]
    #: The same of what its text object would be filled with.
    fill: NDArray[np.int64]
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


class _TextObjects:
    """What holds for all characters of a text object, told by pdfium object by object; a row of each array an object."""

    def __init__(self, handle: int, clips: Clips, unpainted: tuple[int, ...], most: int, page_turns: int) -> None:
        """Make room for the text objects of a text page; ``unpainted`` are the modes that show nothing.

        ``page_turns`` quarter turns clockwise lead from user space to the displayed page.
        """
        self.addresses: list[int] = []
        self.fonts: list[int] = []
        self.modes: list[int] = []
        self.is_invisible: list[bool] = []
        self._handle, self._clips, self._unpainted = handle, clips, unpainted
        self._page_turns = page_turns
        # pdfium writes its answers straight into the arrays.
        self._matrices = np.zeros((most, 6), np.float32)
        self._colours = np.tile(np.array(_BLACK, np.uint32), (most, 1))
        self._matrices_at, self._colours_at = self._matrices.ctypes.data, self._colours.ctypes.data
        self._sizes: list[float] = []
        self._clipped: list[Box | None] = []
        self._outlines: dict[int, tuple[int, int, int, int]] = {}

    def add(self, index: int, address: int) -> int:
        """Ask for the text object of a character, 0 where pdfium tells none, and return its number."""
        number = len(self.addresses)
        self.addresses.append(address)
        calls.character_matrix(self._handle, index, self._matrices_at + number * _MATRIX_BYTES)
        self._sizes.append(calls.character_font_size(self._handle, index))
        if not address:
            self._clipped.append(None)
            self.fonts.append(0)
            self.modes.append(pdfium_c.FPDF_TEXTRENDERMODE_FILL)
            self.is_invisible.append(False)
            return number
        self._clipped.append(self._clips.of_text(address))
        self.fonts.append(calls.font_of(address) or 0)
        mode = calls.render_mode(address)
        self.modes.append(mode)
        self.is_invisible.append(mode in self._unpainted)
        at = self._colours_at + number * _COLOUR_BYTES
        # Where pdfium knows none, it writes none.
        calls.fill_colour(address, at, at + 4, at + 8, at + 12)
        if mode in _OUTLINES:
            self._outlines[number] = calls.stroke_colour_of(address)
        return number

    def mirrored(self) -> frozenset[int]:
        """Return the numbers of those that are printed as a mirror shows them."""
        a, b, c, d = _displayed(self._matrices[: len(self.addresses), :4], self._page_turns)
        # A font that is upside down itself is set with the height turned, not the direction.
        found = (a < 0) & (np.abs(b) <= -a * _LEVEL) & (d > 0) & (np.abs(c) < d)
        return frozenset(np.flatnonzero(found).tolist())

    def thinned(self) -> tuple[Flags, frozenset[int]]:
        """Return which are set so thin that nothing of them is drawn, and the numbers of those too narrow to be read."""
        a, b, c, d = self._matrices[: len(self.addresses), :4].astype(np.float64).T
        area, height = np.abs(a * d - b * c), c * c + d * d
        # What pdfium tells no text object of has no matrix, either.
        is_undrawn = (area <= _NOTHING * (a * a + b * b + height)) & (np.array(self.addresses, np.uint64) > 0)
        return is_undrawn, frozenset(np.flatnonzero((area < _NARROWEST * height) & ~is_undrawn).tolist())

    def arrays(self, mirrored: frozenset[int]) -> tuple[Floats, Floats, NDArray[np.int64], Flags]:
        """Return font size, clip, quarter turns, and whether each stands aslant."""
        count = len(self.addresses)
        ways = [_way(*row) for row in self._matrices[:count, :4].tolist()]
        em = [size * way.height for size, way in zip(self._sizes, ways, strict=True)]
        clips = [_NO_CLIP if clip is None else (clip.x0, clip.y0, clip.x1, clip.y1) for clip in self._clipped]
        # What pdfium tells no text object of is taken to be level.
        is_aslant = [way.is_aslant and address > 0 for way, address in zip(ways, self.addresses, strict=True)]
        # What is mirrored stands upright on the page as it is displayed, and runs to the left.
        quarters = [self._page_turns if n in mirrored else way.quarter for n, way in enumerate(ways)]
        return (
            np.array(em, np.float64),
            np.array(clips, np.float64).reshape(count, 4),
            np.array(quarters, np.int64),
            np.array(is_aslant, np.bool_),
        )

    def colours(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the colour of what shows, and of what each would be filled with."""
        fill = self._colours[: len(self.addresses)].astype(np.int64)
        colour = fill.copy()
        for number, outline in self._outlines.items():
            colour[number] = outline
        return colour, fill


class _Way(NamedTuple):
    """How a text's matrix sets its print: its height for a size of one, quarter turns, and whether it stands aslant."""

    height: float
    quarter: int
    is_aslant: bool


@lru_cache(_REMEMBERED)
def _way(a: float, b: float, c: float, d: float) -> _Way:
    quarter = 0 if b == 0 and a > 0 else round(math.atan2(b, a) / (math.pi / 2)) % 4
    return _Way(math.hypot(c, d), quarter, is_aslant(a, b))


def read_characters(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, must_be_visible: bool) -> RawCharacters:
    """Return the characters of a page but white space; if asked, without those that are set to be invisible."""
    handle = calls.handle_of(text_page.raw)
    count = text_page.count_chars()
    # pdfium writes its answers straight into the arrays: a row of each a character.
    exact, loose = np.zeros((count, 6), np.float64), np.zeros((count, 4), np.float32)
    at, loose_at = exact.ctypes.data, loose.ctypes.data
    # Over a picture of the page, what only clips is no more seen than what is invisible.
    unpainted = _PAINT_NOTHING if must_be_visible else _PAINT_NOTHING[:1]
    texts = _TextObjects(handle, Clips(page), unpainted, count, page.get_rotation() // 90)
    known: dict[int, int] = {}
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
            number = texts.add(index, address)
            if address:
                known[address] = number
        if must_be_visible and texts.is_invisible[number]:
            continue
        origin_of(handle, index, row + 32, row + 40)
        has_advance.append(advance_of(handle, index, loose_at + index * _LOOSE_BYTES))
        chars.append(char)
        kept.append(index)
        text_of.append(number)
    exact, loose = exact[kept], loose[kept]
    ink = exact[:, _LEFT_BOTTOM_RIGHT_TOP]
    # FS_RECTF is left, top, right, bottom.
    advance = loose[:, (0, 3, 2, 1)].astype(np.float64)
    mirrored = texts.mirrored()
    em, clip, quarter, aslant = texts.arrays(mirrored)
    colour, fill = texts.colours()
    is_undrawn, narrow = texts.thinned()
    if nobodys := mirrored | narrow:
        # Nobody reads it, and in the order of the page mirrored figures are others (279.54 and 45.972).
        chars = [UNREADABLE if number in nobodys else char for number, char in zip(text_of, chars, strict=True)]
    # Empty lists make arrays of another kind.
    number_of = np.array(text_of, np.intp)
    return RawCharacters(
        chars=chars,
        quarters=quarter[number_of].tolist(),
        ink=ink,
        advance=np.where(np.array(has_advance, np.bool_)[:, None], advance, ink),
        origin=exact[:, 4:6],
        em=em[number_of],
        clip=clip[number_of],
        text_objects=[texts.addresses[number] for number in text_of],
        mode=np.array(texts.modes, np.int64)[number_of],
        is_undrawn=is_undrawn[number_of],
        is_aslant=aslant[number_of],
        colour=colour[number_of],
        fill=fill[number_of],
        fonts=[texts.fonts[number] for number in text_of],
    )


@cache
def _character(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return UNREADABLE
    return chr(code)


def _displayed(matrices: NDArray[np.float32], page_turns: int) -> tuple[NDArray[np.float32], ...]:
    """Return the four columns of text matrices as they are on the displayed page, so many quarter turns clockwise on."""
    x, y = matrices[:, 0::2], matrices[:, 1::2]
    for _ in range(page_turns):
        x, y = y, -x
    return x[:, 0], y[:, 0], x[:, 1], y[:, 1]


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
