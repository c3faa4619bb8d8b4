"""The tree that indents show."""

from __future__ import annotations

from pipelines.reports.structure.indents import levels_by_indent
from tests.reports.structure.rows import row


def test_what_begins_further_right_is_deeper() -> None:
    rows = [
        row("1", role="total"),
        row("1", indent=6.2),
        row("1", indent=16.1),
        row("1", indent=17.2),
        row("1", indent=7.0),
    ]
    assert levels_by_indent(rows) == (0, 1, 2, 2, 1)


def test_one_indent_shows_nothing_nor_do_many_or_unknown_ones() -> None:
    assert levels_by_indent([row("1", indent=6.0), row("1", indent=7.5)]) is None
    assert levels_by_indent([row("1", indent=float(10 * number)) for number in range(9)]) is None
    assert levels_by_indent([row("1", indent=6.0), row("1")]) is None
