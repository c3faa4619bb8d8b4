"""Shapes that a page draws, by pdfium, and the rules among them.

Belongs here: lines, rectangles and thin filled shapes to rules, as Camelot takes them, in reading coordinates. Which tables
the rules make is found out in ``lattice``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.extraction.geometry import Affine
from pipelines.extraction.lattice import Segment
from pipelines.extraction.model import Box
from pipelines.pdf import calls
from pipelines.pdf.page_objects import IMAGE, PATH, Matrix, PageObject, page_objects

#: A filled shape thinner than this is a rule (Camelot's own limit for filled rectangles), in points.
_RULE_THICKNESS = 1.5
#: A line that leans by less than this, in points, stands upright or lies level (Camelot's own limit).
_LEANING = 0.5
#: What lies so far beyond the page, in points, is still drawn at its edge.
_BEYOND = 1.0
#: Corners nearer than this, in points, are one: pdfium keeps single precision.
_SAME = 0.01
_MOVE, _CURVE = pdfium_c.FPDF_SEGMENT_MOVETO, pdfium_c.FPDF_SEGMENT_BEZIERTO
#: So light a colour (of 255 in every channel) is paper itself; what is painted with less of this opacity is not seen.
_LIKE_PAPER, _FAINT = 223, 48
#: Both sides of the ground behind a text are longer than this, in points; the dots of a rule are smaller.
_GROUND_SIDE = 4.0

#: Where pdfium puts its answers: each process has one thread that reads.
_FILL, _STROKE = ctypes.c_int(), ctypes.c_int()
_FILL_AT, _STROKE_AT = calls.address_of(_FILL), calls.address_of(_STROKE)
_MATRIX, _XY = (ctypes.c_float * 6)(), (ctypes.c_float * 2)()
_MATRIX_AT, _X_AT, _Y_AT = calls.address_of(_MATRIX), calls.address_of(_XY), calls.address_of(_XY) + 4

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One line, rectangle or other outline: its corners in reading coordinates, and how it is painted."""

    points: tuple[_Point, ...]
    has_curves: bool
    is_stroked: bool
    is_filled: bool

    @property
    def box(self) -> Segment:
        """Return the box around it."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def is_line(self) -> bool:
        """Tell whether it is one straight line, there or there and back."""
        return len(self.points) == 2 or (len(self.points) == 3 and _is_same(self.points[0], self.points[2]))

    @property
    def is_rectangle(self) -> bool:
        """Tell whether it is a closed rectangle whose sides lie level and upright."""
        if self.has_curves or len(self.points) != 5 or not _is_same(self.points[0], self.points[4]):
            return False
        levels = [abs(y0 - y1) <= _SAME for (_, y0), (_, y1) in pairwise(self.points)]
        uprights = [abs(x0 - x1) <= _SAME for (x0, _), (x1, _) in pairwise(self.points)]
        return (levels[0] and uprights[1] and levels[2] and uprights[3]) or (
            uprights[0] and levels[1] and uprights[2] and levels[3]
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws: level and upright rules, boxes of pictures, and how many shapes and pictures may hide rules."""

    horizontal: list[Segment]
    vertical: list[Segment]
    pictures: list[Segment]
    telling_count: int
    #: Those of the rules that have the colour of paper or hardly any (``white_rules``), and boxes that are filled with another.
    faint: frozenset[Segment] = frozenset()
    grounds: tuple[Segment, ...] = ()


def read_drawn(page: pdfium.PdfPage, to_reading: Affine, size: tuple[float, float] | None = None) -> Drawn:
    """Return what a page draws; ``to_reading`` leads from user space to the page as it is read, which is of that ``size``.

    Of rules that go beyond the page, what it shows is returned.
    """
    horizontal: list[Segment] = []
    vertical: list[Segment] = []
    pictures: list[Segment] = []
    telling = 0
    faint: set[Segment] = set()
    plain: set[Segment] = set()
    grounds: list[Segment] = []
    places = _Places(to_reading)
    for item in page_objects(page, frozenset((PATH, IMAGE))):
        if item.kind == IMAGE:
            telling += 1
            bounds = item.bounds()
            if bounds is not None:
                box = to_reading.box(Box(*bounds))
                pictures.append((box.x0, box.y0, box.x1, box.y1))
            continue
        is_faint: bool | None = None
        for shape in _shapes(item, places):
            around = shape.box
            is_ground = shape.is_filled and min(around[2] - around[0], around[3] - around[1]) > _GROUND_SIDE
            if is_ground and not _is_faint(calls.colour_of(item.address)):
                grounds.append(around)
            if shape.is_line and shape.is_stroked and item.line_width() > _GROUND_SIDE:
                # It covers or underlays what is printed; it parts nothing.
                continue
            for x0, y0, x1, y1 in _edges(shape, around):
                width, height = abs(x1 - x0), abs(y1 - y0)
                found: list[Segment] = []
                if height <= _LEANING and width > 0:
                    found.append((min(x0, x1), y0, max(x0, x1), y0))
                    horizontal.append(found[-1])
                if width <= _LEANING and height > 0:
                    found.append((x0, min(y0, y1), x0, max(y0, y1)))
                    vertical.append(found[-1])
                if is_faint is None:
                    is_faint = _is_faint(
                        calls.stroke_colour_of(item.address) if shape.is_stroked else calls.colour_of(item.address)
                    )
                (faint if is_faint else plain).update(found)
            telling += not _tells_nothing(shape, around)
    if size is not None:
        horizontal, vertical = _shown(horizontal, size), _shown(vertical, size)
    return Drawn(horizontal, vertical, pictures, telling, frozenset(faint - plain), tuple(grounds))


