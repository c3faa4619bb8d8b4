"""The version of everything that turns a document into Parquet; results of another version are made again.

Belongs here: the version string only. It is a release number and a hash of the sources, so that a forgotten release
number cannot leave stale results behind.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

_RELEASE = "2026.11.1"
_REPOSITORY = Path(__file__).resolve().parents[2]
#: Whatever decides what is read from a document: code, contract, and the words Python shares with dbt.
_SOURCES = (
    ("pipelines", "ocr.py"),
    ("pipelines/extraction", "*.py"),
    ("pipelines/reports", "*.py"),
    ("pipelines/contract", "*.py"),
    ("dbt_project/seeds/vocabulary", "*.csv"),
    # Codes that a report does not print are found by name in the official lists.
    ("dbt_project/seeds/codes", "function.csv"),
    ("dbt_project/seeds/codes", "economic_department.csv"),
)


def sources_version(repository: Path) -> str:
    """Return the release number and 8 hexadecimal digits over the reading sources below ``repository``."""
    digest = hashlib.sha256()
    for folder, pattern in _SOURCES:
        for path in sorted((repository / folder).rglob(pattern)):
            digest.update(path.relative_to(repository).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{_RELEASE}.{digest.hexdigest()[:8]}"


EXTRACTOR_VERSION = sources_version(_REPOSITORY)
