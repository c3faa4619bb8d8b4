"""A page of a report as a picture, with cells outlined.

Belongs here: rendering and drawing. Coordinates are the contract's: points on the page as displayed, origin bottom left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from pipelines.pdf.regular_files import open_regular

#: Dots per inch of the picture: sharp enough to read the smallest print on a screen.
_DPI = 150
_POINTS_PER_INCH = 72
_OUTLINE = (214, 39, 40)
_FILL = (255, 221, 51, 70)
_OUTLINE_WIDTH = 3
_MARGIN_POINTS = 1.5

#: Left, bottom, right, top in points.
Box = tuple[float, float, float, float]


class PageImageError(Exception):
    """The page cannot be drawn; the message says why and what to do."""


def draw_cells(
    pdf: Path, document_id: str, page_no: int, boxes: Sequence[Box], target: Path, name: str | None = None
) -> None:
    """Write page ``page_no`` (from 1) of ``pdf`` to the PNG ``target`` with ``boxes`` outlined.

    Raises ``PageImageError`` if the file is not there, is no longer the one that was read, or cannot be rendered.
    """
    picture, scale = render_page(pdf, document_id, page_no, name)
    _outline(picture, boxes, picture.height / scale).save(target)


def render_page(pdf: Path, document_id: str, page_no: int, name: str | None = None) -> tuple[Image.Image, float]:
    """Return page ``page_no`` (from 1) as it is displayed, and how many pixels a point has.

    Errors call the report ``name`` (its path by default). Raises ``PageImageError`` as :func:`draw_cells` does.
    """
    name = name or str(pdf)
    content = _content(pdf, name)
    if hashlib.sha256(content).hexdigest() != document_id:
        raise PageImageError(f"the file {name} has changed since it was read; run yusuan run, then show again")
    try:
        document = pdfium.PdfDocument(content)
        try:
            page = document[page_no - 1]
            picture = page.render(scale=_DPI / _POINTS_PER_INCH).to_pil().convert("RGB")
        finally:
            document.close()
    except (pdfium.PdfiumError, IndexError) as error:
        raise PageImageError(f"page {page_no} of {name} cannot be rendered: {error}") from error
    return picture, _DPI / _POINTS_PER_INCH


def render_job(
    job: tuple[Path, str, int, str | None], tell: Callable[[Any], None]
) -> tuple[Image.Image, float] | PageImageError:
    """Do :func:`render_page` in a worker process; an error is an answer, so that it keeps its words."""
    try:
        return render_page(*job)
    except PageImageError as error:
        return error


def draw_job(
    job: tuple[Path, str, int, Sequence[Box], Path, str | None], tell: Callable[[Any], None]
) -> PageImageError | None:
    """Do :func:`draw_cells` in a worker process; an error is an answer, so that it keeps its words."""
    try:
        draw_cells(*job)
    except PageImageError as error:
        return error
    return None


def _content(pdf: Path, name: str) -> bytes:
    try:
        with open_regular(pdf) as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        words = f"the report {name} is not there any more; put it back, or name its folder with --raw"
    except OSError as error:
        words = f"the report {name} cannot be read ({error.strerror}); put the file back as it was"
    raise PageImageError(words)


def _outline(picture: Image.Image, boxes: Sequence[Box], height_points: float) -> Image.Image:
    scale = _DPI / _POINTS_PER_INCH
    overlay = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(overlay)
    for x0, y0, x1, y1 in boxes:
        corners = (
            (x0 - _MARGIN_POINTS) * scale,
            (height_points - y1 - _MARGIN_POINTS) * scale,
            (x1 + _MARGIN_POINTS) * scale,
            (height_points - y0 + _MARGIN_POINTS) * scale,
        )
        draw.rectangle(corners, fill=_FILL, outline=_OUTLINE, width=_OUTLINE_WIDTH)
    return Image.alpha_composite(picture.convert("RGBA"), overlay).convert("RGB")
