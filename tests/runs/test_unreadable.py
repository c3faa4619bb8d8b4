"""A document that triage accepts and reading cannot cope with: set aside with its reason, never lost silently."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contract import RUN_TABLES, hand_over
from pipelines.reports.version import reading_version
from pipelines.runs.raw_folder import CANNOT_BE_READ, registry_rows, set_unreadable_aside
from pipelines.settings import Settings

SEEN = datetime(2024, 3, 1, tzinfo=UTC)


def _register(settings: Settings, *names: str) -> None:
    rows = [
        {"file_name": f"{name}.pdf", "document_id": name, "size_bytes": 1, "status": "accepted"}
        | {"first_seen_at": SEEN, "last_seen_at": SEEN}
        for name in names
    ]
    settings.hand_over_dir.mkdir(parents=True)
    table = pa.Table.from_pylist(rows, schema=RUN_TABLES["files"].arrow_schema)
    pq.write_table(table, settings.hand_over_dir / "files.parquet")


def test_it_is_set_aside_with_its_reason_and_the_others_stay(settings: Settings) -> None:
    _register(settings, "good", "bad")
    hand_over.note_failure(settings, "bad", reading_version(), "the page tree is broken")
    assert set_unreadable_aside(settings) == {"bad"}
    rows = {row["document_id"]: row for row in registry_rows(settings)}
    assert rows["good"]["status"] == "accepted"
    assert (rows["bad"]["status"], rows["bad"]["reason_code"]) == ("quarantined", CANNOT_BE_READ)
    assert (
        "the page tree is broken" in rows["bad"]["reason_en"] and "the page tree is broken" in rows["bad"]["reason_zh"]
    )


def test_nothing_is_set_aside_where_everything_could_be_read(settings: Settings) -> None:
    _register(settings, "good")
    before = (settings.hand_over_dir / "files.parquet").read_bytes()
    assert set_unreadable_aside(settings) == set()
    assert (settings.hand_over_dir / "files.parquet").read_bytes() == before


def test_a_failure_of_another_version_does_not_count(settings: Settings) -> None:
    _register(settings, "bad")
    hand_over.note_failure(settings, "bad", "an older version", "reason")
    assert set_unreadable_aside(settings) == set()
