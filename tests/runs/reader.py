"""A reader of the published file who never stops asking, and what it saw.

Belongs here: polling from a thread, as an analyst's dashboard would.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

#: A whole warehouse answers all of these: every table is there, and amounts and documents belong together.
WHOLE = """
    select (select count(*) from dim_document), (select count(*) from expenditure),
        (select count(*) from expenditure anti join dim_document using (document_id)),
        (select count(*) from dim_publication where is_current)
"""


class Reader:
    """Answers seen, in order without repeats, and errors (none may be)."""

    def __init__(self, path: Path) -> None:
        """Look at this file."""
        self.path = path
        self.seen: list[tuple[int, ...]] = []
        self.errors: list[str] = []
        self.count = 0

    def ask(self) -> None:
        """Open the file, ask, close it."""
        if not self.path.exists():
            return
        try:
            with duckdb.connect(str(self.path), read_only=True) as connection:
                answer = connection.execute(WHOLE).fetchone()
        except duckdb.Error as error:
            self.errors.append(str(error))
            return
        assert answer is not None
        self.count += 1
        if not self.seen or self.seen[-1] != answer:
            self.seen.append(answer)


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """A reader that asks all through a ``with`` block."""
    reader, stop = Reader(path), threading.Event()

    def poll() -> None:
        while not stop.wait(0.5):
            reader.ask()

    thread = threading.Thread(target=poll, daemon=True)
    thread.start()
    try:
        yield reader
    finally:
        stop.set()
        thread.join()
        # What was published last may have come since it asked last.
        reader.ask()
