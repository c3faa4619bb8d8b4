"""A folder as one file, so that a store has all of it or nothing: an uncompressed ZIP of plain files.

Belongs here: packing and unpacking. Parquet is compressed already. Links and whatever else is no file are left out, and a name
that would lead out of the folder is refused: what is packed was made from files that strangers wrote.
"""

from __future__ import annotations

import os
import shutil
import uuid
import zipfile
from pathlib import Path

from pipelines.pdf.regular_files import open_regular

#: Ends the names of packed folders.
PACKED = ".zip"


class PackingError(Exception):
    """What was packed is not what ``pack`` makes."""


def pack(folder: Path, target: Path) -> None:
    """Write the files that lie in ``folder`` into ``target``. Raises ``OSError`` for what is no regular file."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(folder.iterdir()):
            with open_regular(path) as source, packed.open(zipfile.ZipInfo(path.name), "w", force_zip64=True) as file:
                shutil.copyfileobj(source, file)


def unpack(packed: Path, folder: Path) -> None:
    """Make ``folder`` of what ``pack`` wrote; it is complete or not there. One that is there already is left as it is.

    Written to a draft two folders up, as hand-overs are: beside documents/, never inside it. Raises ``PackingError`` for a file
    that ``pack`` did not make.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.parent.parent / f".{folder.name}.{uuid.uuid4().hex[:8]}.part"
    draft.mkdir()
    try:
        _unpack(packed, draft)
        if not folder.exists():
            draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _unpack(packed: Path, draft: Path) -> None:
    try:
        with zipfile.ZipFile(packed) as archive:
            for item in archive.infolist():
                if item.filename in ("", ".", "..") or item.is_dir() or Path(item.filename).name != item.filename:
                    raise PackingError(f"{packed.name} holds {item.filename!r}, which is no plain file")
                with archive.open(item) as source, (draft / item.filename).open("xb") as file:
                    shutil.copyfileobj(source, file)
                    file.flush()
                    os.fsync(file.fileno())
    except (zipfile.BadZipFile, FileExistsError) as error:
        raise PackingError(f"{packed.name} is damaged: {error}") from error
