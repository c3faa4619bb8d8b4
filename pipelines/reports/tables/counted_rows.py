"""Rows that count things (公务用车保有量（辆）) among rows of money: what stands in them is no money.

Belongs here: telling such rows by the unit in brackets at the end of their labels, and the rows numbered below them; and such a label
by itself, which may stand where the header promises money (相关统计数 below the “三公” expenses). What columns count belongs to ``columns``; in lists of projects and of things such labels are names, and ``body`` does not ask here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reports.tables.reading import RowReading
from pipelines.reports.words import comparable, numbering_rank, split_numbering

#: （个）, （台、套）, （人次）: units of things, whatever 单位：万元 stands above the table.
_OF_THINGS = re.compile(r"\((?:个|人|辆|台|套|次|件|户|栋|批次?|人次|批次、人次|台[、,/]套|台\(套\)|平方米)\)$")


def is_of_things(text: str) -> bool:
    """True if a text names what is counted (召开会议次数（个）), not money."""
    return _OF_THINGS.search(comparable(text)) is not None


def counted_rows(rows: Sequence[RowReading]) -> frozenset[int]:
    """Return the numbers of the rows that count things: by their own labels, or as parts of a row that does."""
    found: set[int] = set()
    above: int | None = None
    for row in rows:
        label = row.label_printed or ""
        style, _ = split_numbering(label)
        rank = numbering_rank(style)
        if above is not None and (style is None or rank <= above):
            above = None
        if is_of_things(label):
            found.add(row.row)
            above = rank if style is not None and above is None else above
        elif above is not None:
            found.add(row.row)
    return frozenset(found)
