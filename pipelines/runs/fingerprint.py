"""What a warehouse is made of, as one hash: the same fingerprint means that building again would change nothing.

Belongs here: the hash over documents, registry, dbt project, expectations, code and library versions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipelines.settings import Settings

#: Libraries whose version can change what is published.
LIBRARIES = ("camelot-py", "dbt-core", "dbt-duckdb", "duckdb", "great-expectations", "pypdfium2", "rapidocr")
#: Python whose change can change what is published beyond reading (which has its own version) and dbt.
_CODE_PATTERNS = (
    "expectations/**/*.py",
    "expectations/**/*.toml",
    "pipelines/contract/*.py",
    "pipelines/quality/**/*.py",
    "pipelines/publishing/*.py",
)


def library_versions() -> dict[str, str]:
    """Return the versions of the libraries that take part, by distribution name."""
    return {name: version(name) for name in LIBRARIES}


def hash_files(root: Path, patterns: Iterable[str]) -> str:
    """Return one hash over names and contents of the files below ``root`` that match any pattern."""
    paths = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
    digest = hashlib.sha256()
    for path in sorted(paths):
        if "__pycache__" in path.parts:
            continue
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def code_hash(settings: Settings, dbt_project_hash: str) -> str:
    """Return the hash of everything but the documents: dbt project, expectations, code and library versions."""
    parts = [
        dbt_project_hash,
        hash_files(settings.home, _CODE_PATTERNS),
        json.dumps(library_versions(), sort_keys=True),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def fingerprint(code: str, extractor_version: str, files: Iterable[dict[str, Any]]) -> str:
    """Return the hash of one warehouse: code and the registry's rows, but for the times files were seen."""
    rows = sorted(
        json.dumps({key: value for key, value in row.items() if not key.endswith("_at")}, sort_keys=True, default=str)
        for row in files
    )
    return hashlib.sha256("\n".join([code, extractor_version, *rows]).encode()).hexdigest()
