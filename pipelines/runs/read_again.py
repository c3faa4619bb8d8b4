"""Forgetting what was read, so that a run reads it again.

Belongs here: that, for some documents or for all. Readers keep what is published until the run publishes.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection

from pipelines.contract import gathered, hand_over
from pipelines.extraction.version import cells_version
from pipelines.reports.version import reading_version
from pipelines.settings import Settings
from pipelines.warehouse import kept_candidate


def forget_documents(settings: Settings, document_ids: Collection[str]) -> None:
    """Forget the cells and tables of these documents, and that they could not be read."""
    version, cells = reading_version(), cells_version()
    # First: killed after it, the next run makes them anew all the same.
    kept_candidate.forget_documents(settings, document_ids)
    for document_id in document_ids:
        hand_over.forget_failure(settings, document_id, version)
        hand_over.cells_path(settings, document_id, cells).unlink(missing_ok=True)
        shutil.rmtree(hand_over.document_folder(settings, document_id, version), ignore_errors=True)


def forget_everything(settings: Settings) -> None:
    """Forget what was read, what could not be, and what was held back."""
    hand_over_dir = settings.hand_over_dir
    kept = (settings.cells_dir, settings.findings_dir, settings.kept_dir)
    for folder in (hand_over_dir / "documents", hand_over_dir / "failures", *kept):
        shutil.rmtree(folder, ignore_errors=True)
    gathered.forget(settings)
    settings.held_back_path.unlink(missing_ok=True)