def _is_faint(colour: tuple[int, int, int, int]) -> bool:
    """Tell whether a colour is that of paper, or hardly painted."""
    return min(colour[:3]) >= _LIKE_PAPER or colour[3] < _FAINT


def _shown(rules: Sequence[Segment], size: tuple[float, float]) -> list[Segment]:
    """Return what a page of this size shows of level or upright rules; one along its edge may lie a little beyond it."""
    width, height = size
    found: list[Segment] = []
    for x0, y0, x1, y1 in rules:
        if x1 < -_BEYOND or x0 > width + _BEYOND or y1 < -_BEYOND or y0 > height + _BEYOND:
            continue
        left, right = max(x0, -_BEYOND), min(x1, width + _BEYOND)
        bottom, top = max(y0, -_BEYOND), min(y1, height + _BEYOND)
        if right > left or top > bottom:
            found.append((left, bottom, right, top))
    return found


@dataclass(slots=True)
class _Places:
    """Where a page's paths lie as it is read; most share one matrix, so that each map is made once."""

    to_reading: Affine
    _known: dict[tuple[Matrix | None, tuple[float, ...] | None], Affine] = field(default_factory=dict)

    def of(self, item: PageObject) -> Affine:
        """Return the map from a path's own coordinates to the page as it is read."""
        own = tuple(_MATRIX) if calls.object_matrix(item.address, _MATRIX_AT) else None
        key = item.matrix, own
        found = self._known.get(key)
        if found is None:
            found = self.to_reading if item.matrix is None else Affine(*item.matrix).then(self.to_reading)
            found = self._known[key] = found if own is None else Affine(*own).then(found)
        return found


def _shapes(item: PageObject, places: _Places) -> Iterator[Shape]:
    """Yield the parts of a path, one each time the pen is set down anew."""
    address = item.address
    count = calls.count_segments(address)
    if count <= 0 or not calls.draw_mode(address, _FILL_AT, _STROKE_AT):
        return
    is_stroked, is_filled = bool(_STROKE.value), bool(_FILL.value)
    point_at = places.of(item).point
    segment_at, kind_of, read_point = calls.path_segment, calls.segment_type, calls.segment_point
    points: list[_Point] = []
    has_curves = False
    for number in range(count):
        segment = segment_at(address, number)
        kind = kind_of(segment)
        if kind == _MOVE:
            if len(points) > 1:
                yield Shape(tuple(points), has_curves, is_stroked, is_filled)
            points, has_curves = [], False
        has_curves = has_curves or kind == _CURVE
        read_point(segment, _X_AT, _Y_AT)
        points.append(point_at(*_XY))
    if len(points) > 1:
        yield Shape(tuple(points), has_curves, is_stroked, is_filled)


def _edges(shape: Shape, around: Segment) -> Sequence[Segment]:
    """Return the lines that a shape in that box puts on paper, as Camelot takes them, if it may be a rule."""
    if not shape.has_curves and shape.is_line:
        (x0, y0), (x1, y1) = shape.points[:2]
        return [(x0, y0, x1, y1)] if shape.is_stroked else []
    x0, y0, x1, y1 = around
    if shape.is_stroked and shape.is_rectangle:
        return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
    # A rule may be drawn as a thin filled shape, and no rectangle: programs that print HTML draw borders as mitred trapezoids.
    width, height = x1 - x0, y1 - y0
    if not shape.is_filled or min(width, height) > _RULE_THICKNESS or max(width, height) <= _RULE_THICKNESS:
        return []
    if width >= height:
        return [(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)]
    return [((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)]


def _tells_nothing(shape: Shape, around: Segment) -> bool:
    """Tell whether a shape is an underline or the coloured ground behind a text: no rule that Camelot did not see."""
    x0, y0, x1, y1 = around
    is_ground = not shape.is_stroked and min(x1 - x0, y1 - y0) > _GROUND_SIDE and shape.is_rectangle
    return is_ground or (y1 - y0 <= _RULE_THICKNESS and x1 - x0 > _GROUND_SIDE)


def _is_same(one: _Point, other: _Point) -> bool:
    return abs(one[0] - other[0]) <= _SAME and abs(one[1] - other[1]) <= _SAME
