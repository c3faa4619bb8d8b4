"""Characters that a file holds and a person does not see: white on white, painted over, switched off, transparent.

Belongs here: which text objects may be so, and the proof by the picture: the page is drawn with them and without them, and
a character whose place looks the same both times is not seen. What the page clips away is known without drawing
(``characters``). Text whose whole page is a picture is somebody's OCR (``glyphs``).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from pipelines.extraction.characters import Flags, Floats, RawCharacters
from pipelines.extraction.geometry import Affine
from pipelines.pdf import calls
from pipelines.pdf.page_objects import IMAGE, PATH, TEXT, page_objects
from pipelines.pdf.render import render

#: Colours nearer than this in every channel (of 255) are not told apart on paper; so light a colour is paper itself.
_LIKE_GROUND, _LIKE_PAPER = 32, 223
#: What is painted with less of this opacity (of 255) may not be seen.
_FAINT = 48
#: Grounds and covers are longer than this, in points, on both sides; rules and their dots are thinner.
_LEAST_SIDE = 1.6
#: How the page is drawn, and by how much (of 255) a point changes that is looked at.
_DPI, _CHANGE = 144, 24
#: A character is seen if so much of its box changes with it. The thinnest fill a quarter of their box.
_LEAST_SHARE = 0.08
#: So many texts are held against everything painted at once.
_TEXTS_AT_ONCE = 512
#: What is drawn and has no one colour.
_PICTURES = (IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING)

_Box = tuple[float, float, float, float]
_Colour = tuple[int, int, int, int]
_Picture = NDArray[np.int16]


@dataclass(slots=True)
class _Looked:
    """What a page draws, in order: the text objects asked for, and what may hide them, by their numbers in that order."""

    text_orders: dict[int, int] = field(default_factory=dict)
    text_colours: dict[int, _Colour] = field(default_factory=dict)
    optional: set[int] = field(default_factory=set)
    paint_orders: list[int] = field(default_factory=list)
    paint_boxes: list[_Box] = field(default_factory=list)
    #: None for what has no one colour.
    paint_colours: list[_Colour | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Which characters of a reading nobody sees, and the text objects none of whose characters is seen."""

    characters: Flags
    text_objects: frozenset[int] = frozenset()


def find_unseen(page: pdfium.PdfPage, raw: RawCharacters, to_displayed: Affine) -> Unseen:
    """Return which characters of a page a person does not see; draws the page, twice, only where some may be so."""
    unseen = np.zeros(len(raw.chars), np.bool_)
    objects = np.array(raw.text_objects, np.uint64)
    suspects = _suspects(page, raw)
    asked = np.flatnonzero(np.isin(objects, np.array(sorted(suspects), np.uint64))) if suspects else ()
    if not len(asked):
        return Unseen(unseen)
    with_them, without = _drawn_twice(page, suspects)
    boxes = to_displayed.boxes(raw.ink[asked])
    for index, box in zip(asked, boxes.tolist(), strict=True):
        size, height = with_them.shape[:2], page.get_height()
        part, around = _part(size, height, box), _part(size, height, _widened(box))
        is_changed = _is_changed(with_them[part], without[part])
        unseen[index] = not is_changed or _is_ground(without[around], suspects[raw.text_objects[index]])
    seen_objects = set(objects[~unseen].tolist())
    return Unseen(unseen, frozenset(suspects.keys() & set(objects[unseen].tolist()) - seen_objects))


@contextmanager
def left_out(addresses: Iterable[int]) -> Iterator[None]:
    """Leave these objects out of what pdfium draws and reads, for a ``with`` block."""
    gone = tuple(addresses)
    for address in gone:
        calls.set_active(address, 0)
    try:
        yield
    finally:
        for address in gone:
            calls.set_active(address, 1)


def _suspects(page: pdfium.PdfPage, raw: RawCharacters) -> dict[int, _Colour]:
    """Return the addresses of text objects that may not be seen, with the colour each is printed in."""
    looked = _look(page, set(raw.text_objects))
    colours = looked.text_colours
    found = {address for address, colour in colours.items() if colour[3] < _FAINT} | looked.optional
    found |= {
        address for address, hidden in zip(raw.text_objects, raw.is_set_invisible.tolist(), strict=True) if hidden
    }
    light = {address for address, colour in colours.items() if min(colour[:3]) >= _LIKE_PAPER}
    if not looked.paint_boxes:
        found |= light
    elif colours:
        found |= _hidden_by_paint(looked, *_boxes_of(raw, colours), light)
    return {address: colours[address] for address in found if address in colours}


def _boxes_of(raw: RawCharacters, wanted: Collection[int]) -> tuple[list[int], Floats]:
    """Return the text objects in the order of their characters, and the box around the characters of each."""
    objects = np.array(raw.text_objects, np.uint64)
    addresses, number = np.unique(objects, return_inverse=True)
    boxes = np.tile(np.array([np.inf, np.inf, -np.inf, -np.inf]), (len(addresses), 1))
    np.minimum.at(boxes[:, :2], number, raw.ink[:, :2])
    np.maximum.at(boxes[:, 2:], number, raw.ink[:, 2:])
    kept = [n for n, address in enumerate(addresses.tolist()) if address in wanted]
    return [int(addresses[n]) for n in kept], boxes[kept]


