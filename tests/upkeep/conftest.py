"""A warehouse folder with something of everything that grows: what must stay, and what may go."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.contract.gathered import gathered_folder
from pipelines.contract.hand_over import cells_path, document_folder
from pipelines.extraction.version import cells_version
from pipelines.reports.version import reading_version
from pipelines.settings import Settings
from pipelines.warehouse.parquet_export import switch_current, switch_link
from pipelines.warehouse.publication import Publication
from tests.dbt.hand_over import write_run_table

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=100)
#: A report that is there, one that was taken out long ago, and one that was taken out yesterday.
HERE, GONE, JUST_GONE = "a" * 64, "b" * 64, "c" * 64


@dataclass
class Grown:
    """The folder, its publication, what must stay, and what may go by kind."""

    settings: Settings
    publication: Publication
    needed: list[Path] = field(default_factory=list)
    surplus: dict[str, list[Path]] = field(default_factory=dict)

    def put(self, path: Path, kind: str = "", *, at: datetime = LONG_AGO) -> None:
        """Write 100 bytes there, of that age; without a kind they are needed."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 100)
        os.utime(path, (at.timestamp(), at.timestamp()))
        (self.surplus.setdefault(kind, []) if kind else self.needed).append(path)

    def check_needed(self) -> None:
        assert [path for path in self.needed if not path.is_file() or path.stat().st_size != 100] == []


def _row(document_id: str, status: str, last_seen_at: datetime) -> dict[str, object]:
    return {
        "file_name": f"{document_id[0]}.pdf",
        "document_id": document_id,
        "size_bytes": 1,
        "status": status,
        "first_seen_at": LONG_AGO,
        "last_seen_at": last_seen_at,
    }


@pytest.fixture
def grown(settings: Settings) -> Grown:
    """See :class:`Grown`; published a hundred days ago by this very version."""
    reading, cells = reading_version(), cells_version()
    found = Grown(settings, Publication("run", LONG_AGO, "f", reading, {}))
    found.put(settings.raw_dir / "a.pdf")
    found.put(settings.raw_dir / ".earlier" / "old.pdf")
    for path in ("yusuan.duckdb", "last_run.json", "held_back.json", "dbt/manifest.json", "data_docs/index.html"):
        found.put(settings.warehouse_dir / path)
    rows = [_row(HERE, "accepted", NOW), _row(GONE, "gone", LONG_AGO), _row(JUST_GONE, "gone", NOW - timedelta(days=1))]
    settings.hand_over_dir.mkdir(parents=True)
    write_run_table(settings.hand_over_dir, "files", rows)
    for document_id in (HERE, GONE, JUST_GONE):
        found.put(document_folder(settings, document_id, reading) / "lines.parquet")
        kind = "gone reports" if document_id == GONE else ""
        found.put(cells_path(settings, document_id, cells), kind)
        found.put(settings.findings_dir / f"{document_id}-0123.parquet", kind)
    found.put(document_folder(settings, HERE, "2020.0") / "lines.parquet", "other versions")
    found.put(settings.hand_over_dir / "failures" / f"{HERE}-2020.0.json", "other versions")
    found.put(cells_path(settings, HERE, "2020.0"), "other versions")
    for version, kind in (("v1", "publication before"), ("v2", "")):
        found.put(settings.parquet_dir / version / "dim_document.parquet", kind)
        found.put(settings.site_versions_dir / version / "index.html", kind)
        switch_current(settings.parquet_dir, version)
        switch_link(settings.site_dir, settings.site_versions_dir, version)
    found.put(settings.work_dir / "run" / "candidate.duckdb", "leftovers")
    found.put(settings.site_versions_dir / "v3.part" / "index.html", "leftovers")
    found.put(settings.hand_over_dir / "holds.parquet.part", "leftovers")
    found.put(settings.kept_dir / "kept.json", "kept candidate")
    found.put(gathered_folder(settings) / "record.json", "kept candidate")
    os.utime(settings.kept_dir, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    found.put(settings.warehouse_dir / "last_error.txt", "traces")
    return found
