"""Building the candidate on a cluster: shards of documents built by its workers, and put together on this machine.

Belongs here: when that is done, handing the shards out, and waiting for all of it. What a worker does is in ``warehouse.shard_build``, how
shards become one candidate in ``warehouse.joined_shards``. A shard that the cluster cannot build is built here, as documents that it
cannot read are read here.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.cluster import Brought, Errand, Place
from pipelines.cluster.choosing import executor
from pipelines.cluster.packing import PACKED, pack
from pipelines.cluster.store import StoreError, store_at
from pipelines.journal.news import listener
from pipelines.runs.outcome import GateClosedError
from pipelines.runs.state import RunState
from pipelines.warehouse.build_journal import note_diagnosed
from pipelines.warehouse.data_tests import data_tests
from pipelines.warehouse.incremental import Applied
from pipelines.warehouse.joined_shards import JoinJob, Shard
from pipelines.warehouse.shard_build import ShardBuilt, ShardJob, building_version
from pipelines.warehouse.shards import bodies_of, share_out, write_shards
from pipelines.workers import Outcome, Pool, Task
from pipelines.workers.budget import NO_LIMIT

_BUILD = "pipelines.warehouse.shard_build:build_shard"
_JOIN = "pipelines.warehouse.joined_shards:join_shards"
_VERSION = "pipelines.warehouse.shard_build:building_version"
_MANIFEST = "manifest.json"


@dataclass(slots=True)
class Shards:
    """How this run's candidate is built: documents by shard, where, and what came of it."""

    place: Place
    documents: Sequence[Sequence[str]]
    #: Names of data tests that fail in a shard.
    warnings: frozenset[str] = frozenset()
    #: Shards that were built here, each with the reason.
    built_here: dict[str, str] = field(default_factory=dict)


def choose_shards(state: RunState) -> Shards | None:
    """Return how the gathered readings are to be shared out; None if they are so few that one build does, or there is no cluster.

    Raises ``ClusterError`` for a setting that is no good.
    """
    place = Place.load(state.settings.cluster_dir)
    if place is None or place.shard_size == 0:
        return None
    bodies = bodies_of(state.settings)
    if len(bodies) <= place.shard_size:
        return None
    shards = Shards(place, share_out(bodies, place.shard_size))
    state.results.put(shards)
    return shards


def build_of_shards(state: RunState, shards: Shards) -> Applied:
    """Let the workers build the shards, and put them together; returns what was made anew for that.

    Raises ``GateClosedError`` if a shard cannot be built or they cannot be put together, ``ClusterError`` if the cluster cannot go on.
    """
    started = time.monotonic()
    if state.dbt_session is not None:
        # It would wait, with the parsed project in its memory, for a build that others do.
        state.dbt_session.end()
        state.dbt_session = None
    outcomes = _build_all(state, shards)
    listener().phase_started("join")
    built = [_found(outcome) for outcome in outcomes]
    shards.warnings = frozenset(name for one in built for name in one.warnings)
    state.manifest_path = state.folder / _MANIFEST
    settings = state.settings
    job = JoinJob(
        tuple(Shard(outcome.task.payload.built, one.reads) for outcome, one in zip(outcomes, built, strict=True)),
        settings.hand_over_dir,
        state.candidate_path,
        state.manifest_path,
        settings.dbt_project_dir,
    )
    with Pool(1) as pool:
        (joined,) = pool.run(
            [Task("join", _JOIN, job, NO_LIMIT)], lambda _, name: listener().node_built(str(name), "success")
        )
    if joined.problem is not None:
        raise GateClosedError(f"The shards could not be put together, so nothing is published:\n{joined.problem.en}")
    applied: Applied = joined.value
    for unique_id, seconds in applied.seconds.items():
        state.journal.note("dbt", "dbt_node", unique_id, seconds)
    state.journal.note("dbt", "shard", "joined", joined.seconds, cpu_seconds=joined.cpu_seconds, peak_mb=joined.peak_mb)
    peak_mb = max([joined.peak_mb, *(one.peak_mb for one in built)])
    state.journal.note("dbt", "phase", "dbt", time.monotonic() - started, peak_mb=peak_mb)
    return applied


