"""The candidate of one shard: dbt's whole project built over some of the documents, on whichever machine has their files.

Belongs here: what a worker does with the files of a shard (``shards``), as a job. It opens no report. The candidates are put
together in ``joined_shards``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipelines.cluster.packing import unpack
from pipelines.contract.gathered import GATHERED_PATTERN
from pipelines.reports.version import reading_version
from pipelines.settings import Settings
from pipelines.warehouse.dbt_build import DbtOutcome, build_events
from pipelines.warehouse.dbt_manifest import dbt_project_hash
from pipelines.warehouse.dbt_session import DbtSession
from pipelines.warehouse.fingerprint import code_hash
from pipelines.warehouse.kept_candidate import CANDIDATE, MANIFEST
from pipelines.warehouse.shards import place_shard
from pipelines.workers.pool import CORES_VARIABLE


@dataclass(frozen=True, slots=True)
class ShardJob:
    """The packed files of a shard, and the folder that its candidate and its manifest are to be in."""

    hand_over: Path
    built: Path


@dataclass(frozen=True, slots=True)
class ShardBuilt:
    """What came of a shard: where its SQL reads the hand-over, names of data tests that fail, the most memory dbt had."""

    reads: str
    warnings: tuple[str, ...]
    peak_mb: int


def building_version() -> str:
    """Return the version of everything that makes a candidate out of readings, and of the reading: shards of two versions are never joined."""
    return f"{reading_version()} {code_hash(dbt_project_hash(Settings.load()))[:16]}"


def build_shard(job: ShardJob, tell: Callable[[Any], None]) -> ShardBuilt:
    """Build a shard, telling each document that was diagnosed (what dbt tells of it) and each node (its name).

    Raises ``DbtError`` if dbt cannot build it.
    """
    work = job.built.parent / f"{job.built.name}.work"
    # Of a first try whose process was killed.
    shutil.rmtree(work, ignore_errors=True)
    settings = replace(Settings.load(), warehouse_dir=work / "warehouse")
    # A worker does as many things at once as it has threads, one a core: a shard that took all cores would take them from others.
    given, os.environ[CORES_VARIABLE] = os.environ.get(CORES_VARIABLE), "1"
    try:
        unpack(job.hand_over, work / "unpacked" / "files")
        place_shard((work / "unpacked" / "files").iterdir(), settings)
        candidate = work / "built" / CANDIDATE
        outcome = DbtOutcome()
        with DbtSession(settings, candidate, pattern=GATHERED_PATTERN) as session:
            for event in build_events(settings, candidate, outcome, on_news=tell, running=session):
                if event["info"]["name"].endswith("Result") and "node_info" in event.get("data", {}):
                    tell(str(event["data"]["node_info"].get("node_name", "")))
        outcome.require_good()
        shutil.copyfile(settings.dbt_target_dir / "manifest.json", candidate.parent / MANIFEST)
        candidate.parent.replace(job.built)
    finally:
        os.environ.pop(CORES_VARIABLE)
        if given is not None:
            os.environ[CORES_VARIABLE] = given
        shutil.rmtree(work, ignore_errors=True)
    return ShardBuilt(str(settings.hand_over_dir), tuple(outcome.warnings), outcome.peak_mb)
