"""One printed table in the making: its grid, and the amounts a reader has to find in it.

Belongs here: rows with their keys, headers with marker rows, and the block for the typesetter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from specimens.families.style import Style
from specimens.typeset import TableBlock

#: Table kind, key of the row (code, row key, unit or ``total``), measure, amount in yuan.
Expected = tuple[str, str, str, Decimal]
#: Measures that mean the row's whole amount, whatever the header calls it.
WHOLE = frozenset({"total", "budget_amount"})
UNIT_ROW = "部门：{issuer}　　　　　单位：{unit}"


@dataclass(slots=True)
class Sheet:
    """A table of one kind; ``columns`` name the measure of each column after the labels (None: prints no amount)."""

    style: Style
    kind: str
    name: str
    table_no: int
    header: list[list[str]]
    label_count: int
    columns: Sequence[str]
    note: str = ""
    rows: list[list[str]] = field(default_factory=list)
    expected: Counter[Expected] = field(default_factory=Counter)

    def add(self, key: str, labels: Sequence[str], amounts: Mapping[str, Decimal]) -> None:
        """A row: its amounts are printed in the columns of their measures, and expected back if they are not zero."""
        assert len(labels) == self.label_count
        figures = [self.style.figure(amounts[measure]) if measure in amounts else "" for measure in self.columns]
        self.rows.append([*labels, *figures])
        for measure in self.columns:
            if amounts.get(measure):
                self.expect(key, measure, amounts[measure])

    def expect(self, key: str, measure: str, amount_yuan: Decimal) -> None:
        """An amount that is printed under this key and measure."""
        if amount_yuan:
            self.expected[self.kind, key, "whole" if measure in WHOLE else measure, amount_yuan] += 1

    def block(self, issuer: str, year: int) -> TableBlock:
        """The table for the typesetter."""
        style = self.style
        header = [list(row) for row in self.header] + self._numbers()
        width = len(header[0])
        title = style.title.format(year=year, name=style.table_name(self.name), no=self.table_no)
        unit = UNIT_ROW.format(issuer=issuer, unit=style.unit)
        if style.has_heading_in_grid:
            header = [[title, *"<" * (width - 1)], [unit, *"<" * (width - 1)], *header]
            title = unit = ""
        widths = [1.0 + 0.9 * (number < self.label_count) for number in range(width)]
        return TableBlock(
            self.table_no,
            title,
            (header + self.rows,),
            tuple(widths),
            unit=unit,
            note=self.note,
            header_rows=len(header),
            is_landscape=style.is_landscape,
            is_on_same_page=style.has_several_a_page,
        )

    def _numbers(self) -> list[list[str]]:
        count = len(self.columns)
        numbers = [str(number) for number in range(1, count + 1)]
        first = {"none": None, "plain": "", "word": "栏次", "stars": "**"}[self.style.numbers]
        if first is None or not count or not self.label_count or len(self.header[0]) != self.label_count + count:
            return []
        labels = ["**"] * self.label_count if first == "**" else [*[""] * (self.label_count - 1), first]
        return [[*labels, *numbers]]


def two_level(labels: Sequence[str], groups: Sequence[tuple[str, Sequence[str]]]) -> list[list[str]]:
    """Header rows of labels and groups of columns; a group of no column is one column over both rows."""
    top, below = list(labels), ["^"] * len(labels)
    for group, columns in groups:
        top += [group, *"<" * (len(columns) - 1)] if columns else [group]
        below += columns or ["^"]
    return [top, below] if any(columns for _, columns in groups) else [top]
