"""What a run tells whoever watches it: which document, page, dbt node or suite is done.

Belongs here: the listener a run speaks to and the one process-wide place where it is set. Drawing belongs in ``cli``.
Listeners are called from one thread only and must not raise.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class RunListener:
    """Listens to a run and does nothing; derive from it and override what you want to show."""

    def phase_started(self, phase: str) -> None:
        """Hear that a phase began: ``scan``, ``read``, ``parse``, ``gather``, ``dbt``, ``join``, ``suites``, ``publish`` or ``lake``."""

    def files_counted(self, file_count: int) -> None:
        """Hear how many raw files there are to look at."""

    def file_looked_at(self, file_name: str) -> None:
        """Hear that one raw file was looked at."""

    def documents_counted(self, document_count: int, page_count: int) -> None:
        """Hear how many documents, with how many pages, are to be read."""

    def page_read(self, file_name: str, page_no: int, page_count: int) -> None:
        """Hear that page ``page_no`` of a document is done."""

    def document_read(self, file_name: str, problem: str | None) -> None:
        """Hear that a document is done; ``problem`` says why it could not be read, if so."""

    def tables_gathered(self, done: int, table_count: int) -> None:
        """Hear that the documents' readings are put together for ``done`` of the tables of the hand-over."""

    def nodes_counted(self, node_count: int) -> None:
        """Hear how many dbt nodes (seeds, models, tests) will be built."""

    def node_built(self, name: str, status: str) -> None:
        """Hear that dbt finished a node with that status."""

    def document_diagnosed(self, document_count: int) -> None:
        """Hear that the failing checks of one more of ``document_count`` documents are explained, or given up."""

    def suites_counted(self, suite_count: int) -> None:
        """Hear how many suites will validate the candidate."""

    def suite_validated(self, name: str) -> None:
        """Hear that one suite is done."""


_current = RunListener()


def listener() -> RunListener:
    """Return the listener of this process; one that does nothing unless :func:`listening` set another."""
    return _current


@contextmanager
def listening(new_listener: RunListener) -> Iterator[None]:
    """Send the run's news to ``new_listener`` inside the ``with`` block."""
    global _current
    before, _current = _current, new_listener
    try:
        yield
    finally:
        _current = before
