"""What is known of a file before its pages are read: the registry hands it to whoever reads the report.

Belongs here: the plain record. Who fills it is the room ``documents``; what the report itself says is ``identity``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One accepted file: its name below the raw folder (POSIX), its content's SHA-256, and where it came from."""

    file_name: str
    document_id: str
    source_url: str | None
    retrieved_at: datetime | None
    page_count: int
    text_layer: str


class TableFacts(Protocol):
    """What identity and narrative ask of a printed table; ``unit_rows`` are the budget units it lists, code and name."""

    @property
    def printed_title(self) -> str | None:
        """Title as printed."""
        ...

    @property
    def table_kind(self) -> str | None:
        """Kind in the seed ``table_kinds``."""
        ...

    @property
    def title_year(self) -> int | None:
        """Year in the title."""
        ...

    @property
    def first_page_no(self) -> int:
        """Page the table begins on."""
        ...

    @property
    def unit_rows(self) -> Sequence[tuple[str | None, str]]:
        """Code (None if not printed) and name of each budget unit listed, in order."""
        ...
