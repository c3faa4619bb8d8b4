"""The fingerprint: changes with what is published, and with nothing else."""

from __future__ import annotations

from pipelines.warehouse.fingerprint import fingerprint

FILE = {"file_name": "a.pdf", "document_id": "1", "status": "accepted", "first_seen_at": 1, "last_seen_at": 1}


def test_times_files_were_seen_do_not_count() -> None:
    assert fingerprint("code", "1", [FILE]) == fingerprint("code", "1", [FILE | {"last_seen_at": 2}])


def test_order_of_files_does_not_count() -> None:
    other = FILE | {"file_name": "b.pdf"}
    assert fingerprint("code", "1", [FILE, other]) == fingerprint("code", "1", [other, FILE])


def test_code_version_and_files_count() -> None:
    prints = {
        fingerprint("code", "1", [FILE]),
        fingerprint("other code", "1", [FILE]),
        fingerprint("code", "2", [FILE]),
        fingerprint("code", "1", [FILE | {"document_id": "2"}]),
        fingerprint("code", "1", [FILE | {"status": "quarantined"}]),
        fingerprint("code", "1", []),
    }
    assert len(prints) == 6
