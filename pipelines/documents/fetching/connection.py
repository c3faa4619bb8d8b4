"""Connections that go to public addresses only, and end when their time is over.

Belongs here: what happens below HTTP. A name is resolved here, once, and the address it gave is judged and connected to, so that a
name that resolves differently the second time (DNS rebinding) leads nowhere else. A time-out of one read does not end a server
that gives a byte a second; the deadline of :func:`within` does, whatever is read: handshake, headers or body.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

from pipelines.documents.fetching.addresses import is_allowed
from pipelines.documents.fetching.limits import FetchLimits, Network

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)
#: Some government sites refuse clients without a name.
USER_AGENT = "yusuan (budget disclosure reader)"
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "application/pdf,text/html;q=0.9,*/*;q=0.8",
    # Sizes, ranges and hashes are of the bytes as they are.
    "Accept-Encoding": "identity",
}


class AddressNotAllowedError(Exception):
    """A name leads to addresses that are not public only; nothing was sent there. ``zh`` says so in Chinese."""

    def __init__(self, host: str, addresses: Iterable[str] = ()) -> None:
        """Say where the name leads."""
        found = ", ".join(addresses)
        super().__init__(f"{host} is {found}" if found else host)
        self.zh = f"{host} 即 {found}" if found else host


class OverTimeError(httpcore.TimeoutException):
    """The time for a whole try is over, though bytes may still be coming."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End whatever is read or written by this thread in the block once its time is over (``OverTimeError``)."""
    token = _deadline.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def open_client(limits: FetchLimits) -> httpx.Client:
    """Return a client that connects as this module says, follows no redirect by itself and asks no proxy."""
    return httpx.Client(
        transport=_Transport(limits),
        headers=_HEADERS,
        timeout=limits.idle_seconds,
        follow_redirects=False,
        trust_env=False,
    )


class _Transport(httpx.HTTPTransport):
    """httpx's own transport over a pool that connects through :class:`_Backend`; httpx has no public way to say so."""

    def __init__(self, limits: FetchLimits) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=100,
            keepalive_expiry=5,
            network_backend=_Backend(limits.allow_networks),
        )


class _Backend(httpcore.NetworkBackend):
    """Connects to allowed addresses of a name only."""

    def __init__(self, allowed: Iterable[Network]) -> None:
        self._allowed = tuple(allowed)
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} leads to no address ({error})") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        good = [address for address in addresses if is_allowed(address, self._allowed)]
        if not good:
            raise AddressNotAllowedError(host, addresses)
        problem: Exception | None = None
        for address in good:
            try:
                return _Stream(self._inner.connect_tcp(address, port, _left(timeout), local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem or httpcore.ConnectError(host)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise AddressNotAllowedError(path)


class _Stream(httpcore.NetworkStream):
    """A connection each of whose waits ends with the deadline."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(timeout: float | None) -> float | None:
    """The time a single wait may take: that of its own, or what is left of the whole."""
    deadline = _deadline.get()
    if deadline is None:
        return timeout
    left = deadline - time.monotonic()
    if left <= 0:
        raise OverTimeError("the time for the whole try is over")
    return left if timeout is None else min(timeout, left)
