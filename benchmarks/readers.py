"""The two readers that are measured against each other, as calls that a pool of processes can run.

Belongs here: reading some pages of one file, and the boxes of what was found. Nothing is timed here.
"""

from __future__ import annotations

import logging
import os
import resource
import warnings
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium

from pipelines.pdf.ocr import needs_ocr

Box = tuple[float, float, float, float]

#: Camelot's tables that count: the smallest has two rows of two columns.
_SMALLEST = 2


@dataclass(frozen=True, slots=True)
class Job:
    """Pages of one file, counted from 1: scanned ones, which ours reads by OCR, or others."""

    path: Path
    page_nos: tuple[int, ...]
    is_scanned: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page and the boxes of its tables; ``upright`` are the same boxes after each number of quarter turns."""

    file_name: str
    page_no: int
    boxes: tuple[Box, ...]
    upright: tuple[tuple[Box, ...], ...] = ()


def is_scanned(path: Path, page_no: int) -> bool:
    """Tell whether ours reads the page by OCR; Camelot sees no text there."""
    with pdfium.PdfDocument(path) as document:
        page = document[page_no - 1]
        return needs_ocr(page, page.get_textpage().count_chars())


def prepare() -> None:
    """Load both libraries, so that starting up is not measured."""
    import camelot  # noqa: F401

    from pipelines import reports  # noqa: F401
    from pipelines.extraction import document  # noqa: F401

    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")


def read_with_yusuan(job: Job) -> list[Found]:
    """Our reader, with conservation, as the main job calls it."""
    from pipelines.extraction import extract_document
    from pipelines.extraction.geometry import quarter_turns

    found: list[Found] = []
    for page in extract_document(job.path, "0" * 64, page_nos=job.page_nos).pages:
        boxes = [grid.box for grid in page.grids]
        turned = [
            tuple(
                (box.x0, box.y0, box.x1, box.y1)
                for box in map(quarter_turns(turns, page.width, page.height).box, boxes)
            )
            for turns in range(4)
        ]
        found.append(Found(job.path.name, page.page_no, turned[0], tuple(turned)))
    return found


def read_whole(job: Job) -> None:
    """Read a whole document as a worker of the main job does, from its pages to the hand-over's Parquet."""
    from pipelines.reports.facts import FileFacts
    from pipelines.runs.reading_worker import ReadJob, read_one

    text_layer = "scanned" if job.is_scanned else "born_digital"
    document_id = sha256(job.path.read_bytes()).hexdigest()
    facts = FileFacts(job.path.name, document_id, None, None, len(job.page_nos), text_layer)
    with TemporaryDirectory() as root:
        target = Path(root, "documents", "read")
        read = read_one(ReadJob(job.path, facts, Path(root, "cells.parquet"), target), lambda news: None)
        assert target.is_dir(), f"{job.path.name} was not read to the end: {read}"


def read_with_camelot(job: Job) -> list[Found]:
    """Camelot as a user calls it: lattice with its defaults. Tables of two by two and more that hold text count."""
    from camelot.io import read_pdf

    boxes: dict[int, list[Box]] = {page_no: [] for page_no in job.page_nos}
    for table in read_pdf(str(job.path), pages=",".join(map(str, job.page_nos)), flavor="lattice"):
        rows, columns = table.shape
        if rows >= _SMALLEST and columns >= _SMALLEST and any(text.strip() for row in table.data for text in row):
            boxes[table.page].append(tuple(table._bbox))
    return [Found(job.path.name, page_no, tuple(found)) for page_no, found in boxes.items()]


def resident_megabytes() -> tuple[float, float]:
    """Return the memory this process holds now, and the most it has held."""
    page = os.sysconf("SC_PAGE_SIZE")
    now = int(Path("/proc/self/statm").read_text("ascii").split()[1]) * page
    return now / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def memory_over(paths: list[Path], marks: tuple[int, ...]) -> list[tuple[int, float, float]]:
    """Read whole documents one after another; return how many, memory held and most memory at each mark."""
    from pipelines.extraction import extract_document

    seen: list[tuple[int, float, float]] = []
    for number, path in enumerate(paths, 1):
        extract_document(path, "0" * 64)
        if number in marks:
            seen.append((number, *resident_megabytes()))
    return seen
