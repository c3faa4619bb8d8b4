"""Every name below a folder that is looked at, with what the system says of it. Nothing is opened but folders.

Belongs here: going down the folders, and which names are passed over. What a name is taken for is decided in ``files``.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

#: Left behind by editors, browsers and this program while a file is being written; hidden folders too.
_TEMPORARY_PREFIXES = (".", "~$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name below the folder; ``facts`` of the name itself, not of what a link leads to. ``error`` if it has none."""

    below: PurePosixPath
    facts: os.stat_result | None
    error: OSError | None = None

    @property
    def mode(self) -> int:
        """Return the kind of file and its permissions; 0 if nothing is known."""
        return self.facts.st_mode if self.facts is not None else 0


def entries_below(folder: Path) -> Iterator[Entry]:
    """Yield every entry below a folder but the folders gone into, and those that cannot be listed with their error.

    Links are never followed, nor is a folder gone into that is named like a PDF. A missing folder has no entries; one that
    is there and cannot be listed raises ``OSError``.
    """
    # Not os.walk: it hides folders that cannot be listed, and thousands of nested ones are too deep for it.
    waiting = [PurePosixPath()]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(folder / below) as found:
                items = [(below / item.name, item) for item in found if not is_passed_over(item.name)]
        except FileNotFoundError:
            continue
        except OSError as error:
            if not below.parts:
                raise
            yield Entry(below, None, error)
            continue
        for path, item in items:
            entry = _entry(path, item)
            if entry is not None and stat.S_ISDIR(entry.mode) and not is_pdf_name(item.name):
                waiting.append(path)
            elif entry is not None:
                yield entry


def is_passed_over(name: str) -> bool:
    """True for names of temporary and hidden files and folders."""
    return name.startswith(_TEMPORARY_PREFIXES)


def is_pdf_name(name: str) -> bool:
    """True for names that end in .pdf, in any case."""
    return name.lower().endswith(".pdf")


def is_gone_into(below: PurePath) -> bool:
    """True for a folder whose files are looked at under their own names, told by its path."""
    return not any(is_passed_over(part) or is_pdf_name(part) for part in below.parts)


def _entry(below: PurePosixPath, item: os.DirEntry[str]) -> Entry | None:
    try:
        return Entry(below, item.stat(follow_symlinks=False))
    except FileNotFoundError:
        # It went while the folder was listed.
        return None
    except OSError as error:
        # Its folder may be listed and not gone into. What is no folder and no report is no loss.
        return Entry(below, None, error) if is_pdf_name(item.name) or _is_folder(item) else None


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir(follow_symlinks=False)
    except OSError:
        return False
