"""Whether Python, its packages and the published warehouse are of versions that belong together.

Belongs here: comparing versions. The lock (``locks/run.txt``) is what was tested together; another version is told, not forbidden.
"""

from __future__ import annotations

import platform
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet

from pipelines.contract.sql import connect
from pipelines.reports.version import reading_version
from pipelines.settings import Settings
from pipelines.upkeep.health import Health
from pipelines.warehouse.publication import WarehouseInUseError, read_publication

_MOST_NAMES = 4


def look_at_programs(settings: Settings) -> Iterator[Health]:
    """Look at Python, the packages and the published warehouse."""
    yield python_health(settings.home / "pyproject.toml", platform.python_version())
    yield packages_health(settings.home / "locks" / "run.txt")
    yield warehouse_health(settings)


def python_health(project: Path, running: str) -> Health:
    """Say whether the project was made for this version of Python."""
    wanted = str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["requires-python"])
    if SpecifierSet(wanted).contains(running, prereleases=True):
        return Health("Python", "ok", running)
    return Health(
        "Python", "problem", f"{running}, wanted {wanted}", "set up anew with such a Python: make clean setup"
    )


def packages_health(lock: Path) -> Health:
    """Say which packages of the lock are missing or of another version."""
    if not lock.is_file():
        return Health("packages", "note", f"there is no lock at {lock}", "run from a checkout to have them compared")
    missing, others, count = [], [], 0
    for name, wanted in _pins(lock):
        count += 1
        try:
            if (found := version(name)) != wanted:
                others.append(f"{name} {found} instead of {wanted}")
        except PackageNotFoundError:
            missing.append(name)
    advice = "pip install --require-hashes --no-deps -r locks/run.txt"
    if missing:
        return Health("packages", "problem", f"missing: {_some(missing)}", advice)
    if others:
        return Health("packages", "note", f"not as tested: {_some(others)}", advice)
    return Health("packages", "ok", f"{count:,} as in the lock")


def warehouse_health(settings: Settings) -> Health:
    """Say whether the published warehouse can be opened by this program, and was made by it."""
    path = settings.published_path
    if not path.exists():
        return Health("warehouse", "note", "nothing is published yet", "put reports in the raw folder, then yusuan run")
    try:
        publication = read_publication(path)
    except WarehouseInUseError as error:
        return Health("warehouse", "problem", str(error), "close it there, or open it read-only")
    if publication is None:
        return Health("warehouse", "problem", _why_not(path), "install the DuckDB of the lock, or put a backup back")
    if publication.extractor_version != reading_version():
        found = f"published by version {publication.extractor_version}, this is {reading_version()}"
        return Health("warehouse", "note", found, "nothing: the next run reads everything anew and keeps the history")
    return Health("warehouse", "ok", f"made by this version; reports: {publication.document_count:,}")


def _why_not(path: Path) -> str:
    try:
        with connect(path, read_only=True):
            return f"{path.name} says of no publication: it is none of ours"
    except duckdb.Error as error:
        return f"{path.name} cannot be opened: {str(error).splitlines()[0]}"


def _pins(lock: Path) -> Iterator[tuple[str, str]]:
    """Name and version of each package that the lock asks for here."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        try:
            wanted = Requirement(line.removesuffix("\\").strip())
        except InvalidRequirement:
            continue
        pinned = [item.version for item in wanted.specifier if item.operator == "=="]
        if pinned and (wanted.marker is None or wanted.marker.evaluate()):
            yield wanted.name, pinned[0]


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more
