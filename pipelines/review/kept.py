"""Answers of reviews made before, so that the same report under the same rules is answered at once.

Belongs here: keeping and finding them, by the hash of the files' bytes, the rules and the program. They lie in this user's own
cache and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from pathlib import Path

from pipelines.contract.code_version import code_version
from pipelines.contract.files import written_whole
from pipelines.diagnosis.given_up import KIND
from pipelines.documents.verdicts import Verdict
from pipelines.review.answer import Review
from pipelines.review.obligations import obligations_version

#: Answers that are kept: some days of a reviewer's work, a few hundred kilobytes each.
_KEPT = 50
_FOLDER = "answers"


def answer_key(rulebook_key: str, files: Sequence[tuple[Path, str]], verdicts: Sequence[Verdict] = ()) -> str:
    """Return the hash of everything an answer follows from; ``files`` are paths and their SHA-256, the reviewed one first."""
    parts = [
        rulebook_key,
        code_version(("pipelines.review.reviewing", "pipelines.review.obligation_rows")),
        obligations_version(),
        *(f"{path}\0{digest}" for path, digest in files),
        *sorted(map(repr, verdicts)),
    ]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def find_answer(cache_dir: Path, key: str) -> Review | None:
    """Return the answer kept under the key; None if there is none, or it cannot be read."""
    path = cache_dir / _FOLDER / f"{key}.pickle"
    try:
        found = pickle.loads(path.read_bytes())
    except (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, TypeError):
        return None
    return found if isinstance(found, Review) else None


def keep_answer(cache_dir: Path, key: str, answer: Review) -> None:
    """Keep an answer, and drop the oldest ones; one whose diagnosis was given up is not kept: next time it may succeed."""
    if any(finding.kind == KIND for finding in answer.findings):
        return
    folder = cache_dir / _FOLDER
    with written_whole(folder / f"{key}.pickle") as draft:
        draft.write_bytes(pickle.dumps(answer))
    for older in sorted(folder.glob("*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT:]:
        older.unlink(missing_ok=True)
