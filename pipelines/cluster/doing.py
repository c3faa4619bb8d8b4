"""What a worker of the cluster does with a parcel: files brought, the work done in a process of its own, results put into the store.

Belongs here: what runs in Dask's worker. It opens no PDF itself: the pool's process does, within the budget, as on one machine;
one that eats memory or dies takes nobody with it. Processes are kept from parcel to parcel, one a thread of the worker.
"""

from __future__ import annotations

import pickle
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.cluster.errand import Answer, Brought, Parcel
from pipelines.cluster.packing import PACKED, pack
from pipelines.cluster.store import Store, StoreError, hash_of, store_at
from pipelines.workers import Pool, Task
from pipelines.workers.child import work_named

#: News wait so long for others to go with them.
_NEWS_SECONDS = 0.5

_idle: list[Pool] = []
_idle_lock = threading.Lock()
_version_lock = threading.Lock()


def do_packed(packed: bytes) -> bytes:
    """Do the work of a parcel, both as bytes: the scheduler passes them on and need not know what is in them."""
    parcel: Parcel = pickle.loads(packed)
    return pickle.dumps(do(parcel))


def do(parcel: Parcel) -> Answer:
    """Do the work of a parcel; what goes wrong is in the answer."""
    there = _version_told(parcel.version_of) if parcel.version_of else ""
    if there != parcel.version:
        return Answer(other_version=there)
    folder = Path(tempfile.mkdtemp(prefix="yusuan-errand-", dir=_scratch()))
    try:
        return _done(parcel, folder)
    except (StoreError, OSError) as error:
        return Answer(trouble=f"{type(error).__name__}: {error}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _done(parcel: Parcel, folder: Path) -> Answer:
    store = store_at(parcel.store)
    payload, here = _brought(parcel, store, folder)
    news = _News(parcel)
    with _pool() as pool:
        (outcome,) = pool.run([Task(parcel.key, parcel.work, payload, parcel.budget)], lambda _, told: news.tell(told))
    made = {}
    if outcome.problem is None:
        for field, name in parcel.makes.items():
            # Work may end without a problem and make nothing: its value says why.
            if field not in here and Path(getattr(payload, field)).exists():
                made[field] = _put(Path(getattr(payload, field)), name, store, folder)
    spent = (outcome.seconds, outcome.cpu_seconds, outcome.peak_mb)
    return Answer(outcome.value, outcome.problem, *spent, made, tuple(news.waiting))


def _brought(parcel: Parcel, store: Store, folder: Path) -> tuple[Any, set[str]]:
    """Return the payload with the paths it has here, and the fields whose file was brought."""
    paths: dict[str, Path] = {}
    here: set[str] = set()
    for field in {**parcel.makes, **parcel.from_store, **parcel.from_path}:
        # Two folders down: a hand-over is drafted beside the folder it lies in.
        paths[field] = folder / field / "made" / Path(getattr(parcel.payload, field)).name
        paths[field].parent.mkdir(parents=True)
    for field, path in parcel.from_path.items():
        if field not in parcel.makes:
            paths[field] = Path(path)
        elif Path(path).exists():
            # It may be written anew, which is not for here.
            shutil.copyfile(path, paths[field])
            here.add(field)
    for field, brought in parcel.from_store.items():
        if _is_there(brought, store):
            store.get(brought.name, paths[field], brought.sha256)
            here.add(field)
    return replace(parcel.payload, **paths), here


def _is_there(brought: Brought, store: Store) -> bool:
    return brought.is_needed or store.has(brought.name)


def _put(made: Path, name: str, store: Store, folder: Path) -> str:
    source = made
    if name.endswith(PACKED):
        source = folder / f"{made.name}{PACKED}"
        pack(made, source)
    store.put(source, name)
    return hash_of(source)


class _News:
    """News of one parcel, told to the run by way of Dask's events, at most twice a second; what is left goes with the answer."""

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel
        self._told_at = time.monotonic()
        self.waiting: list[Any] = []

    def tell(self, news: Any) -> None:
        self.waiting.append(news)
        if time.monotonic() - self._told_at > _NEWS_SECONDS:
            _send(self._parcel.topic, (self._parcel.key, self.waiting))
            self.waiting, self._told_at = [], time.monotonic()


def _send(topic: str, message: Any) -> None:
    from distributed import get_worker

    get_worker().log_event(topic, message)


def _scratch() -> str | None:
    """The folder of Dask's worker, which it removes when it ends; the system's where there is no worker."""
    from distributed import get_worker

    try:
        return str(get_worker().local_directory)
    except ValueError:
        return None


@contextmanager
def _pool() -> Iterator[Pool]:
    """Lend a pool of one process; its libraries are loaded once, not for each parcel."""
    with _idle_lock:
        pool = _idle.pop() if _idle else Pool(1)
    try:
        yield pool
    finally:
        with _idle_lock:
            _idle.append(pool)


def _version_told(version_of: str) -> str:
    # Python 3.11 cannot parse modules in two threads at once, which is what a version is computed by.
    with _version_lock:
        return _version_computed(version_of)


@cache
def _version_computed(version_of: str) -> str:
    told: Any = work_named(version_of)
    return str(told())
