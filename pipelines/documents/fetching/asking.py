"""One question to a server: through redirects, each judged as if it were the first address, and with what robots.txt allows.

Belongs here: an answer that may be read, or a :class:`FetchError`. Nothing is tried twice here (``download`` does), nothing is saved.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import httpcore
import httpx

from pipelines.documents.fetching.addresses import problem_of_url
from pipelines.documents.fetching.connection import AddressNotAllowedError, open_client, within
from pipelines.documents.fetching.hosts import Hosts
from pipelines.documents.fetching.limits import FetchLimits
from pipelines.documents.fetching.problems import FetchError

_MOST_REDIRECTS = 5
_ROBOTS_BYTES = 500_000
#: Answers that say: not now.
_PASSING = (408, 425, 429)
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with a status below 400 whose body is still to be read; ``url`` is where the redirects ended."""

    response: httpx.Response
    url: str
    stopped: threading.Event = field(default_factory=threading.Event, repr=False)

    def header(self, name: str) -> str | None:
        """Return a header without blanks around it; None if it is not there or empty."""
        return (self.response.headers.get(name) or "").strip() or None

    def chunks(self) -> Iterator[bytes]:
        """Yield the body; raises ``FetchError`` if it breaks off or takes too long."""
        is_packed = (self.header("Content-Encoding") or "identity") != "identity"
        with _in_words():
            for chunk in self.response.iter_bytes() if is_packed else self.response.iter_raw():
                if self.stopped.is_set():
                    raise FetchError("broke_off", "the run was stopped", "运行已停止")
                yield chunk


class Asker:
    """Asks servers for one run; may be used by several threads. Close it at the end."""

    def __init__(self, limits: FetchLimits) -> None:
        """Open nothing yet."""
        self.limits = limits
        #: Once set, nothing is asked any more, and what is being read breaks off.
        self.stopped = threading.Event()
        self._client = open_client(limits)
        self._hosts = Hosts(limits, self._robots_text)

    def close(self) -> None:
        """Close what is open."""
        self._client.close()

    @contextmanager
    def ask(
        self, url: str, headers: Mapping[str, str] | None = None, *, seconds: float | None = None
    ) -> Iterator[Answer]:
        """Give the answer for a ``with`` block, in which its body must be read; raises ``FetchError``.

        Args:
            url: The address.
            headers: More headers: a condition, a range.
            seconds: What all of it may take, the block too; by default the limit.
        """
        with within(self.limits.seconds if seconds is None else seconds), self._asked(url, headers or {}) as answer:
            yield answer

    @contextmanager
    def _asked(self, url: str, headers: Mapping[str, str], *, is_robots: bool = False) -> Iterator[Answer]:
        for hop in range(_MOST_REDIRECTS + 1):
            problem = problem_of_url(url)
            if problem is not None:
                raise FetchError("bad_address", problem, was_asked=hop > 0)
            if not is_robots and not self._may_ask(url, was_asked=hop > 0):
                raise FetchError("robots", url)
            with ExitStack() as stack:
                stack.enter_context(self._hosts.turn(url))
                with _in_words(was_asked=hop > 0):
                    response = self._client.send(self._client.build_request("GET", url, headers=headers), stream=True)
                stack.callback(response.close)
                target = response.headers.get("Location")
                if response.status_code in _REDIRECTS and target:
                    url = _joined(str(response.url), target)
                    continue
                _judge(response)
                yield Answer(response, str(response.url), self.stopped)
                return
        raise FetchError("too_many_redirects", url)

    def _may_ask(self, url: str, *, was_asked: bool) -> bool:
        try:
            return self._hosts.may_ask(url)
        except FetchError as error:
            # Where robots.txt could not be asked for, the server that led there was asked all the same.
            error.was_asked = error.was_asked or was_asked
            raise

    def _robots_text(self, url: str) -> str:
        """What a site asks of programs: nothing if it has no such file; a fault of the server is one of the files below it."""
        try:
            with self._asked(url, {}, is_robots=True) as answer:
                found = bytearray()
                for chunk in answer.chunks():
                    found += chunk
                    if len(found) > _ROBOTS_BYTES:
                        break
                return bytes(found[:_ROBOTS_BYTES]).decode("utf-8", "replace")
        except FetchError as error:
            if error.code in ("refused", "too_many_redirects"):
                return ""
            raise


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError as error:
        raise FetchError("bad_address", f"{target!r} is no address ({error})") from error


def _judge(response: httpx.Response) -> None:
    status = response.status_code
    if status < 400:
        return
    words = f"HTTP {status} {response.reason_phrase}".strip()
    if status in _PASSING or status >= 500:
        wait = _retry_after(response.headers.get("Retry-After"))
        raise FetchError("server_error", words, http_status=status, retry_after_seconds=wait)
    raise FetchError("refused", words, http_status=status)


def _retry_after(text: str | None) -> float | None:
    """The seconds a server asks to wait: a number, or until a date (RFC 9110); None if it asks nothing one can read."""
    text = (text or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


@contextmanager
def _in_words(*, was_asked: bool = True) -> Iterator[None]:
    """Turn what goes wrong on the way into a ``FetchError``; ``was_asked`` if a server was before an address that is not allowed."""
    try:
        yield
    except AddressNotAllowedError as error:
        raise FetchError("not_public", str(error), error.zh, was_asked=was_asked) from error
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise FetchError("over_time", _words(error)) from error
    except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError) as error:
        raise FetchError("broke_off", _words(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise FetchError("no_answer", _words(error)) from error


def _words(error: BaseException) -> str:
    return str(error).strip() or type(error).__name__
