"""The rules ready to be applied: the SQL that dbt makes of the project, and the empty database it belongs to.

Belongs here: letting dbt build the project once over a hand-over without documents, and keeping what it made, by the hash
of everything it was made from. dbt takes half a minute to start, parse and build; its SQL on one report takes seconds.
It is dbt's own SQL, statement by statement in dbt's own order: a review finds what a run finds (a test says so).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

import duckdb

from pipelines.contract import hand_over
from pipelines.reports.version import reading_version
from pipelines.settings import Settings
from pipelines.warehouse import replay
from pipelines.warehouse.dbt_build import build
from pipelines.warehouse.dbt_manifest import dbt_project_hash
from pipelines.warehouse.replay import Step, read_manifest, steps_to

#: What a review tells of; the models these are made from follow by themselves.
WANTED_MODELS = (
    "rpt_discrepancy",
    "rpt_verdict",
    "rpt_coverage",
    "rpt_document_coverage",
    "rpt_unknown_layout",
    "rpt_unknown_code",
    "rpt_obligation",
    "int_document_pages",
)
_DATABASE = "candidate.duckdb"
_STEPS = "steps.json"
_LIBRARIES = ("dbt-core", "dbt-duckdb", "duckdb")
#: Rulebooks of other versions that are kept: two worktrees, or the one before.
_KEPT = 3


@dataclass(frozen=True, slots=True)
class Rulebook:
    """An empty database with seeds and tables, the steps that fill it in order, and the hand-over the steps name."""

    database: Path
    hand_over_dir: str
    steps: tuple[Step, ...]


def load_rulebook(settings: Settings, cache_dir: Path | None = None) -> Rulebook:
    """Return the rulebook of the project as it is now; made first if rules or program changed (half a minute).

    Raises ``DbtError`` with dbt's words if the project cannot be built.
    """
    root = cache_dir or usual_cache_dir()
    folder = root / rulebook_key(settings)
    if not (folder / _STEPS).exists():
        _make(settings, folder)
        _forget_older(root)
    stored = json.loads((folder / _STEPS).read_text(encoding="utf-8"))
    steps = tuple(Step(**step) for step in stored["steps"])
    return Rulebook(folder / _DATABASE, stored["hand_over_dir"], steps)


def is_ready(settings: Settings, cache_dir: Path | None = None) -> bool:
    """True if the rulebook need not be made first."""
    return ((cache_dir or usual_cache_dir()) / rulebook_key(settings) / _STEPS).exists()


def usual_cache_dir() -> Path:
    """Return where this user's programs keep what can be made again."""
    base = os.environ.get("XDG_CACHE_HOME", "").strip()
    return (Path(base) if base else Path.home() / ".cache") / "yusuan" / "review"


def rulebook_key(settings: Settings) -> str:
    """Return the hash of everything a rulebook is made from."""
    libraries = " ".join(f"{name}={version(name)}" for name in _LIBRARIES)
    here = b"".join(Path(file).read_bytes() for file in (__file__, replay.__file__))
    parts = (dbt_project_hash(settings).encode(), reading_version().encode(), libraries.encode(), here)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:24]


def _make(settings: Settings, folder: Path) -> None:
    """Let dbt build the wanted models over a hand-over without documents; the folder is complete or not there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        own = replace(settings, warehouse_dir=draft)
        hand_over.prepare(own, reading_version())
        select = ["--select", *(f"+{name}" for name in WANTED_MODELS), "--exclude-resource-type", "test", "unit_test"]
        build(own, draft / _DATABASE, select).require_good()
        with duckdb.connect(str(draft / _DATABASE)) as connection:
            # The file is copied by itself: nothing may stand in the log beside it.
            connection.execute("checkpoint")
        manifest = read_manifest(own.dbt_target_dir / "manifest.json")
        stored = {
            "hand_over_dir": str(own.hand_over_dir),
            "steps": [asdict(step) for step in steps_to(manifest, WANTED_MODELS)],
        }
        (draft / _STEPS).write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
        shutil.rmtree(own.hand_over_dir)
        shutil.rmtree(own.dbt_target_dir)
        if not folder.exists():
            # Another review may have made the same one meanwhile.
            draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _forget_older(root: Path) -> None:
    ready = sorted(root.glob("*/" + _STEPS), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in ready[_KEPT:]:
        shutil.rmtree(path.parent, ignore_errors=True)
