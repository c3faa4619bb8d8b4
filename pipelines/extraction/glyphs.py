"""What pdfium reads on a page: every visible character with its box, in reading coordinates.

Belongs here: which way up the page stands, and placing what ``characters`` fetched. Lines, cells and figures are made of
them elsewhere.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from pipelines.extraction.blank_signs import without_blank_signs
from pipelines.extraction.characters import Floats, RawCharacters, read_characters
from pipelines.extraction.geometry import Affine, quarter_turns
from pipelines.extraction.stamped import find_stamped
from pipelines.extraction.unseen import find_unseen, left_out
from pipelines.pdf.ocr import FULL_PAGE_SHARE, picture_share

#: Points are asked of pdfium as integers; this many a point keep a thousandth.
_DEVICE_PER_POINT = 1000
#: Viewers stop at 14,400 points (5 metres); integers would overflow at two million.
_LARGEST_SIDE = 100_000.0
#: Two characters of the same kind whose boxes cover each other by this share are one, printed twice to look bold.
_OVERPRINT_SHARE = 0.7
#: Nor do two of a kind begin so near, in font sizes, even where they are as thin as a point.
_OVERPRINT_EM = 0.12
#: Two readings put one character so near, in font sizes.
_SAME_PLACE_EM = 0.25
#: Characters in a band so high, in points, are held against each other when overprints are looked for.
_BAND = 8.0


class Glyph(NamedTuple):
    """One printed character: ink box and baseline in reading coordinates; ``em`` is the font size there.

    ``start`` and ``end`` are where its advance begins and ends, left to right: the ink of a comma leaves much of it blank.
    ``confidence`` (0 to 1) is OCR's, None for a character that the file itself names; ``font`` is where
    pdfium keeps its font while the page is open, 0 if there is none.
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
    font: int = 0

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
    #: Characters that are no text of the page: nobody sees them (``unseen``), or they are a watermark's or a seal's
    #: (``stamped``) or the mark of a note (``note_marks``).
    left_out: tuple[Glyph, ...] = ()
    #: Those of the characters left out that nobody sees.
    unseen: tuple[Glyph, ...] = ()
    #: True if what stands aslant was left out.
    is_level_only: bool = False

    @property
    def reading_size(self) -> tuple[float, float]:
        """Width and height of the page as read."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)


def read_glyphs(page: pdfium.PdfPage, has_layers: Callable[[], bool] = lambda: True) -> PageGlyphs:
    """Return the visible characters of a page; ``has_layers`` tells whether its file has layers that may be off."""
    width, height = page.get_size()
    to_displayed = _user_to_displayed(page, width, height)
    first = _read(page)
    unseen = find_unseen(page, first, to_displayed, has_layers)
    # pdfium takes two alike characters in one place for one: the one below, that nobody sees, would stand for both.
    with left_out(unseen.text_objects):
        raw = _read(page) if unseen.text_objects else first
    is_unseen = _is_among(raw, first, unseen.characters)
    raw = without_blank_signs(page, raw, to_displayed, is_unseen)
    stamped = find_stamped(page, raw, is_unseen)
    quarters = [raw.quarters[n] for n in np.flatnonzero(~stamped.characters)]
    turns = _turns_to_upright(quarters, page.get_rotation() // 90)
    to_reading = to_displayed.then(quarter_turns(turns, width, height))
    size = (height, width) if turns % 2 else (width, height)
    seen = raw.visible()
    # The second reading is asked without what stands aslant.
    is_level_stamp = stamped.characters & ~raw.is_aslant
    is_text = seen.is_shown & ~is_unseen & ~stamped.characters
    nobody_sees = (
        tuple(_placed(first, first.ink, unseen.characters, to_reading, size)) if unseen.characters.any() else ()
    )
    return PageGlyphs(
        width=width,
        height=height,
        rotation=page.get_rotation(),
        turns=turns,
        user_to_reading=to_reading,
        reading_to_displayed=quarter_turns(turns, width, height).inverse(),
        glyphs=without_overprints(_placed(raw, seen.boxes, is_text, to_reading, size)),
        hidden=tuple(_placed(raw, raw.ink, seen.is_harmed, to_reading, size)) if seen.is_harmed.any() else (),
        left_out=(
            *nobody_sees,
            *(_placed(raw, raw.ink, is_level_stamp, to_reading, size) if is_level_stamp.any() else ()),
        ),
        unseen=nobody_sees,
        is_level_only=stamped.has_aslant,
    )


def _read(page: pdfium.PdfPage) -> RawCharacters:
    text_page = page.get_textpage()
    try:
        # Invisible text over a picture of the page is somebody else's OCR.
        return read_characters(page, text_page, must_be_visible=picture_share(page) >= FULL_PAGE_SHARE)
    finally:
        text_page.close()


def _is_among(raw: RawCharacters, first: RawCharacters, unseen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which characters of the second reading were unseen in the first: the same sign of one object in one place."""
    if raw is first or not unseen.any():
        return unseen if raw is first else np.zeros(len(raw.chars), np.bool_)
    known = {(first.text_objects[n], first.chars[n], *first.ink[n].round(2)) for n in np.flatnonzero(unseen)}
    keys = zip(raw.text_objects, raw.chars, raw.ink.round(2).tolist(), strict=True)
    return np.array([(address, char, *box) in known for address, char, box in keys], np.bool_)


