# Camelot is marked as typed, but most of its functions are not.
# mypy: disable-error-code="no-untyped-call, attr-defined"
"""Ruled tables of a page by Camelot: where the rules stand, and which pieces of them are missing.

Belongs here: calling Camelot's lattice parser, its result in reading coordinates. Which rules a page draws is found out
elsewhere, and so is what stands in the cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from camelot.image_processing import coalesce_collinear_lines, find_joints_from_lines
from camelot.parsers import Lattice
from numpy.typing import NDArray

from pipelines.extraction.model import Box

#: On a picture, strokes of bold characters can look like a little grid; rows that hold print are higher than this, in points.
_LOWEST_ROW = 7.0
#: A grid has two borders each way.
_FEWEST_RULES = 2

#: A rule from one point to another: x0, y0, x1, y1.
Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """A ruled table in reading coordinates.

    ``x_edges`` ascend, ``y_edges`` descend (top first). ``has_right[r][c]`` says whether a rule stands between cell (r, c)
    and its right neighbour, ``has_below[r][c]`` likewise below.
    """

    x_edges: tuple[float, ...]
    y_edges: tuple[float, ...]
    has_right: tuple[tuple[bool, ...], ...]
    has_below: tuple[tuple[bool, ...], ...]

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
    """Camelot's lattice parser without its text: every grid of rules, also those that print no figure."""

    #: Rules found elsewhere, (horizontal, vertical), in place of those that the layout draws.
    given: tuple[list[Segment], list[Segment]] = ([], [])

    def _reject_table(self, table: Any) -> bool:
        return False

    def _document_has_no_text(self) -> bool:
        return False

    def record_parse_metadata(self, table: Any) -> None:
        """Spare the text of cells and the data frame that nobody looks at."""

    def _generate_table_bbox_vector(self) -> None:
        self.horizontal_segments, self.vertical_segments = self.given
        joints = find_joints_from_lines(self.horizontal_segments, self.vertical_segments)
        self.table_bbox_parses = {box: {"joints": points} for box, points in joints.items()}
        self._compute_table_anchors()


@dataclass(frozen=True, slots=True)
class _GivenImage:
    """Hands Camelot a page that is rendered already."""

    image: NDArray[np.uint8]

    def to_array(self, *_: Any, **__: Any) -> NDArray[np.uint8]:
        return self.image


def read_raster(image: NDArray[np.uint8], size: tuple[float, float], **options: Any) -> list[RuledGrid]:
    """Return the ruled tables that a picture of the reading page shows, top to bottom.

    ``image`` is BGR, ``size`` the page's width and height in points; ``options`` go to Camelot (line_scale, …).
    """
    parser = _parser(engine="raster", **options)
    parser.icb = _GivenImage(image)
    parser.prepare_page_parse("page.pdf", None, size, 1, [], [], [], "", {})
    return [_ruled_grid(table) for table in parser.extract_tables()]


def _parser(**options: Any) -> Any:
    """Return a parser; Camelot's classes have no types."""
    make: Any = _AllTables
    return make(**options)


def read_segments(horizontal: list[Segment], vertical: list[Segment], size: tuple[float, float]) -> list[RuledGrid]:
    """Return the ruled tables that these rules make, top to bottom; coordinates are the reading page's, in points.

    Pieces of one rule may come apart.
    """
    if len(horizontal) < _FEWEST_RULES or len(vertical) < _FEWEST_RULES:
        return []
    parser = _parser(engine="vector")
    parser.prepare_page_parse("page.pdf", (), size, 1, [], [], [], "", {})
    parser.given = (
        coalesce_collinear_lines(horizontal, "horizontal"),
        coalesce_collinear_lines(vertical, "vertical"),
    )
    return [_ruled_grid(table) for table in parser.extract_tables()]


def _ruled_grid(table: Any) -> RuledGrid:
    cells = table.cells
    return RuledGrid(
        x_edges=(*(left for left, _ in table.cols), table.cols[-1][1]),
        y_edges=(*(top for top, _ in table.rows), table.rows[-1][1]),
        has_right=tuple(tuple(bool(cell.right) for cell in row) for row in cells),
        has_below=tuple(tuple(bool(cell.bottom) for cell in row) for row in cells),
    )
