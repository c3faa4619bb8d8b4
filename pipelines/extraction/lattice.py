# Camelot is marked as typed, but most of its functions are not.
# mypy: disable-error-code="no-untyped-call, attr-defined"
"""Ruled tables of a page by Camelot: where the rules stand, and which pieces of them are missing.

Belongs here: calling Camelot's lattice parser page by page, its result in reading coordinates. Text is put into the cells
elsewhere; Camelot's own text of each cell is kept as a second reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import playa
from camelot.image_processing import coalesce_collinear_lines, find_joints_from_lines, find_lines_from_layout
from camelot.parsers import Lattice
from camelot.utils import get_image_char_and_text_objects, get_page_layout
from numpy.typing import NDArray
from playa.miner import LTCurve, LTImage, LTLine, LTRect

from pipelines.extraction.geometry import Affine
from pipelines.extraction.model import Box

#: A filled shape thinner than this is a rule (Camelot's own limit for filled rectangles), in points.
_RULE_THICKNESS = 1.5
#: On a picture, strokes of bold characters can look like a little grid; rows that hold print are higher than this, in points.
_LOWEST_ROW = 7.0

_Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """A ruled table in reading coordinates.

    ``x_edges`` ascend, ``y_edges`` descend (top first). ``has_right[r][c]`` says whether a rule stands between cell (r, c)
    and its right neighbour, ``has_below[r][c]`` likewise below. ``camelot_texts[r][c]`` is Camelot's own reading, None
    where it did not read.
    """

    x_edges: tuple[float, ...]
    y_edges: tuple[float, ...]
    has_right: tuple[tuple[bool, ...], ...]
    has_below: tuple[tuple[bool, ...], ...]
    camelot_texts: tuple[tuple[str | None, ...], ...]

    @property
    def row_count(self) -> int:
        """Return the number of rows between rules."""
        return len(self.y_edges) - 1

    @property
    def col_count(self) -> int:
        """Return the number of columns between rules."""
        return len(self.x_edges) - 1

    @property
    def box(self) -> Box:
        """Return the outer border."""
        return Box(self.x_edges[0], self.y_edges[-1], self.x_edges[-1], self.y_edges[0])


class _AllTables(Lattice):
    """Camelot's lattice parser that also keeps tables that print no figure and pages that have no text."""

    #: Rules found elsewhere, (horizontal, vertical), in place of those that the layout draws.
    given: tuple[list[_Segment], list[_Segment]] | None = None

    def _reject_table(self, table: Any) -> bool:
        return False

    def _document_has_no_text(self) -> bool:
        return False

    def _generate_table_bbox_vector(self) -> None:
        """Find tables as Camelot does, with one more way to draw a rule: a thin filled shape that is no rectangle.

        Programs that print HTML draw borders as mitred trapezoids; Camelot 2.0 sees only lines and rectangles.
        """
        if self.given is None:
            self._find_segments()
        else:
            self.horizontal_segments = coalesce_collinear_lines(self.given[0], "horizontal")
            self.vertical_segments = coalesce_collinear_lines(self.given[1], "vertical")
        joints = find_joints_from_lines(self.horizontal_segments, self.vertical_segments)
        self.table_bbox_parses = {box: {"joints": points} for box, points in joints.items()}
        self._compute_table_anchors()

    def _find_segments(self) -> None:
        thin = list(_thin_shapes(self.layout))
        self.horizontal_segments = _lines(
            self.layout, "horizontal", [(x0, y0, x1, y1) for x0, y0, x1, y1 in thin if y0 == y1]
        )
        self.vertical_segments = _lines(
            self.layout, "vertical", [(x0, y0, x1, y1) for x0, y0, x1, y1 in thin if x0 == x1]
        )


def _lines(layout: Any, direction: str, more: list[_Segment]) -> list[_Segment]:
    found: list[_Segment] = find_lines_from_layout(layout, direction)
    merged: list[_Segment] = coalesce_collinear_lines(found + more, direction) if more else found
    return merged


def _thin_shapes(container: Any) -> Iterator[_Segment]:
    """Yield the middle line of each thin filled shape that is neither line nor rectangle."""
    for item in _shapes(container):
        if isinstance(item, LTRect | LTLine) or not item.fill:
            continue
        width, height = item.x1 - item.x0, item.y1 - item.y0
        if height <= _RULE_THICKNESS < width:
            yield item.x0, (item.y0 + item.y1) / 2, item.x1, (item.y0 + item.y1) / 2
        elif width <= _RULE_THICKNESS < height:
            yield (item.x0 + item.x1) / 2, item.y0, (item.x0 + item.x1) / 2, item.y1


