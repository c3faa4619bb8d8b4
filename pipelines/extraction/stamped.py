"""Characters that were put upon a page and belong to none of its texts: watermarks and seals.

Belongs here: telling them by how they stand: aslant, translucent, in a pale or bright colour across other print, within a
seal's ring. A page whose own print is so keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from pipelines.extraction.characters import Flags, RawCharacters, areas
from pipelines.pdf import calls
from pipelines.pdf.page_objects import PATH, page_objects

#: Print of less opacity (of 255) lets what is below it through.
_TRANSLUCENT = 160
#: A colour is pale if all its parts (of 255) are so light, bright if they differ by so much.
_PALE, _BRIGHT = 120, 90
#: How light red, green and blue look.
_LIGHTNESS = np.array([0.30, 0.59, 0.11])
#: A page that printed fewer characters than this besides would have its own print aslant (or pale, or translucent).
_FEWEST_OWN = 30
#: Two texts run across each other where so many of their characters share this much of their ink's box.
_CROSSINGS, _CROSSED_SHARE = 2, 0.15
#: So far apart, in font sizes, are the baselines of texts that are not one line; so many are held against others at once.
_APART_EM, _AT_ONCE = 0.12, 512
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stamped:
    """Which characters of a reading belong to none of the page's texts, and whether some of them stand aslant."""

    characters: Flags
    has_aslant: bool


def find_stamped(page: pdfium.PdfPage, raw: RawCharacters, unseen: Flags) -> Stamped:
    """Return which characters are a watermark's or a seal's; what nobody sees is neither."""
    stamped = np.zeros(len(raw.chars), np.bool_)
    if not len(stamped):
        return Stamped(stamped, has_aslant=False)
    aslant = _unless_all(raw.is_aslant)
    stamped |= aslant | _unless_all(raw.colour[:, 3] < _TRANSLUCENT)
    if (raw.colour[:, :3] != raw.colour[0, :3]).any():
        stamped |= _in_seals(page, raw, aslant) if aslant.any() else False
        stamped |= _unless_all(_across(raw, stamped | unseen))
    return Stamped(stamped, bool(aslant.any()))


def _unless_all(found: Flags) -> Flags:
    return found if (~found).sum() >= _FEWEST_OWN else np.zeros_like(found)


def _in_seals(page: pdfium.PdfPage, raw: RawCharacters, aslant: Flags) -> Flags:
    """Return the upright characters within a ring or an arc of print in their own, bright colour."""
    found = np.zeros(len(raw.chars), np.bool_)
    middle = (raw.ink[:, :2] + raw.ink[:, 2:]) / 2
    for colour in {tuple(colour) for colour in raw.colour[aslant & _is_bright(raw.colour)].tolist()}:
        is_own = (raw.colour == np.array(colour)).all(axis=1)
        arcs = raw.ink[is_own & aslant]
        box = (*arcs[:, :2].min(axis=0).tolist(), *arcs[:, 2:].max(axis=0).tolist())
        x0, y0, x1, y1 = _with_rings(page, colour, box)
        found |= is_own & (middle >= (x0, y0)).all(axis=1) & (middle <= (x1, y1)).all(axis=1)
    return found


def _with_rings(page: pdfium.PdfPage, colour: tuple[int, ...], box: _Box) -> _Box:
    """Return the box around a seal's arc of print and the shapes of its colour that meet it."""
    for item in page_objects(page, frozenset((PATH,))):
        if colour[:3] not in (calls.colour_of(item.address)[:3], calls.stroke_colour_of(item.address)[:3]):
            continue
        ring = item.bounds()
        if (
            ring is not None
            and min(box[2], ring[2]) > max(box[0], ring[0])
            and min(box[3], ring[3]) > max(box[1], ring[1])
        ):
            box = min(box[0], ring[0]), min(box[1], ring[1]), max(box[2], ring[2]), max(box[3], ring[3])
    return box


def _across(raw: RawCharacters, left_out: Flags) -> Flags:
    """Return the characters of pale or bright texts that run across texts of another colour, wherever else they are repeated."""
    may_be = ~left_out & ((raw.colour[:, :3].min(axis=1) >= _PALE) | _is_bright(raw.colour))
    found = np.zeros(len(raw.chars), np.bool_)
    if not may_be.any():
        return found
    lightness = raw.colour[:, :3] @ _LIGHTNESS
    keys = np.column_stack((raw.colour, np.round(raw.em * 2).astype(np.int64)))
    for key in {tuple(key) for key in keys[may_be].tolist()}:
        is_own = (keys == np.array(key)).all(axis=1) & ~left_out
        # Where print in a bright colour and a pale stamp cross, the lighter is the stamp.
        is_other = ~left_out & (lightness < np.array(key[:3]) @ _LIGHTNESS)
        if _crossings(raw, np.flatnonzero(is_own), np.flatnonzero(is_other)) >= _CROSSINGS:
            found |= is_own
    return found


def _crossings(raw: RawCharacters, own: NDArray[np.intp], other: NDArray[np.intp]) -> int:
    """Return how many characters lie upon others; on one baseline a text only runs on into the next."""
    found = 0
    for start in range(0, len(own), _AT_ONCE):
        these = own[start : start + _AT_ONCE]
        ink, others = raw.ink[these], raw.ink[other]
        width = np.minimum(ink[:, None, 2], others[None, :, 2]) - np.maximum(ink[:, None, 0], others[None, :, 0])
        height = np.minimum(ink[:, None, 3], others[None, :, 3]) - np.maximum(ink[:, None, 1], others[None, :, 1])
        least = np.minimum(areas(ink)[:, None], areas(others)[None, :])
        apart = np.abs(raw.origin[these][:, None, :] - raw.origin[other][None, :, :])
        across = np.where(np.array(raw.quarters)[these] % 2 == 1, 0, 1)
        is_crossed = (width > 0) & (height > 0) & (width * height > _CROSSED_SHARE * least)
        is_crossed &= (
            np.take_along_axis(apart, across[:, None, None], axis=2)[:, :, 0] > _APART_EM * raw.em[these][:, None]
        )
        found += int(is_crossed.any(axis=1).sum())
    return found


def _is_bright(colour: NDArray[np.int64]) -> Flags:
    found: Flags = colour[:, :3].max(axis=1) - colour[:, :3].min(axis=1) >= _BRIGHT
    return found
