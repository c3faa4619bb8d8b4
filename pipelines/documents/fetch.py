"""Downloading reports: a list of addresses in data/raw/sources.csv to files beside it.

Belongs here: downloads and the record of where each file came from. Whether a file is a report is decided in ``triage``.
"""

from __future__ import annotations

import csv
import io
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit, urlunsplit

SOURCES_NAME = "sources.csv"
PROVENANCE_NAME = "provenance.csv"
_TIMEOUT_SECONDS = 60
_MAX_BYTES = 300_000_000
_CHUNK_BYTES = 1 << 18
_COLUMNS = ("file_name", "url", "retrieved_at")
#: Some government sites refuse clients without a name.
_HEADERS = {"User-Agent": "yusuan (budget disclosure reader)", "Accept": "application/pdf,*/*"}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a file came from, and when."""

    url: str
    retrieved_at: datetime


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What became of one line of the list; ``problem`` says why nothing was fetched and what to do."""

    file_name: str
    url: str
    is_fetched: bool
    problem: str | None = None


def fetch_sources(
    sources_csv: Path, raw_dir: Path, on_file: Callable[[FetchResult], None] | None = None
) -> list[FetchResult]:
    """Download what the list names and the folder lacks; a line that fails does not stop the others.

    ``sources_csv`` has the columns ``url`` and ``file_name``; without the file nothing is done. A download appears under
    its name only when it is whole; its address and time are kept in ``provenance.csv``. Returns one result a line whose
    file was missing.
    """
    if not sources_csv.exists():
        return []
    results: list[FetchResult] = []
    for url, name in _read_sources(sources_csv):
        problem = _problem_of(url, name)
        if problem is None and (raw_dir / name).exists():
            continue
        if problem is None:
            problem = _download(url, raw_dir / name)
        if problem is None:
            _remember(raw_dir, name, Provenance(url, datetime.now(UTC)))
        result = FetchResult(name, url, problem is None, problem)
        results.append(result)
        if on_file is not None:
            on_file(result)
    return results


def read_provenance(raw_dir: Path) -> dict[str, Provenance]:
    """Return where the fetched files of a folder came from, by file name."""
    path = raw_dir / PROVENANCE_NAME
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["file_name"]: Provenance(row["url"], datetime.fromisoformat(row["retrieved_at"]))
            for row in csv.DictReader(file)
        }


def _read_sources(path: Path) -> list[tuple[str, str]]:
    # A spreadsheet program writes a byte order mark.
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = {"url", "file_name"} - set(reader.fieldnames or ())
        if missing:
            raise ValueError(
                f"{path} lacks the column {', '.join(sorted(missing))}; its first line must be: url,file_name"
            )
        return [((row["url"] or "").strip(), (row["file_name"] or "").strip()) for row in reader]


def _problem_of(url: str, name: str) -> str | None:
    if urlsplit(url).scheme not in ("http", "https"):
        return f"{url!r} is no http or https address; correct it in {SOURCES_NAME}"
    parts = PurePosixPath(name).parts
    if not name.lower().endswith(".pdf") or PurePosixPath(name).is_absolute() or ".." in parts or "\\" in name:
        return f"{name!r} is no file name below data/raw that ends in .pdf; correct it in {SOURCES_NAME}"
    return None


def _download(url: str, target: Path) -> str | None:
    """Fetch one file; returns why not, if so."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        request = urllib.request.Request(_encoded(url), headers=_HEADERS)
        with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer, temporary.open("wb") as file:
            _copy(answer, file, answer.headers.get("Content-Length"))
        temporary.replace(target)
    except (OSError, ValueError, urllib.error.URLError) as error:
        return f"could not be fetched ({error}); check the address, or download it by hand and put it into data/raw"
    finally:
        temporary.unlink(missing_ok=True)
    return None


def _copy(answer: io.BufferedIOBase, file: io.BufferedWriter, announced: str | None) -> None:
    received = 0
    while chunk := answer.read(_CHUNK_BYTES):
        received += len(chunk)
        if received > _MAX_BYTES:
            raise ValueError(f"more than {_MAX_BYTES // 1_000_000} MB")
        file.write(chunk)
    if announced is not None and received != int(announced):
        raise ValueError(f"broke off after {received} of {announced} bytes")


def _encoded(url: str) -> str:
    """Return an address whose Chinese characters are encoded, as browsers do when one is pasted."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=quote(parts.path, safe="/%"), query=quote(parts.query, safe="=&%+")))


def _remember(raw_dir: Path, name: str, source: Provenance) -> None:
    known = read_provenance(raw_dir) | {name: source}
    path = raw_dir / PROVENANCE_NAME
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows((key, known[key].url, known[key].retrieved_at.isoformat()) for key in sorted(known))
    temporary.replace(path)
