"""Sums that the rows of a table print: each row with rows below it, and totals printed below all others.

Belongs here: finding those that don't close in what was read of a report, for tests over the corpus. The product's own sums are
rules in dbt; this second, plain count of them shows that levels and figures are read right.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]
Measure = tuple[str, int | None]
REVIEWED = Path(__file__).with_name("open_sums.csv")
#: Rows of these stand side by side or are forms; dbt's rules for totals hold them together.
_NOT_NESTED = frozenset(
    {
        None,
        "revenue_expenditure_summary",
        "fiscal_appropriation_summary",
        "government_fund_summary",
        "state_capital_summary",
        "three_public_expenditure",
        "department_performance_targets",
        "project_performance_targets",
    }
)


@dataclass(frozen=True, slots=True)
class OpenSum:
    """A figure that is not the sum of the rows below it."""

    page_no: int
    table_title: str
    label: str
    measure_key: str
    printed: Decimal
    sum_of_parts: Decimal


def open_sums(hand_over: Mapping[str, Sequence[Record]]) -> tuple[int, list[OpenSum]]:
    """Return how many sums were checked, and those that don't close within the rounding of what is printed."""
    tables = {table["table_id"]: table for table in hand_over["printed_tables"]}
    figures: dict[str, dict[Measure, Record]] = defaultdict(dict)
    for line in hand_over["lines"]:
        if line["value"] is not None and line["measure_key"] and line["value_type"] == "money":
            figures[line["row_id"]][line["measure_key"], line["amount_year"]] = line
    blocks: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for row in hand_over["rows"]:
        if row["row_kind"] != "note" and tables[row["table_id"]]["table_kind"] not in _NOT_NESTED:
            blocks[row["table_id"], row["block_no"]].append(row)
    checked, found = 0, []
    for (table_id, _), rows in blocks.items():
        for whole, parts in _wholes(rows):
            for measure, line in figures[whole["row_id"]].items():
                lines = [figures[part["row_id"]][measure] for part in parts if measure in figures[part["row_id"]]]
                total = sum((part["value"] for part in lines), Decimal(0))
                checked += 1
                if abs(total - line["value"]) > _rounding([line, *lines]):
                    title, label = tables[table_id]["printed_title"] or "", whole["label_printed"] or ""
                    found.append(OpenSum(whole["page_no"], title, label, measure[0], line["value"], total))
    return checked, found


def reviewed_open_sums(stem: str) -> set[tuple[int, str]]:
    """Page and label of the rows whose sums are open on the page itself; why is in the file."""
    with REVIEWED.open(newline="", encoding="utf-8") as file:
        return {(int(row["page_no"]), row["label"]) for row in csv.DictReader(file) if row["report"] == stem}


def _wholes(rows: Sequence[Record]) -> Iterator[tuple[Record, list[Record]]]:
    parts: dict[str, list[Record]] = defaultdict(list)
    above: list[Record] = []
    for row in rows:
        while above and above[-1]["level_no"] >= row["level_no"]:
            above.pop()
        if above:
            parts[above[-1]["row_id"]].append(row)
        above.append(row)
    others = [row for row in rows if row["row_kind"] != "total"]
    top = [row for row in others if row["level_no"] == min(other["level_no"] for other in others)]
    for row in rows:
        below = parts[row["row_id"]] or (top if row["row_kind"] == "total" else [])
        if below:
            yield row, below


def _rounding(lines: Sequence[Record]) -> Decimal:
    """Half of the last digit for each figure; a zero is printed with any number of digits."""
    decimals = min(line["decimals_printed"] or 0 for line in lines if line["value"] or line is lines[0])
    return len(lines) * Decimal("0.5") * Decimal(10) ** -decimals
