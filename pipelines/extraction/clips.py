"""What the page clips away: the boxes outside which a character is not shown.

Belongs here: asking pdfium for clips. Spreadsheet programs clip a text to its cell, and print a merged cell's text again on
every page it runs over, out of sight where it would stand on the heading. The file holds it; no reader of the page sees it.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.extraction.model import Box

#: Corners of a rectangle that lie opposite each other; a path of that many segments is taken for a rectangle.
_OPPOSITE = (0, 2)
_RECTANGLE_SEGMENTS = (4, 5)
_FORM_DEPTH = 15


@dataclass(slots=True)
class Clips:
    """The clips of one text page, each text object asked once.

    Inside a form XObject pdfium gives clips in the form's coordinates and characters in the page's; such clips are left
    out, so that no visible character is taken for a hidden one.
    """

    page: pdfium.PdfPage
    text_page: Any
    _known: dict[int | None, Box | None] = field(default_factory=dict)
    _in_forms: set[int | None] | None = None

    def of_char(self, index: int) -> Box | None:
        """Return the box in user space that a character is clipped to; None if nothing clips it."""
        text_object = pdfium_c.FPDFText_GetTextObject(self.text_page, index)
        key = ctypes.cast(text_object, ctypes.c_void_p).value
        if key not in self._known:
            clip = _clip_box(text_object) if text_object else None
            self._known[key] = None if clip is not None and key in self._text_objects_in_forms() else clip
        return self._known[key]

    def _text_objects_in_forms(self) -> set[int | None]:
        if self._in_forms is None:
            texts = self.page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_TEXT,), max_depth=_FORM_DEPTH)
            self._in_forms = {ctypes.cast(item.raw, ctypes.c_void_p).value for item in texts if item.level > 0}
        return self._in_forms


def common_part(box: Box, clip: Box) -> Box | None:
    """Return the part of a box inside a clip; None if there is none."""
    part = Box(max(box.x0, clip.x0), max(box.y0, clip.y0), min(box.x1, clip.x1), min(box.y1, clip.y1))
    return part if part.x0 < part.x1 and part.y0 < part.y1 else None


def area(box: Box) -> float:
    """Return a box's area in square points."""
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _clip_box(text_object: Any) -> Box | None:
    clip = pdfium_c.FPDFPageObj_GetClipPath(text_object)
    found: Box | None = None
    for number in range(pdfium_c.FPDFClipPath_CountPaths(clip)):
        box = _path_box(clip, number)
        if box is not None:
            found = box if found is None else (common_part(found, box) or Box(box.x0, box.y0, box.x0, box.y0))
    return found


def _path_box(clip: Any, number: int) -> Box | None:
    count = pdfium_c.FPDFClipPath_CountPathSegments(clip, number)
    if count <= 0:
        return None
    x, y = ctypes.c_float(), ctypes.c_float()
    xs: list[float] = []
    ys: list[float] = []
    for n in _OPPOSITE if count in _RECTANGLE_SEGMENTS else range(count):
        if pdfium_c.FPDFPathSegment_GetPoint(pdfium_c.FPDFClipPath_GetPathSegment(clip, number, n), x, y):
            xs.append(x.value)
            ys.append(y.value)
    return Box(min(xs), min(ys), max(xs), max(ys)) if xs else None
