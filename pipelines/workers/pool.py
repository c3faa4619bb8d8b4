"""The pool: jobs to processes, their news passed on, budgets kept from outside.

Belongs here: handing out jobs, watching time and memory, ending what goes past its budget, trying again what died with its
process. A job given up concerns itself alone: its process is ended, the others go on.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Literal

from pipelines.workers.box import bound
from pipelines.workers.budget import Budget
from pipelines.workers.process import Worker

#: How often time and memory of the processes are looked at: a page that eats a gigabyte a second is ended soon enough.
_LOOK_SECONDS = 0.05
#: Libraries keep memory they have used: a process that holds this share of its budget, or did so many jobs, makes room for a new one.
_WORN_SHARE = 0.6
_WORN_JOBS = 400
#: A process may die of what another program did (the machine ran out of memory): its job gets a second one.
_MOST_TRIES = 2

ProblemKind = Literal["time", "page_time", "memory", "died", "failed"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a job came to nothing; ``failed`` is an error it raised itself, ``died`` the end of its process, the others its budget."""

    kind: ProblemKind
    zh: str
    en: str

    @property
    def is_over_budget(self) -> bool:
        """True if the job was given up: another budget may do."""
        return self.kind in ("time", "page_time", "memory")


@dataclass(frozen=True, slots=True)
class Task:
    """A job: who asks (a name for people), the function ``package.module:name``, what it gets, what it may cost."""

    key: str
    work: str
    payload: Any = field(repr=False)
    budget: Budget


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: its value or its problem, true seconds, processor seconds, and the peak of memory."""

    task: Task
    value: Any = None
    problem: Problem | None = None
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mb: int = 0


@dataclass(slots=True)
class _AtWork:
    task: Task
    tries: int
    started: float
    news_at: float
    #: How long its process had waited for a processor by then.
    queued_at_start: float = 0.0
    queued_at_news: float = 0.0
    peak_mb: int = 0


#: Set by who gives a process less than the machine: the cores that it, and what it starts, may count on.
CORES_VARIABLE = "YUSUAN_CORES"


def usual_worker_count() -> int:
    """One process a core that this process may use."""
    if given := os.environ.get(CORES_VARIABLE):
        return int(given)
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else (os.cpu_count() or 1)


class Pool:
    """Worker processes, started when first needed; a context manager that ends them all."""

    def __init__(self, worker_count: int | None = None) -> None:
        """Use ``worker_count`` processes, by default one a core."""
        self._count = max(1, worker_count or usual_worker_count())
        self._idle: list[Worker] = []
        self._at_work: dict[Worker, _AtWork] = {}

    def __enter__(self) -> Pool:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every process, whatever it is doing."""
        for worker in (*self._at_work, *self._idle):
            worker.end()
        self._at_work.clear()
        self._idle.clear()

    def run(
        self, tasks: Iterable[Task], on_news: Callable[[Task, Any], None] = lambda task, news: None
    ) -> Iterator[Outcome]:
        """Do the tasks, the first ones first; yields an outcome for each as it is done. ``on_news`` hears what a job tells."""
        waiting = deque((task, 1) for task in tasks)
        try:
            while waiting or self._at_work:
                while waiting and len(self._at_work) < self._count:
                    self._start(*waiting.popleft())
                for worker in self._ready():
                    outcome = self._hear(worker, on_news, waiting)
                    if outcome is not None:
                        yield outcome
                for worker in list(self._at_work):
                    outcome = self._watch(worker)
                    if outcome is not None:
                        yield outcome
        finally:
            for worker in list(self._at_work):
                self._dismiss(worker)

    def _start(self, task: Task, tries: int) -> None:
        worker = self._idle.pop() if self._idle else Worker()
        bound(worker.pid, task.budget)
        if not worker.give(task.work, task.payload):
            worker.end()
            worker = Worker()
            bound(worker.pid, task.budget)
            worker.give(task.work, task.payload)
        now = time.monotonic()
        queued = worker.queued_seconds()
        self._at_work[worker] = _AtWork(task, tries, now, now, queued, queued)

    def _ready(self) -> list[Worker]:
        by_connection = {id(worker.connection): worker for worker in self._at_work}
        ready = wait([worker.connection for worker in self._at_work], timeout=_LOOK_SECONDS)
        return [by_connection[id(connection)] for connection in ready]

    def _hear(
        self, worker: Worker, on_news: Callable[[Task, Any], None], waiting: deque[tuple[Task, int]]
    ) -> Outcome | None:
        job = self._at_work[worker]
        try:
            word, *rest = worker.connection.recv()
        except (EOFError, OSError):
            return self._mourn(worker, waiting)
        if word == "news":
            job.news_at, job.queued_at_news = time.monotonic(), worker.queued_seconds()
            on_news(job.task, rest[0])
            return None
        what, seconds, cpu_seconds, peak_mb = rest
        del self._at_work[worker]
        worker.jobs_done += 1
        if worker.jobs_done >= _WORN_JOBS or worker.memory_mb() > _WORN_SHARE * job.task.budget.memory_mb:
            worker.end()
        else:
            self._idle.append(worker)
        spent = (seconds, cpu_seconds, max(peak_mb, job.peak_mb))
        if word == "failed":
            return Outcome(job.task, None, Problem("failed", str(what), str(what)), *spent)
        return Outcome(job.task, what, None, *spent)

    def _mourn(self, worker: Worker, waiting: deque[tuple[Task, int]]) -> Outcome | None:
        """A process that died by itself: its job is tried once more, then given up."""
        job = self._at_work[worker]
        worker.wait()
        words = worker.last_words()
        self._dismiss(worker)
        if job.tries < _MOST_TRIES:
            waiting.appendleft((job.task, job.tries + 1))
            return None
        problem = Problem(
            "died",
            f"处理它的进程异常终止（{words or '内存不足或底层库崩溃'}）；其他文件不受影响",
            f"the process at work on it died ({words or 'out of memory, or a crash in a library'}); the other documents "
            "are not affected",
        )
        return Outcome(job.task, None, problem, time.monotonic() - job.started, 0.0, job.peak_mb)

    def _watch(self, worker: Worker) -> Outcome | None:
        """End a job that went past its budget.

        What it waited for a processor isn't held against it: on a busy machine a sound document would be given up.
        """
        job = self._at_work[worker]
        now, budget, queued = time.monotonic(), job.task.budget, worker.queued_seconds()
        memory_mb = worker.memory_mb()
        job.peak_mb = max(job.peak_mb, memory_mb)
        problem = None
        if memory_mb > budget.memory_mb:
            problem = Problem(
                "memory",
                f"超出内存预算（{budget.memory_mb} MB），已放弃",
                f"given up: it took more than its budget of {budget.memory_mb} MB of memory",
            )
        elif now - job.started - (queued - job.queued_at_start) > budget.seconds:
            problem = Problem(
                "time",
                f"超出时间预算（{budget.seconds:g} 秒），已放弃",
                f"given up: it took longer than its budget of {budget.seconds:g} seconds",
            )
        elif now - job.news_at - (queued - job.queued_at_news) > budget.page_seconds:
            problem = Problem(
                "page_time",
                f"单页超出时间预算（{budget.page_seconds:g} 秒），已放弃",
                f"given up: a page took longer than its budget of {budget.page_seconds:g} seconds",
            )
        if problem is None:
            return None
        self._dismiss(worker)
        return Outcome(job.task, None, problem, now - job.started, 0.0, job.peak_mb)

    def _dismiss(self, worker: Worker) -> None:
        self._at_work.pop(worker, None)
        worker.end()
