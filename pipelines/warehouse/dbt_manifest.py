"""dbt's manifest: made when the dbt project changed, else taken from the time before.

Belongs here: telling whether the project changed, and parsing it. Building is in ``dbt_build``.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipelines.contract.hashes import hash_files
from pipelines.settings import Settings
from pipelines.warehouse.dbt_command import DbtError
from pipelines.warehouse.dbt_session import DbtSession

#: What of the dbt project makes another manifest.
_PROJECT_PATTERNS = ("*.yml", "models/**/*", "macros/**/*", "tests/**/*", "seeds/**/*")


def dbt_project_hash(settings: Settings) -> str:
    """Return the hash of everything in the dbt project that can change what dbt builds."""
    return hash_files(settings.dbt_project_dir, _PROJECT_PATTERNS)


def manifest_path(settings: Settings, running: DbtSession | None = None) -> Path:
    """Return the manifest of the project as it is now, parsing it first if it changed (about six seconds).

    A ``running`` session is waited for instead of starting one. Raises ``DbtError`` with dbt's words if the project cannot
    be parsed.
    """
    folder = settings.dbt_target_dir / "manifests"
    path = folder / f"{dbt_project_hash(settings)}.json"
    if path.exists():
        return path
    if running is not None:
        return _kept(running, path)
    # Two programs that load at once must not write to one place.
    with (
        TemporaryDirectory(prefix="yusuan-dbt-") as target,
        DbtSession(settings, settings.work_dir / "run" / "candidate.duckdb", Path(target)) as session,
    ):
        return _kept(session, path)


def _kept(session: DbtSession, path: Path) -> Path:
    """Keep the manifest that the session parses as ``path``, in the place of older ones."""
    code, lines = session.parse()
    if code != 0:
        raise DbtError(f"the dbt project cannot be parsed:\n{_words_of_dbt(lines)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.stem}.{os.getpid()}.part")
    shutil.copyfile(session.target / "manifest.json", draft)
    draft.replace(path)
    for older in path.parent.glob("*.json"):
        if older != path:
            older.unlink(missing_ok=True)
    return path


def _words_of_dbt(lines: Sequence[str]) -> str:
    """The error messages among dbt's JSON log lines; all that is no such line if there are none."""
    words, others = [], []
    for line in lines:
        try:
            info: dict[str, Any] = json.loads(line)["info"]
        except (ValueError, KeyError, TypeError):
            others.append(line)
            continue
        if info.get("level") == "error":
            words.append(str(info.get("msg", "")))
    return "\n".join(words or others)
