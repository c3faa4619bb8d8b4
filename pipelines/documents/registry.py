"""The registry: what became of every file ever seen in data/raw.

Belongs here: bringing the contract table ``files`` up to date and reading it. What a file is, is decided in ``triage``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.cluster import Place
from pipelines.contract import RUN_TABLES
from pipelines.contract.files import written_whole
from pipelines.documents.files import RawFile, scan_raw_folder
from pipelines.documents.memory import Memory, load_memory
from pipelines.documents.provenance import read_provenance
from pipelines.documents.reasons import Reason, reason
from pipelines.documents.triage_work import triage_files, verdict_of
from pipelines.documents.triaging import Triage
from pipelines.workers import Budget, Budgets, Outcome

Status = Literal["accepted", "duplicate", "quarantined", "gone"]
FILES_NAME = "files.parquet"
MEMORY_NAME = "files_memory.json"


class RegistryError(Exception):
    """The stored registry cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file and what became of it: the contract's columns, then what the run needs of an accepted one."""

    file_name: str
    document_id: str | None
    size_bytes: int
    status: Status
    reason_code: str | None
    reason_zh: str | None
    reason_en: str | None
    duplicate_of: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    page_count: int = 0
    text_layer: str | None = None
    source_url: str | None = None
    retrieved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """The registry stored in the hand-over root, replaced as a whole by each update."""

    hand_over_dir: Path

    def update(
        self,
        raw_dir: Path,
        now: datetime | None = None,
        on_file: Callable[[str, int, int], None] | None = None,
        budget: Budget | None = None,
        on_triage: Callable[[RawFile, Outcome], None] | None = None,
        place: Place | None = None,
    ) -> tuple[FileRecord, ...]:
        """Look at ``raw_dir``, decide about what is new, store and return every record, sorted by name.

        Args:
            raw_dir: Folder of the reports.
            now: Time of the update, UTC; by default the clock's.
            on_file: Called after each file with its name, its number and the number of files.
            budget: What looking at one file may cost; by default that of the settings.
            on_triage: Called for each file that was opened, with what that cost.
            place: The cluster that looks at new files; by default this machine does.

        A file that is gone keeps its record, and so does content that other bytes were written over. Content once
        triaged is not opened again. Interrupted at any moment, the registry stored before stays whole.
        """
        moment = now or datetime.now(UTC)
        self.hand_over_dir.mkdir(parents=True, exist_ok=True)
        budget = budget or Budgets.load().triage
        memory = load_memory(self.hand_over_dir / MEMORY_NAME, str(budget))
        before = {(record.file_name, record.document_id): record for record in self._stored()}
        files = scan_raw_folder(raw_dir, memory.hash_of)
        unknown = {file.document_id: file for file in files if file.document_id not in {None, *memory.triages}}
        seen = 0

        def tell(file: RawFile) -> None:
            nonlocal seen
            seen += 1
            if on_file is not None:
                on_file(file.file_name, seen, len(files))

        for file in files:
            if unknown.get(file.document_id) is not file:
                tell(file)
        for file, outcome in triage_files(unknown.values(), budget, place=place):
            memory.triages[str(file.document_id)] = verdict_of(outcome)
            tell(file)
            if on_triage is not None:
                on_triage(file, outcome)
        fresh = [
            _record(file, _triage_of(file, memory), before.get((file.file_name, file.document_id)), moment)
            for file in files
        ]
        present = {(record.file_name, record.document_id) for record in fresh}
        gone = [replace(old, status="gone") for key, old in before.items() if key not in present]
        links = {file.file_name for file in files if file.is_link}
        marked = [*_with_duplicates(fresh, links), *gone]
        records = sorted(marked, key=lambda record: (record.file_name, record.first_seen_at))
        memory.forget_missing()
        memory.save(self.hand_over_dir / MEMORY_NAME, str(budget))
        self._store(records)
        return _with_origin(records, memory, raw_dir)

    def records(self, raw_dir: Path | None = None) -> tuple[FileRecord, ...]:
        """Return the stored records without looking at the files; sources are added if ``raw_dir`` is given."""
        return _with_origin(self._stored(), load_memory(self.hand_over_dir / MEMORY_NAME), raw_dir)

    def _stored(self) -> list[FileRecord]:
        path = self.hand_over_dir / FILES_NAME
        if not path.exists():
            return []
        try:
            return [
                FileRecord(**row) for row in pq.read_table(path, schema=RUN_TABLES["files"].arrow_schema).to_pylist()
            ]
        except (OSError, pa.ArrowException, TypeError) as error:
            raise RegistryError(
                f"{path} cannot be read ({error}); delete it and run again: files get their dates anew"
            ) from error

    def _store(self, records: Iterable[FileRecord]) -> None:
        schema = RUN_TABLES["files"].arrow_schema
        rows = [{name: getattr(record, name) for name in schema.names} for record in records]
        path = self.hand_over_dir / FILES_NAME
        with written_whole(path) as draft:
            pq.write_table(pa.Table.from_pylist(rows, schema=schema), draft)


def _triage_of(file: RawFile, memory: Memory) -> Triage:
    if file.document_id is None:
        return Triage(False, file.problem or reason("unreadable_file", "unknown"))
    return memory.triages[file.document_id]


def _record(file: RawFile, found: Triage, before: FileRecord | None, now: datetime) -> FileRecord:
    why: Reason | None = found.reason
    return FileRecord(
        file_name=file.file_name,
        document_id=file.document_id,
        size_bytes=file.size_bytes,
        status="accepted" if found.is_accepted else "quarantined",
        reason_code=why.code if why else None,
        reason_zh=why.zh if why else None,
        reason_en=why.en if why else None,
        duplicate_of=None,
        first_seen_at=before.first_seen_at if before else now,
        last_seen_at=now,
    )


def _with_duplicates(records: list[FileRecord], links: Collection[str]) -> list[FileRecord]:
    """Mark accepted files whose bytes were seen earlier, or under an earlier name, as duplicates; links always are."""
    original: dict[str, str] = {}
    marked: list[FileRecord] = []
    for record in sorted(records, key=lambda item: (item.file_name in links, item.first_seen_at, item.file_name)):
        if record.status != "accepted" or record.document_id is None:
            marked.append(record)
            continue
        first = original.setdefault(record.document_id, record.file_name)
        if first != record.file_name:
            why = reason("duplicate", first)
            record = replace(
                record,
                status="duplicate",
                duplicate_of=first,
                reason_code=why.code,
                reason_zh=why.zh,
                reason_en=why.en,
            )
        marked.append(record)
    return marked


def _with_origin(records: Iterable[FileRecord], memory: Memory, raw_dir: Path | None) -> tuple[FileRecord, ...]:
    """Add pages, text layer and source, which the contract's table does not hold."""
    sources = read_provenance(raw_dir) if raw_dir is not None else {}
    completed = []
    for record in records:
        found = memory.triages.get(record.document_id or "")
        source = sources.get(record.file_name)
        completed.append(
            replace(
                record,
                page_count=found.page_count if found else 0,
                text_layer=found.text_layer if found else None,
                source_url=source.url if source else None,
                retrieved_at=source.retrieved_at if source else record.first_seen_at,
            )
        )
    return tuple(completed)
