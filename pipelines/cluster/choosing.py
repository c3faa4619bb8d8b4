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

    #: Tasks that a cluster was to do and this machine did, each with the reason.
    done_here: dict[str, str]

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, *error: Any) -> None:
        """End what is at work."""

    def run(self, tasks: Iterable[Task], on_news: Callable[[Task, Any], None] = ...) -> Iterator[Outcome]:
        """Do the tasks, the first ones first; yields an outcome for each as it is done."""


class Here(Pool):
    """The pool as an executor: it does nothing in another's place."""

    def __init__(self, worker_count: int | None = None) -> None:
        """Use ``worker_count`` processes, by default one a core."""
        super().__init__(worker_count)
        self.done_here: dict[str, str] = {}

    def __enter__(self) -> Here:
        """Start nothing yet."""
        return self


def executor(place: Place | None, worker_count: int | None = None) -> AbstractContextManager[Executor]:
    """Return the cluster at ``place``, or a pool of ``worker_count`` processes on this machine."""
    if place is None:
        return Here(worker_count)
    from pipelines.cluster.executor import Cluster

    return Cluster(place, worker_count)
