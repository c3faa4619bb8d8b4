"""What the sensor looks at: cheap, the same while nothing changes, and safe whatever lies in the folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.defs.sensors import folder_signature, lists_signature


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / "2024").mkdir(parents=True)
    (folder / os.fsdecode("预算.pdf".encode("gbk"))).write_bytes(b"x")
    (folder / "2024" / "a.pdf").write_bytes(b"x")
    (folder / "circle").symlink_to(".")
    os.mkfifo(folder / "pipe.pdf")
    return folder


def test_it_is_the_same_while_nothing_changes(raw: Path) -> None:
    assert folder_signature(raw) == folder_signature(raw)


def _replace_pipe(raw: Path) -> None:
    (raw / "pipe.pdf").unlink()
    (raw / "pipe.pdf").write_bytes(b"")


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: (raw / "2024" / "a.pdf").write_bytes(b"longer"),
        lambda raw: os.utime(raw / "2024" / "a.pdf", ns=(1, 1)),
        lambda raw: (raw / "2024" / "a.pdf").rename(raw / "2024" / "b.pdf"),
        lambda raw: (raw / "sources.csv").write_bytes(b""),
        lambda raw: (raw / "new.pdf").symlink_to("2024/a.pdf"),
        _replace_pipe,
    ],
)
def test_it_changes_when_anything_does(raw: Path, change: Callable[[Path], object]) -> None:
    before = folder_signature(raw)
    change(raw)
    assert folder_signature(raw) != before


def test_lists_are_known_by_what_they_say(tmp_path: Path) -> None:
    assert lists_signature(tmp_path) == ""
    (tmp_path / "sources.csv").write_text("url,file_name\n")
    said = lists_signature(tmp_path)
    os.utime(tmp_path / "sources.csv", ns=(1, 1))
    assert said and lists_signature(tmp_path) == said
    (tmp_path / "sources.csv").rename(tmp_path / "sources.yaml")
    assert lists_signature(tmp_path) not in ("", said)
    (tmp_path / "sources.yaml").unlink()
    os.mkfifo(tmp_path / "sources.yaml")
    assert lists_signature(tmp_path) == ""
