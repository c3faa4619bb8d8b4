"""One file from one address: tried again while that can help, gone on with where it broke off, within size and time.

Belongs here: tries, ranges, conditions, and the bytes in a file that is not yet one of the reports. Where it goes from there is said in
``documents.fetch``.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

import tenacity

from pipelines.documents.fetching.asking import Answer, Asker
from pipelines.documents.fetching.problems import FetchError
from pipelines.documents.fetching.sniffing import SNIFFED_BYTES, is_page, is_pdf, what_it_is
from pipelines.documents.fetching.tries import Try

#: Waits between tries grow to this, unless the server names another.
_LONGEST_OWN_WAIT_SECONDS = 30.0
_NOT_MODIFIED, _PARTIAL = 304, 206


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to tell versions of a file apart; None for what it did not give."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, answer: Answer) -> Validators:
        """Return those of an answer."""
        return cls(answer.header("ETag"), answer.header("Last-Modified"))

    @property
    def for_range(self) -> str | None:
        """The one by which a server can tell that the rest still belongs to the beginning (RFC 9110, If-Range)."""
        is_strong = self.etag is not None and not self.etag.startswith("W/")
        return self.etag if is_strong else self.last_modified


@dataclass(frozen=True, slots=True)
class Download:
    """What an address gave: a file, or (``sha256`` None) the word that nothing changed since the validators."""

    final_url: str
    sha256: str | None = None
    size_bytes: int = 0
    validators: Validators = Validators()
    content_type: str | None = None
    is_page: bool = False


@dataclass(slots=True)
class _Begun:
    """What is in the file so far, and of which version."""

    size_bytes: int = 0
    validators: Validators = Validators()


def download(
    asker: Asker,
    url: str,
    path: Path,
    on_try: Callable[[Try], None],
    *,
    known: Validators | None = None,
    takes_page: bool = False,
) -> Download:
    """Fetch an address into the file ``path``, in as many tries as the limits allow; raises ``FetchError``, then without the file.

    Args:
        asker: Who asks.
        url: The address.
        path: Where the bytes go; what is there is written over.
        on_try: Called after every try, the last one too.
        known: The version that is here already; if it is still the one, nothing is fetched.
        takes_page: A web page will do, and nothing else; else a PDF and nothing else.
    """
    limits, begun, started = asker.limits, _Begun(), time.monotonic()
    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_exception(lambda error: _may_help(error, limits.longest_wait_seconds)),
        wait=_Wait(limits.wait_seconds),
        stop=tenacity.stop_after_attempt(int(limits.tries))
        | tenacity.stop_after_delay(limits.seconds)
        | tenacity.stop_when_event_set(asker.stopped),
        sleep=tenacity.sleep_using_event(asker.stopped),
        reraise=True,
    )
    try:
        for attempt in retrying:
            with attempt:
                left = max(0.1, limits.seconds - (time.monotonic() - started))
                work = partial(_tried, asker, url, path, begun, known, takes_page, left)
                return _told(on_try, url, attempt.retry_state.attempt_number, work)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    raise AssertionError("tenacity ends in a result or an exception")


def _told(on_try: Callable[[Try], None], url: str, number: int, work: Callable[[], Download]) -> Download:
    begun_at, started = datetime.now(UTC), time.monotonic()
    told = Try(url, begun_at, number, "failed", 0)
    try:
        found = work()
    except FetchError as error:
        took = _milliseconds(started)
        on_try(
            replace(
                told,
                duration_ms=took,
                http_status=error.http_status,
                problem_code=error.code,
                problem_en=error.en,
                problem_zh=error.zh,
            )
        )
        raise
    on_try(
        replace(
            told,
            outcome="unchanged" if found.sha256 is None else "listed" if found.is_page else "fetched",
            duration_ms=_milliseconds(started),
            final_url=found.final_url if found.final_url != url else None,
            content_type=found.content_type,
            size_bytes=found.size_bytes if found.sha256 is not None else None,
            document_id=None if found.is_page else found.sha256,
        )
    )
    return found


def _milliseconds(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


def _tried(
    asker: Asker, url: str, path: Path, begun: _Begun, known: Validators | None, takes_page: bool, seconds: float
) -> Download:
    with asker.ask(url, _headers(begun, known), seconds=seconds) as answer:
        if answer.response.status_code == _NOT_MODIFIED:
            if known is None or begun.size_bytes:
                raise FetchError("refused", "HTTP 304 without a condition", http_status=_NOT_MODIFIED)
            return Download(answer.url)
        goes_on = answer.response.status_code == _PARTIAL
        if goes_on and not _continues(answer, begun.size_bytes):
            begun.size_bytes = 0
            raise FetchError("broke_off", "the server went on elsewhere than it was asked to")
        if not goes_on:
            begun.size_bytes, begun.validators = 0, Validators.of(answer)
        try:
            with path.open("r+b" if goes_on else "wb") as file:
                file.truncate(begun.size_bytes)
                file.seek(begun.size_bytes)
                _copy(answer, file, begun, asker.limits.max_bytes, takes_page)
        except OSError as error:
            raise FetchError("cannot_be_saved", error.strerror or str(error)) from error
        digest = _hash_of(path)
        return Download(
            answer.url, digest, begun.size_bytes, begun.validators, answer.header("Content-Type"), takes_page
        )


def _headers(begun: _Begun, known: Validators | None) -> dict[str, str]:
    """The rest of what has begun, if the server can tell that it is of the same version; else all, unless it is here already."""
    if begun.size_bytes:
        mark = begun.validators.for_range
        if mark is not None:
            return {"Range": f"bytes={begun.size_bytes}-", "If-Range": mark}
        begun.size_bytes = 0
    headers = {}
    if known is not None and known.etag is not None:
        headers["If-None-Match"] = known.etag
    if known is not None and known.last_modified is not None:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def _continues(answer: Answer, size_bytes: int) -> bool:
    return (answer.header("Content-Range") or "").startswith(f"bytes {size_bytes}-")


def _copy(answer: Answer, file: BinaryIO, begun: _Begun, max_bytes: int, takes_page: bool) -> None:
    """Write the body, judging its first bytes before any of the rest is waited for."""
    announced = answer.header("Content-Length") or ""
    if announced.isdigit() and begun.size_bytes + int(announced) > max_bytes:
        raise FetchError("too_large", _megabytes(max_bytes))
    content_type = answer.header("Content-Type") or ""
    head = bytearray()
    is_judged = begun.size_bytes > 0
    for chunk in answer.chunks():
        if not is_judged:
            head += chunk[: SNIFFED_BYTES - len(head)]
            is_judged = len(head) >= SNIFFED_BYTES
            if is_judged:
                _judge(bytes(head), content_type, takes_page)
        if begun.size_bytes + len(chunk) > max_bytes:
            raise FetchError("too_large", _megabytes(max_bytes))
        file.write(chunk)
        begun.size_bytes += len(chunk)
    if not is_judged:
        _judge(bytes(head), content_type, takes_page)


def _judge(head: bytes, content_type: str, takes_page: bool) -> None:
    if is_page(head, content_type) if takes_page else is_pdf(head):
        return
    what, what_zh = ("a PDF", "PDF 文件") if is_pdf(head) else what_it_is(head, content_type)
    raise FetchError("not_a_page" if takes_page else "not_a_pdf", what, what_zh)


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:g} MB"


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _may_help(error: BaseException, longest_wait_seconds: float) -> bool:
    """True if another try can help, and the server does not ask for a longer wait than one run has."""
    if not isinstance(error, FetchError) or not error.is_passing:
        return False
    return (error.retry_after_seconds or 0.0) <= longest_wait_seconds


class _Wait(tenacity.wait.wait_base):
    """The wait that the server names, else one that doubles, with a little chance in it."""

    def __init__(self, first_seconds: float) -> None:
        self._own = tenacity.wait_exponential_jitter(first_seconds, _LONGEST_OWN_WAIT_SECONDS, jitter=first_seconds / 2)

    def __call__(self, retry_state: tenacity.RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome is not None else None
        named = error.retry_after_seconds if isinstance(error, FetchError) else None
        return self._own(retry_state) if named is None else named
