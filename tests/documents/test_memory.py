"""What triage and hashing found before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelines.documents import memory as memory_module
from pipelines.documents.memory import Memory, load_memory
from pipelines.documents.reasons import OVER_BUDGET, reason
from pipelines.documents.triaging import Triage

GOOD = Triage(True, None, 3, "born_digital")


def _hash(memory: Memory, path: Path) -> str:
    with path.open("rb") as file:
        return memory.hash_of(path, file)


def test_a_file_is_hashed_again_only_when_its_size_or_time_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"one")
    memory = Memory()
    first = _hash(memory, path)
    monkeypatch.setattr(memory_module, "sha256_of_open", lambda file: "hashed anew")
    assert _hash(memory, path) == first
    os.utime(path, ns=(1, 1))
    assert _hash(memory, path) == "hashed anew"


def test_it_is_read_back_as_it_was(tmp_path: Path) -> None:
    over = Triage(False, reason(OVER_BUDGET, "20 s"))
    memory = Memory({"a": (1, 2, "f" * 64)}, {"f" * 64: GOOD, "e" * 64: over})
    memory.save(tmp_path / "m.json", "60 s")
    assert load_memory(tmp_path / "m.json", "60 s") == memory
    # Within another budget, what was given up is tried again.
    assert load_memory(tmp_path / "m.json", "90 s").triages == {"f" * 64: GOOD}
    assert list(tmp_path.iterdir()) == [tmp_path / "m.json"]


def test_another_version_of_triage_asks_again_but_hashes_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Memory({"a": (1, 2, "f" * 64)}, {"f" * 64: GOOD}).save(tmp_path / "m.json")
    monkeypatch.setattr(memory_module, "triage_version", lambda: "other")
    found = load_memory(tmp_path / "m.json")
    assert found.hashes == {"a": (1, 2, "f" * 64)} and found.triages == {}


@pytest.mark.parametrize("content", ["", "{", '{"hashes": {}}', "[]"])
def test_what_is_damaged_is_as_good_as_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "m.json").write_text(content)
    assert load_memory(tmp_path / "m.json") == Memory()


def test_files_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"one")
    memory = Memory()
    _hash(memory, tmp_path / "a.pdf")
    memory.forget_missing()
    assert len(memory.hashes) == 1
    (tmp_path / "a.pdf").unlink()
    memory.forget_missing()
    assert memory.hashes == {}
