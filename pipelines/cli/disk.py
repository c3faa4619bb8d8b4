"""Whether an error says that the disk is full, in the words of whichever library met it first.

Belongs here: telling that, the sentence for the person who ran the command, and keeping the library's own words of it from standing before that. How much room there should be is ``upkeep.health``'s
business.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

#: As the system, SQLite and DuckDB say it; SQLite's "disk I/O error" may be a disk that fails, too.
_WORDS = ("no space left on device", "database or disk is full", "disk i/o error", "disk quota exceeded")
_NUMBERS = (errno.ENOSPC, errno.EDQUOT)
#: What Dagster writes to the terminal when it cannot write to its log of events; what the run says of that comes after it.
_OF_THE_LOG = "Exception while writing logger call to event log"


@contextlib.contextmanager
def without_words_of_the_log() -> Iterator[None]:
    """Leave out of the errors of a ``with`` block what Dagster says of a log of events that cannot be written: whoever runs it is told in a sentence."""
    with contextlib.redirect_stderr(_WithoutWords(sys.stderr)):
        yield


class _WithoutWords:
    """A stream that writes all but those words, and is the other one in everything else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return len(text) if text.startswith(_OF_THE_LOG) else self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def said_of_full_disk(folder: Path, error: BaseException) -> str | None:
    """Return one sentence if an error, or one that led to it, says that there is no room; None if none does.

    ``folder`` is where something was to be written.
    """
    if not any(_says_so(one) for one in _chain(error)):
        return None
    usage = shutil.disk_usage(next(path for path in (folder, *folder.parents) if path.exists()))
    free, all_of_it = (f"{size / 1_000_000_000:,.1f} GB" for size in (usage.free, usage.total))
    return f"there is no room left on the disk of {folder} ({free} free of {all_of_it} now). Make room (yusuan prune --dry-run) and run again."


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__


def _says_so(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in _NUMBERS:
        return True
    words = str(error).lower()
    return any(one in words for one in _WORDS)
