"""How large the pages of a report are, from what was handed over: a cell's place is in points of its page.

Belongs here: reading these sizes. The warehouse has the places of cells but not the sizes of pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb


def page_sizes(hand_over: Path, document_ids: Sequence[str]) -> dict[str, dict[int, tuple[float, float]]]:
    """Return width and height in points by document and page; a document whose reading is not there any more has none."""
    wanted = set(document_ids)
    folders = (hand_over / "documents").glob("*/pages.parquet")
    files = [str(path) for path in folders if path.parent.name.partition("-")[0] in wanted]
    sizes: dict[str, dict[int, tuple[float, float]]] = {}
    if not files:
        return sizes
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select document_id, page_no, width_points, height_points from read_parquet(?) order by document_id, page_no",
            [files],
        ).fetchall()
    for document_id, page_no, width, height in rows:
        sizes.setdefault(document_id, {})[page_no] = (round(width, 1), round(height, 1))
    return sizes
