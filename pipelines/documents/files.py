"""Which files lie in the raw folder, and who they are.

Belongs here: finding files and their identity, the SHA-256 of their bytes, and the reason of what is no file. Nothing is
opened as a PDF, and nothing is opened at all but regular files: what else has a name here is told from the outside.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import BinaryIO

from pipelines.documents.folder_walk import Entry, entries_below, is_gone_into, is_pdf_name
from pipelines.documents.names import shown
from pipelines.documents.reasons import Reason, reason
from pipelines.pdf.regular_files import NotRegularError, open_below

_CHUNK_BYTES = 1 << 20
#: Larger files are not even hashed: a sparse file of a terabyte costs its maker nothing. Triage refuses from here on too.
MAX_BYTES = 300_000_000
_KINDS = (
    (stat.S_ISFIFO, "a pipe (FIFO)", "管道（FIFO）"),
    (stat.S_ISSOCK, "a socket", "套接字"),
    (stat.S_ISCHR, "a device", "设备"),
    (stat.S_ISBLK, "a device", "设备"),
)
_ERRORS_ZH = {errno.EACCES: "没有读取权限", errno.EPERM: "没有读取权限", errno.EIO: "磁盘读取错误"}

#: How the SHA-256 of an open file is found, given where it lies.
FindHash = Callable[[Path, BinaryIO], str]


@dataclass(frozen=True, slots=True)
class RawFile:
    """A name below the raw folder that could be a report; ``document_id`` is None if its bytes were not read.

    ``problem`` says why they were not. A link is its target under another name (``path`` is the target's) and never the
    name a document is read by.
    """

    file_name: str
    path: Path
    size_bytes: int
    document_id: str | None
    mtime_ns: int = 0
    problem: Reason | None = None
    is_link: bool = False


def scan_raw_folder(raw_dir: Path, find_hash: FindHash | None = None) -> list[RawFile]:
    """Return every name below ``raw_dir`` that ends in .pdf, in any case, or hides what lies behind it, sorted by path.

    Args:
        raw_dir: The folder; one that does not exist is empty.
        find_hash: How a file's SHA-256 is found, e.g. from a cache; by default the file is read.

    Raises ``OSError`` only if the folder itself cannot be listed.
    """
    links: list[Entry] = []
    found: dict[PurePath, RawFile] = {}
    for entry in entries_below(raw_dir):
        if stat.S_ISLNK(entry.mode):
            links.append(entry)
        elif (file := _looked_at(entry, raw_dir, find_hash or _hash_by_reading)) is not None:
            found[entry.below] = file
    root = PurePath(os.path.realpath(raw_dir))
    linked = {link.below: file for link in links if (file := _of_link(link, raw_dir, root, found)) is not None}
    return [file for _, file in sorted((found | linked).items())]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, hexadecimal; ``OSError`` if it cannot be read."""
    with path.open("rb") as file:
        return sha256_of_open(file)


def sha256_of_open(file: BinaryIO) -> str:
    """Return the SHA-256 of as many bytes as the open file has now: one that grows without end is not followed."""
    digest = hashlib.sha256()
    left = os.fstat(file.fileno()).st_size
    while left > 0 and (chunk := file.read(min(_CHUNK_BYTES, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()


def _hash_by_reading(_: Path, file: BinaryIO) -> str:
    return sha256_of_open(file)


def _looked_at(entry: Entry, raw_dir: Path, find_hash: FindHash) -> RawFile | None:
    """Return what an entry that is no link is, None if it is no concern of ours."""
    path = raw_dir / entry.below
    file = RawFile(shown(entry.below), path, entry.facts.st_size if entry.facts else 0, None)
    if entry.error is not None and not is_pdf_name(entry.below.name):
        return replace(file, problem=reason("unreadable_folder", *_words(entry.error)))
    if not is_pdf_name(entry.below.name):
        return None
    if entry.error is not None:
        return replace(file, problem=reason("unreadable_file", *_words(entry.error)))
    if stat.S_ISDIR(entry.mode):
        return replace(file, problem=reason("folder_named_pdf"))
    if not stat.S_ISREG(entry.mode):
        return replace(file, problem=_no_file(entry.mode))
    if file.size_bytes > MAX_BYTES:
        return replace(file, problem=reason("too_large", f"{file.size_bytes / 1e6:,.0f} MB"))
    return _hashed(entry, file, raw_dir, find_hash)


def _hashed(entry: Entry, file: RawFile, raw_dir: Path, find_hash: FindHash) -> RawFile | None:
    try:
        with open_below(raw_dir, entry.below) as content:
            before = os.fstat(content.fileno())
            file = replace(file, size_bytes=before.st_size, mtime_ns=before.st_mtime_ns)
            document_id = find_hash(file.path, content)
            after = os.fstat(content.fileno())
    except FileNotFoundError:
        # It went after the folder was listed: as if it had not been there.
        return None
    except NotRegularError:
        return replace(file, problem=_no_file(0))
    except OSError as error:
        return replace(file, problem=reason("unreadable_file", *_words(error)))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return replace(file, size_bytes=after.st_size, problem=reason("still_being_written"))
    return replace(file, document_id=document_id)


def _of_link(link: Entry, raw_dir: Path, root: PurePath, found: Mapping[PurePath, RawFile]) -> RawFile | None:
    """Return what a link is: its target's copy if that is looked at itself, else a reason; None if nothing is lost by it."""
    path = raw_dir / link.below
    file = RawFile(shown(link.below), path, 0, None, is_link=True)
    is_named_pdf = is_pdf_name(link.below.name)
    try:
        target = Path(os.path.realpath(path, strict=True))
        # Asked of the system, not opened.
        mode = target.stat().st_mode
    except OSError as error:
        return replace(file, problem=_dead_link(error)) if is_named_pdf else None
    is_folder = stat.S_ISDIR(mode)
    if not is_named_pdf and not is_folder:
        return None
    if not target.is_relative_to(root):
        return replace(file, problem=reason("link_leaves_folder"))
    below = target.relative_to(root)
    if (copied := found.get(PurePosixPath(below))) is not None:
        return replace(copied, file_name=file.file_name, is_link=True)
    if is_folder and is_gone_into(below):
        return replace(file, problem=reason("folder_named_pdf")) if is_named_pdf else None
    return replace(file, problem=reason("link_to_other"))


def _dead_link(error: OSError) -> Reason:
    if error.errno == errno.ELOOP:
        return reason("link_without_target", "it leads in a circle", "链接成环")
    if isinstance(error, FileNotFoundError):
        return reason("link_without_target", "nothing is where it leads", "目标不存在")
    return reason("unreadable_file", *_words(error))


def _no_file(mode: int) -> Reason:
    for is_kind, english, chinese in _KINDS:
        if is_kind(mode):
            return reason("not_a_file", english, chinese)
    return reason("not_a_file", "something else", "其他对象")


def _words(error: OSError) -> tuple[str, str]:
    """Say what the system said, in English and in Chinese, without any path."""
    english = error.strerror or type(error).__name__
    return english, _ERRORS_ZH.get(error.errno or 0, english)
