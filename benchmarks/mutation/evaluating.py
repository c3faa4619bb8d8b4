"""Many documents under the rules at once: hand-overs into one folder, every rule applied in one go.

Belongs here: the way from what was extracted to findings, by the product's own steps.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb

from pipelines.contract import hand_over
from pipelines.extraction.model import ExtractedDocument
from pipelines.reports import read_report, write_hand_over
from pipelines.reports.facts import FileFacts
from pipelines.reports.version import reading_version
from pipelines.review.evaluation import evaluate
from pipelines.review.rulebook import load_rulebook
from pipelines.settings import Settings

_SCHEMAS = "main,intermediate,seeds,staging"


class Workshop:
    """A folder of documents that are looked at together."""

    def __init__(self, folder: Path) -> None:
        """Prepare an empty hand-over."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.settings = replace(Settings.load(), warehouse_dir=folder)
        hand_over.prepare(self.settings, reading_version())

    def hand_over(self, document: ExtractedDocument, name: str) -> None:
        """Read an extracted document and hand it over."""
        facts = FileFacts(f"{name}.pdf", document.document_id, None, None, len(document.pages), "born_digital")
        folder = hand_over.document_folder(self.settings, document.document_id, reading_version())
        write_hand_over(read_report(document, facts), folder)

    @contextmanager
    def evaluated(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Apply every rule; gives the database for a ``with`` block, and clears the folder after it."""
        rulebook = load_rulebook(self.settings)
        connection = evaluate(rulebook, self.settings.dbt_project_dir, self.settings.hand_over_dir, self.folder)
        try:
            connection.execute(f"set search_path = '{_SCHEMAS}'")
            yield connection
        finally:
            connection.close()
            shutil.rmtree(self.folder)
