"""The lock that lets one run at a time write below the warehouse folder.

Belongs here: taking and giving back the lock, and saying who holds it. The kernel releases it when its holder dies, even
by ``kill -9``, so a lock is never stale; what the file says of its holder may be. Readers of the published warehouse need no lock.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

#: How often a waiting run looks whether the lock is free.
_POLL_SECONDS = 0.5
#: How long one who will not wait still tries where nobody says that he holds it: someone may be looking whether it is free.
_LOOK_SECONDS = 1.0


class RunLockedError(Exception):
    """Another run is at work; the message says which and since when."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock, or held it: for what, which process, since when (ISO 8601, UTC)."""

    purpose: str
    pid: int
    since: str


@dataclass(frozen=True, slots=True)
class LockState:
    """Whether the lock is held, and who wrote into it last; a holder of a free lock was killed."""

    is_held: bool
    holder: Holder | None


def look_at(path: Path) -> LockState:
    """Return whether somebody holds the lock, without taking it; an unreadable file raises ``OSError``."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return LockState(False, None)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            is_held = False
        except BlockingIOError:
            is_held = True
        return LockState(is_held, _read_holder(path))
    finally:
        os.close(descriptor)


class RunLock:
    """An exclusive lock on ``path``; a context manager. Not inherited by processes that are spawned or executed."""

    def __init__(self, path: Path, purpose: str) -> None:
        """Name the lock's file, and for whom it is taken (shown to those who find it taken)."""
        self._path = path
        self._purpose = purpose
        self._descriptor: int | None = None

    def acquire(self, wait_seconds: float = 0.0) -> None:
        """Take the lock, waiting at most ``wait_seconds``; raises ``RunLockedError`` if another run keeps it."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        started = time.monotonic()
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                patience = wait_seconds if _read_holder(self._path) else max(wait_seconds, _LOOK_SECONDS)
                if time.monotonic() >= started + patience:
                    os.close(descriptor)
                    raise RunLockedError(_who_holds(self._path)) from None
                time.sleep(_POLL_SECONDS)
            else:
                break
        self._descriptor = descriptor
        holder = {
            "pid": os.getpid(),
            "purpose": self._purpose,
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(holder).encode(), 0)

    @property
    def is_held(self) -> bool:
        """True while this object holds the lock."""
        return self._descriptor is not None

    def release(self) -> None:
        """Give the lock back; does nothing if it is not held."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> RunLock:
        """Take the lock without waiting."""
        if self._descriptor is None:
            self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the lock back."""
        self.release()


def _who_holds(path: Path) -> str:
    advice = "wait until it is done, then try again"
    holder = _read_holder(path)
    if holder is None:
        # A backup, say: who it is matters less than that there is one.
        return f"another run is at work (lock {path}); {advice}"
    return f"another run is at work: {holder.purpose}, process {holder.pid}, since {holder.since}; {advice}"


def _read_holder(path: Path) -> Holder | None:
    """What the file says; nothing if it was read between the holder's truncate and write, or the holder is no run of ours."""
    try:
        stated = json.loads(path.read_text() or "{}")
        return Holder(str(stated["purpose"]), int(stated["pid"]), str(stated["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
