r"""File names: bytes to the system, text to everyone else. One way there, one way back.

Belongs here: how the name of a file below the raw folder is shown (registry, Parquet, DuckDB, partition keys, screen), and
which file a shown name means. An ordinary name, Chinese too, is shown as it is. What a reader cannot see or a table cannot
hold (bytes that are no UTF-8, such as GBK; control characters; marks that turn the direction of writing) is shown byte by
byte: ``\xd4\xa4.pdf``. A backslash stands for itself unless what follows would look like such a byte.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path, PurePath, PurePosixPath

#: Control and format characters, halves of characters (bytes that are no UTF-8), separators of lines and paragraphs.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LIKE_A_BYTE = re.compile(r"\\(?=x[0-9a-f]{2})")
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")
#: A name that begins so could be taken for an absolute path, a home folder or a drive; with "./" before it, it cannot.
_LOOKS_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:")
_HERE = "./"


def shown(name: PurePath | str) -> str:
    """Return the text that stands for a path below the raw folder; :func:`opened` leads back. No two paths share one."""
    text = escaped(name)
    return f"{_HERE}{text}" if _LOOKS_ABSOLUTE.match(text) else text


def opened(raw_dir: Path, shown_name: str) -> Path:
    """Return the path of the file that a shown name stands for; ``ValueError`` if it would lie outside of ``raw_dir``."""
    below = unescaped(shown_name.removeprefix(_HERE))
    parts = PurePosixPath(below).parts
    if not parts or parts[0] == "/" or ".." in parts or "\0" in below:
        raise ValueError(f"{shown_name!r} names no file below the raw folder")
    return raw_dir / below


def escaped(path: PurePath | str) -> str:
    """Return any path as text without unseen characters; :func:`unescaped` leads back."""
    return "/".join(_escaped_name(name) for name in os.fsencode(path).split(b"/"))


def unescaped(text: str) -> str:
    """Return the path that an escaped text stands for, as the system's functions take it."""
    return os.fsdecode(_BYTE.sub(lambda byte: bytes([int(byte[1], 16)]), text.encode("utf-8", "surrogateescape")))


def _escaped_name(name: bytes) -> str:
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        # Another encoding: what looks like UTF-8 in it does so by chance ("预" in GBK is a Cyrillic letter in UTF-8).
        text = name.decode("ascii", "surrogateescape")
    if text.isprintable() and "\\" not in text:
        return text
    text = _LIKE_A_BYTE.sub(lambda _: r"\x5c", text)
    return "".join(_bytes_of(char) if unicodedata.category(char) in _UNSEEN else char for char in text)


def _bytes_of(char: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))
