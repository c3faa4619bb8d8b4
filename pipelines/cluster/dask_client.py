"""Dask's client as the executor needs it: connect, give a parcel, hear, and notice that the scheduler is gone.

Belongs here: every call of ``distributed`` on the run's side. Which parcel goes when, and what follows from an answer, is decided in
``executor``. What Dask raises comes out as ``SchedulerLostError`` (the cluster is gone), ``WorkersLostError`` (machines died at work on a
parcel) or ``TaskFailedError`` (a worker could not even begin).
"""

from __future__ import annotations

import contextlib
import logging
import pickle
from collections.abc import Callable
from typing import Any

from pipelines.cluster.errand import Answer, Parcel
from pipelines.cluster.place import ClusterError

#: How long the scheduler may take to answer, when it is first asked and later.
_CONNECT_SECONDS = 10
_ANSWER_SECONDS = 20


class SchedulerLostError(Exception):
    """The scheduler does not answer any more."""


class WorkersLostError(Exception):
    """Every worker that had the parcel was lost while it did."""


class TaskFailedError(Exception):
    """The worker raised something instead of answering: another program is there, or a broken one."""


class DaskClient:
    """A connection to a scheduler."""

    def __init__(
        self, address: str, topic: str, on_news: Callable[[Any], None], connect_seconds: float | None = None
    ) -> None:
        """Connect; ``on_news`` is called, from another thread, with each message that workers send on ``topic``.

        Raises ``ClusterError`` if no scheduler answers in so many seconds, by default ten.
        """
        from distributed import Client

        _hush()
        try:
            self._client = Client(
                address, timeout=connect_seconds or _CONNECT_SECONDS, set_as_default=False, name="yusuan"
            )
        except (OSError, ValueError) as error:
            raise ClusterError(f"there is no scheduler at {address}: {_first_line(error)}") from error
        self.address = address
        self._client.subscribe_topic(topic, lambda event: on_news(event[1]))

    def close(self) -> None:
        """Disconnect; what workers still do for this run is of no use to anybody and is dropped when they have done it."""
        with contextlib.suppress(Exception):
            self._client.close(timeout=2)

    def thread_count(self) -> int:
        """Return how many parcels can be at work at once, 0 without workers; raises ``SchedulerLostError``."""
        if self._client.status != "running":
            raise SchedulerLostError
        try:
            counts = self._client.sync(self._client.scheduler.ncores, callback_timeout=_ANSWER_SECONDS)
        except Exception as error:
            raise SchedulerLostError from error
        return sum(counts.values())

    def give(self, parcel: Parcel, key: str, priority: int, on_end: Callable[[Any], None]) -> Any:
        """Give a parcel to whoever is free; ``on_end`` is called, from another thread, with the future when it has ended."""
        from pipelines.cluster.doing import do_packed

        packed = pickle.dumps(parcel)
        try:
            future = self._client.submit(do_packed, packed, key=key, priority=priority, pure=False)
            future.add_done_callback(on_end)
        except Exception as error:
            raise SchedulerLostError from error
        return future

    def answer(self, future: Any) -> Answer:
        """Return what came of a parcel whose future has ended."""
        from distributed import KilledWorker

        if future.cancelled() or future.status == "lost":
            raise SchedulerLostError
        try:
            packed: bytes = future.result(timeout=_ANSWER_SECONDS * 3)
        except KilledWorker as error:
            raise WorkersLostError from error
        except Exception as error:
            if self._client.status != "running":
                raise SchedulerLostError from error
            raise TaskFailedError(f"{type(error).__name__}: {_first_line(error)}") from error
        finally:
            future.release()
        found: Answer = pickle.loads(packed)
        return found


def _hush() -> None:
    """What is to be said of a lost scheduler is said by the run, once: not by Dask's loggers, some of which have levels of their own."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__
