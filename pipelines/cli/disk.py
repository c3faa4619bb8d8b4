"""Whether an error says that the disk is full, in the words of whichever library met it first.

Belongs here: telling that, and the sentence for the person who ran the command. How much room there should be is ``upkeep.health``'s
business.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

#: As the system, SQLite and DuckDB say it; SQLite's "disk I/O error" may be a disk that fails, too.
_WORDS = ("no space left on device", "database or disk is full", "disk i/o error", "disk quota exceeded")
_NUMBERS = (errno.ENOSPC, errno.EDQUOT)


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
