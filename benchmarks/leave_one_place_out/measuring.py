"""What is published of a place's reports: figures with full coordinates, compared with the same figures of another run; findings.

Belongs here: the questions put to published warehouses. A figure is the same if it stands at the same place of the same page, whatever
table it was read into.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.reports.facts import FileFacts

#: Coordinates that say of which money a figure is.
COORDINATES = (
    "table_kind", "measure_key", "amount_year", "amount_basis", "flow", "fund_source_key", "carry_scope", "expenditure_kind",
    "function_code", "economic_code", "project_name", "unit_key", "row_key", "is_leaf", "amount_yuan",
)  # fmt: skip
_FIGURES = f"""
select
    amounts.document_id, cells.page_no, round(cells.x0_points, 1), round(cells.y0_points, 1),
    amounts.not_understood_reason, amounts.table_kind, amounts.table_title, amounts.header_path, amounts.row_path, amounts.amount_printed,
    {", ".join(f"amounts.{name}" for name in COORDINATES)}
from fct_amount as amounts
inner join dim_cell as cells on amounts.cell_id = cells.cell_id and cells.piece_no = 1
where list_contains(?, amounts.document_id)
"""
_DOCUMENTS = """
select file_name, document_id, source_url, retrieved_at, page_count, text_layer, division_code from dim_document order by file_name
"""
_FINDINGS = """
select document_id, file_name, severity, diagnosis_kind, page_nos, rule_ids, title_zh, explanation_zh from rpt_discrepancy
where list_contains(?, document_id)
"""
_HELD_BACK = """
select count(*) filter (where is_held_back), sum(held_back_table_count) from dim_document where list_contains(?, document_id)
"""
_STATEMENTS = """
select count(*) from fct_narrative_figure where list_contains(?, document_id) and subject_key is not null
"""
Place = tuple[str, int, float, float]
"""Where a figure stands: document, page, corner."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure as published."""

    reason: str | None
    kind: str | None
    title: str | None
    header_path: str | None
    row_path: str | None
    printed: str
    coordinates: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as published."""

    document_id: str
    file: str
    severity: str
    diagnosis: str
    pages: frozenset[int]
    rules: frozenset[str]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Published:
    """What a run publishes of some documents."""

    figures: dict[Place, Figure]
    findings: list[Finding]
    document_count: int
    held_back_tables: int
    #: Figures of the text whose subject is known.
    text_figures: int


def documents(warehouse_dir: Path) -> list[tuple[FileFacts, str | None]]:
    """What is known of every published document, and the code of its division."""
    with duckdb.connect(str(warehouse_dir / "yusuan.duckdb"), read_only=True) as connection:
        return [(FileFacts(*row[:6]), row[6]) for row in connection.execute(_DOCUMENTS).fetchall()]


def published(warehouse_dir: Path, document_ids: Sequence[str]) -> Published:
    """What the warehouse says of these documents."""
    ids = [list(document_ids)]
    with duckdb.connect(str(warehouse_dir / "yusuan.duckdb"), read_only=True) as connection:
        figures = {
            (row[0], row[1], row[2], row[3]): Figure(row[4], row[5], row[6], row[7], row[8], row[9], tuple(row[10:]))
            for row in connection.execute(_FIGURES, ids).fetchall()
        }
        findings = [
            Finding(row[0], row[1].rsplit("/", 1)[-1], row[2], row[3], frozenset(row[4] or []), frozenset(row[5]), row[6], row[7] or "")
            for row in connection.execute(_FINDINGS, ids).fetchall()
        ]  # fmt: skip
        held_documents, held_tables = connection.execute(_HELD_BACK, ids).fetchall()[0]
        known = {row[1] for row in connection.execute(_DOCUMENTS).fetchall()}
        (text_figures,) = connection.execute(_STATEMENTS, ids).fetchall()[0]
    count = len(known & set(document_ids)) - held_documents
    return Published(figures, findings, count, int(held_tables or 0), text_figures)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures of one run held against another's."""

    #: Figures that the run with all words publishes.
    count: int
    #: Figures that only the other run publishes: what it takes for figures.
    more: int
    understood_before: int
    understood: int
    #: Understood before, and no more, or not published.
    lost: dict[Place, Figure]
    #: Understood in both, with other coordinates; and which.
    changed: dict[Place, tuple[str, ...]]


def compare(before: Published, after: Published) -> Comparison:
    """Hold the figures of one run against those of the run with all words."""
    lost: dict[Place, Figure] = {}
    changed: dict[Place, tuple[str, ...]] = {}
    for place, figure in before.figures.items():
        other = after.figures.get(place)
        if figure.reason:
            continue
        if other is None or other.reason:
            lost[place] = figure
        elif other.coordinates != figure.coordinates:
            pairs = zip(COORDINATES, figure.coordinates, other.coordinates, strict=True)
            changed[place] = tuple(name for name, left, right in pairs if left != right)
    return Comparison(
        len(before.figures),
        len(after.figures.keys() - before.figures.keys()),
        sum(not figure.reason for figure in before.figures.values()),
        sum(place in before.figures and not figure.reason for place, figure in after.figures.items()),
        lost,
        changed,
    )
