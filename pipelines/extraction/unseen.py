"""Characters that a file holds and a person does not see: white on white, painted over, switched off, transparent, clipping.

Belongs here: which text objects may be so, and the proof by the picture: the page is drawn with them and without them, and
a character whose place looks the same both times is not seen. Text that only clips is seen if something is painted through it.
What the page clips away, and what is set so thin that it leaves no ink, is known without drawing (``characters``). Text whose
whole page is a picture is somebody's OCR (``glyphs``).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from pipelines.extraction.characters import Flags, Floats, RawCharacters
from pipelines.extraction.geometry import Affine
from pipelines.pdf import calls
from pipelines.pdf.page_objects import IMAGE, PATH, TEXT, PageObject, page_objects
from pipelines.pdf.render import render

#: Colours nearer than this in every channel (of 255) are not told apart on paper; so light a colour is paper itself.
_LIKE_GROUND, _LIKE_PAPER = 32, 223
#: What is painted with less of this opacity (of 255) may not be seen.
_FAINT = 48
#: Grounds and covers are longer than this, in points, on both sides; rules and their dots are thinner.
_LEAST_SIDE = 1.6
#: A line covers print if it is so broad, in points; the ring of a seal is thinner, and lets it be read.
_BROAD = 4.0
#: How the page is drawn, and by how much (of 255) a point changes that is looked at.
_DPI, CHANGE = 144, 24
#: A character is seen if so much of its box changes with it. The thinnest fill a quarter of their box.
_LEAST_SHARE = 0.08
#: A character's ground is looked for so far around it at least, in font sizes.
_REACH_EM = 0.4
#: What runs through so much of a character's surroundings is a rule, no stroke.
_WHOLE_RULE = 0.95
#: Suspects that lie upon each other are drawn apart, in so many pictures at most.
_MOST_GROUPS = 6
#: So many texts are held against everything painted at once.
_TEXTS_AT_ONCE = 512
#: All modes from this on clip what is drawn after the text.
_FIRST_CLIPPING = pdfium_c.FPDF_TEXTRENDERMODE_FILL_CLIP
#: What is drawn and has no one colour.
_PICTURES = (IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING)

_Box = tuple[float, float, float, float]
_Colour = tuple[int, int, int, int]
Picture = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The text objects of a page, one a row of each array: the box around its characters, its number in the order of drawing."""

    addresses: list[int]
    boxes: Floats
    colours: NDArray[np.int64]
    orders: NDArray[np.int64]

    @property
    def is_light(self) -> Flags:
        """Return which are printed like paper."""
        found: Flags = self.colours[:, :3].min(axis=1) >= _LIKE_PAPER
        return found

    def only(self, wanted: Flags | slice) -> _Texts:
        """Return some of them."""
        addresses = np.array(self.addresses, np.uint64)[wanted].tolist()
        return _Texts(addresses, self.boxes[wanted], self.colours[wanted], self.orders[wanted])


@dataclass(frozen=True, slots=True)
class _Paints:
    """What may hide texts, one a row of each array; what is a picture has no one colour."""

    boxes: Floats
    colours: NDArray[np.int64]
    is_picture: Flags
    orders: NDArray[np.int64]

    def only(self, wanted: Flags) -> _Paints:
        """Return some of them."""
        return _Paints(self.boxes[wanted], self.colours[wanted], self.is_picture[wanted], self.orders[wanted])


@dataclass(frozen=True, slots=True)
class Unseen:
    """Which characters of a reading nobody sees, and the text objects none of whose characters is seen."""

    characters: Flags
    text_objects: frozenset[int] = frozenset()


def find_unseen(
    page: pdfium.PdfPage, raw: RawCharacters, to_displayed: Affine, has_layers: Callable[[], bool] = lambda: True
) -> Unseen:
    """Return which characters of a page a person does not see; draws the page, at least twice, only where some may be so."""
    objects = np.array(raw.text_objects, np.uint64)
    unseen = raw.is_undrawn | _has_nothing_through_it(page, raw, to_displayed)
    suspects = _suspects(page, raw, has_layers)
    asked = np.flatnonzero(np.isin(objects, np.array(sorted(suspects), np.uint64))) if suspects else ()
    if not len(asked):
        return Unseen(unseen, frozenset(objects[unseen].tolist()) - set(objects[~unseen].tolist()))
    boxes, height = to_displayed.boxes(raw.ink[asked]).tolist(), page.get_height()
    groups = _groups_apart(objects[asked], np.array(boxes))
    without = drawn_without(page, suspects)
    for group in groups:
        # Drawn alone, for one that is seen would speak for another in its place that is not.
        with_them = drawn_without(page, suspects.keys() - group)
        for index, box in zip(asked, boxes, strict=True):
            if raw.text_objects[index] not in group:
                continue
            part = part_of(without.shape, height, box)
            around = part_of(without.shape, height, _widened(box, raw.em[index]))
            is_changed = _is_changed(with_them[part], without[part])
            unseen[index] = not is_changed or _is_ground(without[around], suspects[raw.text_objects[index]])
    return Unseen(unseen, frozenset(objects[unseen].tolist()) - set(objects[~unseen].tolist()))


