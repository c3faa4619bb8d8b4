"""What lies in the raw folder, for the run: the registry brought up to date and asked.

Belongs here: calling ``documents`` in order (fetch, scan, triage, registry) and the answer in the run's words. What a
file is and why it is set aside is decided in ``documents``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow.parquet as pq

from pipelines.documents import FetchResult, FileRecord, Registry, fetch_sources
from pipelines.documents.fetch import SOURCES_NAME
from pipelines.reports.facts import FileFacts
from pipelines.runs.state import RunState
from pipelines.settings import Settings

#: Reasons that are no complaint: such a file is not meant to be in the warehouse.
NOT_WANTED = ("not_a_budget", "duplicate")


@dataclass(frozen=True, slots=True)
class RawFolder:
    """The raw folder after a scan: documents to read, the registry's rows of everything else, failed downloads."""

    accepted: tuple[FileFacts, ...]
    duplicates: tuple[dict[str, Any], ...]
    quarantined: tuple[dict[str, Any], ...]
    not_fetched: tuple[FetchResult, ...] = ()


def registry_rows(settings: Settings) -> list[dict[str, Any]]:
    """Return the registry's rows (contract table ``files``) of files that are still there."""
    path = settings.hand_over_dir / "files.parquet"
    if not path.exists():
        return []
    return [row for row in pq.read_table(path).to_pylist() if row["status"] != "gone"]


def scan(settings: Settings) -> RawFolder:
    """Fetch what data/raw/sources.csv lists and lacks, look at every file, and store what became of each."""
    fetched = fetch_sources(settings.raw_dir / SOURCES_NAME, settings.raw_dir)
    records = Registry(settings.hand_over_dir).update(settings.raw_dir)
    rows = registry_rows(settings)
    return RawFolder(
        _facts(records),
        tuple(row for row in rows if row["status"] == "duplicate"),
        tuple(row for row in rows if row["status"] == "quarantined"),
        tuple(result for result in fetched if result.problem is not None),
    )


def read_accepted(state: RunState) -> tuple[FileFacts, ...]:
    """Return the documents to publish as the registry last stored them, without looking at the files."""
    return _facts(Registry(state.settings.hand_over_dir).records(state.settings.raw_dir))


def _facts(records: Sequence[FileRecord]) -> tuple[FileFacts, ...]:
    return tuple(
        FileFacts(
            record.file_name,
            record.document_id,
            record.source_url,
            record.retrieved_at,
            record.page_count,
            record.text_layer or "born_digital",
        )
        for record in records
        if record.status == "accepted" and record.document_id is not None
    )
