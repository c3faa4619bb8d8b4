"""Turns at a host: never more at once, never sooner than it may be asked again, and nothing its robots.txt forbids.

Belongs here: waiting, and what robots.txt says (RFC 9309). It is read once a run.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from pipelines.documents.fetching.connection import USER_AGENT
from pipelines.documents.fetching.limits import FetchLimits

#: How a host's robots.txt is asked for: gives its text, "" if there is none; raises what asking for a file raises.
ReadRobots = Callable[[str], str]
#: A host that wants more than this between two requests is asked at this pace.
_LONGEST_DELAY_SECONDS = 30.0


@dataclass(slots=True)
class _Host:
    turns: threading.Semaphore
    lock: threading.Lock = field(default_factory=threading.Lock)
    delay_seconds: float = 0.0
    next_at: float = 0.0
    robots: Protego | None = None


class Hosts:
    """What is known of each host in this run; may be used by several threads."""

    def __init__(self, limits: FetchLimits, read_robots: ReadRobots) -> None:
        """Begin knowing nothing."""
        self._limits = limits
        self._read_robots = read_robots
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = defaultdict(self._new)

    def _new(self) -> _Host:
        return _Host(threading.Semaphore(int(self._limits.per_host)), delay_seconds=self._limits.delay_seconds)

    def _of(self, url: str) -> _Host:
        with self._lock:
            return self._hosts[urlsplit(url).netloc.lower()]

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """Wait until the address's host may be asked, and keep the turn for the block."""
        host = self._of(url)
        with host.turns:
            with host.lock:
                now = time.monotonic()
                start = max(now, host.next_at)
                host.next_at = start + host.delay_seconds
            time.sleep(start - now)
            try:
                yield
            finally:
                with host.lock:
                    host.next_at = max(host.next_at, time.monotonic() + host.delay_seconds)

    def may_ask(self, url: str) -> bool:
        """True unless the host's robots.txt forbids the address; raises what asking for robots.txt raises."""
        host, parts = self._of(url), urlsplit(url)
        # Read by whoever comes first; the others of this host wait for their turn anyway.
        if host.robots is None:
            text = self._read_robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
            robots = Protego.parse(text)
            wanted = robots.crawl_delay(USER_AGENT) or 0.0
            host.delay_seconds = max(self._limits.delay_seconds, min(float(wanted), _LONGEST_DELAY_SECONDS))
            host.robots = robots
        return bool(host.robots.can_fetch(url, USER_AGENT))
