"""A first look at the raw folder, by times alone: whether a run is likely to have something to do.

Belongs here: that guess. Nothing but what is loaded beforehand may follow from it, for a file can be changed and its time set back; whether there is
something to do is ``nothing_new``'s to tell. It imports nothing slow.
"""

from __future__ import annotations

import os
from pathlib import Path

from pipelines.settings import Settings


def looks_changed(settings: Settings) -> bool:
    """Return True if anything in the raw folder is younger than what is published, or if either is not there."""
    try:
        published = settings.published_path.stat().st_mtime_ns
        for where, _, names in os.walk(settings.raw_dir):
            folder = Path(where)
            if any(path.lstat().st_mtime_ns > published for path in (folder, *(folder / name for name in names))):
                return True
    except OSError:
        return True
    return not settings.raw_dir.is_dir()
