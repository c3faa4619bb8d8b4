"""Steps done side by side in threads, each after those it depends on.

Belongs here: how many at once, handing them out, and telling who is done in the thread that asked. What a step is, and what it may touch
while another is at work, is the business of who gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from typing import TypeVar

from pipelines.workers.pool import usual_worker_count

T = TypeVar("T")

#: So many queries at once are asked of a small database, whose queries are a thread's alone each. What many queries of a large one hold at
#: once would be too much, and each has two threads.
_LANES = 2


def lane_count(*, is_small: bool) -> int:
    """Return how many queries at once a database is to be asked."""
    return min(_LANES, usual_worker_count()) if is_small else 1


def in_lanes(after: Mapping[str, Collection[str]], do: Callable[[str], T], lane_count: int) -> Iterator[tuple[str, T]]:
    """Do each step once those it comes ``after`` were yielded, so many at once; yields each with what came of it, as it is done.

    Between two steps the caller's own code runs: what it notes of one is seen by those that come after it. Raises what a step raises,
    when those that are at work are done; further ones are not begun. Raises ``graphlib.CycleError`` if steps wait for each other.
    """
    order = TopologicalSorter(after)
    order.prepare()
    at_work: dict[Future[T], str] = {}
    with ThreadPoolExecutor(lane_count) as threads:
        try:
            while order.is_active():
                at_work |= {threads.submit(do, name): name for name in order.get_ready()}
                for future in wait(at_work, return_when=FIRST_COMPLETED).done:
                    name = at_work.pop(future)
                    yield name, future.result()
                    order.done(name)
        finally:
            for future in at_work:
                future.cancel()
