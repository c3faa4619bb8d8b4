"""A packed folder comes out as it went in, whole or not at all, and nothing in it leads out of it."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.cluster.packing import PackingError, pack, unpack


def _folder(path: Path, files: dict[str, bytes]) -> Path:
    path.mkdir(parents=True)
    for name, content in files.items():
        (path / name).write_bytes(content)
    return path


_NAMES = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=8)


@given(st.dictionaries(_NAMES, st.binary(max_size=2000), max_size=5))
def test_what_is_packed_is_unpacked(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    root = tmp_path_factory.mktemp("packing")
    pack(_folder(root / "made", files), root / "made.zip")
    target = root / "hand_over" / "documents" / "made"
    unpack(root / "made.zip", target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == files
    assert [path.name for path in (root / "hand_over").iterdir()] == ["documents"]


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    pack(_folder(tmp_path / "made", {"a": b"new"}), tmp_path / "made.zip")
    there = _folder(tmp_path / "x" / "documents" / "made", {"a": b"old"})
    unpack(tmp_path / "made.zip", there)
    assert (there / "a").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["../outside", "/outside", "a/b", "..", "folder/"])
def test_a_name_that_leads_elsewhere_is_refused_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as archive:
        archive.writestr("fine", b"x")
        archive.writestr(name, b"x")
    target = tmp_path / "x" / "documents" / "made"
    with pytest.raises(PackingError, match="no plain file"):
        unpack(tmp_path / "made.zip", target)
    assert not target.exists() and [path.name for path in (tmp_path / "x").iterdir()] == ["documents"]
    assert not (tmp_path / "outside").exists()


def test_a_damaged_one_is_refused(tmp_path: Path) -> None:
    pack(_folder(tmp_path / "made", {"a": b"x" * 1000}), tmp_path / "made.zip")
    whole = (tmp_path / "made.zip").read_bytes()
    (tmp_path / "made.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(PackingError, match="damaged"):
        unpack(tmp_path / "made.zip", tmp_path / "x" / "documents" / "made")
    (tmp_path / "made.zip").write_bytes(whole.replace(b"xxxx", b"xxxy", 1))
    with pytest.raises(PackingError, match="damaged"):
        unpack(tmp_path / "made.zip", tmp_path / "x" / "documents" / "made")


def test_a_link_is_not_packed(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "made", {"a": b"x"})
    (tmp_path / "secret").write_text("of another")
    (folder / "b").symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match="not a regular file"):
        pack(folder, tmp_path / "made.zip")
    (folder / "b").unlink()
    os.mkfifo(folder / "b")
    with pytest.raises(OSError, match="not a regular file"):
        pack(folder, tmp_path / "made.zip")
