"""A candidate is gone on from only if the same code made it; what changed since is told by document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.contract import hand_over
from pipelines.contract.tables import RUN_TABLES, TABLES
from pipelines.runs.state import leftovers
from pipelines.settings import Settings
from pipelines.warehouse import kept_candidate
from pipelines.warehouse.kept_candidate import document_ids, find_kept, forget_kept, keep
from tests.dbt.hand_over import SEEN_AT, write_run_table
from tests.warehouse.conftest import make_candidate

VERSION, CODE = "1", "code"
A, B, C = ("a" * 64, "b" * 64, "c" * 64)


def _file(document_id: str, **values: Any) -> dict[str, Any]:
    return {
        "file_name": f"{document_id[0]}.pdf",
        "document_id": document_id,
        "size_bytes": 1,
        "status": "accepted",
        "first_seen_at": SEEN_AT,
        "last_seen_at": SEEN_AT,
    } | values


def _read(settings: Settings, *document_ids: str) -> None:
    for document_id in document_ids:
        hand_over.document_folder(settings, document_id, VERSION).mkdir(parents=True)
    write_run_table(settings.hand_over_dir, "files", [_file(name) for name in document_ids])


@pytest.fixture
def manifest(settings: Settings) -> Path:
    settings.dbt_target_dir.mkdir(parents=True, exist_ok=True)
    path = settings.dbt_target_dir / "manifest.json"
    path.write_text("{}", encoding="utf-8")
    return path


@pytest.fixture
def kept(settings: Settings, manifest: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A warehouse folder that keeps a candidate of two documents."""
    hand_over.prepare(settings, VERSION)
    for name in RUN_TABLES:
        write_run_table(settings.hand_over_dir, name, [])
    _read(settings, A, B)
    assert keep(settings, make_candidate(settings, 1), manifest, CODE, VERSION)
    return settings


def test_a_folder_that_was_moved_is_not_gone_on_from(kept: Settings, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    kept.warehouse_dir.rename(elsewhere)
    assert find_kept(Settings.load(raw=kept.raw_dir, warehouse=elsewhere), CODE) is None


def test_the_same_code_finds_it_and_another_does_not(kept: Settings) -> None:
    found = find_kept(kept, CODE)
    assert found is not None and found.document_ids == {A, B} == document_ids(kept, VERSION)
    assert find_kept(kept, "other code") is None
    forget_kept(kept)
    assert find_kept(kept, CODE) is None


def test_what_a_run_killed_while_it_kept_or_took_the_candidate_left_is_thrown_away(kept: Settings) -> None:
    assert kept_candidate.is_whole(kept) and kept.kept_dir not in leftovers(kept)
    (kept.kept_dir / "kept.json").rename(kept.kept_dir / "kept.json.part")
    assert not kept_candidate.is_whole(kept) and kept.kept_dir in leftovers(kept)
    forget_kept(kept)
    assert kept.kept_dir not in leftovers(kept)


def test_nothing_changed_and_a_file_seen_again_are_no_change(kept: Settings) -> None:
    found = find_kept(kept, CODE)
    assert found is not None and found.changes(kept, VERSION) == {}
    write_run_table(
        kept.hand_over_dir, "files", [_file(name, last_seen_at=SEEN_AT.replace(year=2030)) for name in (B, A)]
    )
    assert found.changes(kept, VERSION) == {}


def test_a_document_that_came_changes_what_is_read_of_documents_and_its_file(kept: Settings) -> None:
    hand_over.document_folder(kept, C, VERSION).mkdir(parents=True)
    write_run_table(kept.hand_over_dir, "files", [_file(name) for name in (A, B, C)])
    found = find_kept(kept, CODE)
    assert found is not None
    assert found.changes(kept, VERSION) == dict.fromkeys([*TABLES, "files"], frozenset({"c" * 16}))


def test_a_document_that_was_to_be_read_again_has_changed_whether_it_could_be_or_not(kept: Settings) -> None:
    found = find_kept(kept, CODE)
    assert found is not None
    changed = dict.fromkeys(TABLES, frozenset({A[:16]}))
    assert found.changes(kept, VERSION, frozenset({A})) == changed
    hand_over.document_folder(kept, A, VERSION).rmdir()
    assert found.changes(kept, VERSION, frozenset({A})) == changed


def test_a_hold_changes_the_holds_alone_and_a_rule_belongs_to_no_document(kept: Settings) -> None:
    hold = {"document_id": A, "table_id": None, "hold_reason": "x", "held_at": SEEN_AT}
    write_run_table(kept.hand_over_dir, "holds", [hold])
    off = {"rule_id": "r", "reason_zh": "x", "reason_en": "x", "switched_off_at": SEEN_AT}
    write_run_table(kept.hand_over_dir, "switched_off_rules", [off])
    found = find_kept(kept, CODE)
    assert found is not None
    assert found.changes(kept, VERSION) == {"holds": frozenset({"a" * 16}), "switched_off_rules": None}


def test_of_many_documents_everything_is_built(kept: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_candidate, "_FEW", 0)
    hand_over.document_folder(kept, C, VERSION).mkdir(parents=True)
    found = find_kept(kept, CODE)
    assert found is not None and found.changes(kept, VERSION) is None


def test_a_run_that_takes_it_leaves_nothing_behind(kept: Settings, tmp_path: Path) -> None:
    found = find_kept(kept, CODE)
    assert found is not None
    counts = tmp_path / "run" / "counts.npz"
    (kept.kept_dir / "counts.npz").write_bytes(b"counts")
    found.move_to(tmp_path / "run" / "candidate.duckdb", tmp_path / "run" / "manifest.json", counts)
    with duckdb.connect(str(tmp_path / "run" / "candidate.duckdb"), read_only=True) as connection:
        assert connection.execute("select mark from dim_document").fetchone() == (1,)
    assert counts.read_bytes() == b"counts"
    assert (tmp_path / "run" / "manifest.json").is_file() and not kept.kept_dir.exists()


def test_half_of_it_is_none(kept: Settings) -> None:
    (kept.kept_dir / "candidate.duckdb").unlink()
    assert find_kept(kept, CODE) is None


def test_none_is_kept_where_a_setting_or_the_disk_says_so(
    kept: Settings, manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_candidate, "_ROOM", 10**12)
    assert not keep(kept, make_candidate(kept, 2), manifest, CODE, VERSION)
    monkeypatch.setattr(kept_candidate, "_ROOM", 3)
    monkeypatch.setenv(kept_candidate.KEEP_VARIABLE, "0")
    assert not keep(kept, make_candidate(kept, 2), manifest, CODE, VERSION)
    assert find_kept(kept, CODE) is None


def test_the_published_file_is_gone_on_from_as_long_as_it_is_that_file_and_has_not_grown(
    kept: Settings, manifest: Path
) -> None:
    kept.published_path.write_bytes(b"x" * 100)
    for whole_size, may in ((None, True), (80, True), (50, False)):
        assert keep(kept, make_candidate(kept, 3), manifest, CODE, VERSION, whole_size)
        found = find_kept(kept, CODE)
        assert found is not None and found.published_as.may_go_on(kept.published_path) is may
    assert keep(kept, make_candidate(kept, 3), manifest, CODE, VERSION)
    found = find_kept(kept, CODE)
    assert found is not None and found.published_as.whole_size == 100
    kept.published_path.write_bytes(b"y" * 101)
    assert not found.published_as.may_go_on(kept.published_path)
    kept.published_path.unlink()
    assert not found.published_as.may_go_on(kept.published_path)
