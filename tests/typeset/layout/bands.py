"""A grid as horizontal bands, the strips that pages may be cut between, and the text that stands in them.

Belongs here: row heights, and cutting a row or a cell's text in two where the original report or a full page does. A
printed row is one band, or several where a page cuts it. Which band stands on which page is `paginate.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.typeset.cells import squeeze
from tests.typeset.layout.wrap import wrap
from tests.typeset.looks import Look
from tests.typeset.model import Form, GridCell

LEADING = 1.32
"""From baseline to baseline inside cells, in ems."""
PADDING_Y = 2.0
"""Free paper above and below a cell's lines, in points."""


@dataclass
class Band:
    """One strip of a grid."""

    row: int
    height: float
    starts_page: bool = False


@dataclass
class Piece:
    """A run of a cell's text that must stand within some bands, wrapped."""

    cell: GridCell
    lines: list[str]
    first: int
    last: int


@dataclass
class Strips:
    """A grid in bands at given column widths; `left` holds the columns' edges from the grid's left side."""

    form: Form
    size: float
    left: list[float]
    bands: list[Band] = field(default_factory=list[Band])
    pieces: list[Piece] = field(default_factory=list[Piece])

    @property
    def leading(self) -> float:
        """From baseline to baseline in points."""
        return self.size * LEADING

    def height_of(self, line_count: int) -> float:
        """The height that some lines need."""
        return line_count * self.leading + 2 * PADDING_Y

    def capacity(self, height: float) -> int:
        """How many lines fit a height."""
        return int((height - 2 * PADDING_Y + 0.01) // self.leading)

    def split(self, index: int, height: float) -> None:
        """Cut a band in two, the first of the given height; both get the paper a cut costs."""
        band = self.bands[index]
        rest = band.height - height + 2 * PADDING_Y + self.leading
        band.height = height
        self.bands.insert(index + 1, Band(band.row, rest))
        for piece in self.pieces:
            piece.first += piece.first > index
            piece.last += piece.last >= index


def cut_texts(cell: GridCell, rests: list[str]) -> list[str]:
    """A cell's text cut so that each rest begins a new part."""
    heads = [cell.text]
    for rest in reversed(rests):
        whole = heads.pop(0)
        if not whole.endswith(rest):
            raise ValueError(f"the cell {cell.text!r} does not end in {rest!r}")
        heads[:0] = [whole[: len(whole) - len(rest)].rstrip("\n"), rest]
    return heads


def make_strips(
    form: Form, look: Look, size: float, widths: list[float], least_height: float, extra: Mapping[int, float]
) -> Strips:
    """The bands of a grid; `extra` adds height to rows whose text a page cuts badly."""
    left = [0.0]
    for w in widths:
        left.append(left[-1] + w)
    strips = Strips(form, size, left)
    breaks = form.breaks if look.follow_breaks and _texts_fit(form) else ()
    inside = {b.row: b for b in breaks if b.inside_row is not None}
    before = {b.row: b for b in breaks if b.before_row is not None}
    first_band: list[int] = []
    for row in range(form.row_count):
        first_band.append(len(strips.bands))
        strips.bands.append(Band(row, least_height, starts_page=row in before))
        if row in inside:
            strips.bands.append(Band(row, strips.height_of(1), starts_page=True))
    first_band.append(len(strips.bands))
    for cell in form.cells:
        cuts = {first_band[row]: b.rest[cell.col] for row, b in before.items() if _cuts(cell, row, b.rest, below=1)}
        cuts |= {first_band[row] + 1: b.rest[cell.col] for row, b in inside.items() if _cuts(cell, row, b.rest)}
        starts = [first_band[cell.row], *sorted(cuts)]
        ends = [*(start - 1 for start in starts[1:]), first_band[cell.last_row + 1] - 1]
        room = left[cell.last_col + 1] - left[cell.col] - 2 * look.cell_padding
        for text, start, end in zip(cut_texts(cell, [cuts[s] for s in sorted(cuts)]), starts, ends, strict=True):
            strips.pieces.append(Piece(cell, wrap(look.table_face, text, size, room), start, end))
    _grow(strips)
    for row, points in extra.items():
        strips.bands[first_band[row + 1] - 1].height += points
    return strips


def _cuts(cell: GridCell, row: int, rest: Mapping[int, str], below: int = 0) -> bool:
    return cell.col in rest and cell.row + below <= row <= cell.last_row


def _texts_fit(form: Form) -> bool:
    """Whether the described cuts still fit the cells: a changed cell may no longer end as the original does."""
    return all(
        squeeze(form.cell_at(b.row, col).text).endswith(squeeze(rest)) for b in form.breaks for col, rest in b.rest.items()
    )


def _grow(strips: Strips) -> None:
    """Make bands high enough for their text, the pieces of fewest bands first."""
    for piece in sorted(strips.pieces, key=lambda p: p.last - p.first):
        bands = strips.bands[piece.first : piece.last + 1]
        # Text that a page cut leaves above must fit above, unless it may run on below.
        cut = next((i for i, band in enumerate(bands) if i and band.starts_page), len(bands))
        bands = bands[:cut] or bands
        short = strips.height_of(len(piece.lines)) - sum(band.height for band in bands)
        if short > 0 and piece.lines:
            for band in bands:
                band.height += short / len(bands)
