"""The store that run and workers share: files by name, below one address of fsspec.

Belongs here: putting, getting, asking, removing. A name that stands for content is put once and is whole or not there: an object store
puts so by itself, a folder by a draft and a rename. How one reaches S3 (keys, another server's address) is said by the variables
that its clients know (``AWS_ACCESS_KEY_ID``, ``AWS_ENDPOINT_URL`` …), on every machine.
"""

from __future__ import annotations

import hashlib
import uuid
from functools import lru_cache
from pathlib import Path
from typing import Any

_CHUNK = 1 << 20


class StoreError(Exception):
    """The store cannot be reached, or does not hold what it should; says nothing of any document."""


class Store:
    """Files below an address. Every method raises ``StoreError`` if the store does not answer as it should."""

    def __init__(self, url: str) -> None:
        """Look at nothing yet."""
        import fsspec
        from fsspec.core import split_protocol

        self.url = url
        protocol, _ = split_protocol(url)
        # Names put by others must be seen at once; and one who asks for a store anew may mean another server.
        options: dict[str, Any] = {"skip_instance_cache": True, "use_listings_cache": False}
        try:
            self._files, self._root = fsspec.url_to_fs(url, **options)
        except (ImportError, ValueError, OSError) as error:
            raise StoreError(f"{url} is no store that can be used: {error}") from error
        self._is_folder = protocol in (None, "file", "local")

    def put(self, source: Path, name: str) -> None:
        """Put a file there, under a name; what had that name is replaced."""
        target = self._at(name)
        try:
            if not self._is_folder:
                self._files.put_file(str(source), target)
                return
            draft = f"{target}.{uuid.uuid4().hex[:8]}.part"
            self._files.makedirs(str(Path(target).parent), exist_ok=True)
            self._files.put_file(str(source), draft)
            Path(draft).replace(target)
        except Exception as error:
            raise StoreError(f"{name} cannot be put into {self.url}: {_words(error)}") from error

    def get(self, name: str, target: Path, sha256: str | None = None) -> None:
        """Write the file of that name to ``target``; with ``sha256``, only that content will do."""
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._files.get_file(self._at(name), str(target))
        except Exception as error:
            raise StoreError(f"{name} cannot be taken from {self.url}: {_words(error)}") from error
        if sha256 is not None and hash_of(target) != sha256:
            target.unlink()
            raise StoreError(f"{name} in {self.url} is not what was put there")

    def has(self, name: str) -> bool:
        """True if there is a file of that name."""
        try:
            return bool(self._files.exists(self._at(name)))
        except Exception as error:
            raise StoreError(f"{self.url} does not answer: {_words(error)}") from error

    def remove(self, name: str) -> None:
        """Remove a file; nothing happens if there is none."""
        try:
            self._files.rm_file(self._at(name))
        except FileNotFoundError:
            return
        except Exception as error:
            raise StoreError(f"{name} cannot be removed from {self.url}: {_words(error)}") from error

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"


@lru_cache(maxsize=4)
def store_at(url: str) -> Store:
    """Return the store at an address, the same one for all who ask in this process."""
    return Store(url)


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")
