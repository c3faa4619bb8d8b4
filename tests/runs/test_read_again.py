"""What was read is forgotten, of some documents or of all; nothing that readers have is touched."""

from __future__ import annotations

from pipelines.contract import hand_over
from pipelines.extraction.version import cells_version
from pipelines.reports.version import reading_version
from pipelines.runs.read_again import forget_documents, forget_everything
from pipelines.settings import Settings

ONE, OTHER, UNREADABLE = "1" * 64, "2" * 64, "3" * 64


def _read(settings: Settings) -> None:
    version = reading_version()
    for document_id in (ONE, OTHER):
        hand_over.document_folder(settings, document_id, version).mkdir(parents=True)
        cells = hand_over.cells_path(settings, document_id, cells_version())
        cells.parent.mkdir(exist_ok=True)
        cells.write_bytes(b"")
    hand_over.note_failure(settings, UNREADABLE, version, "no")
    settings.published_path.write_bytes(b"published")
    settings.held_back_path.write_text("{}")


def _is_read(settings: Settings, document_id: str) -> tuple[bool, bool]:
    cells = hand_over.cells_path(settings, document_id, cells_version())
    return hand_over.is_read(settings, document_id, reading_version()), cells.exists()


def test_some_are_read_again_and_the_others_stay_read(settings: Settings) -> None:
    _read(settings)
    forget_documents(settings, [ONE, UNREADABLE])
    assert _is_read(settings, ONE) == (False, False)
    assert _is_read(settings, OTHER) == (True, True)
    assert not hand_over.is_read(settings, UNREADABLE, reading_version())
    assert settings.published_path.exists() and settings.held_back_path.exists()


def test_all_are_read_again_and_nobody_is_held_back(settings: Settings) -> None:
    _read(settings)
    forget_everything(settings)
    assert _is_read(settings, ONE) == _is_read(settings, OTHER) == (False, False)
    assert not hand_over.is_read(settings, UNREADABLE, reading_version())
    assert not settings.held_back_path.exists()
    assert settings.published_path.read_bytes() == b"published"
