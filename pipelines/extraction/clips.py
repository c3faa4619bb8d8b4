"""What the page clips away: the boxes outside which a character is not shown.

Belongs here: asking pdfium for clips. Spreadsheet programs clip a text to its cell, and print a merged cell's text again on
every page it runs over, out of sight where it would stand on the heading. The file holds it; no reader of the page sees it.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from pipelines.extraction.model import Box
from pipelines.pdf import calls
from pipelines.pdf.page_objects import TEXT, Matrix, moved_box, page_objects

#: Corners of a rectangle that lie opposite each other; a path of that many segments is taken for a rectangle.
_OPPOSITE = (0, 2)
_RECTANGLE_SEGMENTS = (4, 5)
#: Where pdfium puts its answers; a page has hundreds of clips, and each process has one thread that reads.
_X, _Y = ctypes.c_float(), ctypes.c_float()
_X_AT, _Y_AT = calls.address_of(_X), calls.address_of(_Y)


@dataclass(slots=True)
class Clips:
    """The clips of a page's text objects; inside a form pdfium gives them in the form's coordinates."""

    page: pdfium.PdfPage
    _in_forms: dict[int, Matrix] | None = None
    #: By where pdfium keeps the paths: text objects that are clipped alike share them.
    _boxes: dict[int | tuple[int, ...], Box | None] = field(default_factory=dict)

    def of_text(self, address: int) -> Box | None:
        """Return the box in user space that the text object there is clipped to; None if nothing clips it."""
        clip = calls.clip_of(address)
        count = calls.count_clip_paths(clip)
        if count <= 0:
            return None
        if count == 1:
            first_points = calls.clip_segment(clip, 0, 0) or 0
        else:
            first_points = tuple([calls.clip_segment(clip, number, 0) or 0 for number in range(count)])
        if first_points not in self._boxes:
            self._boxes[first_points] = _clip_box(clip, count)
        box = self._boxes[first_points]
        if box is None:
            return None
        if self._in_forms is None:
            texts = page_objects(self.page, frozenset((TEXT,)), in_forms_only=True)
            self._in_forms = {item.address: item.matrix for item in texts if item.matrix is not None}
        matrix = self._in_forms.get(address)
        return box if matrix is None else Box(*moved_box(matrix, (box.x0, box.y0, box.x1, box.y1)))


def common_part(box: Box, clip: Box) -> Box | None:
    """Return the part of a box inside a clip; None if there is none."""
    part = Box(max(box.x0, clip.x0), max(box.y0, clip.y0), min(box.x1, clip.x1), min(box.y1, clip.y1))
    return part if part.x0 < part.x1 and part.y0 < part.y1 else None


def area(box: Box) -> float:
    """Return a box's area in square points."""
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _clip_box(clip: int | None, count: int) -> Box | None:
    found: Box | None = None
    for number in range(count):
        box = _path_box(clip, number)
        if box is not None:
            found = box if found is None else (common_part(found, box) or Box(box.x0, box.y0, box.x0, box.y0))
    return found


def _path_box(clip: int | None, number: int) -> Box | None:
    count = calls.count_clip_segments(clip, number)
    if count <= 0:
        return None
    xs: list[float] = []
    ys: list[float] = []
    for n in _OPPOSITE if count in _RECTANGLE_SEGMENTS else range(count):
        if calls.segment_point(calls.clip_segment(clip, number, n), _X_AT, _Y_AT):
            xs.append(_X.value)
            ys.append(_Y.value)
    return Box(min(xs), min(ys), max(xs), max(ys)) if xs else None
