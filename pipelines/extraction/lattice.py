"""Ruled tables of a page by Camelot: where the rules stand, and which pieces of them are missing.

Belongs here: calling Camelot's lattice parser page by page, its result in reading coordinates. Text is put into the cells
elsewhere; Camelot's own text of each cell is kept as a second reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import playa
from camelot.parsers import Lattice
from camelot.utils import get_image_char_and_text_objects, get_page_layout
from numpy.typing import NDArray

from pipelines.extraction.geometry import Affine
from pipelines.extraction.model import Box

#: Opening in mediabox coordinates, so that ``page.ctm`` says exactly how they came about.
_SPACE = "page"


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


class _AllTables(Lattice):  # type: ignore[misc]
    """Camelot's lattice parser that also keeps tables that print no figure and pages that have no text."""

    def _reject_table(self, table: Any) -> bool:
        return False

    def _document_has_no_text(self) -> bool:
        return False


class _GivenImage:
    """Hands Camelot a page that is rendered already."""

    def __init__(self, image: NDArray[np.uint8]) -> None:
        self._image = image

    def to_array(self, *_: Any, **__: Any) -> NDArray[np.uint8]:
        return self._image


class VectorReader:
    """Reads ruled tables from the rules that a PDF draws; open once a document."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def read(self, page_no: int, turns: int, user_to_reading: Affine) -> list[RuledGrid]:
        """Return the page's ruled tables, top to bottom; ``turns`` is what makes the displayed page stand upright."""
        page = self._document.pages[page_no - 1]
        page.set_initial_ctm(page.space, page.rotate + 90 * turns)
        layout, dimensions = get_page_layout(page)
        images, _, horizontal, vertical = get_image_char_and_text_objects(layout)
        parser = _AllTables(engine="vector", split_text=True)
        parser.prepare_page_parse("page.pdf", layout, dimensions, page_no, images, horizontal, vertical, "", {})
        to_reading = Affine(*page.ctm).inverse().then(user_to_reading)
        return [_ruled_grid(table, to_reading, has_text=True) for table in parser.extract_tables()]


@contextmanager
def open_vector_reader(path: Path) -> Iterator[VectorReader]:
    """Open a document for reading its rules; raises what playa raises for a damaged file."""
    with playa.open(path, space=_SPACE) as document:
        yield VectorReader(document)


def read_raster(image: NDArray[np.uint8], size: tuple[float, float], **options: Any) -> list[RuledGrid]:
    """Return the ruled tables that a picture of the reading page shows, top to bottom.

    ``image`` is BGR, ``size`` the page's width and height in points; ``options`` go to Camelot (line_scale, …).
    """
    parser = _AllTables(engine="raster", **options)
    parser.icb = _GivenImage(image)
    parser.prepare_page_parse("page.pdf", None, size, 1, [], [], [], "", {})
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
