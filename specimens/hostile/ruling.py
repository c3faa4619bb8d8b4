"""Rules that are hard to see for a program: dashed, dotted, in pieces, doubled, white on a shaded ground, beside lines that part nothing.

Belongs here: these ways.
"""

from __future__ import annotations

from random import Random

from specimens.hostile.deceit import Deceit, Done
from specimens.hostile.paper import Paper
from specimens.hostile.table import Box, Table


def _lines(before: str) -> Deceit:
    """Rules as lines, drawn in a state of the pen."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        paper.draw(table.grounds(), table.printed(), table.ruled(before))
        return Done()

    return deceive


def _thin_boxes(chance: Random, table: Table, paper: Paper) -> Done:
    """Rules as thin filled boxes."""
    thick = chance.uniform(0.3, 0.8)
    paper.draw(table.grounds(), table.printed())
    for x0, y0, x1, y1 in table.rules():
        paper.draw(f"{x0:.2f} {y0:.2f} {max(x1 - x0, thick):.2f} {max(y1 - y0, thick):.2f} re f")
    return Done()


def _cell_frames(chance: Random, table: Table, paper: Paper) -> Done:
    """Each cell has a frame of its own."""
    paper.draw(table.grounds(), table.printed(), f"{chance.uniform(0.3, 0.8):.2f} w")
    for x0, y0, x1, y1 in (cell.box for cell in table.cells()):
        paper.draw(f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re S")
    return Done()


def _pieces(chance: Random, table: Table, paper: Paper) -> Done:
    """Rules in many short boxes with gaps, as some programs draw dashes."""
    long, gap = chance.uniform(1.5, 3), chance.uniform(0.6, 1.2)
    paper.draw(table.grounds(), table.printed())
    for x0, y0, x1, y1 in table.rules():
        length, at = max(x1 - x0, y1 - y0), 0.0
        while at < length:
            piece = min(long, length - at)
            x, y = (x0 + at, y0 - 0.25) if y0 == y1 else (x0 - 0.25, y0 + at)
            paper.draw(f"{x:.2f} {y:.2f} {piece if y0 == y1 else 0.5:.2f} {0.5 if y0 == y1 else piece:.2f} re f")
            at += long + gap
    return Done()


def _doubled(chance: Random, table: Table, paper: Paper) -> Done:
    """Each rule is two lines close together."""
    apart = chance.uniform(1, 1.6)
    paper.draw(table.grounds(), table.printed(), "0.3 w")
    for x0, y0, x1, y1 in table.rules():
        dx, dy = (0, apart) if y0 == y1 else (apart, 0)
        paper.draw(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")
        paper.draw(f"{x0 + dx:.2f} {y0 + dy:.2f} m {x1 + dx:.2f} {y1 + dy:.2f} l S")
    return Done()


def _white_on_shade(chance: Random, table: Table, paper: Paper) -> Done:
    """White rules part the cells of a shaded table: they are its rules."""
    x0, y0, x1, y1 = table.box
    shade = chance.choice(("0.82 g", "0.75 0.85 1 rg", "0.85 0.9 0.8 rg"))
    paper.draw(f"q {shade} {x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f Q", table.printed())
    paper.draw(f"q 1 G {chance.uniform(1, 1.6):.2f} w")
    paper.draw(*(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l S" for a, b, c, d in table.rules()), "Q")
    return Done()


def _white_that_parts_nothing(chance: Random, table: Table, paper: Paper) -> Done:
    """White lines on white paper across the table: nobody sees them, they part nothing."""
    x0, y0, x1, y1 = table.box
    paper.draw(table.printed())
    lines: list[Box] = []
    for cell in chance.sample(table.amounts(), 4):
        # Between two rows of ink: through the lower part of the cell, below its baseline.
        y = (cell.box[1] + cell.y) / 2
        lines.append((x0, y, x1, y))
    middle = (table.column_edges[1] + table.column_edges[2]) / 2 - 30
    lines.append((middle, y0, middle, y1))
    paper.draw("q 1 G 0.5 w", *(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l S" for a, b, c, d in lines), "Q")
    paper.draw(table.ruled())
    return Done()


RULES: dict[str, Deceit] = {
    "dashed": _lines("[3 2] 0 d 0 G"),
    "finely dashed": _lines("[1 1] 0 d 0 G"),
    "dotted": _lines("[0.1 1.6] 0 d 1 J 0 G"),
    "pale": _lines("0.75 G"),
    "blue": _lines("0.2 0.4 0.9 RG"),
    "thin boxes": _thin_boxes,
    "frames of cells": _cell_frames,
    "in pieces": _pieces,
    "doubled": _doubled,
    "white on a shaded ground": _white_on_shade,
    "white lines that part nothing": _white_that_parts_nothing,
}
