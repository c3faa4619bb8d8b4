"""The list of what to download, ``data/raw/sources.csv``: each line an address and the name its file is to have.

Belongs here: which lines are good. Downloading is in ``fetch``.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from pipelines.documents.hand_lists import HandList, read_hand_list

SOURCES_NAME = "sources.csv"
_COLUMNS = ("url", "file_name")
#: What file systems allow for one name.
_MAX_NAME_BYTES = 255
_MAX_PATH_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the list; ``problem`` says why it is not fetched, if so."""

    line_no: int
    url: str
    file_name: str
    problem: str | None


def read_sources(path: Path) -> tuple[tuple[Source, ...], HandList]:
    """Return the lines that can be read, each judged, and the list itself with what is wrong in it."""
    listed = read_hand_list(path, _COLUMNS)
    sources = []
    for row in listed.rows:
        url, name = row.values["url"], row.values["file_name"]
        sources.append(Source(row.line_no, url, name, _problem_of_url(url) or _problem_of_name(name)))
    return tuple(sources), listed


def _problem_of_url(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        has_host, _ = bool(parts.hostname), parts.port
    except ValueError as error:
        return f"{url!r} is no address ({error}); correct it"
    if parts.scheme not in ("http", "https"):
        return f"{url!r} is no http or https address; correct it"
    if not has_host:
        return f"{url!r} names no server; correct it"
    return None


def _problem_of_name(name: str) -> str | None:
    path = PurePosixPath(name)
    if not name.lower().endswith(".pdf") or path.is_absolute() or ".." in path.parts or "\\" in name:
        return f"{name!r} is no file name below data/raw that ends in .pdf; correct it"
    if any(part.startswith((".", "~$")) for part in path.parts):
        return f"{name!r} is a hidden or temporary name, which is never read; give it another"
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in name):
        return f"{name!r} holds control characters; write it again"
    if any(len(part.encode()) > _MAX_NAME_BYTES for part in path.parts) or len(name.encode()) > _MAX_PATH_BYTES:
        return f"{name[:40]!r}… is too long for a file name ({len(name.encode())} bytes; {_MAX_NAME_BYTES} at most)"
    return None
