"""What was read is forgotten, of some documents or of all; nothing that readers have is touched."""

from __future__ import annotations

from pipelines.contract import hand_over
from pipelines.extraction.version import cells_version
from pipelines.reports.version import reading_version
from pipelines.runs.read_again import are_made_anew, forget_documents, forget_everything, to_be_made_anew
from pipelines.runs.state import leftovers
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
    assert to_be_made_anew(settings) == {ONE, UNREADABLE}
    assert not list(settings.hand_over_dir.glob(".*"))


def test_until_a_run_has_published_them_they_are_to_be_made_anew(settings: Settings) -> None:
    assert to_be_made_anew(settings) == frozenset()
    forget_documents(settings, [ONE])
    forget_documents(settings, [OTHER])
    assert to_be_made_anew(settings) == {ONE, OTHER}
    are_made_anew(settings)
    assert to_be_made_anew(settings) == frozenset()


def test_what_is_left_of_a_reading_is_swept_up_and_is_none(settings: Settings) -> None:
    # As if the process had ended between the two steps of removing it.
    _read(settings)
    folder = hand_over.document_folder(settings, ONE, reading_version())
    draft = settings.hand_over_dir / f".{folder.name}.old"
    folder.rename(draft)
    assert not hand_over.is_read(settings, ONE, reading_version()) and draft in leftovers(settings)
    folder.mkdir()
    forget_documents(settings, [ONE])
    assert not draft.exists() and not folder.exists()


def test_all_are_read_again_and_nobody_is_held_back(settings: Settings) -> None:
    _read(settings)
    forget_everything(settings)
    assert _is_read(settings, ONE) == _is_read(settings, OTHER) == (False, False)
    assert not hand_over.is_read(settings, UNREADABLE, reading_version())
    assert not settings.held_back_path.exists()
    assert settings.published_path.read_bytes() == b"published"
