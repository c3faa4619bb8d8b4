"""Figures typed from rendered pages against the lines that were read: which of them were not found where they stand.

Belongs here: matching a typed figure to a line. A typed figure is found if a line on its page has its text, stands in a
row with its label and code, below a header with its words, in a table with its unit and title.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).with_name("golden")
_BLANK = re.compile(r"[\s\u3000:：]+")
#: Words for the halves of a table; the line has its side instead.
_SIDES = {"收入", "支出"}
EMPTY_TABLE = "(空表)"


@dataclass(frozen=True, slots=True)
class GoldenFigure:
    """One figure as typed; the columns are explained in golden/README.md."""

    page_no: int
    table_title: str
    unit_label: str
    row_label: str
    code: str
    column_header: str
    figure_printed: str


def golden_reports() -> list[str]:
    """The stems of the reports that have typed figures."""
    return sorted(path.stem for path in GOLDEN.glob("*.csv"))


def read_golden(stem: str) -> list[GoldenFigure]:
    """The typed figures of one report."""
    names = [field.name for field in fields(GoldenFigure)]
    with (GOLDEN / f"{stem}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [GoldenFigure(int(row["page_no"]), *(row[name] or "" for name in names[1:])) for row in rows]


class ReadLines:
    """The lines of one document with their row and table, by page and printed text."""

    def __init__(self, hand_over: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Take the tables printed_tables, rows, lines, labels and cells of a hand-over, as lists of dictionaries."""
        self.tables = {table["table_id"]: table for table in hand_over["printed_tables"]}
        self.rows = {row["row_id"]: row for row in hand_over["rows"]}
        self.words: dict[str, list[str]] = defaultdict(list)
        for label in hand_over["labels"]:
            self.words[label["row_id"]].append(label["text"])
        self.by_text: dict[tuple[int, str], list[Mapping[str, Any]]] = defaultdict(list)
        pages = {cell["cell_id"]: cell["page_no"] for cell in hand_over["cells"] if cell["piece_no"] == 1}
        for line in hand_over["lines"]:
            self.by_text[pages[line["cell_id"]], plain(line["value_text"] or "")].append(line)

    def why_missing(self, figure: GoldenFigure) -> str | None:
        """Return None if ``figure`` was read where it stands, else what the nearest lines have instead."""
        if figure.row_label == EMPTY_TABLE:
            return None
        candidates = self.by_text[figure.page_no, plain(figure.figure_printed)]
        if not candidates:
            return "no such figure in any line of the page"
        reasons = [self._differences(line, figure) for line in candidates]
        if any(not reason for reason in reasons):
            return None
        return "; ".join(min(reasons, key=len))

    def _differences(self, line: Mapping[str, Any], figure: GoldenFigure) -> list[str]:
        row, table = self.rows[line["row_id"]], self.tables[line["table_id"]]
        texts = [row["label_printed"], *self.words[line["row_id"]], *_names(row)]
        words = plain("|".join(text for text in texts if text))
        found: list[str] = []
        if not all(plain(part) in words for part in figure.row_label.split("/")):
            found.append(f"label {words!r}")
        if not all(self._has_code(code, row, words) for code in figure.code.split("/")):
            found.append(f"code {row['function_code'] or row['economic_code']!r}")
        path = plain(line["header_path"] or "")
        parts = [part for part in figure.column_header.split("/") if part not in _SIDES]
        if not all(plain(part) in path for part in parts):
            found.append(f"header {path!r}")
        if figure.unit_label and table["unit_label"] not in (None, figure.unit_label):
            found.append(f"unit {table['unit_label']!r}")
        return found

    @staticmethod
    def _has_code(code: str, row: Mapping[str, Any], words: str) -> bool:
        codes = (row["function_code"], row["economic_code"], row["unit_code"], row["procurement_code"])
        if code.startswith("5"):
            # 政府预算支出经济分类 is kept as the row prints it: 502 and 01 are two labels.
            return plain(code) in words.replace("|", "")
        return not code or code in codes or plain(code) in words


def _names(row: Mapping[str, Any]) -> Iterable[str | None]:
    return (value for name, value in row.items() if name.endswith("name_printed"))


def plain(text: str) -> str:
    """Text without blanks and colons, as typed figures and lines are compared."""
    return _BLANK.sub("", text)
