"""Downloading reports: a list of addresses in data/raw/sources.csv to files beside it.

Belongs here: downloads. Which lines of the list are good is decided in ``sources``, the record of where each file came from
is kept in ``provenance``, whether a file is a report is decided in ``triage``.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import os
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from pipelines.documents.names import shown
from pipelines.documents.provenance import PROVENANCE_NAME, Provenance, problems_of_provenance, remember
from pipelines.documents.sources import SOURCES_NAME, Source, read_sources

_TIMEOUT_SECONDS = 60
_MAX_BYTES = 300_000_000
_CHUNK_BYTES = 1 << 18
#: Some government sites refuse clients without a name.
_HEADERS = {"User-Agent": "yusuan (budget disclosure reader)", "Accept": "application/pdf,*/*"}


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What became of one line of a list; ``problem`` says what is wrong and what to do.

    ``list_name`` and ``line_no`` say which line, None for the whole list. ``is_harmless`` if no file is missing for it.
    """

    file_name: str
    url: str
    is_fetched: bool
    problem: str | None = None
    line_no: int | None = None
    list_name: str = SOURCES_NAME
    is_harmless: bool = False

    @property
    def place(self) -> str:
        """Return the list and the line, for a person."""
        return self.list_name if self.line_no is None else f"{self.list_name} line {self.line_no}"


def fetch_sources(
    sources_csv: Path, raw_dir: Path, on_file: Callable[[FetchResult], None] | None = None
) -> list[FetchResult]:
    """Download what the list names and the folder lacks; a line that fails does not stop the others.

    ``sources_csv`` has the columns ``file_name`` and ``url`` (``sources`` knows the others); without the file nothing is fetched.
    A download appears under its name only when it is whole; its address and time are kept in ``provenance.csv``. Returns one
    result for each line whose file was missing or that is no good, and for what is wrong with the lists themselves.
    """
    results: list[FetchResult] = []
    for result in _results(sources_csv, raw_dir):
        results.append(result)
        if on_file is not None:
            on_file(result)
    return results


def _results(sources_csv: Path, raw_dir: Path) -> Iterator[FetchResult]:
    for problem in problems_of_provenance(raw_dir):
        yield FetchResult("", "", False, problem.words, problem.line_no, PROVENANCE_NAME, is_harmless=True)
    sources, listed = read_sources(sources_csv)
    for problem in listed.problems:
        yield FetchResult("", "", False, problem.words, problem.line_no)
    for source in sources:
        if source.problem is not None:
            yield FetchResult(source.file_name, source.url or "", False, source.problem, source.line_no)
        elif os.path.lexists(raw_dir / source.file_name):
            continue
        elif source.url is None:
            words = (
                f"{source.file_name} is not in data/raw, so what is stated of it counts for nothing; correct its name"
            )
            yield FetchResult(source.file_name, "", False, words, source.line_no)
        else:
            yield _fetched(source.url, source, raw_dir)


def _fetched(url: str, source: Source, raw_dir: Path) -> FetchResult:
    problem = _download(url, raw_dir / source.file_name, raw_dir)
    if problem is not None:
        return FetchResult(source.file_name, url, False, problem, source.line_no)
    try:
        remember(raw_dir, shown(Path(source.file_name).as_posix()), Provenance(url, datetime.now(UTC)))
    except OSError as error:
        problem = f"fetched, but where it came from could not be noted in {PROVENANCE_NAME} ({error.strerror})"
    return FetchResult(source.file_name, url, True, problem, source.line_no, is_harmless=True)


def _download(url: str, target: Path, raw_dir: Path) -> str | None:
    """Fetch one file; returns why not, if so."""
    # Not the target's name with something added: it may be as long as a name can be.
    temporary = target.with_name(f".fetch.{os.getpid()}.part")
    try:
        # A folder on the way may be a link to anywhere.
        if not target.parent.resolve().is_relative_to(raw_dir.resolve()):
            return f"{shown(target.relative_to(raw_dir))} would lie outside of data/raw, for a folder of it is a link"
        target.parent.mkdir(parents=True, exist_ok=True)
        request = urllib.request.Request(_encoded(url), headers=_HEADERS)
        with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer, temporary.open("wb") as file:
            _copy(answer, file, answer.headers.get("Content-Length"))
        temporary.replace(target)
    except (OSError, ValueError, RuntimeError, http.client.HTTPException) as error:
        return f"could not be fetched ({error}); check the address, or download it by hand and put it into data/raw"
    finally:
        with contextlib.suppress(OSError):
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
