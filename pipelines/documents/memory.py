"""What triage and hashing found before, so that nothing is done twice.

Belongs here: the small file beside the registry that remembers it. It may be deleted at any time: everything in it can be
found again.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from pipelines.contract.files import written_whole
from pipelines.documents.files import sha256_of_open
from pipelines.documents.names import escaped, unescaped
from pipelines.documents.reasons import Reason
from pipelines.documents.triaging import Triage
from pipelines.documents.version import triage_version

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Memory:
    """Hashes by path, size and time of change; triage by content."""

    #: path, escaped → [size_bytes, mtime_ns, sha256]
    hashes: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    #: sha256 → what triage said
    triages: dict[str, Triage] = field(default_factory=dict)

    def hash_of(self, path: Path, file: BinaryIO) -> str:
        """Return an open file's SHA-256, from memory if neither size nor time of change is new."""
        facts = os.fstat(file.fileno())
        key = escaped(path.absolute())
        known = self.hashes.get(key)
        if known is not None and known[:2] == (facts.st_size, facts.st_mtime_ns):
            return known[2]
        found = sha256_of_open(file)
        self.hashes[key] = (facts.st_size, facts.st_mtime_ns, found)
        return found

    def forget_missing(self) -> None:
        """Drop hashes of files that are gone, so that memory does not grow for ever."""
        self.hashes = {key: known for key, known in self.hashes.items() if os.path.lexists(unescaped(key))}

    def save(self, path: Path, budget: str = "") -> None:
        """Write the memory, replacing it as a whole; ``budget`` is that of the triages in it."""
        triages = {key: asdict(found) for key, found in self.triages.items()}
        text = json.dumps(
            {"triage_version": triage_version(), "triage_budget": budget, "hashes": self.hashes, "triages": triages},
            ensure_ascii=False,
            indent=1,
        )
        with written_whole(path) as draft:
            draft.write_text(text, encoding="utf-8")


def load_memory(path: Path, budget: str | None = None) -> Memory:
    """Return what is remembered; nothing if the file is missing or damaged, no triage if it is of another version.

    With a ``budget``, a triage given up within another one is forgotten, so that it is tried again.
    """
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        hashes = {key: (int(size), int(time), str(found)) for key, (size, time, found) in stored["hashes"].items()}
        is_current = stored["triage_version"] == triage_version()
        triages = {key: _triage(found) for key, found in stored["triages"].items()} if is_current else {}
        if budget is not None and stored.get("triage_budget") != budget:
            triages = {key: found for key, found in triages.items() if not found.is_given_up}
        return Memory(hashes, triages)
    except FileNotFoundError:
        return Memory()
    except (OSError, ValueError, KeyError, TypeError) as error:
        _log.warning("%s is damaged (%s); files are looked at again", path, error)
        return Memory()


def _triage(stored: dict[str, Any]) -> Triage:
    reason = stored["reason"]
    return Triage(
        bool(stored["is_accepted"]),
        Reason(**reason) if reason else None,
        int(stored["page_count"]),
        stored["text_layer"],
    )
