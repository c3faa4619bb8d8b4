"""What is known of a file before its pages are read: the registry hands it to whoever reads the report.

Belongs here: the plain record. Who fills it is the room ``documents``; what the report itself says is ``identity``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One accepted file: its name below the raw folder (POSIX), its content's SHA-256, and where it came from."""

    file_name: str
    document_id: str
    source_url: str | None
    retrieved_at: datetime | None
    page_count: int
    text_layer: str
