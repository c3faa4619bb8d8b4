"""A described report as the text that a plain reading of the original gives: page by page, row by row, cell by cell.

Belongs here: reading order, so that a description can be compared with the text it was typed from. Nothing drawn is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.typeset.layout.bands import cut_texts
from tests.typeset.model import Form, Report, Table


def reading(report: Report) -> Iterator[str]:
    """Every printed text of a described report, in order, page numbers left out."""
    for block in report.blocks:
        if isinstance(block, Table):
            yield from (text for text in (block.title, block.dateline, block.unit) if text)
            for form in block.forms:
                yield from _grid(form)
            if block.note:
                yield block.note
        else:
            yield from (line.text for line in block.lines)


def _grid(form: Form) -> Iterator[str]:
    """Cells by the row they begin in; what a page cut off a cell comes where the new page begins."""
    before = {b.row: b for b in form.breaks if b.before_row is not None}
    inside = {b.row: b for b in form.breaks if b.inside_row is not None}
    for row in range(form.row_count):
        if row in before:
            yield from before[row].rest.values()
        for cell in form.cells:
            if cell.row != row:
                continue
            cuts = [(r, b.rest[cell.col]) for r, b in before.items() if cell.col in b.rest and row < r <= cell.last_row]
            cuts += [(r, b.rest[cell.col]) for r, b in inside.items() if cell.col in b.rest and row <= r <= cell.last_row]
            yield cut_texts(cell, [rest for _, rest in sorted(cuts)])[0]
        if row in inside:
            yield from inside[row].rest.values()