def _hidden_by_paint(looked: _Looked, addresses: Sequence[int], boxes: Floats, light: set[int]) -> set[int]:
    """Return which texts something is painted over, or which have the colour of the ground they lie on."""
    paints = np.array(looked.paint_boxes, np.float64)
    paint_orders = np.array(looked.paint_orders)
    is_picture = np.array([colour is None for colour in looked.paint_colours])
    paint_colours = np.array([(colour or (0, 0, 0, 0))[:3] for colour in looked.paint_colours], np.int64)
    found = set()
    for start in range(0, len(addresses), _TEXTS_AT_ONCE):
        these = addresses[start : start + _TEXTS_AT_ONCE]
        meets = _meets(boxes[start : start + _TEXTS_AT_ONCE], paints)
        is_later = paint_orders[None, :] > np.array([looked.text_orders[address] for address in these])[:, None]
        is_ground = meets & ~is_later
        text_colours = np.array([looked.text_colours[address][:3] for address in these], np.int64)
        is_light = np.array([address in light for address in these])
        # Black print on a photograph is printed; only light print may drown in it.
        is_like = np.where(
            is_picture[None, :],
            is_light[:, None],
            (np.abs(text_colours[:, None, :] - paint_colours[None, :, :]) <= _LIKE_GROUND).all(axis=2),
        )
        may_hide = (meets & is_later).any(axis=1) | (is_ground & is_like).any(axis=1)
        may_hide |= is_light & ~is_ground.any(axis=1)
        found |= {these[n] for n in np.flatnonzero(may_hide).tolist()}
    return found


def _look(page: pdfium.PdfPage, wanted: set[int]) -> _Looked:
    looked = _Looked()
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    fill_at, stroke_at = calls.address_of(fill), calls.address_of(stroke)
    for order, item in enumerate(page_objects(page)):
        address = item.address
        if item.kind == TEXT:
            if address in wanted:
                looked.text_orders[address] = order
                looked.text_colours[address] = calls.colour_of(address)
                if calls.count_marks(address) and _is_optional(address):
                    looked.optional.add(address)
            continue
        if item.kind == PATH:
            if not calls.draw_mode(address, fill_at, stroke_at) or fill.value == pdfium_c.FPDF_FILLMODE_NONE:
                continue
        elif item.kind not in _PICTURES:
            continue
        box = item.bounds()
        if box is not None and min(box[2] - box[0], box[3] - box[1]) >= _LEAST_SIDE:
            looked.paint_orders.append(order)
            looked.paint_boxes.append(box)
            looked.paint_colours.append(calls.colour_of(address) if item.kind == PATH else None)
    return looked


def _is_optional(address: int) -> bool:
    """Tell whether an object belongs to a layer that can be switched off."""
    return any(calls.mark_name(address, n) == "OC" for n in range(calls.count_marks(address)))


def _meets(boxes: Floats, others: Floats) -> Flags:
    """Return which boxes (rows) share more with which others (columns) than their edges."""
    width = np.minimum(boxes[:, None, 2], others[None, :, 2]) - np.maximum(boxes[:, None, 0], others[None, :, 0])
    height = np.minimum(boxes[:, None, 3], others[None, :, 3]) - np.maximum(boxes[:, None, 1], others[None, :, 1])
    # The ink of a dash is thinner than any cover is wide.
    is_met: Flags = (width > 0) & (height > 0)
    return is_met


def _drawn_twice(page: pdfium.PdfPage, suspects: Iterable[int]) -> tuple[_Picture, _Picture]:
    """Return the displayed page as it is, and as it is without the suspects."""
    with_them = render(page, 0, _DPI).astype(np.int16)
    with left_out(suspects):
        return with_them, render(page, 0, _DPI).astype(np.int16)


def _part(size: tuple[int, ...], height: float, box: Sequence[float]) -> tuple[slice, slice]:
    """Return where a box of the displayed page lies in its picture, at least a point of it."""
    scale_y, scale_x = size[0] / max(height, 1e-6), _DPI / 72
    x0, x1 = int(box[0] * scale_x), math.ceil(box[2] * scale_x)
    y0, y1 = int((height - box[3]) * scale_y), math.ceil((height - box[1]) * scale_y)
    return slice(max(y0, 0), max(y1, y0 + 1, 1)), slice(max(x0, 0), max(x1, x0 + 1, 1))


def _widened(box: Sequence[float]) -> list[float]:
    """Return the box and what is around it, where other print does not hide the ground."""
    reach = (box[3] - box[1]) / 2
    return [box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach]


def _is_changed(with_it: _Picture, without: _Picture) -> bool:
    """Tell whether enough of a character's place changes with it; what lies off the page cannot be told."""
    return not with_it.size or float((np.abs(with_it - without) > _CHANGE).any(axis=2).mean()) >= _LEAST_SHARE


def _is_ground(without: _Picture, colour: _Colour) -> bool:
    """Tell whether most around a character has its colour: then it is seen only where it damages other print."""
    if not without.size:
        return False
    # Pictures are blue, green, red.
    ground = np.median(without.reshape(-1, 3), axis=0)[::-1]
    return bool((np.abs(ground - np.array(colour[:3])) <= _LIKE_GROUND).all())
