"""Going down the raw folder: every name once, no link followed, no depth too deep."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.documents.folder_walk import entries_below, is_gone_into
from tests.documents.files_for_tests import write


def names(folder: Path) -> set[str]:
    return {entry.below.as_posix() for entry in entries_below(folder)}


def test_files_in_folders_are_seen_and_hidden_ones_are_not(tmp_path: Path) -> None:
    for name in ("a.pdf", "2024/b.txt", ".git/c.pdf", "~$d.pdf", "x.pdf/inner.pdf"):
        write(tmp_path, name, b"x")
    assert names(tmp_path) == {"a.pdf", "2024/b.txt", "x.pdf"}


def test_links_are_seen_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "raw/a.pdf", b"x")
    write(tmp_path, "outside/b.pdf", b"x")
    (tmp_path / "raw" / "circle").symlink_to(".")
    (tmp_path / "raw" / "away").symlink_to("../outside")
    assert names(tmp_path / "raw") == {"a.pdf", "circle", "away"}


@pytest.fixture
def deep_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that goes away with all that is in it: pytest itself cannot remove what is nested too deep."""
    folder = tmp_path / "deep"
    folder.mkdir()
    yield folder
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def test_a_thousand_nested_folders_are_gone_through(deep_folder: Path) -> None:
    # os.walk of Python 3.11 calls itself for each and gives up at a thousand.
    depth = 1500
    at = os.open(deep_folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("d", dir_fd=at)
        inner = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    os.close(os.open("a.pdf", os.O_CREAT | os.O_WRONLY, dir_fd=at))
    os.close(at)
    assert names(deep_folder) == {"d/" * depth + "a.pdf"}


def test_a_missing_folder_is_empty_and_one_that_cannot_be_listed_is_an_error(tmp_path: Path) -> None:
    assert list(entries_below(tmp_path / "missing")) == []
    with pytest.raises(NotADirectoryError):
        list(entries_below(write(tmp_path, "file", b"")))


def test_an_inner_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "closed/a.pdf", b"x")
    write(tmp_path, "open/b.pdf", b"x")
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("pipelines.documents.folder_walk.os.scandir", refusing)
    found = {entry.below.as_posix(): entry.error for entry in entries_below(tmp_path)}
    assert found.keys() == {"closed", "open/b.pdf"}
    assert isinstance(found["closed"], PermissionError) and found["open/b.pdf"] is None


@pytest.mark.parametrize(("below", "is_in"), [("2024/q1", True), (".hidden/q1", False), ("2024/x.pdf", False)])
def test_which_folders_are_gone_into(below: str, is_in: bool) -> None:
    assert is_gone_into(Path(below)) == is_in
