"""Pictures of pages, drawn in a worker process within the picture budget: a page that never ends ends nobody else.

Belongs here: asking a worker to draw. How a page is drawn is in ``pdf.page_image``, what is cut out of it in ``review_crops`` and
``audit_sheet``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from PIL import Image

from pipelines.pdf.page_image import Box, PageImageError
from pipelines.workers import Budgets, Pool, Task

_IMAGES = "pipelines.pdf.page_image"


class Artist:
    """Draws one page after the other in one worker process; a context manager."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._pool = Pool(1)
        self._budget = Budgets.load().picture

    def __enter__(self) -> Artist:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._pool.__exit__(kind, error, trace)

    def page(self, pdf: Path, document_id: str, page_no: int, name: str) -> tuple[Image.Image, float]:
        """Return a page as displayed and how many pixels a point has; raises ``PageImageError`` if it cannot be drawn."""
        picture: tuple[Image.Image, float] = self.do(f"{_IMAGES}:render_job", (pdf, document_id, page_no, name), name)
        return picture

    def cells(self, pdf: Path, document_id: str, page_no: int, boxes: Sequence[Box], target: Path, name: str) -> None:
        """Write a page with boxes outlined to the PNG ``target``; raises ``PageImageError`` if it cannot be drawn."""
        self.do(f"{_IMAGES}:draw_job", (pdf, document_id, page_no, tuple(boxes), target, name), name)

    def do(self, work: str, payload: Any, name: str) -> Any:
        """Return what a job returns; raises ``PageImageError`` if it returned one, or came to nothing."""
        (outcome,) = self._pool.run([Task(name, work, payload, self._budget)])
        if outcome.problem is not None:
            raise PageImageError(f"{name} cannot be drawn: {outcome.problem.en}")
        if isinstance(outcome.value, PageImageError):
            raise outcome.value
        return outcome.value
