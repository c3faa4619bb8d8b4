"""What a name in the raw folder is taken for, and that nothing but regular files is ever opened."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from pipelines.documents.files import MAX_BYTES, RawFile, scan_raw_folder, sha256_of, sha256_of_open
from tests.documents.files_for_tests import write


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def by_name(raw: Path) -> dict[str, RawFile]:
    return {file.file_name: file for file in scan_raw_folder(raw)}


def codes(raw: Path) -> dict[str, str | None]:
    return {name: file.problem.code if file.problem else None for name, file in by_name(raw).items()}


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    # Its address may be no longer than a hundred bytes: bind it where we stand.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


def _device(path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root may make a device")


@pytest.mark.parametrize(("make", "words"), [(_fifo, "a pipe (FIFO)"), (_socket, "a socket"), (_device, "a device")])
def test_what_is_no_file_is_named_and_never_opened(
    raw: Path, make: Callable[[Path], None], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(raw / "x.pdf")
    write(raw, "report.pdf", b"x")
    looked_at: list[str] = []
    from pipelines.documents import files

    really = files.open_below

    def watched(folder: Path, below: Path) -> BinaryIO:
        looked_at.append(str(below))
        return really(folder, below)

    monkeypatch.setattr("pipelines.documents.files.open_below", watched)
    found = by_name(raw)
    assert looked_at == ["report.pdf"]
    assert found["report.pdf"].document_id == sha256_of(raw / "report.pdf")
    problem = found["x.pdf"].problem
    assert problem is not None and problem.code == "not_a_file"
    assert words in problem.en and "不是文件" in problem.zh
    assert found["x.pdf"].document_id is None


def test_a_pipe_put_in_the_place_of_a_file_after_the_look_hangs_nobody(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(raw, "x.pdf", b"x")
    from pipelines.documents import files

    really = files.open_below

    def swapped(folder: Path, below: Path) -> BinaryIO:
        (raw / "x.pdf").unlink()
        os.mkfifo(raw / "x.pdf")
        return really(folder, below)

    monkeypatch.setattr("pipelines.documents.files.open_below", swapped)
    assert codes(raw) == {"x.pdf": "not_a_file"}


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_link_put_in_the_place_after_the_look_is_not_followed(
    raw: Path, monkeypatch: pytest.MonkeyPatch, is_folder: bool
) -> None:
    secret = write(raw.parent, "outside/x.pdf", b"secret")
    inside = write(raw, "2024/x.pdf", b"x")
    from pipelines.documents import files

    really = files.open_below

    def swapped(folder: Path, below: Path) -> BinaryIO:
        inside.unlink()
        if is_folder:
            inside.parent.rmdir()
            inside.parent.symlink_to(secret.parent)
        else:
            inside.symlink_to(secret)
        return really(folder, below)

    monkeypatch.setattr("pipelines.documents.files.open_below", swapped)
    (file,) = scan_raw_folder(raw)
    assert file.document_id is None and file.problem is not None


def test_a_folder_named_like_a_report_is_told_and_not_gone_into(raw: Path) -> None:
    write(raw, "x.pdf/inner.pdf", b"x")
    assert codes(raw) == {"x.pdf": "folder_named_pdf"}


def test_a_link_out_of_the_folder_is_not_followed_and_tells_nothing_of_where_it_leads(raw: Path) -> None:
    write(raw.parent, "outside/secret.pdf", b"secret")
    (raw / "a.pdf").symlink_to("../outside/secret.pdf")
    (raw / "years").symlink_to("../outside")
    (raw / "notes.txt").symlink_to("../outside/secret.pdf")
    found = by_name(raw)
    assert {name: file.problem.code for name, file in found.items() if file.problem} == {
        "a.pdf": "link_leaves_folder",
        "years": "link_leaves_folder",
    }
    assert found.keys() == {"a.pdf", "years"}
    assert all(file.document_id is None for file in found.values())
    assert not any("outside" in (file.problem.en + file.problem.zh) for file in found.values() if file.problem)


def test_a_link_that_stays_inside_is_its_targets_copy(raw: Path) -> None:
    target = write(raw, "2024/b.pdf", b"x")
    (raw / "a.pdf").symlink_to("2024/b.pdf")
    (raw / "c.pdf").symlink_to(raw / "a.pdf")
    (raw / "latest").symlink_to("2024")
    found = by_name(raw)
    assert found.keys() == {"2024/b.pdf", "a.pdf", "c.pdf"}
    assert {file.document_id for file in found.values()} == {sha256_of(target)}
    assert {file.path for file in found.values()} == {target}
    assert {name for name, file in found.items() if file.is_link} == {"a.pdf", "c.pdf"}


def test_a_link_to_what_is_not_read_here_says_so(raw: Path) -> None:
    write(raw, ".store/b.pdf", b"x")
    write(raw, "b.bin", b"x")
    (raw / "hidden.pdf").symlink_to(".store/b.pdf")
    (raw / "other.pdf").symlink_to("b.bin")
    (raw / "folder").symlink_to(".store")
    (raw / "named.pdf").symlink_to(".")
    os.mkfifo(raw / "pipe.pdf")
    (raw / "to_pipe.pdf").symlink_to("pipe.pdf")
    assert codes(raw) == {
        "hidden.pdf": "link_to_other",
        "other.pdf": "link_to_other",
        "folder": "link_to_other",
        "named.pdf": "folder_named_pdf",
        "pipe.pdf": "not_a_file",
        "to_pipe.pdf": "not_a_file",
    }


def test_links_in_a_circle_and_to_nowhere(raw: Path) -> None:
    (raw / "a.pdf").symlink_to("b.pdf")
    (raw / "b.pdf").symlink_to("a.pdf")
    (raw / "lost.pdf").symlink_to("nowhere.pdf")
    (raw / "lost.txt").symlink_to("nowhere.txt")
    found = by_name(raw)
    assert codes(raw) == dict.fromkeys(("a.pdf", "b.pdf", "lost.pdf"), "link_without_target")
    assert "circle" in (found["a.pdf"].problem or pytest.fail()).en
    assert "目标不存在" in (found["lost.pdf"].problem or pytest.fail()).zh


def test_the_raw_folder_itself_may_be_a_link(raw: Path) -> None:
    write(raw, "b.pdf", b"x")
    (raw / "a.pdf").symlink_to("b.pdf")
    (raw.parent / "linked").symlink_to("raw")
    found = by_name(raw.parent / "linked")
    assert found["a.pdf"].document_id == found["b.pdf"].document_id == sha256_of(raw / "b.pdf")


def test_a_file_without_permission_says_so_in_both_languages(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(raw, "a.pdf", b"x")

    def refusing(folder: Path, below: Path) -> BinaryIO:
        raise PermissionError(13, "Permission denied", str(folder / below))

    # Root may read everything: the refusal is played.
    monkeypatch.setattr("pipelines.documents.files.open_below", refusing)
    problem = by_name(raw)["a.pdf"].problem
    assert problem is not None and problem.code == "unreadable_file"
    assert "Permission denied" in problem.en and "没有读取权限" in problem.zh
    assert str(raw) not in problem.en + problem.zh


def test_a_folder_that_cannot_be_listed_has_a_row(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(raw, "closed/a.pdf", b"x")
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("pipelines.documents.folder_walk.os.scandir", refusing)
    assert codes(raw) == {"closed": "unreadable_folder"}


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"longer"), lambda path: os.utime(path, ns=(1, 1))])
def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_run(
    raw: Path, change: Callable[[Path], object]
) -> None:
    path = write(raw, "a.pdf", b"x")

    def while_written(where: Path, file: BinaryIO) -> str:
        found = sha256_of_open(file)
        change(where)
        return found

    (file,) = scan_raw_folder(raw, while_written)
    assert file.document_id is None
    assert file.problem is not None and file.problem.code == "still_being_written"
    (again,) = scan_raw_folder(raw)
    assert again.problem is None and again.document_id == sha256_of(path)


def test_a_file_that_goes_while_the_folder_is_looked_at_was_not_there(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(raw, "a.pdf", b"x")
    write(raw, "b.pdf", b"y")
    from pipelines.documents import files

    really = files.open_below

    def vanishing(folder: Path, below: Path) -> BinaryIO:
        if below.name == "a.pdf":
            (folder / below).unlink()
        return really(folder, below)

    monkeypatch.setattr("pipelines.documents.files.open_below", vanishing)
    assert codes(raw) == {"b.pdf": None}


def test_a_file_too_large_for_a_report_is_not_even_hashed(raw: Path) -> None:
    with (raw / "sparse.pdf").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    (found,) = scan_raw_folder(raw, lambda path, file: pytest.fail("it was read"))
    assert found.problem is not None and found.problem.code == "too_large"
    assert found.size_bytes == MAX_BYTES + 1


def test_a_hash_reads_no_more_than_was_there(tmp_path: Path) -> None:
    path = write(tmp_path, "a.pdf", b"abc")
    before = sha256_of(path)
    with path.open("rb") as file:
        facts = os.fstat(file.fileno())
        path.write_bytes(b"abc" + b"more")
        assert facts.st_size == 3
    with path.open("rb") as file:
        assert sha256_of_open(file) != before


def test_names_in_any_bytes_are_files_like_others(raw: Path) -> None:
    for name in ("预算.pdf".encode("gbk"), b"a\nb.pdf", "a\u202eb.pdf".encode(), b"\xff\xfe.PDF", "预算.pdf".encode()):
        (raw / os.fsdecode(name)).write_bytes(b"x")
    found = by_name(raw)
    assert found.keys() == {
        r"./\xd4\xa4\xcb\xe3.pdf",
        r"a\x0ab.pdf",
        r"a\xe2\x80\xaeb.pdf",
        r"./\xff\xfe.PDF",
        "预算.pdf",
    }
    assert {file.document_id for file in found.values()} == {sha256_of(raw / "预算.pdf")}
