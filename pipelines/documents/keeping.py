"""What was fetched becomes a file below the raw folder, and the record says where it came from.

Belongs here: names that stay inside the folder, drafts, versions at one address, copies. Nothing is asked of a server here.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipelines.documents.fetching.download import Download
from pipelines.documents.fetching.problems import FetchError
from pipelines.documents.files import sha256_of_open
from pipelines.documents.names import opened, shown
from pipelines.documents.provenance import PROVENANCE_NAME, Provenance, read_provenance, remember
from pipelines.pdf.regular_files import NotRegularError, open_regular

#: Where versions go that were corrected at their address; a hidden folder, which is never read.
EARLIER_NAME = ".earlier"


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a download (an outcome of the contract's table ``fetches``), and what to tell of it."""

    outcome: str
    note: str | None = None


class Keeper:
    """The raw folder as fetching knows it; all of it but :meth:`part_for` is used by one thread."""

    def __init__(self, raw_dir: Path) -> None:
        """Read the record."""
        self._raw_dir = raw_dir
        self._known = read_provenance(raw_dir)
        self._names = {source.url: name for name, source in self._known.items()}
        self._contents = {source.sha256: name for name, source in self._known.items() if source.sha256}
        self._numbers = itertools.count()

    def fetched_from(self, file_name: str, url: str) -> Provenance | None:
        """Return what is known of a file if it was fetched from this address, with the bytes that came."""
        known = self._known.get(shown(Path(file_name)))
        return known if known is not None and known.url == url and known.sha256 is not None else None

    def is_untouched(self, file_name: str, known: Provenance) -> bool:
        """True if the file still has the bytes that were fetched: one that a person put there is not written over."""
        try:
            with open_regular(self._raw_dir / file_name) as file:
                return sha256_of_open(file) == known.sha256
        except (OSError, NotRegularError):
            return False

    def name_of_url(self, url: str) -> str | None:
        """Return the file name that an address was fetched under, as it stands in a list; None if it never was."""
        name = self._names.get(url)
        if name is None:
            return None
        with contextlib.suppress(ValueError):
            return opened(self._raw_dir, name).relative_to(self._raw_dir).as_posix()
        return None

    def is_taken(self, file_name: str) -> bool:
        """True if a file name stands for something already."""
        return shown(Path(file_name)) in self._known or os.path.lexists(self._raw_dir / file_name)

    def part_for(self, file_name: str) -> Path:
        """Return where the bytes of a file go until they are whole; raises ``FetchError`` if that is not inside of the folder."""
        target = self._raw_dir / file_name
        # Not the target's name with something added: it may be as long as a name can be.
        part = target.with_name(f".fetch.{os.getpid()}.{next(self._numbers)}.part")
        with _saving():
            # A folder on the way may be a link to anywhere.
            if not target.parent.resolve().is_relative_to(self._raw_dir.resolve()):
                raise FetchError(
                    "cannot_be_saved",
                    f"{shown(Path(file_name))} would lie outside of data/raw, for a folder of it is a link",
                )
            target.parent.mkdir(parents=True, exist_ok=True)
        return part

    def keep(
        self, file_name: str, url: str, found: Download, part: Path | None, known: Provenance | None, is_listed: bool
    ) -> Kept:
        """Give a download its name and remember where it came from; raises ``FetchError`` if it cannot be saved.

        Args:
            file_name: Path below the folder.
            url: The address asked.
            found: What it gave.
            part: The bytes; they are gone afterwards.
            known: What was known of the file that is there; None if none is.
            is_listed: The name was made up from a page: a copy of a file that is here needs no second one.
        """
        now = datetime.now(UTC)
        try:
            if found.sha256 is None or part is None or (known is not None and known.sha256 == found.sha256):
                if known is None:
                    raise FetchError("refused", "it says that nothing changed, and there is nothing")
                fresh = found.validators if found.sha256 is not None else None
                etag, modified = (fresh.etag, fresh.last_modified) if fresh else (known.etag, known.last_modified)
                return Kept(
                    "unchanged",
                    self._remember(file_name, replace(known, etag=etag, last_modified=modified, checked_at=now)),
                )
            if is_listed and known is None and self._contents.get(found.sha256, file_name) != file_name:
                return Kept("copy")
            target = self._raw_dir / file_name
            with _saving():
                if known is not None:
                    self._put_aside(target, known)
                part.replace(target)
        finally:
            if part is not None:
                with contextlib.suppress(OSError):
                    part.unlink(missing_ok=True)
        source = Provenance(url, now, found.sha256, found.validators.etag, found.validators.last_modified, now)
        return Kept("fetched" if known is None else "new_version", self._remember(file_name, source))

    def _put_aside(self, target: Path, known: Provenance) -> None:
        folder = self._raw_dir / EARLIER_NAME
        folder.mkdir(exist_ok=True)
        target.replace(folder / f"{known.retrieved_at:%Y%m%dT%H%M%S}-{(known.sha256 or '')[:16]}.pdf")

    def _remember(self, file_name: str, source: Provenance) -> str | None:
        """Bring the record up to date; returns what to tell if that cannot be done, which undoes no download."""
        name = shown(Path(file_name))
        self._known[name], self._names[source.url] = source, name
        if source.sha256 is not None:
            self._contents[source.sha256] = file_name
        try:
            remember(self._raw_dir, name, source)
        except OSError as error:
            return f"fetched, but where it came from could not be noted in {PROVENANCE_NAME} ({error.strerror})"
        return None


@contextlib.contextmanager
def _saving() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FetchError("cannot_be_saved", error.strerror or str(error)) from error
