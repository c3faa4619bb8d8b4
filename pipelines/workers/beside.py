"""Jobs done in a process of their own, one after the other, while the process that gives them goes on with something else.

Belongs here: giving them, and waiting for what came of each. Many jobs at once, with budgets, are ``pool``'s. What a job tells waits until
it is asked for, so that whoever listens is called from the thread that listens.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from pipelines.workers.pool import Outcome, Pool, Task


class Beside:
    """A process with jobs to do. It ends with this one, whatever happens, and after :meth:`end` when it has done what it was given."""

    def __init__(self, task: Task) -> None:
        """Begin the first job."""
        self._given: SimpleQueue[Task | None] = SimpleQueue()
        self._told: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        self.give(task)
        threading.Thread(target=self._do, name=task.key, daemon=True).start()

    def give(self, task: Task) -> None:
        """Give it another job, for when it has done those before."""
        self._given.put(task)

    def end(self) -> None:
        """Give it no further job."""
        self._given.put(None)

    def outcome(self, on_news: Callable[[Any], None] = lambda news: None) -> Outcome:
        """Wait for the end of the first job whose outcome was not asked for yet; ``on_news`` hears what the job told and tells.

        Raises what kept it from being done at all.
        """
        while True:
            word, what = self._told.get()
            if word == "done":
                outcome: Outcome = what
                return outcome
            if word == "error":
                raise what
            on_news(what)

    def _do(self) -> None:
        with Pool(1) as pool:
            while (task := self._given.get()) is not None:
                try:
                    (outcome,) = pool.run([task], lambda _, news: self._told.put(("news", news)))
                except Exception as error:  # raised again where the outcome is asked for
                    self._told.put(("error", error))
                else:
                    self._told.put(("done", outcome))
