"""Marks of print that are no further text: strokes repeated to look bold, the marks of notes behind an amount.

Belongs here: these ways.
"""

from __future__ import annotations

from random import Random

from specimens.hostile.deceit import Deceit, Done, some_amounts
from specimens.hostile.paper import Paper
from specimens.hostile.table import Cell, Table


def _bold(times: tuple[int, int], shift: tuple[float, float], *, mode: int = 0, down: float = 0) -> Deceit:
    """The totals, or all amounts, are printed several times over themselves."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        paper.draw(table.grounds(), table.printed(), table.ruled())
        rows = chance.choice(((len(table.rows) - 1,), range(1, len(table.rows)), (0, len(table.rows) - 1)))
        step = chance.uniform(*shift)
        for cell in (cell for cell in table.cells() if cell.row in rows):
            for number in range(1, chance.randint(*times)):
                moved = cell._replace(x=cell.x + step * number, y=cell.y - down * number)
                paper.draw(table.write(moved, mode=mode))
        return Done()

    return deceive


BOLD: dict[str, Deceit] = {
    "twice": _bold((2, 2), (0.2, 0.4)),
    "four times": _bold((4, 4), (0.15, 0.35)),
    "twice, wide apart": _bold((2, 2), (0.5, 0.7)),
    "at the same place": _bold((2, 3), (0, 0)),
    "three times, downwards": _bold((3, 3), (0.1, 0.3), down=0.2),
    "outlined over itself": _bold((2, 2), (0, 0.1), mode=1),
    "filled and outlined": _bold((2, 2), (0.1, 0.3), mode=2),
    "six times, close": _bold((6, 6), (0.05, 0.12)),
}


def _noted(mark: str, size: tuple[float, float], rise: tuple[float, float], *, ink: str = "", font: str = "") -> Deceit:
    """A raised mark behind some amounts."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        paper.draw(table.grounds(), table.printed(), table.ruled())
        look = table.look
        cells = some_amounts(chance, table, 4)
        share, up = chance.uniform(*size), chance.uniform(*rise)
        for cell in cells:
            x = cell.x + cell.width + chance.uniform(0, 0.4)
            note = Cell(cell.row, cell.col, mark, x, cell.y + up * look.size, 0, cell.box)
            paper.draw(table.write(note, ink, size=look.size * share, font=font))
        return Done()

    return deceive


NOTES: dict[str, Deceit] = {
    "a digit": _noted("1", (0.5, 0.6), (0.4, 0.5)),
    "another digit": _noted("3", (0.45, 0.55), (0.45, 0.6)),
    "two digits": _noted("12", (0.5, 0.55), (0.4, 0.5)),
    "in brackets": _noted("(2)", (0.5, 0.55), (0.4, 0.5)),
    "in square brackets": _noted("[1]", (0.45, 0.55), (0.4, 0.5)),
    "a star": _noted("*", (0.6, 0.8), (0.3, 0.45)),
    "two stars": _noted("**", (0.55, 0.7), (0.35, 0.45)),
    "blue": _noted("1", (0.5, 0.6), (0.4, 0.5), ink="0 0 0.9 rg"),
    "red": _noted("2", (0.5, 0.6), (0.4, 0.5), ink="0.8 0 0 rg"),
    "in another font": _noted("1", (0.5, 0.6), (0.4, 0.5), font="F4"),
}
