"""What stands beside the database once a run was killed or ended: the Parquet and the pages that readers find, and what is left over.

Belongs here: holding a warehouse's folder against the one of a run that nobody disturbed, by the names of its files. What stands in the
database is ``whole_runs``' to compare.
"""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.soak.hook.copies import is_counted
from pipelines.runs.state import leftovers
from pipelines.settings import Settings
from pipelines.site.dashboard.versions import is_site_of
from pipelines.warehouse.parquet_export import is_current
from pipelines.warehouse.publication import read_publications
from pipelines.warehouse.publish import parquet_version

#: The links that readers follow.
_LINKS = ("parquet/current", "site")
#: Folders with a folder a publication.
_VERSIONS = ("parquet", "site_versions")
#: Made when a run builds something: caches, and what is held back, which ``--force`` forgets. That one is not there says nothing.
_MADE_BY_BUILDING = ("dbt/", "kept/", "hand_over/gathered/", "held_back.json")
#: Drawn once readers see the pages, for as long as there is time.
_PICTURES = ("pictures/", "data/pictures.js")


def half_seen(warehouse: Path, undisturbed: Path) -> list[str]:
    """Name the links that lead readers nowhere, or to a folder without all its files; one that is not there leads nobody."""
    return [
        name
        for name in _LINKS
        if (warehouse / name).is_symlink() and _seen(warehouse / name) != _seen(undisturbed / name)
    ]


def not_as_undisturbed(warehouse: Path, undisturbed: Path) -> list[str]:
    """Say what a run that went to its end left otherwise than it does undisturbed, beside the database."""
    settings = Settings.load(warehouse=warehouse)
    published = [parquet_version(publication) for publication in read_publications(settings.published_path)]
    if not published:
        return ["no publication"]
    version, found = published[0], []
    if not is_current(settings.parquet_dir, version):
        found.append("the Parquet is not that of the warehouse")
    if not is_site_of(settings, version):
        found.append("the site is not that of the warehouse")
    found += [f"half of it: {name}" for name in half_seen(warehouse, undisturbed)]
    for name in _VERSIONS:
        versions = {path.name for path in (warehouse / name).iterdir() if path.is_dir() and not path.is_symlink()}
        if versions - {*published[:2]}:
            found.append(f"never published, or long ago: {name}/{sorted(versions - {*published[:2]})}")
    found += [f"left behind: {path.name}" for path in leftovers(settings)]
    ours, theirs = _counted(warehouse), _counted(undisturbed)
    found += [f"left behind: {name}" for name in sorted(ours - theirs)]
    return found + [f"missing: {name}" for name in sorted(theirs - ours) if not name.startswith(_MADE_BY_BUILDING)]


def _seen(link: Path) -> set[str]:
    return {name for name in _names(link) if not name.startswith(_PICTURES)}


def _names(folder: Path) -> set[str]:
    return {os.path.relpath(f"{where}/{name}", folder) for where, _, files in os.walk(folder) for name in files}


def _counted(warehouse: Path) -> set[str]:
    """The files in the folder; those of all publications under one name."""
    found = set()
    for name in _names(warehouse):
        first, *others = name.split("/")
        if first in _VERSIONS and len(others) > 1:
            inside = "/".join(others[1:])
            if not inside.startswith(_PICTURES):
                found.add(f"{first}/{inside}")
        elif is_counted(name):
            found.add(name)
    return found
