"""Crops for a review: the part of a page where the figures of a finding stand, outlined, below the table's header.

Belongs here: which pages, which part, and drawing. Which figures is for ``review.evidence`` to say.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from pipelines.documents.names import shown
from pipelines.pdf.page_image import Box, PageImageError
from pipelines.review.answer import Mark
from pipelines.site.drawing import Artist
from pipelines.site.mark_places import boxes_of

_DPI = 120
_SCALE = _DPI / 72
_MARGIN_POINTS = 26.0
_HEADER_MARGIN_POINTS = 4.0
#: A crop this much of the page high is the page.
_WHOLE = 0.8
_MOST_CROPS = 4
_SUSPECT, _SUSPECT_FILL = (214, 39, 40), (255, 221, 51, 80)
_WITNESS, _WITNESS_FILL = (31, 119, 180), (31, 119, 180, 25)
_BLANK = (255, 255, 255)
_GAP_PIXELS = 10


@dataclass(frozen=True, slots=True)
class Crop:
    """A picture as base64 PNG, the file and page it is of, and its size."""

    file_name: str
    page_no: int
    png: str
    width: int
    height: int


@dataclass
class CropCutter:
    """Cuts crops out of the pages of the files reviewed, in a worker process; a context manager."""

    paths: dict[str, Path]
    _artist: Artist = field(default_factory=Artist, init=False)

    def __enter__(self) -> CropCutter:
        """Open nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker."""
        self._artist.__exit__(kind, error, trace)

    def cut(self, marks: Sequence[Mark]) -> tuple[list[Crop], int]:
        """Return the crops of a finding, pages with suspect figures first, and how many pages were left out.

        A page that cannot be drawn, or not within the picture budget, is left out.
        """
        by_page: dict[tuple[str, int], list[Mark]] = {}
        for mark in marks:
            if mark.document_id in self.paths:
                by_page.setdefault((mark.document_id, mark.page_no), []).append(mark)
        pages = sorted(by_page, key=lambda key: (not any(m.is_suspect for m in by_page[key]), key[0], key[1]))
        crops: list[Crop] = []
        for document_id, page_no in pages[:_MOST_CROPS]:
            path = self.paths[document_id]
            with suppress(PageImageError):
                job = (path, page_no, by_page[document_id, page_no])
                crops.append(self._artist.do(f"{__name__}:crop_job", job, path.name))
        return crops, len(pages) - len(crops)


def crop_job(job: tuple[Path, int, Sequence[Mark]], tell: Callable[[Any], None]) -> Crop:
    """Cut one page in a worker process."""
    path, page_no, marks = job
    with pdfium.PdfDocument(path) as document:
        page = document[page_no - 1]
        boxes = [(box, mark.is_suspect) for mark in marks for box in boxes_of(page, mark)]
        picture = page.render(scale=_SCALE).to_pil().convert("RGB")
    # The rows a column's header names may stand half a page below it.
    header = next((mark.header for mark in marks if mark.header), None)
    picture = _cut(_outlined(picture, boxes), [box for box, _ in boxes], header)
    buffer = io.BytesIO()
    picture.quantize(48, Image.Quantize.MAXCOVERAGE).save(buffer, "PNG", optimize=True)
    return Crop(shown(path.name), page_no, base64.b64encode(buffer.getvalue()).decode("ascii"), *picture.size)


def _outlined(picture: Image.Image, boxes: Sequence[tuple[Box, bool]]) -> Image.Image:
    """Draw witnesses first, so that a suspect figure among them is seen."""
    overlay = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(overlay)
    for (x0, y0, x1, y1), is_suspect in sorted(boxes, key=lambda item: item[1]):
        corners = (x0 * _SCALE, picture.height - y1 * _SCALE, x1 * _SCALE, picture.height - y0 * _SCALE)
        colours = (_SUSPECT, _SUSPECT_FILL) if is_suspect else (_WITNESS, _WITNESS_FILL)
        draw.rectangle(corners, outline=colours[0], fill=colours[1], width=2)
    return Image.alpha_composite(picture.convert("RGBA"), overlay).convert("RGB")


def _cut(picture: Image.Image, boxes: Sequence[Box], header: Box | None) -> Image.Image:
    """The strip of the page that holds the boxes, as wide as the page, with the table's header above it."""
    if not boxes:
        return picture
    top = _pixels(picture, max(box[3] for box in boxes) + _MARGIN_POINTS)
    bottom = _pixels(picture, min(box[1] for box in boxes) - _MARGIN_POINTS)
    if bottom - top > _WHOLE * picture.height:
        return picture
    strip = picture.crop((0, top, picture.width, bottom))
    if header is None:
        return strip
    header_top = _pixels(picture, header[3] + _HEADER_MARGIN_POINTS)
    header_bottom = _pixels(picture, header[1] - _HEADER_MARGIN_POINTS)
    if header_bottom >= top:
        return picture.crop((0, min(top, header_top), picture.width, bottom))
    head = picture.crop((0, header_top, picture.width, header_bottom))
    both = Image.new("RGB", (picture.width, head.height + _GAP_PIXELS + strip.height), _BLANK)
    both.paste(head, (0, 0))
    both.paste(strip, (0, head.height + _GAP_PIXELS))
    return both


def _pixels(picture: Image.Image, height_points: float) -> int:
    """A height on the page (points from below) in the picture (pixels from above)."""
    return min(picture.height, max(0, round(picture.height - height_points * _SCALE)))
