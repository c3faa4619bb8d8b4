"""What a warehouse is made of, as one hash: the same fingerprint means that building again would change nothing.

Belongs here: the hash over documents, registry, dbt project, expectations, code and library versions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from pipelines.contract.code_version import code_version

#: Libraries whose version can change what is published.
LIBRARIES = ("camelot-py", "dbt-core", "dbt-duckdb", "duckdb", "great-expectations", "pypdfium2", "rapidocr")
#: What makes a published file out of readings, beside dbt: diagnosis, check-list, suites, publication. Reading has its own version.
PUBLISHING_ENTRIES = (
    "expectations.checkpoint",
    "pipelines.diagnosis.frames",
    "pipelines.diagnosis.store",
    "pipelines.quality.gate",
    "pipelines.quality.results",
    "pipelines.review.obligation_rows",
    "pipelines.warehouse.incremental",
    "pipelines.warehouse.joined_shards",
    "pipelines.warehouse.publish",
)


def library_versions() -> dict[str, str]:
    """Return the versions of the libraries that take part, by distribution name."""
    return {name: version(name) for name in LIBRARIES}


def code_hash(dbt_project_hash: str) -> str:
    """Return the hash of everything but the documents and their reading: dbt project, expectations, code, libraries."""
    parts = [dbt_project_hash, code_version(PUBLISHING_ENTRIES, LIBRARIES)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def fingerprint(code: str, reading: str, files: Iterable[dict[str, Any]]) -> str:
    """Return the hash of one warehouse: code, registry, what people say of files and findings, without times of sight."""
    rows = sorted(
        json.dumps({key: value for key, value in row.items() if not key.endswith("_at")}, sort_keys=True, default=str)
        for row in files
    )
    return hashlib.sha256("\n".join([code, reading, *rows]).encode()).hexdigest()
