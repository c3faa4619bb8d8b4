"""Pictures of pages in the site: those that findings speak of first, then pages with tables, within a time and a size.

Belongs here: which pages are drawn, and telling the pages which there are. Who draws them is in ``site.page_pictures``. Without a picture a page shows its cells where they stand, so a
picture that is missing hides nothing. A page of a report never changes (a report is its bytes): a picture that is there is right.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.documents.names import opened
from pipelines.settings import Settings
from pipelines.site.dashboard.build import PICTURES, link_file, read_manifest
from pipelines.site.dashboard.findings import short_id
from pipelines.site.dashboard.shards import write_shard
from pipelines.site.layout_pictures import FOLDER
from pipelines.site.page_pictures import Artists, PictureJob

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of the pictures: how many the site has, how many were drawn now, how many wanted pages have none, of how many."""

    there: int
    drawn: int
    missing: int
    wanted: int


def draw_pictures(
    settings: Settings,
    folder: Path,
    others: Sequence[Path],
    seconds: float,
    document: str = "",
    artists: Artists | None = None,
) -> Drawn:
    """Draw pages of a site into it until ``seconds`` are over or the site has as many bytes of pictures as settings allow.

    With ``document``, a part of a file name or id, all pages with tables of such reports, whatever the time. Pictures that one of
    ``others`` has (the site before, what was drawn beforehand) are taken over. Reports that are not there any more are passed by. ``artists``
    draw; a cluster, of whose size nothing is known here, is given more pages between two looks at the clock.
    """
    manifest = read_manifest(folder)
    cap = pictures_cap_bytes(settings)
    names: dict[str, str] = manifest.get("files", {})
    wanted = list(_asked(manifest, document) if document else _wanted(manifest))
    total = drawn = 0
    missing: list[tuple[str, str, int]] = []
    for document_id, page_no in wanted:
        path = picture_path(folder, document_id, page_no)
        if path.exists() or any(link_file(picture_path(other, document_id, page_no), path) for other in others):
            total += path.stat().st_size
        else:
            missing.append((document_id, names.get(document_id, ""), page_no))
    if document:
        total = sum(path.stat().st_size for path in (folder / PICTURES).glob("*/*.webp"))
    end = time.monotonic() + seconds
    begun = 0
    with artists or Artists() as drawing:
        while begun < len(missing) and total < cap and (document or time.monotonic() < end):
            some = missing[begun : begun + drawing.at_once]
            begun += len(some)
            for path in draw_pages_of(settings, drawing, some, folder):
                if path.exists():
                    total, drawn = total + path.stat().st_size, drawn + 1
    _link_layouts(settings, folder)
    there_now = _tell(folder)
    return Drawn(there_now, drawn, len(missing) - drawn, len(wanted))


def draw_pages_of(
    settings: Settings, artists: Artists, pages: Iterable[tuple[str, str, int]], folder: Path
) -> Iterator[Path]:
    """Draw pages (document id, file name, page number) below ``folder``; yields where each should be now, as it is done or given up.

    Pages of a report whose name stands for no file below the raw folder are left out.
    """
    for done in artists.draw(_jobs(settings, pages, folder)):
        job: PictureJob = done.task.payload
        yield job.target


def _jobs(settings: Settings, pages: Iterable[tuple[str, str, int]], folder: Path) -> Iterator[PictureJob]:
    for document_id, name, page_no in pages:
        try:
            pdf = opened(settings.raw_dir, name)
        except ValueError:
            continue
        yield PictureJob(pdf, document_id, name, page_no, picture_path(folder, document_id, page_no))


def pictures_cap_bytes(settings: Settings) -> int:
    """Return how many bytes of pictures a site may have."""
    return int(settings.site_pictures_mb() * _MEGABYTE)


def _wanted(manifest: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Pages in the order of need: each report's worst finding first, then the other pages of findings, then pages with tables."""
    findings: dict[str, list[int]] = manifest.get("finding_pages", {})
    tables: dict[str, list[int]] = manifest.get("table_pages", {})
    seen = set()
    for document_id, pages in findings.items():
        for page_no in pages[:1]:
            seen.add((document_id, page_no))
            yield document_id, page_no
    for of_document in (findings, tables):
        for document_id, pages in of_document.items():
            for page_no in pages:
                if (document_id, page_no) not in seen:
                    seen.add((document_id, page_no))
                    yield document_id, page_no


def _asked(manifest: dict[str, Any], document: str) -> Iterator[tuple[str, int]]:
    for document_id, name in manifest.get("files", {}).items():
        if document in name or document_id.startswith(document):
            pages = {
                *manifest.get("finding_pages", {}).get(document_id, []),
                *manifest.get("table_pages", {}).get(document_id, []),
            }
            yield from ((document_id, page_no) for page_no in sorted(pages))


def picture_path(folder: Path, document_id: str, page_no: int) -> Path:
    """Return where a site's folder has the picture of a page."""
    return folder / PICTURES / short_id(document_id) / f"p{page_no:02d}.webp"


def _link_layouts(settings: Settings, folder: Path) -> None:
    """Let the pictures of layouts nobody understood be there under the same names as those of pages."""
    for path in (settings.warehouse_dir / FOLDER).glob("*/*.webp"):
        target = folder / PICTURES / short_id(path.parent.name) / path.name
        if not target.exists():
            link_file(path, target)


def _tell(folder: Path) -> int:
    """Write which pages have pictures; returns how many."""
    pages: dict[str, list[int]] = {}
    for path in sorted((folder / PICTURES).glob("*/p*.webp")):
        pages.setdefault(path.parent.name, []).append(int(path.stem[1:]))
    write_shard(folder / "data", "pictures", pages)
    return sum(map(len, pages.values()))
