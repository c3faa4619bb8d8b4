"""What every expectation counted in each document, kept for the run after: of a document that did not change it is not counted again.

Belongs here: that file, and the counts of one expectation out of it. When they hold is ``contract.part_of_candidate``'s business, using them ``measure``'s.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipelines.contract.files import written_whole
from pipelines.quality.declare import Expected

#: Nothing was looked at in this document.
_NOTHING = -1


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """What an expectation found in one document: rows looked at, and how many of them offend."""

    evaluated: int
    offending: int


@cache
def document_count(evaluated: int, offending: int) -> DocumentCount:
    """Return one object for the same counts: 230 expectations over 10,000 documents would hold two million of them."""
    return DocumentCount(evaluated, offending)


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of a candidate that was judged: a row a document, a column an expectation, which is known by its query."""

    documents: list[str]
    columns: Mapping[str, int]
    evaluated: npt.NDArray[np.int64]
    offending: npt.NDArray[np.int64]

    def counts_of(self, expected: Expected) -> dict[str, DocumentCount] | None:
        """Counts of an expectation by document; None if this very query was not counted."""
        column = self.columns.get(_known_by(expected))
        if column is None:
            return None
        evaluated, offending = self.evaluated[:, column].tolist(), self.offending[:, column].tolist()
        return {
            document: document_count(looked_at, wrong)
            for document, looked_at, wrong in zip(self.documents, evaluated, offending, strict=True)
            if looked_at != _NOTHING
        }


def write_counts(path: Path, counted: Iterable[tuple[Expected, Mapping[str, DocumentCount]]]) -> None:
    """Write what each expectation counted; those that could not be measured are none of them."""
    found = [(_known_by(expected), counts) for expected, counts in counted]
    documents = sorted({document for _, counts in found for document in counts})
    row_of = {document: row for row, document in enumerate(documents)}
    evaluated, offending = (np.full((len(documents), len(found)), _NOTHING, dtype=np.int64) for _ in range(2))
    for column, (_, counts) in enumerate(found):
        rows = [row_of[document] for document in counts]
        evaluated[rows, column] = [count.evaluated for count in counts.values()]
        offending[rows, column] = [count.offending for count in counts.values()]
    with written_whole(path) as draft, draft.open("wb") as file:
        np.savez(
            file,
            documents=np.array(documents, dtype=np.str_),
            names=np.array([name for name, _ in found], dtype=np.str_),
            evaluated=evaluated,
            offending=offending,
        )


def read_counts(path: Path) -> Counted | None:
    """Return what was written; None if there is no such file, or it is damaged."""
    try:
        with np.load(path, allow_pickle=False) as found:
            names = found["names"].tolist()
            columns = {name: column for column, name in enumerate(names)}
            return Counted(found["documents"].tolist(), columns, found["evaluated"], found["offending"])
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def _known_by(expected: Expected) -> str:
    return hashlib.sha256(f"{expected.key} {expected.population}".encode()).hexdigest()
