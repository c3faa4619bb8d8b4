"""Figures that a report is accused by, held against the picture of their page before anything is published.

Belongs here: which figures these are (all that take part in a finding of severity error), looking at each once, and whom to keep
back where the page shows another figure than was read: its printed table; for a figure of the text, the document. How a picture
is read is in ``extraction.shown_figures``. What OCR cannot read, or reads in two ways, changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb

from pipelines.contract.code_version import code_version
from pipelines.contract.hand_over import write_atomically
from pipelines.contract.holds import Holds, Reason
from pipelines.contract.sql import connect
from pipelines.documents.names import opened
from pipelines.extraction.shown_figures import Look, PrintedFigure, Verdict
from pipelines.runs.state import RunState
from pipelines.workers import Budgets, Pool, Task

_WORK = "pipelines.extraction.shown_figures:look_work"
_ENTRIES, _LIBRARIES = ("pipelines.extraction.shown_figures",), ("pypdfium2", "rapidocr", "onnxruntime")
_VERDICTS: tuple[Verdict, ...] = ("agrees", "differs", "unread")
_MEMORY_NAME = "shown_figures.json"
#: Figures of pages that OCR read were looked at twice when they were read. A cell in pieces over two pages has no one place.
_ASKED = """
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
        cell_id as place_id, any_value(table_id) as table_id, any_value(page_no) as page_no, any_value(text) as text,
        any_value([x0_points, y0_points, x1_points, y1_points]) as box
    from main.dim_cell
    group by cell_id
    having count(*) = 1 and any_value(engine) != 'ocr'
),

told as (
    select
        statement_id as place_id, null::varchar as table_id, page_no, value_printed as text,
        [x0_points, y0_points, x1_points, y1_points] as box
    from main.fct_narrative_figure
)

select places.document_id, documents.file_name, places.place_id, found.table_id, found.page_no, found.text, found.box
from places
inner join (from cells union all from told) as found on places.place_id = found.place_id
inner join main.dim_document as documents on places.document_id = documents.document_id and documents.is_present
where regexp_matches(found.text, '^[0-9.,%+ -]*[0-9][0-9.,%+ -]*$') and found.box[1] is not null and found.page_no is not null
order by all
"""


@dataclass(slots=True)
class PictureCheck:
    """What came of it: how many figures agree with the picture, differ from it, or could not be read in it; whom to keep back."""

    counts: Counter[Verdict] = field(default_factory=Counter)
    holds: Holds = field(default_factory=Holds)


@dataclass(frozen=True, slots=True)
class _Asked:
    document_id: str
    file_name: str
    table_id: str | None
    figure: PrintedFigure

    @property
    def key(self) -> str:
        """Return what its look is remembered by: the content of the file, the place, and what was read there."""
        said = f"{self.document_id} {self.figure.page_no} {self.figure.box} {self.figure.text}"
        return hashlib.sha256(said.encode()).hexdigest()[:24]


def check_by_picture(state: RunState) -> PictureCheck:
    """Hold the figures of all errors of the run's candidate against their pages; a report that is not there says nothing."""
    asked = _asked(state.candidate_path)
    known = _remembered(state)
    missing = [item for item in asked if item.key not in known]
    looks = {item.key: known[item.key] for item in asked if item.key in known} | dict(_looked(state, missing))
    _remember(state, looks)
    found = PictureCheck(Counter(look.verdict for look in looks.values()))
    for item in asked:
        look = looks.get(item.key)
        if look is not None and look.verdict == "differs":
            found.holds |= _held(item, look.shown)
    if asked:
        state.journal.note("suites", "suite", f"picture_check: {_told(found.counts)}", 0.0)
    return found


def _held(item: _Asked, shown: str) -> Holds:
    page_no, text = item.figure.page_no, item.figure.text
    reason = Reason(
        f"第{page_no}页读取的数字“{text}”与页面图像所示（{shown}）不同，读取不可靠",
        f"page {page_no}: the figure read as {text} is shown as {shown} by the picture of the page, so the reading is not to be relied upon",
    )
    if item.table_id is None:
        return Holds({item.document_id: reason})
    return Holds(tables={(item.document_id, item.table_id): reason})


def _told(counts: Counter[Verdict]) -> str:
    return ", ".join(f"{counts[verdict]} {verdict}" for verdict in _VERDICTS)


def _asked(candidate: Path) -> list[_Asked]:
    try:
        with connect(candidate, read_only=True) as connection:
            rows = connection.execute(_ASKED).fetchall()
    except duckdb.CatalogException:
        # A candidate without findings accuses nobody.
        return []
    return [
        _Asked(
            document_id, name, table_id, PrintedFigure(place_id, page_no, text, tuple(box), is_told=table_id is None)
        )
        for document_id, name, place_id, table_id, page_no, text, box in rows
    ]


def _looked(state: RunState, asked: list[_Asked]) -> Iterator[tuple[str, Look]]:
    """Yield what the pictures say, by key; a document that cannot be drawn within its budget says nothing."""
    by_document: dict[tuple[str, str], list[_Asked]] = {}
    for item in asked:
        by_document.setdefault((item.document_id, item.file_name), []).append(item)
    budget = Budgets.load().reading
    tasks = []
    for (document_id, name), items in by_document.items():
        try:
            path = opened(state.settings.raw_dir, name)
        except ValueError:
            # A name that stands for no file below the raw folder shows nothing; the suites judge such a name.
            continue
        tasks.append(Task(name, _WORK, (path, document_id, [item.figure for item in items]), budget))
    if not tasks:
        return
    keys = {(item.file_name, item.figure.place_id): item.key for item in asked}
    with Pool(min(len(tasks), state.worker_count or len(tasks))) as pool:
        for outcome in pool.run(tasks):
            for look in outcome.value or ():
                yield keys[outcome.task.key, look.place_id], look


@cache
def _version() -> str:
    return code_version(_ENTRIES, _LIBRARIES)


def _memory_path(state: RunState) -> Path:
    return state.settings.hand_over_dir / _MEMORY_NAME


def _remembered(state: RunState) -> dict[str, Look]:
    try:
        content = json.loads(_memory_path(state).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    if content.get("version") != _version():
        return {}
    return {key: Look(*look) for key, look in content["looks"].items()}


def _remember(state: RunState, looks: dict[str, Look]) -> None:
    stored = {key: (look.place_id, look.verdict, look.shown) for key, look in sorted(looks.items())}
    write_atomically(_memory_path(state), json.dumps({"version": _version(), "looks": stored}, indent=0) + "\n")
