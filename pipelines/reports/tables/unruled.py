"""Rows of a table that stand in no grid: lines of figures right below it, or at the top of the next page.

Belongs here: noticing them, so that a table that lost rows is held back and not published short. Nothing is read from them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines.contract.printed_numbers import GROUPED_IN_CELL, WHOLE_IN_CELL
from pipelines.extraction.model import ExtractedPage, TextLine
from pipelines.reports.tables.joining import Draft

_AMOUNT = re.compile(rf"(?<![\d,.])(?:{WHOLE_IN_CELL}\.\d+(?![\d.])|{GROUPED_IN_CELL}(?![\d,.]))")
#: What a row prints besides its figures: a code and a name. A sentence is longer, or ends like one.
_MAX_LABEL_LENGTH = 24
_SENTENCE = re.compile(r"[。；，,！？]|万元|亿元|%")


def unruled_rows(draft: Draft, pages: Mapping[int, ExtractedPage]) -> list[str]:
    """Return sentences that say where lines look like rows of the table though they stand in no grid."""
    last = draft.parts[-1].placed
    found = [(last.page.page_no, line) for line in last.lines_below if looks_like_row(line.text)]
    following = pages.get(last.page.page_no + 1)
    if following is not None:
        found += [(following.page_no, line) for line in _top_lines(following) if looks_like_row(line.text)]
    return [f"a line of figures on page {page_no} stands in no grid: {line.text}" for page_no, line in found[:3]]


def looks_like_row(text: str) -> bool:
    """True for a line of at least two amounts and little else."""
    amounts = _AMOUNT.findall(text)
    rest = _AMOUNT.sub("", text).replace(" ", "")
    return len(amounts) >= 2 and len(rest) <= _MAX_LABEL_LENGTH and not _SENTENCE.search(rest)


def _top_lines(page: ExtractedPage) -> Sequence[TextLine]:
    top = max((grid.box.y1 for grid in page.grids), default=float("-inf"))
    return [line for line in page.text_lines if line.box.y0 > top]
