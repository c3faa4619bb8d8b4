"""A typeset cell: what a reader must find, and where.

Belongs here: the value and its box. Boxes are in PDF points on the page as displayed, origin bottom left; pages count
from 1, rows and columns of the described grid from 0.
"""

from __future__ import annotations

from dataclasses import dataclass

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a cell that stands on one page: x0, y0, x1, y1 and the text printed there."""

    page_no: int
    box: Rectangle
    text: str


@dataclass(frozen=True, slots=True)
class TypesetCell:
    """One cell of a described table; ``text`` is whole, ``fragments`` are its pieces page by page."""

    table_no: int
    form_no: int
    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    fragments: tuple[Fragment, ...]
