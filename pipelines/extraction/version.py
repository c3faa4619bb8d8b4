"""The versions of what turns a document into cells, and into Parquet; results of another version are made again.

Belongs here: the version strings only. Each is a release number and a hash of the sources (and, for the cells, of the
libraries that read PDFs), so that a forgotten release number cannot leave stale results behind.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_RELEASE = "2026.11.1"
_REPOSITORY = Path(__file__).resolve().parents[2]
#: Whatever decides which cells a page has.
_CELL_SOURCES = (("pipelines", "ocr.py"), ("pipelines", "page_objects.py"), ("pipelines/extraction", "*.py"))
_CELL_LIBRARIES = ("camelot-py", "playa-pdf", "pypdfium2", "rapidocr", "onnxruntime")
#: Whatever decides what is read from a document: code, contract, and the words Python shares with dbt.
_SOURCES = (
    *_CELL_SOURCES,
    ("pipelines/reports", "*.py"),
    ("pipelines/contract", "*.py"),
    ("dbt_project/seeds/vocabulary", "*.csv"),
    # Codes that a report does not print are found by name in the official lists.
    ("dbt_project/seeds/codes", "function.csv"),
    ("dbt_project/seeds/codes", "economic_department.csv"),
)


@cache
def cells_version() -> str:
    """Return the version of what turns pages into cells; a change of words or reading rules leaves it as it is."""
    libraries = " ".join(f"{name}={version(name)}" for name in _CELL_LIBRARIES)
    return _hashed(_REPOSITORY, _CELL_SOURCES, libraries)


def sources_version(repository: Path) -> str:
    """Return the release number and 8 hexadecimal digits over the reading sources below ``repository``."""
    return _hashed(repository, _SOURCES)


def _hashed(repository: Path, sources: tuple[tuple[str, str], ...], libraries: str = "") -> str:
    digest = hashlib.sha256(libraries.encode())
    for folder, pattern in sources:
        for path in sorted((repository / folder).rglob(pattern)):
            digest.update(path.relative_to(repository).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{_RELEASE}.{digest.hexdigest()[:8]}"


EXTRACTOR_VERSION = sources_version(_REPOSITORY)