def _has_nothing_through_it(page: pdfium.PdfPage, raw: RawCharacters, to_displayed: Affine) -> Flags:
    """Return which characters only clip what is drawn after them, where nothing is."""
    found: Flags = raw.mode == pdfium_c.FPDF_TEXTRENDERMODE_CLIP
    if not found.any():
        return found
    # Other print in their place is not theirs; a text that is left out clips all the same.
    painted = drawn_without(page, {address for address in raw.text_objects if address})
    asked = np.flatnonzero(found)
    for index, box in zip(asked, to_displayed.boxes(raw.ink[asked]).tolist(), strict=True):
        rows, columns = part_of(painted.shape, page.get_height(), box)
        around = part_of(painted.shape, page.get_height(), _widened(box, raw.em[index]))
        top, left = around[0].start, around[1].start
        marked = _without_rules(painted[around])
        its_own = marked[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
        # What lies off the page is not seen, either.
        found[index] = not its_own.size or float(its_own.mean()) < _LEAST_SHARE
    return found


def _without_rules(around: Picture) -> Flags:
    """Return where a character's surroundings are not like their ground, but for what runs through them from side to side."""
    marked = np.zeros(around.shape[:2], np.bool_)
    if around.size:
        marked |= (np.abs(around - np.median(around.reshape(-1, 3), axis=0)) > CHANGE).any(axis=2)
        rows, columns = marked.mean(axis=1) >= _WHOLE_RULE, marked.mean(axis=0) >= _WHOLE_RULE
        marked[rows] = False
        marked[:, columns] = False
    return marked


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


def _suspects(page: pdfium.PdfPage, raw: RawCharacters, has_layers: Callable[[], bool]) -> dict[int, _Colour]:
    """Return the addresses of text objects that may not be seen, with the colour each is printed in."""
    objects = page_objects(page)
    texts, modes = _texts(objects, raw)
    if not texts.addresses:
        return {}
    may_be = (modes == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE) | (texts.colours[:, 3] < _FAINT)
    is_clipping = modes >= _FIRST_CLIPPING
    if is_clipping.any():
        # What follows shows through their letters at most; pdfium does not say how far that goes.
        may_be |= texts.orders > texts.orders[is_clipping].min()
    may_be |= np.array([calls.count_marks(address) > 0 and _is_optional(address) for address in texts.addresses])
    in_forms = {item.address for item in objects if item.kind == TEXT and item.matrix is not None}
    if in_forms and has_layers():
        # A form may be a layer's as a whole; pdfium does not say so.
        may_be |= np.isin(np.array(texts.addresses, np.uint64), np.array(sorted(in_forms), np.uint64))
    paints = _paints(objects)
    may_be |= _hidden_by_paint(texts, paints) if len(paints.boxes) else texts.is_light
    # Drawn without them, the page is the same; what they show is told otherwise.
    may_be &= modes != pdfium_c.FPDF_TEXTRENDERMODE_CLIP
    colours = texts.colours[may_be].tolist()
    found = np.flatnonzero(may_be).tolist()
    return {texts.addresses[n]: (r, g, b, a) for n, (r, g, b, a) in zip(found, colours, strict=True)}


def _texts(objects: Sequence[PageObject], raw: RawCharacters) -> tuple[_Texts, NDArray[np.int64]]:
    """Return the text objects that the characters are of, and how each is painted."""
    known, first, number = np.unique(np.array(raw.text_objects, np.uint64), return_index=True, return_inverse=True)
    boxes = np.tile(np.array([np.inf, np.inf, -np.inf, -np.inf]), (len(known), 1))
    np.minimum.at(boxes[:, :2], number, raw.ink[:, :2])
    np.maximum.at(boxes[:, 2:], number, raw.ink[:, 2:])
    order_of = {item.address: order for order, item in enumerate(objects) if item.kind == TEXT}
    addresses = known.tolist()
    kept = [n for n, address in enumerate(addresses) if address in order_of]
    orders = np.array([order_of[addresses[n]] for n in kept], np.int64)
    texts = _Texts([addresses[n] for n in kept], boxes[kept], raw.fill[first[kept]], orders)
    return texts, raw.mode[first[kept]]


def _paints(objects: Sequence[PageObject]) -> _Paints:
    """Return the grounds and covers among a page's objects."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    fill_at, stroke_at = calls.address_of(fill), calls.address_of(stroke)
    boxes: list[_Box] = []
    colours: list[tuple[int, ...]] = []
    is_picture: list[bool] = []
    orders: list[int] = []
    for order, item in enumerate(objects):
        colour = (0, 0, 0)
        if item.kind == PATH:
            if not calls.draw_mode(item.address, fill_at, stroke_at):
                continue
            if fill.value != pdfium_c.FPDF_FILLMODE_NONE:
                colour = calls.colour_of(item.address)[:3]
            elif stroke.value and item.line_width() >= _BROAD:
                colour = calls.stroke_colour_of(item.address)[:3]
            else:
                continue
        elif item.kind not in _PICTURES:
            continue
        box = item.bounds()
        if box is not None and min(box[2] - box[0], box[3] - box[1]) >= _LEAST_SIDE:
            boxes.append(box)
            colours.append(colour)
            is_picture.append(item.kind != PATH)
            orders.append(order)
    return _Paints(
        np.array(boxes, np.float64).reshape(-1, 4),
        np.array(colours, np.int64).reshape(-1, 3),
        np.array(is_picture, np.bool_),
        np.array(orders, np.int64),
    )


def _hidden_by_paint(texts: _Texts, paints: _Paints) -> Flags:
    """Return which texts something is painted over, or which have the colour of the ground they lie on."""
    found = np.zeros(len(texts.addresses), np.bool_)
    is_light = texts.is_light
    # Light print on paper is missed, too: where there is some, all that may be its ground counts.
    may_tell = paints if is_light.any() else paints.only(_may_hide(texts, paints))
    for start in range(0, len(found) if len(may_tell.boxes) else 0, _TEXTS_AT_ONCE):
        part = slice(start, start + _TEXTS_AT_ONCE)
        found[part] = _are_hidden(texts.only(part), may_tell)
    return found


def _may_hide(texts: _Texts, paints: _Paints) -> Flags:
    """Return which paints come after a text, or are like one that is not light."""
    kinds = np.unique(texts.colours[:, :3], axis=0)
    is_like: Flags = (np.abs(kinds[:, None, :] - paints.colours[None, :, :]) <= _LIKE_GROUND).all(axis=2).any(axis=0)
    found: Flags = (paints.orders > texts.orders.min()) | (is_like & ~paints.is_picture)
    return found


def _are_hidden(texts: _Texts, paints: _Paints) -> Flags:
    meets = _meets(texts.boxes, paints.boxes)
    is_later = paints.orders[None, :] > texts.orders[:, None]
    is_ground = meets & ~is_later
    is_light = texts.is_light
    # Black print on a photograph is printed; only light print may drown in it.
    is_like = np.where(
        paints.is_picture[None, :],
        is_light[:, None],
        (np.abs(texts.colours[:, None, :3] - paints.colours[None, :, :]) <= _LIKE_GROUND).all(axis=2),
    )
    may_hide: Flags = np.logical_or((meets & is_later).any(axis=1), (is_ground & is_like).any(axis=1))
    may_hide |= is_light & ~is_ground.any(axis=1)
    return may_hide


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


def _groups_apart(objects: NDArray[np.uint64], boxes: Floats) -> list[set[int]]:
    """Return the text objects in few groups, in each of which no two stand in one place, as far as so few groups do."""
    known, number = np.unique(objects, return_inverse=True)
    around = np.tile(np.array([np.inf, np.inf, -np.inf, -np.inf]), (len(known), 1))
    np.minimum.at(around[:, :2], number, boxes[:, :2])
    np.maximum.at(around[:, 2:], number, boxes[:, 2:])
    groups: list[list[int]] = []
    for n in range(len(known)):
        apart = (group for group in groups if not _meets(around[n : n + 1], around[group]).any())
        group = next(apart, None)
        if group is not None:
            group.append(n)
        elif len(groups) < _MOST_GROUPS:
            groups.append([n])
        else:
            groups[-1].append(n)
    return [set(known[group].tolist()) for group in groups]


def drawn_without(page: pdfium.PdfPage, addresses: Iterable[int]) -> Picture:
    """Return the displayed page as it is without these objects."""
    with left_out(addresses):
        return render(page, 0, _DPI).astype(np.int16)


def part_of(size: tuple[int, ...], height: float, box: Sequence[float]) -> tuple[slice, slice]:
    """Return where a box of the displayed page lies in its picture, at least a point of it."""
    scale_y, scale_x = size[0] / max(height, 1e-6), _DPI / 72
    x0, x1 = int(box[0] * scale_x), math.ceil(box[2] * scale_x)
    y0, y1 = int((height - box[3]) * scale_y), math.ceil((height - box[1]) * scale_y)
    return slice(max(y0, 0), max(y1, y0 + 1, 1)), slice(max(x0, 0), max(x1, x0 + 1, 1))


def _widened(box: Sequence[float], em: float) -> list[float]:
    """Return the box and what is around it, where other print does not hide the ground: a point is less than a stroke."""
    reach = max((box[3] - box[1]) / 2, em * _REACH_EM)
    return [box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach]


def _is_changed(with_it: Picture, without: Picture) -> bool:
    """Tell whether enough of a character's place changes with it; what lies off the page cannot be told."""
    return not with_it.size or float((np.abs(with_it - without) > CHANGE).any(axis=2).mean()) >= _LEAST_SHARE


def _is_ground(without: Picture, colour: _Colour) -> bool:
    """Tell whether most around a character has its colour: then it is seen only where it damages other print."""
    if not without.size:
        return False
    # Pictures are blue, green, red.
    ground = np.median(without.reshape(-1, 3), axis=0)[::-1]
    return bool((np.abs(ground - np.array(colour[:3])) <= _LIKE_GROUND).all())
