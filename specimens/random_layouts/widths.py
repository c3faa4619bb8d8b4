"""Widths of a table's columns: figures and codes fit, names take what is left.

Belongs here: widths in points, on upright and lying pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from specimens.typeset.describe import Grid
from specimens.typeset.draw import LANDSCAPE, PORTRAIT

#: Room beside a text in its cell.
MARGIN = 7.0
#: Widest name column that is asked for.
NAME_WIDTH, NARROW_NAME = 170.0, 62.0
LEAST = 26.0


def widths_of(
    grid: Grid, header_rows: int, labels: Sequence[int], size: float, *, is_landscape: bool, is_narrow: bool
) -> tuple[float, ...]:
    """Widths that make up the page's width; ``is_narrow``: names wrap, figures have more room than they need."""
    frame = (LANDSCAPE if is_landscape else PORTRAIT).frame_width
    needed = _needed(grid, header_rows, labels, size)
    names = [col for col in labels if needed[col] > LEAST * 2]
    if is_narrow:
        needed = [min(width, NARROW_NAME) if col in names else width for col, width in enumerate(needed)]
    rest = frame - sum(needed)
    if rest < 0 and names:
        # Names give way, figures stay whole.
        share = max((sum(needed[col] for col in names) + rest) / len(names), LEAST * 1.6)
        needed = [min(width, share) if col in names else width for col, width in enumerate(needed)]
    return tuple(needed)


def is_too_wide(grid: Grid, header_rows: int, labels: Sequence[int], size: float) -> bool:
    """True if figures would not fit an upright page beside names of some width."""
    needed = _needed(grid, header_rows, labels, size)
    least = sum(min(width, LEAST * 2.5) if col in labels else width for col, width in enumerate(needed))
    return least > PORTRAIT.frame_width


def wrapped_rows(
    grid: Grid, header_rows: int, labels: Sequence[int], widths: Sequence[float], size: float, *, is_landscape: bool
) -> list[int]:
    """Body rows with a name that runs over two lines or more, and no cell merged with one of another row."""
    frame = (LANDSCAPE if is_landscape else PORTRAIT).frame_width
    scale = frame / sum(widths)
    found = []
    for row, texts in enumerate(grid[header_rows:], start=header_rows):
        below = grid[row + 1] if row + 1 < len(grid) else []
        is_merged = "^" in texts or "^" in below
        is_long = any(_width(texts[col], size) > widths[col] * scale for col in labels if texts[col] not in ("<", "^"))
        if is_long and not is_merged:
            found.append(row)
    return found


def _needed(grid: Grid, header_rows: int, labels: Sequence[int], size: float) -> list[float]:
    widths = []
    for col in range(len(grid[0])):
        body = max((_width(row[col], size) for row in grid[header_rows:] if row[col] not in ("<", "^")), default=0.0)
        # A header may wrap: four letters a line.
        head = max(
            (min(_width(row[col], size), 4 * size) for row in grid[:header_rows] if row[col] not in ("<", "^")),
            default=0.0,
        )
        need = max(body, head, LEAST - MARGIN) + MARGIN
        widths.append(min(need, NAME_WIDTH) if col in labels else need)
    return widths


def _width(text: str, size: float) -> float:
    return sum(size if ord(letter) > 0x2E7F else 0.6 * size for letter in text)
