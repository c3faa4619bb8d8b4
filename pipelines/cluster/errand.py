"""A task that may be done on another machine: what it needs to have there, what it makes, and what comes back.

Belongs here: the forms that cross, and nothing that happens to them. To the local pool an errand is a task as any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipelines.workers import Budget, Problem, Task


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that a task reads: its name in the store, and its SHA-256 where the name stands for that content."""

    name: str
    sha256: str | None = None
    #: False for what spares work if it is there.
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Errand(Task):
    """A task whose payload is a dataclass with paths among its fields; the paths are others where it is done.

    ``brings`` and ``makes`` name these fields. What is made has a name in the store; one that ends in ``.zip`` is a folder, packed.
    """

    brings: Mapping[str, Brought] = field(default_factory=dict, repr=False)
    makes: Mapping[str, str] = field(default_factory=dict, repr=False)
    #: The function ``package.module:name`` that tells by which version the work is done, and what it must tell.
    version_of: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """An errand on its way to a worker: where each file it reads lies (a path, or a name in the store), and the rest of it."""

    key: str
    work: str
    payload: Any = field(repr=False)
    budget: Budget
    store: str
    from_store: Mapping[str, Brought]
    from_path: Mapping[str, str]
    makes: Mapping[str, str]
    version_of: str
    version: str
    #: Dask's topic on which the run listens for news: what MessagePack can carry.
    topic: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says of a parcel: as the pool said it there, with the SHA-256 of what was put into the store."""

    value: Any = None
    problem: Problem | None = None
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mb: int = 0
    made: Mapping[str, str] = field(default_factory=dict)
    #: News that nobody was told yet.
    news: tuple[Any, ...] = ()
    #: What kept the work from being done and says nothing of the document: a store that does not answer, a full disk.
    trouble: str | None = None
    #: The version at work there, if it is another one.
    other_version: str | None = None
