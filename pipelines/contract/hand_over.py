"""Which documents are read already, and which could not be.

Belongs here: the folders of the hand-over by document and extractor version (old versions are dropped here) and the notes
on documents that could not be read. Writing a document's tables belongs in ``parquet``; what the gate holds back in
``holds``.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.contract import empty_hand_over
from pipelines.settings import Settings


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be read, for a person; the budget within which it was given up, if that is why."""

    reason_en: str
    reason_zh: str
    given_up_within: str | None = None


def document_folder(settings: Settings, document_id: str, version: str) -> Path:
    """Return the folder of one reading of one document; it is complete or it is not there."""
    return settings.hand_over_dir / "documents" / f"{document_id}-{version}"


def cells_path(settings: Settings, document_id: str, version: str) -> Path:
    """Return the file of one document's extracted cells; ``version`` is that of the extracting code alone."""
    return settings.cells_dir / f"{document_id}-{version}.parquet"


def drop_other_versions(settings: Settings, version: str, cells: str) -> None:
    """Remove readings by other versions than ``version`` and cells by others than ``cells``; call it once published."""
    for folder in (settings.hand_over_dir / "documents").glob("*-*"):
        if not folder.name.endswith(f"-{version}"):
            shutil.rmtree(folder, ignore_errors=True)
    notes = (settings.hand_over_dir / "failures").glob("*-*.json")
    stale = [note for note in notes if not note.stem.endswith(f"-{version}")]
    stale += [file for file in settings.cells_dir.glob("*-*.parquet") if not file.stem.endswith(f"-{cells}")]
    for path in stale:
        path.unlink(missing_ok=True)


def document_pattern(version: str) -> str:
    """Return the pattern of the folders dbt reads: one reading of each document, never two added up."""
    return f"*-{version}"


def is_read(settings: Settings, document_id: str, version: str, budget: str | None = None) -> bool:
    """True if this version has read the document, or has found that it cannot (see :func:`failure` for ``budget``)."""
    folder = document_folder(settings, document_id, version)
    return folder.is_dir() or failure(settings, document_id, version, budget) is not None


def failure(settings: Settings, document_id: str, version: str, budget: str | None = None) -> Failure | None:
    """Return why this version could not read the document; None if it could, or has not tried.

    With a ``budget``, a reading given up within another one counts as not tried.
    """
    path = _failure_path(settings, document_id, version)
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
        found = Failure(str(noted["reason_en"]), str(noted["reason_zh"]), noted["given_up_within"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError):
        # A note cut short by a full disk, or another program's: forget it and try the document again.
        path.unlink(missing_ok=True)
        return None
    is_other = budget is not None and found.given_up_within not in (None, budget)
    return None if is_other else found


def note_failure(
    settings: Settings,
    document_id: str,
    version: str,
    reason_en: str,
    reason_zh: str | None = None,
    given_up_within: str | None = None,
) -> None:
    """Remember that this version cannot read the document, so that the next run does not try in vain."""
    noted = Failure(reason_en, reason_zh or reason_en, given_up_within)
    write_atomically(_failure_path(settings, document_id, version), json.dumps(asdict(noted), ensure_ascii=False))


def failed_documents(settings: Settings, version: str) -> list[str]:
    """Return the documents that this version could not read."""
    notes = (settings.hand_over_dir / "failures").glob(f"*-{version}.json")
    return sorted(note.name.partition("-")[0] for note in notes)


def forget_failure(settings: Settings, document_id: str, version: str) -> None:
    """Forget the note, so that the document is tried again."""
    _failure_path(settings, document_id, version).unlink(missing_ok=True)


def prepare(settings: Settings, version: str) -> None:
    """Make the hand-over readable for dbt even if no document was read."""
    empty_hand_over(settings.hand_over_dir, f"_empty-{version}")


def write_atomically(path: Path, text: str) -> None:
    """Write a small text file so that it is whole or as it was, whatever happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    with draft.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)


def _failure_path(settings: Settings, document_id: str, version: str) -> Path:
    return settings.hand_over_dir / "failures" / f"{document_id}-{version}.json"
