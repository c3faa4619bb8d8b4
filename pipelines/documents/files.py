"""Which files lie in the raw folder, and who they are.

Belongs here: finding files and their identity, the SHA-256 of their bytes. Nothing is opened as a PDF.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_CHUNK_BYTES = 1 << 20
#: Left behind by editors, browsers and this program while a file is being written.
_TEMPORARY_PREFIXES = (".", "~$")


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file below the raw folder; ``document_id`` is None if its bytes cannot be read (``problem`` says why)."""

    file_name: str
    path: Path
    size_bytes: int
    document_id: str | None
    mtime_ns: int = 0
    problem: str | None = None


def scan_raw_folder(raw_dir: Path, hash_file: Callable[[Path], str] | None = None) -> list[RawFile]:
    """Return every file below ``raw_dir`` whose name ends in .pdf, in any case, sorted by name.

    Args:
        raw_dir: The folder; one that does not exist is empty.
        hash_file: How a file's SHA-256 is found, e.g. from a cache; by default the file is read.
    """
    find_hash = hash_file or sha256_of
    return [_raw_file(path, raw_dir, find_hash) for path in sorted(_pdf_paths(raw_dir))]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, hexadecimal; ``OSError`` if it cannot be read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _pdf_paths(raw_dir: Path) -> list[Path]:
    paths: list[Path] = []
    for folder, folder_names, file_names in os.walk(raw_dir):
        folder_names[:] = [name for name in folder_names if not name.startswith(_TEMPORARY_PREFIXES)]
        for name in file_names:
            if name.lower().endswith(".pdf") and not name.startswith(_TEMPORARY_PREFIXES):
                paths.append(Path(folder) / name)
    return paths


def _raw_file(path: Path, raw_dir: Path, find_hash: Callable[[Path], str]) -> RawFile:
    name = path.relative_to(raw_dir).as_posix()
    size_bytes, mtime_ns = 0, 0
    try:
        facts = path.stat()
        size_bytes, mtime_ns = facts.st_size, facts.st_mtime_ns
        return RawFile(name, path, size_bytes, find_hash(path), mtime_ns)
    except OSError as error:
        return RawFile(name, path, size_bytes, None, mtime_ns, problem=error.strerror or str(error))
