"""Rows for the tests of structure, typed briefly: level as drawn, label's code, amounts."""

from __future__ import annotations

from decimal import Decimal

from pipelines.reports.structure.rows import PlacedRow, RowRole


def row(amounts: str, code: str | None = None, role: RowRole = "line", **facts: object) -> PlacedRow:
    """Return a row; ``amounts`` are parted by blanks, ``.`` is a blank cell."""
    values = tuple(None if text == "." else Decimal(text) for text in amounts.split())
    tree = facts.pop("tree", code[0] if code else None)
    return PlacedRow(role, values, code, tree, is_proper_name=code is None, **facts)  # type: ignore[arg-type]
