from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.contract import RUN_TABLES
from pipelines.documents import FileRecord, RawFile, Registry, scan_raw_folder
from pipelines.documents.registry import RegistryError
from pipelines.workers import Budget
from tests.documents.files_for_tests import NOTICE_LINES, REPORT_LINES, pdf_of, write

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
REPORT = pdf_of(*REPORT_LINES)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(tmp_path / "hand_over")


def by_name(records: tuple[FileRecord, ...]) -> dict[str, FileRecord]:
    return {record.file_name: record for record in records}


def test_files_are_found_in_any_case_and_depth_but_not_temporary_ones(raw: Path) -> None:
    for name in ("b.PDF", "2024/a.pdf", ".a.pdf.1.part", "~$c.pdf", "notes.txt", ".cache/x.pdf"):
        write(raw, name, b"x")
    files = scan_raw_folder(raw)
    assert [file.file_name for file in files] == ["2024/a.pdf", "b.PDF"]
    assert {file.document_id for file in files} == {"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}
    assert scan_raw_folder(raw / "missing") == []


def test_every_file_has_its_record(raw: Path, registry: Registry) -> None:
    write(raw, "a_copy.pdf", REPORT)
    write(raw, "report.pdf", REPORT)
    write(raw, "notice.pdf", pdf_of(*NOTICE_LINES))
    write(raw, "empty.pdf", b"")
    found = by_name(registry.update(raw, MONDAY))
    assert {name: record.status for name, record in found.items()} == {
        "a_copy.pdf": "accepted",
        "report.pdf": "duplicate",
        "notice.pdf": "quarantined",
        "empty.pdf": "quarantined",
    }
    assert found["report.pdf"].duplicate_of == "a_copy.pdf"
    assert found["report.pdf"].reason_code == "duplicate"
    assert "a_copy.pdf" in (found["report.pdf"].reason_en or "")
    assert found["a_copy.pdf"].page_count == 1
    assert found["a_copy.pdf"].text_layer == "born_digital"
    assert found["a_copy.pdf"].retrieved_at == MONDAY
    stored = pq.read_table(registry.hand_over_dir / "files.parquet")
    assert stored.schema.equals(RUN_TABLES["files"].arrow_schema)
    assert stored.num_rows == 4


def test_what_was_seen_first_stays_the_original(raw: Path, registry: Registry) -> None:
    write(raw, "report.pdf", REPORT)
    registry.update(raw, MONDAY)
    write(raw, "a_copy.pdf", REPORT)
    found = by_name(registry.update(raw, MONDAY + timedelta(days=1)))
    assert found["report.pdf"].status == "accepted"
    assert found["a_copy.pdf"].duplicate_of == "report.pdf"


def test_a_file_that_is_gone_is_kept_on_record_and_its_copy_takes_over(raw: Path, registry: Registry) -> None:
    write(raw, "a.pdf", REPORT)
    write(raw, "b.pdf", REPORT)
    registry.update(raw, MONDAY)
    (raw / "a.pdf").unlink()
    found = by_name(registry.update(raw, MONDAY + timedelta(days=1)))
    assert found["a.pdf"].status == "gone"
    assert (found["a.pdf"].first_seen_at, found["a.pdf"].last_seen_at) == (MONDAY, MONDAY)
    assert found["b.pdf"].status == "accepted"
    assert (found["b.pdf"].first_seen_at, found["b.pdf"].last_seen_at) == (MONDAY, MONDAY + timedelta(days=1))
    write(raw, "a.pdf", REPORT)
    assert by_name(registry.update(raw))["a.pdf"].status == "accepted"


def test_content_once_looked_at_is_not_opened_again(
    raw: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(raw, "report.pdf", REPORT)
    first = registry.update(raw, MONDAY)

    def never(path: Path) -> None:
        raise AssertionError(f"{path} was opened again")

    def nothing(files: Iterable[RawFile], budget: Budget, place: None) -> Iterator[None]:
        assert not list(files)
        return iter(())

    monkeypatch.setattr("pipelines.documents.registry.triage_files", nothing)
    monkeypatch.setattr("pipelines.documents.memory.sha256_of_open", never)
    assert registry.update(raw, MONDAY) == first
    (raw / "report.pdf").rename(raw / "renamed.pdf")
    monkeypatch.undo()
    monkeypatch.setattr("pipelines.documents.registry.triage_files", nothing)
    assert by_name(registry.update(raw, MONDAY))["renamed.pdf"].status == "accepted"


def test_changed_content_under_the_same_name_is_looked_at(raw: Path, registry: Registry) -> None:
    path = write(raw, "report.pdf", REPORT)
    registry.update(raw, MONDAY)
    write(raw, "report.pdf", pdf_of(*NOTICE_LINES))
    os.utime(path, ns=(1, 1))
    assert by_name(registry.update(raw))["report.pdf"].reason_code == "not_a_budget"


def test_another_version_of_triage_looks_again(raw: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    write(raw, "report.pdf", REPORT)
    registry.update(raw, MONDAY)
    monkeypatch.setattr("pipelines.documents.memory.triage_version", lambda: "another")
    seen: list[str] = []
    registry.update(raw, on_triage=lambda file, outcome: seen.append(file.file_name))
    assert seen == ["report.pdf"]


def test_what_was_given_up_is_tried_again_within_another_budget(raw: Path, registry: Registry) -> None:
    write(raw, "report.pdf", REPORT)
    given_up = by_name(registry.update(raw, MONDAY, budget=Budget(30, 0.001, 1000)))["report.pdf"]
    assert given_up.reason_code == "over_budget"
    assert "0.001" in str(given_up.reason_zh) and "YUSUAN_TRIAGE" in str(given_up.reason_en)
    seen: list[str] = []
    registry.update(raw, budget=Budget(30, 0.001, 1000), on_triage=lambda file, outcome: seen.append(file.file_name))
    assert seen == []
    assert by_name(registry.update(raw, budget=Budget(30, 30, 1000)))["report.pdf"].status == "accepted"


def test_a_damaged_memory_is_forgotten(raw: Path, registry: Registry) -> None:
    write(raw, "report.pdf", REPORT)
    first = registry.update(raw, MONDAY)
    (registry.hand_over_dir / "files_memory.json").write_text("{", encoding="utf-8")
    assert registry.update(raw, MONDAY) == first


def test_a_damaged_registry_says_what_to_do(raw: Path, registry: Registry) -> None:
    registry.hand_over_dir.mkdir()
    (registry.hand_over_dir / "files.parquet").write_bytes(b"broken")
    with pytest.raises(RegistryError, match="delete it and run again"):
        registry.update(raw)


def test_an_interrupted_update_leaves_the_old_registry_whole(
    raw: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(raw, "report.pdf", REPORT)
    before = registry.update(raw, MONDAY)
    write(raw, "empty.pdf", b"")

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipelines.documents.registry.pq.write_table", broken)
    with pytest.raises(KeyboardInterrupt):
        registry.update(raw)
    monkeypatch.undo()
    assert registry.records(raw) == before


def test_a_file_that_may_not_be_read_stops_no_other(raw: Path, registry: Registry) -> None:
    write(raw, "report.pdf", REPORT)
    (raw / "lost.pdf").symlink_to(raw / "nowhere.pdf")
    found = by_name(registry.update(raw, MONDAY))
    assert found["lost.pdf"].reason_code == "link_without_target"
    assert found["lost.pdf"].document_id is None
    assert found["report.pdf"].status == "accepted"


def test_progress_is_told_file_by_file(raw: Path, registry: Registry) -> None:
    write(raw, "a.pdf", b"")
    write(raw, "b.pdf", REPORT)
    told: list[tuple[str, int, int]] = []
    registry.update(raw, on_file=lambda *news: told.append(news))
    # Files are looked at side by side, so which is told of first is chance.
    assert sorted(name for name, _, _ in told) == ["a.pdf", "b.pdf"]
    assert [(done, of) for _, done, of in told] == [(1, 2), (2, 2)]
