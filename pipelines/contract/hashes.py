"""Hashes over files: the same hash means that nothing made from them would come out otherwise.

Belongs here: hashing the files of a folder. The versions of code, which follow imports, are in ``code_version``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


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
