"""What every way to deceive is given and gives back.

Belongs here: the types, and figures made up for what nobody sees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from specimens.hostile.paper import Paper
from specimens.hostile.table import Cell, Table, amount_text


@dataclass(frozen=True, slots=True)
class Done:
    """What was put on the page: figures that nobody sees; rows, and the file, if they are not the table's and the paper's."""

    unseen: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    pdf: bytes = b""


Deceit = Callable[[Random, Table, Paper], Done]


def false_amount(chance: Random, table: Table) -> str:
    """Return an amount that the table does not print."""
    printed = {text for row in table.rows for text in row}
    while (text := amount_text(chance.randrange(1_00, 9_999_999_99))) in printed:
        continue
    return text


def some_amounts(chance: Random, table: Table, most: int = 5) -> list[Cell]:
    """Return one to so many of the cells that print amounts."""
    return chance.sample(table.amounts(), chance.randint(1, most))


def in_place_of(chance: Random, table: Table, cell: Cell) -> Cell:
    """Return a cell with a false amount, where that would stand."""
    return table.cell(cell.row, cell.col, false_amount(chance, table))
