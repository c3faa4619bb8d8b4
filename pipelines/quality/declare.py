"""How an expectation is declared: a sentence, the rows it looks at, how bad a failure is.

Belongs here: the words that files of ``expectations/`` are written in; plain values, no evaluation and no import of
Great Expectations (which takes seconds), so that Dagster can list all checks while it loads. What a failure does to
publication is not said here but in ``expectations/policy.toml``.

An expectation's ``population`` is one DuckDB query over the candidate. It returns a row for everything looked at:
``document_id`` (null if the row belongs to no document), ``is_offending`` (null counts as offending: what cannot be
decided is not right), ``table_id`` or ``rule_id`` where a printed table or a rule of the catalogue is to blame, and whatever else a person needs to find the place (page, both figures, …). From this single
query come the counts Great Expectations judges and the failing rows a reader sees, so the two cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
#: How far what an expectation says of a document looks: at its own rows and at what belongs to no document, or anywhere.
Scope = Literal["document", "all"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Shared:
    """Rows that many expectations divide among them: a query, and the column of it that says whose a row is.

    They are counted for all of them at once; a hundred queries that each look through a large table for their own rows take minutes.
    """

    query: str
    column: str

    def population(self, part: str) -> str:
        """Return the query for the rows of one of them, without that column."""
        quoted = part.replace("'", "''")
        return f"select * exclude ({self.column}) from ({self.query}) where {self.column} = '{quoted}'"


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that must hold: ``zh`` and ``en`` say it in a sentence, ``population`` is the query described above.

    If others look at rows of the same query, ``shared`` is that query and ``part`` says which rows are this one's; ``population`` is then
    ``shared.population(part)`` (:func:`expected_of_shared` sees to it).

    ``must_find`` tells what an empty population means: with it, nothing to look at is a failure (a guard that stopped
    guarding); without it, the expectation is *not applicable*, which is never called passed.
    """

    key: str
    zh: str
    en: str
    population: str
    severity: Severity = "error"
    must_find: bool = False
    shared: Shared | None = None
    part: str = ""
    #: ``document`` promises that of a document whose rows did not change nothing else is counted than before, so that it is not counted again.
    scope: Scope = "all"
    #: Columns of a relation in which rows of several documents must not agree: those that do are looked at with a document's own.
    together: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a key Dagster could not show and a severity nobody maps."""
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"expectation key {self.key!r}: use letters, digits and underscores only")
        if self.severity not in SEVERITIES:
            raise ValueError(f"expectation {self.key}: severity {self.severity!r} is none of {', '.join(SEVERITIES)}")


def expected_of_shared(key: str, zh: str, en: str, shared: Shared, part: str, severity: Severity) -> Expected:
    """Return the expectation that looks at one part of shared rows."""
    return Expected(key, zh, en, shared.population(part), severity, shared=shared, part=part)


@dataclass(frozen=True, slots=True)
class Suite:
    """Expectations about one subject, judged together and shown on one page."""

    key: str
    zh: str
    en: str
    expectations: tuple[Expected, ...]

    def __post_init__(self) -> None:
        """Refuse keys that are not valid or not unique."""
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"suite key {self.key!r}: use letters, digits and underscores only")
        doubled = doubled_keys(item.key for item in self.expectations)
        if doubled:
            raise ValueError(f"suite {self.key} declares more than once: {', '.join(doubled)}")


def check_name(suite_key: str, expectation_key: str) -> str:
    """The one name of an expectation everywhere: Dagster check, column of the judged frame, policy file."""
    return f"{suite_key}__{expectation_key}"


def doubled_keys(keys: Iterable[str]) -> list[str]:
    """The keys that occur more than once, sorted."""
    seen: set[str] = set()
    doubled: set[str] = set()
    for key in keys:
        (doubled if key in seen else seen).add(key)
    return sorted(doubled)