def unanswered_tests(manifest: Mapping[str, Any], shards: Shards, applied: Applied) -> frozenset[str]:
    """Return the names of the data tests that no shard can answer for: those that failed in one, and those that read what was made over all.

    A key may be there once in each of two shards, and nothing of that came out otherwise when it was made anew.
    """
    made = applied.changed | {unique_id.rpartition(".")[2] for unique_id in applied.seconds}
    return shards.warnings | {test.name for test in data_tests(manifest) if not test.reads.isdisjoint(made)}


def _build_all(state: RunState, shards: Shards) -> list[Outcome]:
    """Build every shard; returns the outcomes in the order of the shards.

    What comes of a shard here stands: one that a machine could not build, for whatever reason, is built once more on this one.
    """
    errands = _errands(state, shards)
    outcomes: dict[str, Outcome] = {}

    def pass_on(task: Task, news: Any) -> None:
        if isinstance(news, str):
            listener().node_built(news, "success")
        else:
            note_diagnosed(state.journal, news)

    try:
        with executor(shards.place, state.worker_count) as workers:
            for outcome in workers.run(errands, pass_on):
                outcomes[outcome.task.key] = outcome
            shards.built_here = dict(workers.done_here)
        failed = {key: one.problem.en for key, one in outcomes.items() if one.problem and key not in shards.built_here}
        shards.built_here |= failed
        with Pool(1) as pool:
            again = pool.run([errand for errand in errands if errand.key in failed], pass_on)
            outcomes |= {outcome.task.key: outcome for outcome in again}
        for key, outcome in outcomes.items():
            state.journal.note("dbt", "shard", key, outcome.seconds, peak_mb=_peak_mb(outcome))
    finally:
        _take_out_of_store(shards.place, errands)
    return [outcomes[errand.key] for errand in errands]


def _errands(state: RunState, shards: Shards) -> list[Errand]:
    # Where workers see it, if they share a folder with this machine.
    folder = state.settings.cluster_dir / "to_build"
    # What a first try left.
    shutil.rmtree(folder, ignore_errors=True)
    written = [folder / f"{number:03d}" / "files" for number in range(len(shards.documents))]
    write_shards(state.settings, shards.documents, written)
    errands = []
    for number, files in enumerate(written):
        packed = files.with_suffix(PACKED)
        pack(files, packed)
        shutil.rmtree(files)
        name = f"shards/{state.run_id}/{number:03d}"
        errands.append(
            Errand(
                f"shard {number + 1} of {len(written)}",
                _BUILD,
                ShardJob(packed, state.folder / "shards" / f"{number:03d}" / "built"),
                NO_LIMIT,
                brings={"hand_over": Brought(f"{name}-files{PACKED}")},
                makes={"built": f"{name}-built{PACKED}"},
                version_of=_VERSION,
                version=building_version(),
            )
        )
    return errands


def _take_out_of_store(place: Place, errands: Sequence[Errand]) -> None:
    """Remove what no other run asks for: shards are named by the run."""
    store = store_at(place.store)
    for errand in errands:
        brought = () if place.is_shared else (one.name for one in errand.brings.values())
        for name in (*brought, *errand.makes.values()):
            with contextlib.suppress(StoreError):
                store.remove(name)


def _peak_mb(outcome: Outcome) -> int:
    """The most memory that the build of a shard had, dbt's process included."""
    return max(outcome.peak_mb, outcome.value.peak_mb if outcome.problem is None else 0)


def _found(outcome: Outcome) -> ShardBuilt:
    if outcome.problem is not None:
        raise GateClosedError(f"dbt could not build {outcome.task.key}, so nothing is published:\n{outcome.problem.en}")
    found: ShardBuilt = outcome.value
    return found
