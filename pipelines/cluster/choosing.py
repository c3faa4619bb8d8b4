"""Who does the work: the processes of this machine, or a cluster.

Belongs here: what both have in common, and choosing one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol, Self

from pipelines.cluster.place import Place
from pipelines.workers import Outcome, Pool, Task


class Executor(Protocol):
    """Does tasks side by side, each within its budget; a context manager."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, *error: Any) -> None:
        """End what is at work."""

    def run(self, tasks: Iterable[Task], on_news: Callable[[Task, Any], None] = ...) -> Iterator[Outcome]:
        """Do the tasks, the first ones first; yields an outcome for each as it is done."""


def executor(place: Place | None, worker_count: int | None = None) -> AbstractContextManager[Executor]:
    """Return the cluster at ``place``, or a pool of ``worker_count`` processes on this machine."""
    if place is None:
        return Pool(worker_count)
    from pipelines.cluster.executor import Cluster

    return Cluster(place, worker_count)