def _shapes(container: Iterable[Any]) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTCurve):
            yield item
        elif hasattr(item, "__iter__"):
            yield from _shapes(item)


@dataclass(frozen=True, slots=True)
class _GivenImage:
    """Hands Camelot a page that is rendered already."""

    image: NDArray[np.uint8]

    def to_array(self, *_: Any, **__: Any) -> NDArray[np.uint8]:
        return self.image


@dataclass(frozen=True, slots=True)
class VectorPage:
    """What a page draws: its ruled tables, top to bottom, and how many shapes and pictures there are in all."""

    grids: list[RuledGrid]
    drawn_count: int


@dataclass(frozen=True, slots=True)
class VectorReader:
    """Reads ruled tables from the rules that a PDF draws; open once a document."""

    document: Any

    def read(self, page_no: int, turns: int, user_to_reading: Affine) -> VectorPage:
        """Return the page's ruled tables; ``turns`` is what makes the displayed page stand upright."""
        page = self.document.pages[page_no - 1]
        page.set_initial_ctm(page.space, page.rotate + 90 * turns)
        layout, dimensions = get_page_layout(page)
        images, _, horizontal, vertical = get_image_char_and_text_objects(layout)
        parser = _parser(engine="vector", split_text=True)
        parser.prepare_page_parse("page.pdf", layout, dimensions, page_no, images, horizontal, vertical, "", {})
        to_reading = Affine(*page.ctm).inverse().then(user_to_reading)
        grids = [_ruled_grid(table, to_reading, has_text=True) for table in parser.extract_tables()]
        return VectorPage(grids, sum(1 for _ in _shapes(layout)) + sum(isinstance(item, LTImage) for item in images))


@contextmanager
def open_vector_reader(path: Path) -> Iterator[VectorReader]:
    """Open a document for reading its rules; raises what playa raises for a damaged file."""
    with playa.open(path, space="page") as document:
        yield VectorReader(document)


def read_raster(image: NDArray[np.uint8], size: tuple[float, float], **options: Any) -> list[RuledGrid]:
    """Return the ruled tables that a picture of the reading page shows, top to bottom.

    ``image`` is BGR, ``size`` the page's width and height in points; ``options`` go to Camelot (line_scale, …).
    """
    parser = _parser(engine="raster", **options)
    parser.icb = _GivenImage(image)
    parser.prepare_page_parse("page.pdf", None, size, 1, [], [], [], "", {})
    return [_ruled_grid(table, Affine(), has_text=False) for table in parser.extract_tables()]


def _parser(**options: Any) -> Any:
    """Return a parser; Camelot's classes have no types."""
    make: Any = _AllTables
    return make(**options)


def read_segments(horizontal: list[_Segment], vertical: list[_Segment], size: tuple[float, float]) -> list[RuledGrid]:
    """Return the ruled tables that these rules make, top to bottom; coordinates are the reading page's, in points."""
    parser = _parser(engine="vector")
    parser.prepare_page_parse("page.pdf", (), size, 1, [], [], [], "", {})
    parser.given = (horizontal, vertical)
    return [_ruled_grid(table, Affine(), has_text=False) for table in parser.extract_tables()]


def _ruled_grid(table: Any, to_reading: Affine, has_text: bool) -> RuledGrid:
    xs = [to_reading.point(left, 0.0)[0] for left, _ in table.cols]
    xs.append(to_reading.point(table.cols[-1][1], 0.0)[0])
    ys = [to_reading.point(0.0, top)[1] for top, _ in table.rows]
    ys.append(to_reading.point(0.0, table.rows[-1][1])[1])
    cells = table.cells
    return RuledGrid(
        x_edges=tuple(xs),
        y_edges=tuple(ys),
        has_right=tuple(tuple(bool(cell.right) for cell in row) for row in cells),
        has_below=tuple(tuple(bool(cell.bottom) for cell in row) for row in cells),
        camelot_texts=tuple(tuple(cell.text if has_text else None for cell in row) for row in cells),
    )
