"""What is remembered of documents: read, unreadable."""

from __future__ import annotations

import duckdb

from pipelines.contract import hand_over
from pipelines.settings import Settings


def test_a_failure_is_remembered_for_its_version_only(settings: Settings) -> None:
    hand_over.note_failure(settings, "d", "1", "the page tree is broken")
    assert hand_over.failure(settings, "d", "1") == hand_over.Failure(
        "the page tree is broken", "the page tree is broken"
    )
    assert hand_over.is_read(settings, "d", "1")
    assert not hand_over.is_read(settings, "d", "2"), "another version tries again"
    hand_over.forget_failure(settings, "d", "1")
    assert not hand_over.is_read(settings, "d", "1")


def test_what_was_given_up_within_another_budget_counts_as_not_tried(settings: Settings) -> None:
    hand_over.note_failure(settings, "d", "1", "too slow", "太慢", "60 s")
    assert hand_over.is_read(settings, "d", "1", "60 s")
    assert not hand_over.is_read(settings, "d", "1", "90 s")
    hand_over.note_failure(settings, "e", "1", "the page tree is broken")
    assert hand_over.is_read(settings, "e", "1", "90 s")


def test_a_note_cut_short_is_forgotten(settings: Settings) -> None:
    hand_over.note_failure(settings, "d", "1", "reason")
    path = next(settings.hand_over_dir.glob("failures/*.json"))
    path.write_text(path.read_text()[:5])
    assert hand_over.failure(settings, "d", "1") is None


def test_a_read_document_has_its_folder(settings: Settings) -> None:
    assert not hand_over.is_read(settings, "d", "1")
    hand_over.document_folder(settings, "d", "1").mkdir(parents=True)
    assert hand_over.is_read(settings, "d", "1")


def test_dbt_finds_every_table_before_any_document_is_read(settings: Settings) -> None:
    hand_over.prepare(settings, "9")
    pattern = hand_over.document_pattern("9")
    assert duckdb.sql(f"from '{settings.hand_over_dir}/documents/{pattern}/lines.parquet'").fetchall() == []
    assert duckdb.sql(f"from '{settings.hand_over_dir}/holds.parquet'").fetchall() == []


def test_readings_by_old_versions_are_dropped_and_the_present_ones_kept(settings: Settings) -> None:
    for version in ("1", "2"):
        hand_over.document_folder(settings, "d", version).mkdir(parents=True)
        hand_over.note_failure(settings, "e", version, "reason")
        cells = hand_over.cells_path(settings, "d", f"c{version}")
        cells.parent.mkdir(parents=True, exist_ok=True)
        cells.touch()
    hand_over.drop_other_versions(settings, "2", "c2")
    assert not hand_over.is_read(settings, "d", "1")
    assert not hand_over.is_read(settings, "e", "1")
    assert hand_over.is_read(settings, "d", "2")
    assert hand_over.is_read(settings, "e", "2")
    assert [path.name for path in settings.cells_dir.iterdir()] == ["d-c2.parquet"]
