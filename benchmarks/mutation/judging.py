"""Judging findings against the truth.

Belongs here: what counts as detected and as right. A value is right if the finding would put the clean figure back in its very
place; where no printed sum can tell which of several figures is wrong, naming the place among its equals is right too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from benchmarks.mutation.bases import Base, box_of
from benchmarks.mutation.faults import Fault
from benchmarks.mutation.revealing import row_of
from pipelines.extraction.model import Box

#: Names a diagnosis may have for a kind of fault; the last digit off by one or two cannot be told from rounding.
KINDS: dict[str, frozenset[str]] = {
    "one_digit": frozenset({"one_digit", "rounding"}),
    "transposed_digits": frozenset({"digits_swapped"}),
    "wrong_sign": frozenset({"wrong_sign"}),
    "wrong_unit": frozenset({"wrong_unit"}),
    "wrong_subtotal": frozenset({"wrong_figure", "one_digit", "rounding", "digits_swapped"}),
    "shifted_rows": frozenset({"rows_moved"}),
    "swapped_columns": frozenset({"columns_swapped"}),
    "dropped_row": frozenset({"row_missing"}),
    "repeated_row": frozenset({"row_repeated"}),
    "narrative_figure": frozenset({"one_digit", "rounding", "wrong_figure"}),
    "wrong_percentage": frozenset({"change_differs", "share_differs"}),
    "wrong_year": frozenset({"narrative_differs", "names_differs", "text_parts_differs", "shape_differs"}),
}
#: Verdicts that say that the report is wrong.
_ACCUSING = frozenset({"report_disagrees", "unexplained"})
Place = tuple[int, Box]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, with the boxes of what it would change and of its evidence."""

    kind: str
    verdict: str
    is_proven: bool
    title: str
    table_kind: str | None
    page_nos: tuple[int, ...]
    #: Place (None in a text) and page, printed and suggested value.
    changes: tuple[tuple[Place | None, int, Decimal, Decimal], ...]
    evidence: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one fault."""

    is_detected: bool
    is_right: bool
    #: Right, and the place named outright and not among equals.
    is_exact: bool
    #: Said to be the report's fault: not only noticed, for want of proof of the structure.
    is_accused: bool = False


def read_findings(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[Found]:
    """The findings of a document."""
    boxes: dict[str, Place] = {}
    query = "select * from stg_cells where document_id = ? and piece_no = 1"
    for row in connection.execute(query, [document_id]).fetch_arrow_table().to_pylist():
        boxes[row["cell_id"]] = (row["page_no"], box_of(row))
    query = "select * from int_finding where document_id = ?"
    return [_found(row, boxes) for row in connection.execute(query, [document_id]).fetch_arrow_table().to_pylist()]


def _found(row: dict[str, Any], boxes: dict[str, Place]) -> Found:
    changes = tuple(
        (
            boxes.get(change["cell_id"]) if change["cell_id"] else None,
            change["page_no"],
            Decimal(change["printed"]),
            Decimal(change["suggested"] or 0),
        )
        for change in json.loads(row["suggested_changes"])
    )
    evidence = frozenset(boxes[cell] for cell in row["evidence_cell_ids"] if cell in boxes)
    return Found(
        row["diagnosis_kind"], row["verdict"], row["is_proven"], row["title_zh"], row["table_kind"],
        tuple(row["page_nos"]), changes, evidence,
    )  # fmt: skip


def judge(base: Base, fault: Fault, findings: Sequence[Found]) -> Verdict:
    """What the findings say of a fault."""
    if not findings:
        return Verdict(False, False, False)
    kinds = KINDS[fault.kind]
    named = [found for found in findings if found.kind in kinds]
    exact = any(found.is_proven and _is_exact(base, fault, found) for found in named)
    among = any(_is_among(base, fault, found) for found in findings)
    slipped = fault.kind == "shifted_rows" and any(_is_same_slip(base, fault, found) for found in named)
    accused = any(found.verdict in _ACCUSING for found in findings)
    return Verdict(True, exact or among or slipped, exact, accused)


def _truth(base: Base, fault: Fault) -> dict[tuple[Place | None, int], Decimal]:
    """Clean values by place; a figure of a sentence by its page."""
    lines = {line["line_id"]: line for line in base.tables["lines"]}
    truth: dict[tuple[Place | None, int], Decimal] = {}
    for source in fault.texts:
        figure = base.case.figures[source]
        place = base.box_of(lines[source]) if source in lines else None
        truth[place, figure.page_no] = figure.value
    return truth


def _is_exact(base: Base, fault: Fault, found: Found) -> bool:
    if fault.words is not None:
        return fault.words[2] in found.page_nos
    if fault.kind == "wrong_percentage":
        (source,) = fault.texts
        printed = fault.texts[source].rstrip("0").rstrip(".")
        return base.case.figures[source].page_no in found.page_nos and f"印为 {printed}%，" in found.title
    moved = fault.dropped or fault.repeated
    if moved is not None:
        figure = base.case.figures[moved]
        if fault.dropped:
            return found.table_kind == figure.table_kind
        values = sorted(figure.value for figure in row_of(base, moved) if figure.value)
        return found.table_kind == figure.table_kind and sorted(printed for _, _, printed, _ in found.changes) == values
    truth = _truth(base, fault)
    if not found.changes or any(truth.get((place, page)) != value for place, page, _, value in found.changes):
        return False
    return len(found.changes) == len(truth)


def _is_same_slip(base: Base, fault: Fault, found: Found) -> bool:
    """Rows moved the right way, and most amounts back in their places; the first row may be another of the same sum."""
    truth = _truth(base, fault)
    right = sum(truth.get((place, page)) == value for place, page, _, value in found.changes)
    return 2 * right > max(len(truth), len(found.changes))


def _is_among(base: Base, fault: Fault, found: Found) -> bool:
    """One figure of several is wrong and nothing printed tells which: its place must be among those named."""
    if found.is_proven:
        return False
    if found.kind in KINDS[fault.kind] and _is_exact(base, fault, found):
        return True
    if len(fault.texts) != 1 or not found.changes:
        return False
    ((place, page),) = _truth(base, fault)
    return place in found.evidence if place is not None else page in found.page_nos
