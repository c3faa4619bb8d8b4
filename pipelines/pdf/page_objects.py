"""What stands on a PDF page, object by object, by pdfium's own functions: text, shapes, pictures, also inside forms.

Belongs here: going through a page fast (a table page draws a thousand shapes) and where a form puts what it holds. What the
objects mean is decided by whoever asks.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.pdf import calls

TEXT: int = pdfium_c.FPDF_PAGEOBJ_TEXT
PATH: int = pdfium_c.FPDF_PAGEOBJ_PATH
IMAGE: int = pdfium_c.FPDF_PAGEOBJ_IMAGE
_FORM: int = pdfium_c.FPDF_PAGEOBJ_FORM
#: Forms inside forms inside forms: no program nests them deeper, a damaged file may nest them for ever.
_DEPTH = 15
#: Where pdfium puts a box's edges: each process has one thread that reads.
_EDGES = (ctypes.c_float * 4)()
_EDGES_AT = [ctypes.addressof(_EDGES) + 4 * n for n in range(4)]
#: x' = a·x + c·y + e, y' = b·x + d·y + f
Matrix = tuple[float, float, float, float, float, float]


class PageObject(NamedTuple):
    """An object on a page: where pdfium keeps it, and the matrix from the form it is in to the page, None outside of forms."""

    kind: int
    address: int
    matrix: Matrix | None

    def bounds(self) -> tuple[float, float, float, float] | None:
        """Return its box on the page, left, bottom, right, top; None if pdfium knows none."""
        if not calls.object_bounds(self.address, *_EDGES_AT):
            return None
        left, bottom, right, top = _EDGES
        return (left, bottom, right, top) if self.matrix is None else moved_box(self.matrix, (left, bottom, right, top))

    def line_width(self) -> float:
        """Return how broad its line is on the page: as its matrices make it; 0 if pdfium knows none."""
        if not calls.stroke_width(self.address, _EDGES_AT[0]):
            return 0.0
        width, own = _EDGES[0], _matrix_of(self.address)
        return float(width * _scale(own) * (1.0 if self.matrix is None else _scale(self.matrix)))


#: The objects of each open page: several questions go through them, and what a page draws does not change while it is open
#: (``annotations`` has a page that it drew into opened anew).
_LISTED: WeakKeyDictionary[pdfium.PdfPage, tuple[PageObject, ...]] = WeakKeyDictionary()


def page_objects(
    page: pdfium.PdfPage, kinds: frozenset[int] | None = None, *, in_forms_only: bool = False
) -> list[PageObject]:
    """Return a page's objects of these kinds (all but forms by default), in the order they are drawn."""
    listed = _LISTED.get(page)
    if listed is None:
        handle, object_at = calls.handle_of(page.raw), calls.page_object
        top = [object_at(handle, n) for n in range(calls.count_page_objects(handle))]
        listed = _LISTED[page] = tuple(_walk(top, None, 1))
    return [
        item
        for item in listed
        if (kinds is None or item.kind in kinds) and (item.matrix is not None or not in_forms_only)
    ]


def _walk(objects: list[int], matrix: Matrix | None, depth: int) -> Iterator[PageObject]:
    kind_of = calls.object_type
    for address in objects:
        kind = kind_of(address)
        if kind == _FORM:
            if depth < _DEPTH:
                count = calls.count_form_objects(address)
                inside = [calls.form_object(address, n) for n in range(count)]
                yield from _walk(inside, _then(_matrix_of(address), matrix), depth + 1)
        else:
            yield PageObject(kind, address, matrix)


def moved_box(matrix: Matrix, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return the box around a box after ``matrix``."""
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix_of(address: int) -> Matrix:
    found = pdfium_c.FS_MATRIX()
    if not calls.object_matrix(address, calls.address_of(found)):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return found.a, found.b, found.c, found.d, found.e, found.f


def _scale(matrix: Matrix) -> float:
    """Return how many times longer a matrix makes a length, at most."""
    a, b, c, d, _, _ = matrix
    return max(math.hypot(a, b), math.hypot(c, d))


def _then(first: Matrix, second: Matrix | None) -> Matrix:
    if second is None:
        return first
    a, b, c, d, e, f = first
    a2, b2, c2, d2, e2, f2 = second
    return (
        a2 * a + c2 * b,
        b2 * a + d2 * b,
        a2 * c + c2 * d,
        b2 * c + d2 * d,
        a2 * e + c2 * f + e2,
        b2 * e + d2 * f + f2,
    )
