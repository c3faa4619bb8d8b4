"""Only regular files are opened, and nobody waits for a pipe."""

from __future__ import annotations

import os
import socket
from pathlib import Path, PurePosixPath

import pytest

from pipelines.pdf.page_image import PageImageError, render_page
from pipelines.pdf.regular_files import NotRegularError, open_below, open_regular


def test_a_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(b"content")
    with open_regular(tmp_path / "in" / "a.pdf") as file, open_below(tmp_path, PurePosixPath("in/a.pdf")) as again:
        assert file.read() == again.read() == b"content"


def test_pipes_folders_links_and_sockets_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("folder").mkdir()
    Path("file").write_bytes(b"x")
    Path("link").symlink_to("file")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket")
    for name in ("pipe", "folder", "link", "socket"):
        with pytest.raises(NotRegularError, match="not a regular file"):
            open_regular(tmp_path / name)
        with pytest.raises(NotRegularError, match="not a regular file"):
            open_below(tmp_path, PurePosixPath(name))
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "missing")


def test_no_folder_on_the_way_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.pdf").write_bytes(b"secret")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "in").symlink_to("../outside")
    with pytest.raises(OSError, match="in"):
        open_below(tmp_path / "raw", PurePosixPath("in/a.pdf"))


def test_no_handle_stays_open(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for name in ("pipe", "missing", "missing/deeper"):
        with pytest.raises(OSError, match=r"."):
            open_below(tmp_path, PurePosixPath(name))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_picture_of_a_report_that_became_a_pipe_is_refused_by_its_shown_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    with pytest.raises(PageImageError, match=r"the report 2024/\\xd4\.pdf cannot be read"):
        render_page(tmp_path / "a.pdf", "0" * 64, 1, r"2024/\xd4.pdf")
