"""The record of every try to fetch something: what was asked, when, what came of it.

Belongs here: a try as a value, and the run's table ``fetches`` in which tries are kept from run to run. Old ones are dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contract import RUN_TABLES
from pipelines.contract.files import written_whole

TRIES_NAME = "fetches.parquet"
_TABLE = "fetches"
#: Tries that are kept of one address.
_MOST_TRIES = 30


@dataclass(frozen=True, slots=True)
class Try:
    """One try at one address: the columns of the contract's table ``fetches``, which describes them."""

    url: str
    started_at: datetime
    attempt_no: int
    outcome: str
    duration_ms: int
    source_url: str | None = None
    file_name: str | None = None
    list_name: str | None = None
    line_no: int | None = None
    final_url: str | None = None
    http_status: int | None = None
    content_type: str | None = None
    size_bytes: int | None = None
    document_id: str | None = None
    problem_code: str | None = None
    problem_zh: str | None = None
    problem_en: str | None = None
    rests_until: datetime | None = None


def read_tries(path: Path | None) -> list[Try]:
    """Return what was tried before, oldest first; nothing if there is no record or it cannot be read (it is only a record)."""
    if path is None or not path.exists():
        return []
    try:
        # A record of an earlier version lacks columns: they are empty.
        rows = pq.read_table(path, schema=RUN_TABLES[_TABLE].arrow_schema).to_pylist()
    except (OSError, pa.ArrowException):
        return []
    return sorted((Try(**row) for row in rows), key=lambda item: (item.started_at, item.url, item.attempt_no))


def write_tries(path: Path, tries: Iterable[Try]) -> None:
    """Store tries, the last ones of each address; raises ``OSError`` if they cannot be written."""
    by_url: dict[str, list[Try]] = defaultdict(list)
    for item in sorted(tries, key=lambda item: (item.started_at, item.attempt_no)):
        by_url[item.url].append(item)
    kept = [asdict(item) for url in sorted(by_url) for item in by_url[url][-_MOST_TRIES:]]
    with written_whole(path) as draft:
        pq.write_table(pa.Table.from_pylist(kept, schema=RUN_TABLES[_TABLE].arrow_schema), draft)


def last_tries(tries: Sequence[Try]) -> dict[str, Try]:
    """Return the last try of each address."""
    return {item.url: item for item in tries}
