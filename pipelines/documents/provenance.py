"""Where fetched files came from: ``data/raw/provenance.csv``, kept by ``fetch``.

Belongs here: reading and adding to that record. A person may have opened it in a spreadsheet: lines that are no good any
more are told and left out, good ones are never lost.
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.documents.hand_lists import ListProblem, read_hand_list

PROVENANCE_NAME = "provenance.csv"
_COLUMNS = ("file_name", "url", "retrieved_at")
#: What records of earlier versions lack: the bytes that came, by what the server tells versions apart, when it was last asked.
_LATER = ("sha256", "etag", "last_modified", "checked_at")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a file came from, and when; ``sha256`` is of the bytes that came, ``checked_at`` when they were last asked for."""

    url: str
    retrieved_at: datetime
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    checked_at: datetime | None = None


def read_provenance(raw_dir: Path) -> dict[str, Provenance]:
    """Return where the fetched files of a folder came from, by file name as it is shown."""
    return _read(raw_dir)[0]


def problems_of_provenance(raw_dir: Path) -> tuple[ListProblem, ...]:
    """Return what is wrong in the record; none of it keeps a file from being read."""
    return _read(raw_dir)[1]


def remember(raw_dir: Path, file_name: str, source: Provenance) -> None:
    """Add a file to the record; raises ``OSError`` if it cannot be written.

    A record that is damaged is put aside as it is, and what is good of it goes on in a new one.
    """
    known, problems = _read(raw_dir)
    path = raw_dir / PROVENANCE_NAME
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow((*_COLUMNS, *_LATER))
            rows = known | {file_name: source}
            writer.writerows((key, *_written(rows[key])) for key in sorted(rows))
        if problems:
            path.rename(path.with_name(f"provenance.damaged-{source.retrieved_at:%Y%m%dT%H%M%S%f}.csv"))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _read(raw_dir: Path) -> tuple[dict[str, Provenance], tuple[ListProblem, ...]]:
    listed = read_hand_list(raw_dir / PROVENANCE_NAME, _COLUMNS, _LATER, is_ours=True)
    known: dict[str, Provenance] = {}
    problems = list(listed.problems)
    for row in listed.rows:
        try:
            moment = datetime.fromisoformat(row.values["retrieved_at"])
        except ValueError:
            words = f"{row.values['retrieved_at']!r} is no time such as 2026-11-27T08:00:00+00:00"
            problems.append(ListProblem(row.line_no, words))
            continue
        more = {name: row.values[name] or None for name in _LATER}
        known[row.values["file_name"]] = Provenance(
            row.values["url"],
            _utc(moment),
            more["sha256"],
            more["etag"],
            more["last_modified"],
            _moment(more["checked_at"]),
        )
    return known, tuple(problems)


def _written(source: Provenance) -> tuple[str, ...]:
    checked = source.checked_at.isoformat() if source.checked_at is not None else ""
    more = (source.sha256 or "", source.etag or "", source.last_modified or "", checked)
    return (source.url, source.retrieved_at.isoformat(), *more)


def _moment(text: str | None) -> datetime | None:
    """A time that is no good is none: the file is then asked for again, which costs nothing."""
    try:
        return _utc(datetime.fromisoformat(text)) if text else None
    except ValueError:
        return None


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
