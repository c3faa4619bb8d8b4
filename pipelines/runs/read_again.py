"""Forgetting what was read, so that a run reads it again.

Belongs here: that, for some documents or for all, and the note of which are to be made anew until a run has published them. Readers keep what is
published until then. A reading is there whole or not at all, also if this is interrupted: it is taken out of its place before it is removed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from pipelines.contract import gathered, hand_over
from pipelines.extraction.version import cells_version
from pipelines.reports.version import reading_version
from pipelines.settings import Settings

_NOTE = "read_again.json"


def forget_documents(settings: Settings, document_ids: Iterable[str]) -> None:
    """Forget the cells and tables of these documents, and that they could not be read; they are to be made anew."""
    version, cells = reading_version(), cells_version()
    chosen = sorted(document_ids)
    # First: interrupted after it, the next run makes them anew all the same.
    noted = sorted(to_be_made_anew(settings) | set(chosen))
    hand_over.write_atomically(settings.hand_over_dir / _NOTE, json.dumps(noted))
    for document_id in chosen:
        hand_over.forget_failure(settings, document_id, version)
        hand_over.cells_path(settings, document_id, cells).unlink(missing_ok=True)
        _remove(settings, hand_over.document_folder(settings, document_id, version))


def to_be_made_anew(settings: Settings) -> frozenset[str]:
    """Return the documents that were to be read again, and are in no publication since."""
    try:
        return frozenset(json.loads((settings.hand_over_dir / _NOTE).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return frozenset()


def are_made_anew(settings: Settings) -> None:
    """Take the note away: they are published."""
    (settings.hand_over_dir / _NOTE).unlink(missing_ok=True)


def forget_everything(settings: Settings) -> None:
    """Forget what was read, what could not be, and what was held back."""
    hand_over_dir = settings.hand_over_dir
    for folder in (hand_over_dir / "documents", hand_over_dir / "failures"):
        _remove(settings, folder)
    for folder in (settings.cells_dir, settings.findings_dir, settings.kept_dir):
        shutil.rmtree(folder, ignore_errors=True)
    gathered.forget(settings)
    settings.held_back_path.unlink(missing_ok=True)


def _remove(settings: Settings, folder: Path) -> None:
    # A run sweeps such names up (``runs.state.leftovers``).
    draft = settings.hand_over_dir / f".{folder.name}.old"
    shutil.rmtree(draft, ignore_errors=True)
    if folder.is_dir():
        folder.rename(draft)
        shutil.rmtree(draft, ignore_errors=True)
