"""Figures that a report is accused by, held against the picture of their page before anything is published.

Belongs here: looking at each once in all runs, and the news of it. Which figures these are, and whom to keep back where the page
shows another figure than was read, is said in ``warehouse.accused_figures``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb

from pipelines.contract.code_version import code_version
from pipelines.contract.hand_over import write_atomically
from pipelines.contract.holds import Holds
from pipelines.contract.sql import connect
from pipelines.documents.names import opened
from pipelines.extraction.shown_figures import Look, Verdict
from pipelines.runs.state import RunState
from pipelines.warehouse.accused_figures import AccusedFigure, accused_figures, kept_back_for, look_at_pages

_ENTRIES, _LIBRARIES = ("pipelines.extraction.shown_figures",), ("pypdfium2", "rapidocr", "onnxruntime")
_VERDICTS: tuple[Verdict, ...] = ("agrees", "differs", "unread")
_MEMORY_NAME = "shown_figures.json"


@dataclass(slots=True)
class PictureCheck:
    """What came of it: how many figures agree with the picture, differ from it, or could not be read in it; whom to keep back."""

    counts: Counter[Verdict] = field(default_factory=Counter)
    holds: Holds = field(default_factory=Holds)


def check_by_picture(state: RunState) -> PictureCheck:
    """Hold the figures of all errors of the run's candidate against their pages; a report that is not there says nothing."""
    accused, path_of = _accused(state)
    known = _remembered(state)
    missing = [item for item in accused if item.key not in known]
    new = {item.key: look for item, look in look_at_pages(missing, path_of, state.worker_count)}
    looks = {item.key: known[item.key] for item in accused if item.key in known} | new
    _remember(state, looks)
    found = PictureCheck(
        Counter(look.verdict for look in looks.values()),
        kept_back_for((item, looks[item.key]) for item in accused if item.key in looks),
    )
    if accused:
        state.journal.note("suites", "suite", f"picture_check: {_told(found.counts)}", 0.0)
    return found


def _told(counts: Counter[Verdict]) -> str:
    return ", ".join(f"{counts[verdict]} {verdict}" for verdict in _VERDICTS)


def _accused(state: RunState) -> tuple[list[AccusedFigure], Callable[[str], Path | None]]:
    """The figures of reports that are there, and where each of these lies."""
    with connect(state.candidate_path, read_only=True) as connection:
        accused = accused_figures(connection)
        names = dict(_present(connection)) if accused else {}

    def path_of(document_id: str) -> Path | None:
        try:
            return opened(state.settings.raw_dir, names[document_id])
        except ValueError:
            # A name that stands for no file below the raw folder shows nothing; the suites judge such a name.
            return None

    return [item for item in accused if item.document_id in names], path_of


def _present(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return connection.execute("select document_id, file_name from main.dim_document where is_present").fetchall()


@cache
def _version() -> str:
    return code_version(_ENTRIES, _LIBRARIES)


def _memory_path(state: RunState) -> Path:
    return state.settings.hand_over_dir / _MEMORY_NAME


def _remembered(state: RunState) -> dict[str, Look]:
    try:
        content = json.loads(_memory_path(state).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    if content.get("version") != _version():
        return {}
    return {key: Look(*look) for key, look in content["looks"].items()}


def _remember(state: RunState, looks: dict[str, Look]) -> None:
    stored = {key: (look.place_id, look.verdict, look.shown) for key, look in sorted(looks.items())}
    write_atomically(_memory_path(state), json.dumps({"version": _version(), "looks": stored}, indent=0) + "\n")
