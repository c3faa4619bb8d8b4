"""Files that are whole or not there: written beside their place, then renamed into it.

Belongs here: that one way to write. A reader, or a run that was killed, finds what was there before or what is there now, never
half of it. Folders that must be whole are written by whoever knows what is in them (``parquet``, ``warehouse.parquet_export``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Ends the names of files that are being written. What a killed run leaves of them, the next run removes or writes over.
DRAFT_SUFFIX = ".part"


@contextmanager
def written_whole(path: Path, *, is_durable: bool = False) -> Iterator[Path]:
    """Give a path to write to; at the end of the ``with`` block it takes the place of ``path``, which so far is untouched.

    With ``is_durable`` the content is on the disk before that, so that not even a machine that stops can leave an empty file. A block
    that raises leaves ``path`` as it was and no draft.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + DRAFT_SUFFIX)
    draft.unlink(missing_ok=True)
    try:
        yield draft
        if is_durable:
            with draft.open("rb+") as file:
                os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
