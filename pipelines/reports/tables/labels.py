"""Labels of rows that mean the same in every report.

Belongs here: looking a printed label up in seed ``row_labels``, numbering left out.
"""

from __future__ import annotations

from pipelines.reports.vocabulary import RowLabel, row_labels
from pipelines.reports.words import comparable, split_numbering


def known_label(label: str, kind: str | None, side: str | None) -> RowLabel | None:
    """Return the known row a label names in a kind of table, on the given side; None if it names none."""
    words = {comparable(label), split_numbering(label)[1]}
    for row in row_labels():
        if kind in row.table_kinds and (row.side is None or side is None or row.side == side) and words & row.labels:
            return row
    return None
