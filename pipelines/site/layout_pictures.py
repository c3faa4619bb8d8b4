"""Pictures of the pages that ``rpt_unknown_layout`` lists, beside the published warehouse.

Belongs here: which pictures there should be, drawing those that are missing, and dropping those no longer listed. What is
listed is decided by dbt (one page a layout, the layouts that matter most); how a page is drawn in ``page_image``. A picture that
cannot be drawn (the report was taken out or changed, the page takes too long) is no reason to fail a run: it is named in the result.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contract.audiences import find_by_bare_names
from pipelines.contract.files import written_whole
from pipelines.documents.names import opened
from pipelines.settings import Settings
from pipelines.workers import Budget, Budgets, Pool, Task

FOLDER = "unknown_layout"
_LISTED = """
select distinct picture_path, document_id, file_name, page_no
from rpt_unknown_layout
where picture_path = 'unknown_layout/' || document_id || '/p' || lpad(page_no::varchar, 2, '0') || '.webp'
order by picture_path
"""
_WORK = f"{__name__}:draw_pages"
#: Sharp enough to read a header and a row; a fifth of what a picture without loss takes.
_WIDTH_PIXELS = 1100
_QUALITY = 70
#: The lowest priority a process can have (``nice``).
_POLITE = 19


@dataclass
class LayoutPictures:
    """What became of the pictures: drawn now, there before, dropped, and why others could not be drawn."""

    drawn: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    dropped: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PictureJob:
    """Pages of one report to draw: the PDF, its id and its name for people, page number and target of each."""

    pdf: Path
    document_id: str
    file_name: str
    pages: tuple[tuple[int, Path], ...]


def draw_layout_pictures(
    settings: Settings, warehouse: Path | None = None, budget: Budget | None = None
) -> LayoutPictures:
    """Make the pictures below the warehouse folder those that the published warehouse lists.

    A page of a document never changes (its identity is its bytes), so a picture that is there is right.
    """
    with duckdb.connect(str(warehouse or settings.published_path), read_only=True) as connection:
        find_by_bare_names(connection)
        rows = connection.execute(_LISTED).fetchall()
    outcome = LayoutPictures()
    wanted = {settings.warehouse_dir / row[0] for row in rows}
    missing: dict[tuple[str, str], list[tuple[int, Path]]] = {}
    for picture, document_id, file_name, page_no in rows:
        path = settings.warehouse_dir / picture
        if path.exists():
            outcome.kept.append(path)
        else:
            missing.setdefault((file_name, document_id), []).append((page_no, path))
    budget = budget or Budgets.load().picture
    tasks = [
        Task(name, _WORK, PictureJob(opened(settings.raw_dir, name), document_id, name, tuple(pages)), budget)
        for (name, document_id), pages in missing.items()
    ]
    with Pool() as pool:
        for done in pool.run(tasks):
            if done.problem is not None:
                outcome.problems.append(f"{done.task.key}: {done.problem.en}")
            else:
                outcome.problems += done.value
            outcome.drawn += [path for _, path in done.task.payload.pages if path.exists()]
    _drop_others(settings.warehouse_dir / FOLDER, wanted, outcome)
    return outcome


def draw_pages(job: PictureJob, tell: Callable[[Any], None]) -> list[str]:
    """Do the job in a worker process: draw the pages of one report; returns why others could not be drawn."""
    from pipelines.pdf.page_image import PageImageError, render_page

    problems = []
    for page_no, path in job.pages:
        try:
            image, _ = render_page(job.pdf, job.document_id, page_no, job.file_name)
        except PageImageError as error:
            problems.append(str(error))
            continue
        image.thumbnail((_WIDTH_PIXELS, _WIDTH_PIXELS * 2))
        with written_whole(path) as draft:
            image.save(draft, format="WEBP", quality=_QUALITY)
        tell(page_no)
    return problems


def draw_pages_beside(job: PictureJob, tell: Callable[[Any], None]) -> list[str]:
    """Do the job when nobody else wants the processor: the worker that does it stays as polite until it ends."""
    os.setpriority(os.PRIO_PROCESS, 0, _POLITE)
    return draw_pages(job, tell)


def _drop_others(folder: Path, wanted: set[Path], outcome: LayoutPictures) -> None:
    for path in sorted(folder.glob("*/*")):
        if path not in wanted:
            path.unlink()
            outcome.dropped.append(path)
    for document in folder.glob("*"):
        if document.is_dir() and not any(document.iterdir()):
            document.rmdir()
