"""Cells misread by us: what a faulty reader would have made of a page that prints the truth.

Belongs here: spoiling the cells before the page's own check of conservation, and asking whether it tells. Told apart is a
misreading if the page's conservation fails, so that its tables are held back and nobody is blamed, or if the page is then
read rightly another way; the same figure misprinted must pass conservation, and be the report's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from benchmarks.mutation.bases import Base
from pipelines.extraction import extract_document, pages
from pipelines.extraction.conservation import check_conservation
from pipelines.extraction.model import Conservation, Grid, GridCell

#: Ordinal of a grid on its page, row and column of a cell.
Place = tuple[int, int, int]
KINDS = ("merged", "split", "lost", "altered")


@dataclass(frozen=True, slots=True)
class Misreading:
    """What was spoiled on which page, and what the page's own check then said."""

    kind: str
    base: Base
    page_no: int
    is_told: bool
    problems: tuple[str, ...]


def misread(base: Base, kind: str, chance: random.Random) -> Misreading:
    """Read a page of a clean report again, with a cell merged, split, lost or altered on the way."""
    numbers = [page.page_no for page in base.document.pages if any(_figures(grid) for grid in page.grids)]
    page_no = chance.choice(numbers)
    with _spoiled(kind, chance) as checks:
        (page,) = extract_document(base.pdf, base.document.document_id, page_nos=[page_no]).pages
    # A page whose check fails is read another way; if that one was not spoiled, the misreading was mended. Else each spoiled
    # cell must be doubtful, which flags its figures, or the page fails.
    spoiled = next((cells for conservation, cells in checks if conservation is page.conservation), None)
    doubted = {(doubt.grid_ordinal, doubt.row, doubt.col) for doubt in page.conservation.doubts}
    is_told = spoiled is not None and (page.conservation.status == "fails" or spoiled <= doubted)
    return Misreading(kind, base, page_no, is_told, page.conservation.problems)


@contextmanager
def _spoiled(kind: str, chance: random.Random) -> Iterator[list[tuple[Conservation, set[Place]]]]:
    """Spoil a cell before every check for a ``with`` block; gives the checks, each with the cells that were spoiled, if any."""
    checks: list[tuple[Conservation, set[Place]]] = []

    def check(page: Any, grids: Sequence[Grid], *rest: Any, **named: Any) -> Conservation:
        spoiled = _spoil(grids, kind, chance)
        conservation = check_conservation(page, spoiled, *rest, **named)
        changed = {
            (after.ordinal, cell.row, cell.col)
            for before, after in zip(grids, spoiled, strict=True)
            for cell in {*after.cells} - {*before.cells}
        }
        checks.append((conservation, changed))
        return conservation

    with patch.object(pages, "check_conservation", check):
        yield checks


def _figures(grid: Grid) -> list[GridCell]:
    return [
        cell for cell in grid.cells if len(cell.text) > 3 and cell.text.replace(",", "").replace(".", "").isdecimal()
    ]


def _spoil(grids: Sequence[Grid], kind: str, chance: random.Random) -> list[Grid]:
    spoiled = list(grids)
    candidates = [number for number, grid in enumerate(spoiled) if _figures(grid)]
    if not candidates:
        # Another attempt at the page, without its tables.
        return spoiled
    number = chance.choice(candidates)
    grid = spoiled[number]
    cell = chance.choice(_figures(grid))
    # A figure run into words is no figure any more, and never an amount.
    neighbours = [
        other
        for other in grid.cells
        if other.row == cell.row
        and other.col == cell.col + cell.col_span
        and (not other.text or other in _figures(grid))
    ]
    texts = {(cell.row, cell.col): ""}
    if kind == "altered":
        place = chance.choice([n for n, letter in enumerate(cell.text) if letter.isdecimal()])
        other = chance.choice([digit for digit in "0123456789" if digit != cell.text[place]])
        texts = {(cell.row, cell.col): cell.text[:place] + other + cell.text[place + 1 :]}
    elif kind == "split" and neighbours:
        cut = chance.randrange(1, len(cell.text))
        texts = {
            (cell.row, cell.col): cell.text[:cut],
            (neighbours[0].row, neighbours[0].col): cell.text[cut:] + neighbours[0].text,
        }
    elif kind == "merged" and neighbours:
        texts = {
            (cell.row, cell.col): cell.text + neighbours[0].text,
            (neighbours[0].row, neighbours[0].col): "",
        }
        if not neighbours[0].text:
            texts = {(cell.row, cell.col): "", (neighbours[0].row, neighbours[0].col): cell.text}
    cells = tuple(
        replace(item, text=texts[item.row, item.col], text_raw=texts[item.row, item.col])
        if (item.row, item.col) in texts
        else item
        for item in grid.cells
    )
    spoiled[number] = replace(grid, cells=cells)
    return spoiled
