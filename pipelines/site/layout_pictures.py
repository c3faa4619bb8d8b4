"""Pictures of the pages that ``rpt_unknown_layout`` lists, beside the published warehouse.

Belongs here: which pictures there should be, drawing those that are missing, and dropping those no longer listed. What is
listed is decided by dbt (one page a layout, the layouts that matter most); who draws a page is in ``page_pictures``. A picture that
cannot be drawn (the report was taken out or changed, the page takes too long) is no reason to fail a run: it is named in the result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipelines.contract.audiences import find_by_bare_names
from pipelines.documents.names import opened
from pipelines.settings import Settings
from pipelines.site.page_pictures import Artists, PictureJob
from pipelines.workers import Budget

FOLDER = "unknown_layout"
_LISTED = """
select distinct picture_path, document_id, file_name, page_no
from rpt_unknown_layout
where picture_path = 'unknown_layout/' || document_id || '/p' || lpad(page_no::varchar, 2, '0') || '.webp'
order by picture_path
"""


@dataclass
class LayoutPictures:
    """What became of the pictures: drawn now, there before, dropped, and why others could not be drawn."""

    drawn: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    dropped: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def draw_layout_pictures(
    settings: Settings, warehouse: Path | None = None, budget: Budget | None = None, artists: Artists | None = None
) -> LayoutPictures:
    """Make the pictures below the warehouse folder those that the published warehouse lists; ``artists`` draw them.

    A page of a document never changes (its identity is its bytes), so a picture that is there is right.
    """
    with duckdb.connect(str(warehouse or settings.published_path), read_only=True) as connection:
        find_by_bare_names(connection)
        rows = connection.execute(_LISTED).fetchall()
    outcome = LayoutPictures()
    wanted = {settings.warehouse_dir / row[0] for row in rows}
    jobs: list[PictureJob] = []
    for picture, document_id, file_name, page_no in rows:
        path = settings.warehouse_dir / picture
        if path.exists():
            outcome.kept.append(path)
            continue
        try:
            jobs.append(PictureJob(opened(settings.raw_dir, file_name), document_id, file_name, page_no, path))
        except ValueError as error:
            outcome.problems.append(str(error))
    with artists or Artists() as drawing:
        for done in drawing.draw(jobs, budget):
            job: PictureJob = done.task.payload
            if done.problem is not None:
                outcome.problems.append(f"{job.file_name}: {done.problem.en}")
            elif done.value is not None:
                outcome.problems.append(done.value)
            else:
                outcome.drawn.append(job.target)
    _drop_others(settings.warehouse_dir / FOLDER, wanted, outcome)
    return outcome


def _drop_others(folder: Path, wanted: set[Path], outcome: LayoutPictures) -> None:
    for path in sorted(folder.glob("*/*")):
        if path not in wanted:
            path.unlink()
            outcome.dropped.append(path)
    for document in folder.glob("*"):
        if document.is_dir() and not any(document.iterdir()):
            document.rmdir()
