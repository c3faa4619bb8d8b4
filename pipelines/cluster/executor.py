"""The executor of a cluster: what the pool is on one machine, with the workers of other machines.

Belongs here: which errand is given when, what is taken over, and what follows from machines that are lost. A verdict on a document
comes from a process that worked on it within its budget, there or here, and from nothing else: an errand whose machines died, or whose
files did not arrive, is done once more on this machine, in the pool, and what comes of that stands. A scheduler that is lost, a cluster
without workers, another version at work there, or one trouble after the other end the run, which says so; what was taken over
until then is kept.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any
from uuid import uuid4

from pipelines.cluster.dask_client import DaskClient, SchedulerLostError, TaskFailedError, WorkersLostError
from pipelines.cluster.errand import Answer, Brought, Errand, Parcel
from pipelines.cluster.packing import PACKED, PackingError, unpack
from pipelines.cluster.place import ClusterError, Place
from pipelines.cluster.store import StoreError, hash_of, store_at
from pipelines.contract.files import written_whole
from pipelines.workers import Outcome, Pool, Task

#: Threads that carry files into the store and out of it.
_CARRIERS = 8
#: Errands given beyond what can be at work at once, so that no worker waits for the next.
_AHEAD = 2 * _CARRIERS
#: How often the scheduler is asked whether it is there, and for how many.
_LOOK_SECONDS = 3.0
#: So many errands in a row that came to nothing for no fault of theirs are the cluster's fault.
_MOST_TROUBLES = 20


@dataclass(frozen=True, slots=True)
class _Done:
    """An errand that is over: its outcome, or why it is to be done here."""

    errand: Errand
    outcome: Outcome | None
    trouble: str = ""
    news: tuple[Any, ...] = ()


class Cluster:
    """The workers of a cluster; a context manager that lets them go. Raises ``ClusterError`` when the cluster fails as a whole."""

    def __init__(self, place: Place, worker_count: int | None = None, connect_seconds: float | None = None) -> None:
        """Connect to nothing yet; ``worker_count`` is for what must be done here."""
        self._place = place
        self._connect_seconds = connect_seconds
        self._worker_count = worker_count
        self._store = store_at(place.store)
        self._events: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        #: Ends every key, so that no answer to another run is taken for one to this.
        self._run = uuid4().hex[:8]
        self._at_work: dict[str, Errand] = {}
        self._futures: dict[str, Any] = {}
        #: Errands that are done here, each with the reason.
        self.done_here: dict[str, str] = {}

    def __enter__(self) -> Cluster:
        """Connect to the scheduler."""
        topic = f"yusuan-{self._run}"
        self._client = DaskClient(
            self._place.address, topic, lambda news: self._events.put(("news", news)), self._connect_seconds
        )
        self._topic = topic
        self._carriers = ThreadPoolExecutor(_CARRIERS, "yusuan-carrier")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the workers go."""
        self._futures.clear()
        self._carriers.shutdown(wait=True, cancel_futures=True)
        self._client.close()

    def run(
        self, tasks: Iterable[Task], on_news: Callable[[Task, Any], None] = lambda task, news: None
    ) -> Iterator[Outcome]:
        """Do the tasks, which must be errands, the first ones first; yields an outcome for each as it is done."""
        waiting = deque(enumerate(_errands(tasks)))
        for_here: list[Errand] = []
        troubles, threads, looked_at, seen_at = 0, 0, 0.0, time.monotonic()
        while waiting or self._at_work:
            now = time.monotonic()
            if now - looked_at > _LOOK_SECONDS:
                threads, looked_at = self._threads(), now
                seen_at = now if threads else seen_at
                if now - seen_at > self._place.wait_seconds:
                    raise ClusterError(
                        f"no worker was there for {self._place.wait_seconds:g} seconds; the scheduler at "
                        f"{self._place.address} is",
                        _KEPT,
                    )
            while waiting and len(self._at_work) < threads + _AHEAD:
                self._give(*waiting.popleft())
            done = self._next(on_news)
            if done is None:
                continue
            if done.outcome is not None:
                troubles = 0
                yield done.outcome
                continue
            troubles += 1
            if troubles >= _MOST_TROUBLES:
                raise ClusterError(
                    f"{troubles} documents in a row came to nothing on the cluster: {done.trouble}", _KEPT
                )
            self.done_here[done.errand.key] = done.trouble
            for_here.append(done.errand)
        if for_here:
            with Pool(self._worker_count) as pool:
                yield from pool.run(for_here, on_news)

    def leave(self) -> None:
        """Let :meth:`run` end with a ``ClusterError``, whatever is at work; may be called from another thread."""
        self._events.put(("error", ClusterError("the run waits for the cluster no longer")))

    def _threads(self) -> int:
        try:
            return self._client.thread_count()
        except SchedulerLostError as error:
            raise self._lost() from error

    def _lost(self) -> ClusterError:
        return ClusterError(f"the scheduler at {self._place.address} was lost", _KEPT)

    def _next(self, on_news: Callable[[Task, Any], None]) -> _Done | None:
        """Wait a little for something to happen; returns an errand that is over, if that is what happened."""
        try:
            word, what = self._events.get(timeout=_LOOK_SECONDS)
        except Empty:
            return None
        if word == "news":
            key, told = what
            if (errand := self._at_work.get(key)) is not None:
                for news in told:
                    on_news(errand, news)
            return None
        if word == "ended":
            key, future = what
            self._carry(self._take, self._at_work[key], future)
            return None
        if word == "error":
            raise what
        done: _Done = what
        del self._at_work[done.errand.key]
        self._futures.pop(done.errand.key, None)
        for news in done.news:
            on_news(done.errand, news)
        return done

    def _give(self, number: int, errand: Errand) -> None:
        self._at_work[errand.key] = errand
        self._carry(self._send, errand, number)

    def _carry(self, what: Callable[..., None], *given: Any) -> None:
        """Do it in a carrier's thread; what it raises is raised where events are waited for."""

        def carried() -> None:
            try:
                what(*given)
            except SchedulerLostError:
                self._events.put(("error", self._lost()))
            except Exception as error:
                self._events.put(("error", error))

        self._carriers.submit(carried)

    def _over(self, errand: Errand, outcome: Outcome | None, trouble: str = "", news: tuple[Any, ...] = ()) -> None:
        self._events.put(("over", _Done(errand, outcome, trouble, news)))

    def _send(self, errand: Errand, number: int) -> None:
        """Put what the errand reads where workers find it, and give it to them."""
        try:
            parcel = self._parcel(errand)
        except (StoreError, OSError) as error:
            self._over(errand, None, f"{type(error).__name__}: {error}")
            return
        key = f"yusuan-{errand.key}-{self._run}"
        self._futures[errand.key] = self._client.give(
            parcel, key, -number, lambda future: self._events.put(("ended", (errand.key, future)))
        )

    def _parcel(self, errand: Errand) -> Parcel:
        from_store: dict[str, Brought] = {}
        from_path: dict[str, str] = {}
        for field, brought in errand.brings.items():
            path = Path(getattr(errand.payload, field))
            if self._place.is_shared:
                from_path[field] = str(path.absolute())
                continue
            from_store[field] = brought
            if path.exists() and not self._store.has(brought.name):
                if brought.sha256 not in (None, hash_of(path)):
                    raise StoreError(f"{path.name} is another file than it was when it was looked at")
                self._store.put(path, brought.name)
        return Parcel(
            errand.key,
            errand.work,
            errand.payload,
            errand.budget,
            self._place.store,
            from_store,
            from_path,
            errand.makes,
            errand.version_of,
            errand.version,
            self._topic,
        )

    def _take(self, errand: Errand, future: Any) -> None:
        """Take over what came of an errand."""
        try:
            answer = self._client.answer(future)
            trouble = answer.trouble or ""
            if answer.other_version is not None:
                raise ClusterError(
                    f"a worker of {self._place.address} runs another version ({answer.other_version}, here {errand.version}): "
                    "install the same one there",
                    _KEPT,
                )
            if not trouble and answer.problem is None:
                self._take_over(errand, answer)
        except WorkersLostError:
            self._over(errand, None, "the machines at work on it were lost")
            return
        except (TaskFailedError, StoreError, PackingError, OSError) as error:
            self._over(errand, None, f"{type(error).__name__}: {error}")
            return
        if answer.problem is not None and answer.problem.kind == "died":
            trouble = answer.problem.en
        if trouble:
            self._over(errand, None, trouble)
            return
        spent = (answer.seconds, answer.cpu_seconds, answer.peak_mb)
        self._over(errand, Outcome(errand, answer.value, answer.problem, *spent), news=answer.news)

    def _take_over(self, errand: Errand, answer: Answer) -> None:
        for field, sha256 in answer.made.items():
            made, target = errand.makes[field], Path(getattr(errand.payload, field))
            if made.endswith(PACKED):
                self._unpack(made, sha256, target)
            else:
                with written_whole(target) as draft:
                    self._store.get(made, draft, sha256)
            if self._place.is_shared or field not in errand.brings:
                # What may be brought to another errand stays.
                self._store.remove(made)

    def _unpack(self, made: str, sha256: str, target: Path) -> None:
        # On the disk where it is to be: the candidate of a shard may be larger than the system's folder for temporary files.
        beside = target.parent.parent
        beside.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".taken-", suffix=".part", dir=beside) as name:
            packed = Path(name) / f"{target.name}{PACKED}"
            self._store.get(made, packed, sha256)
            unpack(packed, target)


#: What is told with every failure of the cluster as a whole.
_KEPT = "Nothing was published; what was read until then is kept, and the next run goes on from there, with --cluster or without."


def _errands(tasks: Iterable[Task]) -> Iterator[Errand]:
    for task in tasks:
        if not isinstance(task, Errand):
            raise TypeError(f"{task.key} does not say what it needs on another machine")
        yield task
