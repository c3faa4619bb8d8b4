"""The files in data/raw: what each is, whether it is a report, and what became of it.

Belongs here: identity, triage, the registry, fetching. What stands in a report is read in ``extraction``.
"""

from __future__ import annotations

from pipelines.documents.fetch import FetchResult, fetch_sources
from pipelines.documents.files import RawFile, scan_raw_folder
from pipelines.documents.reasons import Reason
from pipelines.documents.registry import FileRecord, Registry
from pipelines.documents.triaging import Triage, triage

__all__ = [
    "FetchResult",
    "FileRecord",
    "RawFile",
    "Reason",
    "Registry",
    "Triage",
    "fetch_sources",
    "scan_raw_folder",
    "triage",
]