def _user_to_displayed(page: pdfium.PdfPage, width: float, height: float) -> Affine:
    """Return the map from user space to the displayed page, as pdfium itself applies it when it renders."""
    if max(width, height) > _LARGEST_SIDE:
        raise ValueError(f"the page is {width:.0f} by {height:.0f} points large; no printed page is")
    wide, high = round(width * _DEVICE_PER_POINT), round(height * _DEVICE_PER_POINT)

    def displayed(px: float, py: float) -> tuple[float, float]:
        dx, dy = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, wide, high, 0, px, py, dx, dy)
        return dx.value / _DEVICE_PER_POINT, height - dy.value / _DEVICE_PER_POINT

    ex, ey = displayed(0, 0)
    ax, ay = displayed(1000, 0)
    cx, cy = displayed(0, 1000)
    return Affine((ax - ex) / 1000, (ay - ey) / 1000, (cx - ex) / 1000, (cy - ey) / 1000, ex, ey)


def _turns_to_upright(quarters: list[int], page_turns: int) -> int:
    """Return how many quarter turns clockwise make most characters of the displayed page stand upright."""
    if not quarters:
        return 0
    # A quarter of the text matrix counts counter-clockwise in user space; /Rotate turns the page clockwise.
    return (Counter(quarters).most_common(1)[0][0] - page_turns) % 4


def _placed(
    raw: RawCharacters, ink: Floats, wanted: NDArray[np.bool_], to_reading: Affine, size: tuple[float, float]
) -> list[Glyph]:
    """Return the wanted characters in reading coordinates, without those that lie off the page."""
    if not len(ink):
        return []
    box = to_reading.boxes(ink)
    middle_x, middle_y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
    is_on_page = (middle_x >= 0) & (middle_x <= size[0]) & (middle_y >= 0) & (middle_y <= size[1])
    baseline = to_reading.b * raw.origin[:, 0] + to_reading.d * raw.origin[:, 1] + to_reading.f
    em = raw.em * math.hypot(to_reading.a, to_reading.b)
    em = np.where(em == 0, box[:, 3] - box[:, 1], em)
    advance = to_reading.boxes(raw.advance)
    start, end = np.minimum(box[:, 0], advance[:, 0]), np.maximum(box[:, 2], advance[:, 2])
    chosen = np.flatnonzero(is_on_page & wanted)
    columns = np.column_stack((box, baseline, em, start, end))[chosen].T.tolist()
    chars, fonts = ([of[n] for n in chosen.tolist()] for of in (raw.chars, raw.fonts))
    return list(map(Glyph, chars, *columns, repeat(None), fonts))


def without_left_out(glyphs: Sequence[Glyph], gone: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return the characters of another reading without those left out, each taken away once."""
    if not gone:
        return glyphs
    left = list(gone)
    kept = []
    for glyph in glyphs:
        same = next((n for n, other in enumerate(left) if _is_same_place(glyph, other)), None)
        if same is None:
            kept.append(glyph)
        else:
            del left[same]
    return kept


def _is_same_place(one: Glyph, other: Glyph) -> bool:
    reach = _SAME_PLACE_EM * other.em
    return (
        one.char == other.char and abs(one.start - other.start) <= reach and abs(one.baseline - other.baseline) <= reach
    )


def without_overprints(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Return the characters without those that are printed twice in one place."""
    if not _may_overprint(glyphs):
        return tuple(glyphs)
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


def _may_overprint(glyphs: Sequence[Glyph]) -> bool:
    """Tell, quickly, whether any two characters of the same kind stand nearer to each other than they are wide."""
    if len(glyphs) < 2:
        return False
    kind = np.array([ord(glyph.char[0]) for glyph in glyphs])
    x0, y0, x1, y1 = np.array([glyph[1:5] for glyph in glyphs]).T
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    em = np.array([glyph.em for glyph in glyphs])
    reach = np.maximum(np.maximum(x1 - x0, y1 - y0) * (1 - _OVERPRINT_SHARE) * 2, em * _OVERPRINT_EM)
    for shift in (0.0, _BAND / 2):
        band = np.floor((y + shift) / _BAND)
        order = np.lexsort((x, band, kind))
        for step in (1, 2, 3):
            one, other = order[:-step], order[step:]
            is_near = (
                (kind[one] == kind[other])
                & (np.abs(x[one] - x[other]) < reach[one])
                & (np.abs(y[one] - y[other]) < reach[one])
            )
            if is_near.any():
                return True
    return False


def _covers(one: Glyph, other: Glyph) -> bool:
    reach = _OVERPRINT_EM * min(one.em, other.em)
    if abs(one.x0 - other.x0) <= reach and abs(one.baseline - other.baseline) <= reach:
        return True
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    if width <= 0 or height <= 0:
        return False
    area = max((other.x1 - other.x0) * (other.y1 - other.y0), 1e-6)
    return width * height >= _OVERPRINT_SHARE * area
