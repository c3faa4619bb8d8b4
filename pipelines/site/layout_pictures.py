"""Pictures of the pages that ``rpt_unknown_layout`` lists, beside the published warehouse.

Belongs here: which pictures there should be, drawing those that are missing, and dropping those no longer listed. What is
listed is decided by dbt; how a page is drawn in ``page_image``. A picture that cannot be drawn (the report was taken out
or changed) is no reason to fail a run: it is named in the result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipelines.documents.names import opened
from pipelines.pdf.page_image import PageImageError, render_page
from pipelines.settings import Settings

FOLDER = "unknown_layout"
_LISTED = """
select distinct picture_path, document_id, file_name, page_no
from main.rpt_unknown_layout
where picture_path is not null
order by picture_path
"""


@dataclass
class LayoutPictures:
    """What became of the pictures: drawn now, there before, dropped, and why others could not be drawn."""

    drawn: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    dropped: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def draw_layout_pictures(settings: Settings, warehouse: Path | None = None) -> LayoutPictures:
    """Make the pictures below the warehouse folder those that the published warehouse lists.

    A page of a document never changes (its identity is its bytes), so a picture that is there is right.
    """
    with duckdb.connect(str(warehouse or settings.published_path), read_only=True) as connection:
        rows = connection.execute(_LISTED).fetchall()
    outcome = LayoutPictures()
    wanted: set[Path] = set()
    for picture, document_id, file_name, page_no in rows:
        path = settings.warehouse_dir / picture
        wanted.add(path)
        if path.exists():
            outcome.kept.append(path)
            continue
        try:
            image, _ = render_page(opened(settings.raw_dir, file_name), document_id, page_no, file_name)
        except PageImageError as error:
            outcome.problems.append(str(error))
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        image.save(draft, format="PNG", optimize=False)
        draft.replace(path)
        outcome.drawn.append(path)
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
