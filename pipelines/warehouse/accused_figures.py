"""Figures that reports are accused by, and what follows where their page shows other ones.

Belongs here: which figures these are (all that take part in a finding of severity error, in a database in which the rules were
applied), having their pictures read, and whom to keep back for one that differs: its printed table; for a figure of the text, the
document. How a picture is read is in ``extraction.shown_figures``; what a run remembers of it in ``runs.picture_check``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.contract.holds import Holds, Reason
from pipelines.extraction.shown_figures import Look, PrintedFigure
from pipelines.workers import Budgets, Pool, Task

_WORK = "pipelines.extraction.shown_figures:look_work"
#: Figures of pages that OCR read were looked at twice when they were read. A cell in pieces over two pages has no one place.
_ACCUSED = """
with checks as (
    select document_id, unnest(check_ids) as check_id
    from main.rpt_discrepancy
    where severity = 'error'
),

places as (
    select checks.document_id, coalesce(terms.cell_id, terms.source_id) as place_id
    from checks
    inner join intermediate.int_check_term as terms on checks.check_id = terms.check_id
    union
    select document_id, unnest(evidence_cell_ids)
    from main.rpt_discrepancy
    where severity = 'error'
),

cells as (
    select
        cell_id as place_id, any_value(table_id) as table_id, any_value(page_no) as page_no,
        any_value(coalesce(joined_text, text)) as text,
        any_value([x0_points, y0_points, x1_points, y1_points]) as box
    from staging.stg_cells
    where cell_id in (select place_id from places)
    group by cell_id
    having count(*) = 1 and any_value(engine) != 'ocr'
),

told as (
    select
        statement_id as place_id, null::varchar as table_id, page_no, value_text as text,
        [x0_points, y0_points, x1_points, y1_points] as box
    from staging.stg_statements
)

select places.document_id, places.place_id, found.table_id, found.page_no, found.text, found.box
from places
inner join (from cells union all from told) as found on places.place_id = found.place_id
where regexp_matches(found.text, '^[0-9.,%+ -]*[0-9][0-9.,%+ -]*$') and found.box[1] is not null and found.page_no is not null
order by all
"""


@dataclass(frozen=True, slots=True)
class AccusedFigure:
    """A figure that takes part in an error, of a printed table or, with ``table_id`` None, of the text."""

    document_id: str
    table_id: str | None
    figure: PrintedFigure

    @property
    def key(self) -> str:
        """Return what its look is remembered by: the content of the file, the place, and what was read there."""
        said = f"{self.document_id} {self.figure.page_no} {self.figure.box} {self.figure.text}"
        return hashlib.sha256(said.encode()).hexdigest()[:24]


def accused_figures(connection: duckdb.DuckDBPyConnection) -> list[AccusedFigure]:
    """Return the figures of all errors of a database; none of one without findings, which accuses nobody."""
    try:
        rows = connection.execute(_ACCUSED).fetchall()
    except duckdb.CatalogException:
        return []
    return [
        AccusedFigure(
            document_id, table_id, PrintedFigure(place_id, page_no, text, tuple(box), is_told=table_id is None)
        )
        for document_id, place_id, table_id, page_no, text, box in rows
    ]


def look_at_pages(
    accused: Iterable[AccusedFigure], path_of: Callable[[str], Path | None], worker_count: int | None = None
) -> Iterator[tuple[AccusedFigure, Look]]:
    """Yield what the pages show in their places; ``path_of`` gives the file of a document, None for one that shows nothing.

    A document that cannot be drawn within its budget shows nothing.
    """
    by_document: dict[str, dict[str, AccusedFigure]] = {}
    for item in accused:
        by_document.setdefault(item.document_id, {})[item.figure.place_id] = item
    budget = Budgets.load().reading
    tasks = []
    for document_id, items in by_document.items():
        path = path_of(document_id)
        if path is not None:
            figures = [item.figure for item in items.values()]
            tasks.append(Task(document_id, _WORK, (path, document_id, figures), budget))
    if not tasks:
        return
    with Pool(worker_count) as pool:
        for outcome in pool.run(tasks):
            for look in outcome.value or ():
                yield by_document[outcome.task.key][look.place_id], look


def kept_back_for(looks: Iterable[tuple[AccusedFigure, Look]]) -> Holds:
    """Return whom to keep back because the page shows other figures; what cannot be read in the picture changes nothing."""
    holds = Holds()
    for item, look in looks:
        if look.verdict == "differs":
            holds |= _held(item, look.shown)
    return holds


def _held(item: AccusedFigure, shown: str) -> Holds:
    page_no, text = item.figure.page_no, item.figure.text
    reason = Reason(
        f"第{page_no}页读取的数字“{text}”与页面图像所示（{shown}）不同，读取不可靠",
        f"page {page_no}: the figure read as {text} is shown as {shown} by the picture of the page, so the reading is not to be relied upon",
    )
    if item.table_id is None:
        return Holds({item.document_id: reason})
    return Holds(tables={(item.document_id, item.table_id): reason})
