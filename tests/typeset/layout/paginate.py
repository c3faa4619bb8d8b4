"""Which strip of a grid stands on which page.

Belongs here: cutting a grid into pages, and sharing a cell's lines among the pages it stands on. Points on paper are
`place.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from tests.typeset.layout.bands import Piece, Strips

MakeStrips = Callable[[dict[int, float]], Strips]
_LEAST_LINES_IN_A_CUT = 4
"""A row is cut only where this many lines stay above; otherwise it goes to the next page whole."""
_ATTEMPTS = 40


@dataclass(frozen=True)
class Room:
    """The paper there is: on the page begun, on each page after it, and taken there by header rows printed again."""

    first: float
    full: float
    header: float


def paginate(make: MakeStrips, room: Room) -> tuple[Strips, list[list[int]]]:
    """The strips and, page by page, which of them stand there; the first list is the page already begun."""
    extra: dict[int, float] = defaultdict(float)
    for _ in range(_ATTEMPTS):
        strips = make(extra)
        pages = _cut(strips, room)
        short = _shortage(strips, pages)
        if not short:
            return strips, pages
        for row, points in short.items():
            extra[row] += points
    raise ValueError("a cell's text cannot be shared among the pages it stands on")


def _cut(strips: Strips, room: Room) -> list[list[int]]:
    pages: list[list[int]] = [[]]
    left = room.first
    index = 0
    header = strips.form.header_rows
    while index < len(strips.bands):
        band = strips.bands[index]
        need = band.height
        if band.row < header:
            need = sum(b.height for b in strips.bands[index:] if b.row <= header)
        fresh = not pages[-1] and len(pages) > 1
        if band.starts_page and not fresh:
            pages.append([])
            left = room.full - room.header * (index > 0)
        elif min(need, room.full) <= left + 0.01 or (band.row < header and fresh):
            pages[-1].append(index)
            left -= band.height
            index += 1
        elif band.row >= header and strips.capacity(left) >= _LEAST_LINES_IN_A_CUT and _is_long(strips, index):
            strips.split(index, left)
        elif fresh:
            raise ValueError("a row is higher than a page and cannot be cut")
        else:
            pages.append([])
            left = room.full - room.header * (index > 0)
    return pages


def _is_long(strips: Strips, index: int) -> bool:
    lines = strips.capacity(strips.bands[index].height)
    return lines >= 2 * _LEAST_LINES_IN_A_CUT


def shares(strips: Strips, piece: Piece, heights: list[float]) -> list[list[str]]:
    """A piece's lines on each of its pages: all where they fit whole, else filled up page by page."""
    room = [strips.capacity(height) for height in heights]
    for i, count in enumerate(room):
        if count >= len(piece.lines):
            return [piece.lines if j == i else [] for j in range(len(room))]
    taken = 0
    out: list[list[str]] = []
    for count in room:
        out.append(piece.lines[taken : taken + max(0, count)])
        taken += len(out[-1])
    if taken < len(piece.lines):
        raise ValueError(f"{len(piece.lines) - taken} lines of {piece.cell.text!r} find no room")
    return out


def heights_of(strips: Strips, piece: Piece, pages: list[list[int]]) -> list[tuple[int, float]]:
    """The pages that a piece stands on, with its height there."""
    out: list[tuple[int, float]] = []
    for number, indexes in enumerate(pages):
        inside = [i for i in indexes if piece.first <= i <= piece.last]
        if inside:
            out.append((number, sum(strips.bands[i].height for i in inside)))
    return out


def _shortage(strips: Strips, pages: list[list[int]]) -> dict[int, float]:
    short: dict[int, float] = {}
    for piece in strips.pieces:
        room = [strips.capacity(height) for _, height in heights_of(strips, piece, pages)]
        missing = len(piece.lines) - sum(max(0, r) for r in room)
        if missing > 0:
            row = strips.bands[piece.last].row
            short[row] = max(short.get(row, 0.0), missing * strips.leading)
    return short
