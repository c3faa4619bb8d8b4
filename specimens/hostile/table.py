"""A ruled table of amounts that add up, in a look drawn by chance: what stands in each cell is known.

Belongs here: the figures, where they stand, and the operators that print them and their rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth

from specimens.hostile.paper import FONTS

_NAMES = ("Income", "Other income", "Carry-over", "Basic", "Project", "Personnel", "Operating", "Education", "Housing")
_INKS = ("0 g", "0 g", "0.15 g", "0 0 0.5 rg", "0 0 0 1 k")
Box = tuple[float, float, float, float]


class Cell(NamedTuple):
    """A text, where its baseline begins, how wide it is, and the cell's box."""

    row: int
    col: int
    text: str
    x: float
    y: float
    width: float
    box: Box


@dataclass(frozen=True, slots=True)
class Look:
    """How the table is printed."""

    font: str
    size: float
    ink: str
    left: float
    top: float
    row_height: float
    name_width: float
    amount_width: float
    rule_width: float
    is_shaded: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts in a look: names on the left, amounts on the right; the last row is the sum of those above."""

    rows: tuple[tuple[str, ...], ...]
    look: Look

    @property
    def box(self) -> Box:
        """Return the box around the table."""
        edges = self.column_edges
        return (edges[0], self.look.top - self.look.row_height * len(self.rows), edges[-1], self.look.top)

    @property
    def column_edges(self) -> list[float]:
        """Return where the columns begin, and where the last one ends."""
        look = self.look
        count = len(self.rows[0]) - 1
        return [look.left, *(look.left + look.name_width + look.amount_width * n for n in range(count + 1))]

    def cells(self) -> list[Cell]:
        """Return all cells, row by row."""
        return [self.cell(row, col) for row in range(len(self.rows)) for col in range(len(self.rows[0]))]

    def amounts(self) -> list[Cell]:
        """Return the cells that print amounts."""
        return [cell for cell in self.cells() if cell.row and cell.col]

    def cell(self, row: int, col: int, text: str | None = None) -> Cell:
        """Return a cell; with another ``text``, where that would stand."""
        look, edges = self.look, self.column_edges
        text = self.rows[row][col] if text is None else text
        width = stringWidth(text, FONTS[look.font], look.size)
        bottom = look.top - look.row_height * (row + 1)
        x = edges[col] + 4 if col == 0 else edges[col + 1] - 5 - width
        y = bottom + (look.row_height - 0.7 * look.size) / 2
        return Cell(row, col, text, x, y, width, (edges[col], bottom, edges[col + 1], bottom + look.row_height))

    def printed(self, skipped: frozenset[tuple[int, int]] = frozenset()) -> str:
        """Return the operators that print the texts, but those of some cells."""
        return "\n".join(self.write(cell) for cell in self.cells() if (cell.row, cell.col) not in skipped)

    def write(self, cell: Cell, ink: str = "", mode: int = 0, size: float = 0, font: str = "") -> str:
        """Return the operators that print a cell's text, in the table's look or another."""
        look = self.look
        return (
            f"q {ink or look.ink} BT {mode} Tr /{font or look.font} {size or look.size} Tf "
            f"1 0 0 1 {cell.x:.2f} {cell.y:.2f} Tm ({escaped(cell.text)}) Tj ET Q"
        )

    def grounds(self) -> str:
        """Return the operators that shade the header, if the look is so."""
        x0, _, x1, y1 = self.box
        height = self.look.row_height
        return f"q 0.88 g {x0} {y1 - height} {x1 - x0} {height} re f Q" if self.look.is_shaded else ""

    def rules(self) -> list[Box]:
        """Return the rules as lines from a point to another, level ones first."""
        x0, y0, x1, y1 = self.box
        levels = [y1 - self.look.row_height * n for n in range(len(self.rows) + 1)]
        return [(x0, y, x1, y) for y in levels] + [(x, y0, x, y1) for x in self.column_edges]

    def ruled(self, before: str = "0 G") -> str:
        """Return the operators that draw the rules as lines; ``before`` them, how."""
        lines = "\n".join(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S" for x0, y0, x1, y1 in self.rules())
        return f"q {before} {self.look.rule_width} w\n{lines} Q"


def escaped(text: str) -> str:
    """Return a text as it is written between brackets."""
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def amount_text(cents: int) -> str:
    """Return an amount as reports print it."""
    return f"{cents // 100:,}.{cents % 100:02d}"


def make_table(chance: Random, width: float = 595, height: float = 842, rows: int = 0) -> Table:
    """Return a table drawn by chance that fits on such a page; so many ``rows`` of amounts, by chance if 0."""
    count = chance.randint(2, 4)
    names = chance.sample(_NAMES, rows or chance.randint(5, 8))
    cents = [[chance.randrange(1_00, 9_999_999_99) for _ in range(count)] for _ in names]
    totals = [sum(row[col] for row in cents) for col in range(count)]
    body = [(name, *(amount_text(value) for value in row)) for name, row in zip(names, cents, strict=True)]
    head = ("Item", *("Budget", "Final", "Last year", "Change")[:count])
    size = chance.choice((8.0, 9.0, 10.0, 10.5))
    look = Look(
        font=chance.choice(("F1", "F1", "F2", "F3")),
        size=size,
        ink=chance.choice(_INKS),
        left=chance.uniform(40, 70),
        top=height - chance.uniform(80, 160),
        row_height=round(size * chance.uniform(1.9, 2.6), 1),
        name_width=chance.uniform(90, 110),
        amount_width=chance.uniform(92, 98),
        rule_width=chance.choice((0.4, 0.5, 0.75, 1.0)),
        is_shaded=chance.random() < 0.4,
    )
    return Table((head, *body, ("Total", *map(amount_text, totals))), look)
