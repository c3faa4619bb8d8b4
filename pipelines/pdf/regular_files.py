"""Opening regular files only: never a pipe, a socket, a device or a link, whatever lay there a moment ago.

Belongs here: opening, and refusing what is no file. Looking first and opening then leaves a gap in which one can be put in
the other's place; so everything is opened without waiting and without following links, and asked what it is when it is open.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path, PurePath
from typing import BinaryIO

#: A pipe nobody writes into would be waited for without O_NONBLOCK; a terminal would become ours without O_NOCTTY.
_FILE_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


class NotRegularError(OSError):
    """What was opened is no regular file."""


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file to read its bytes; ``NotRegularError`` for anything else, ``OSError`` if it cannot be opened."""
    return _opened(str(path), None)


def open_below(folder: Path, below: PurePath) -> BinaryIO:
    """Open the regular file ``below`` a folder, following no link on the way down; raises as :func:`open_regular`."""
    *folders, name = below.parts
    at = os.open(folder, _FOLDER_FLAGS)
    try:
        for part in folders:
            inner = os.open(part, _FOLDER_FLAGS | os.O_NOFOLLOW, dir_fd=at)
            os.close(at)
            at = inner
        return _opened(name, at)
    finally:
        os.close(at)


def _opened(name: str, folder: int | None) -> BinaryIO:
    try:
        handle = os.open(name, _FILE_FLAGS, dir_fd=folder)
    except OSError as error:
        # A link, and a socket.
        if error.errno in (errno.ELOOP, errno.ENXIO):
            raise NotRegularError(error.errno, "not a regular file") from error
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotRegularError(errno.EINVAL, "not a regular file")
    return os.fdopen(handle, "rb")
