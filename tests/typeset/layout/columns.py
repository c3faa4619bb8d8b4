"""How wide a grid's columns are on a page.

Belongs here: from described proportions and a look to points. Row heights are `bands.py`.
"""

from __future__ import annotations

import re

from tests.typeset.layout.wrap import longest_run
from tests.typeset.looks import Look
from tests.typeset.model import Form

_FIGURE = re.compile(r"[-−]?[\d,]+(\.\d+)?%?")


def is_figure(text: str) -> bool:
    """Whether a cell holds nothing but an amount, a count or a percentage."""
    return _FIGURE.fullmatch(text) is not None


def least_widths(form: Form, look: Look, size: float) -> list[float]:
    """The width that each column needs so that no run in it is broken, and two characters at least."""
    least = [2 * size + 2 * look.cell_padding] * form.col_count
    for cell in form.cells:
        if cell.col_span == 1:
            run = longest_run(look.table_face, cell.text, size) + 2 * look.cell_padding + 0.1
            least[cell.col] = max(least[cell.col], run)
    return least


def column_widths(form: Form, look: Look, size: float, room: float) -> list[float]:
    """The widths in points that fill the room: as described, but wide enough, or narrow where the look says so."""
    total = sum(form.widths)
    widths = [w / total * room for w in form.widths]
    if look.figure_columns is not None:
        return _narrow_figures(form, widths, look.figure_columns * size, room)
    least = least_widths(form, look, size)
    if sum(least) > room:
        return widths
    for _ in range(form.col_count):
        short = [max(0.0, need - have) for need, have in zip(least, widths, strict=True)]
        if sum(short) < 0.01:
            break
        spare = [max(0.0, have - need) for need, have in zip(least, widths, strict=True)]
        taken = min(1.0, sum(short) / sum(spare))
        widths = [have + s - taken * p for have, s, p in zip(widths, short, spare, strict=True)]
    return widths


def _narrow_figures(form: Form, widths: list[float], figure_width: float, room: float) -> list[float]:
    figures = [0] * form.col_count
    filled = [0] * form.col_count
    for cell in form.cells:
        if cell.col_span == 1 and cell.text and cell.row >= form.header_rows:
            filled[cell.col] += 1
            figures[cell.col] += is_figure(cell.text)
    narrow = [form.header_rows > 0 and 2 * f > n > 0 for f, n in zip(figures, filled, strict=True)]
    taken = [min(w, figure_width) if thin else 0.0 for w, thin in zip(widths, narrow, strict=True)]
    rest = sum(w for w, thin in zip(widths, narrow, strict=True) if not thin)
    if rest == 0 or all(narrow):
        return [figure_width] * form.col_count
    # Sheets keep their columns narrow and leave paper free, so the other columns grow by half at most.
    grow = min(1.5, (room - sum(taken)) / rest)
    return [t if thin else w * grow for w, t, thin in zip(widths, taken, narrow, strict=True)]
