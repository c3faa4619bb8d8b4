"""PDF pages to grids of cells and lines of text, each with its box, and proof that no figure was lost on the way.

Belongs here: geometry and characters. What a table or a figure means is decided in ``reports``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.extraction.model import (
    Box,
    Conservation,
    ExtractedDocument,
    ExtractedPage,
    Grid,
    GridCell,
    TextLine,
)

if TYPE_CHECKING:
    from pipelines.extraction.document import ExtractionError, extract_document

__all__ = [
    "Box",
    "Conservation",
    "ExtractedDocument",
    "ExtractedPage",
    "ExtractionError",
    "Grid",
    "GridCell",
    "TextLine",
    "extract_document",
]


def __getattr__(name: str) -> Any:
    """Load the reader when it is first asked for: Camelot takes two seconds to import, the version is asked for often."""
    if name not in ("ExtractionError", "extract_document"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipelines.extraction import document

    return getattr(document, name)
