"""One candidate out of the candidates of shards: their rows put together, and what looks beyond a document made anew.

Belongs here: that, as a job. What is made by document is right in its shard already; bodies, panels, sums over all reports, reports held
against each other and whatever follows from those are made over all rows, by dbt's own SQL (``incremental``). So it does not matter
for what comes out how documents were shared out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contract.rows_by_document import document_expression
from pipelines.contract.sql import connect, quoted
from pipelines.warehouse.incremental import Applied, bring_up_to_date
from pipelines.warehouse.kept_candidate import CANDIDATE, MANIFEST
from pipelines.warehouse.replay import ReplayError, in_order, step_of


@dataclass(frozen=True, slots=True)
class Shard:
    """The folder of a shard's candidate and manifest, and where its SQL reads the hand-over."""

    folder: Path
    reads: str


@dataclass(frozen=True, slots=True)
class JoinJob:
    """The shards, where the whole hand-over lies, and where candidate and manifest of the whole are to be. The shards are used up."""

    shards: tuple[Shard, ...]
    hand_over_dir: Path
    candidate: Path
    manifest: Path
    project_dir: Path


def join_shards(job: JoinJob, tell: Callable[[Any], None]) -> Applied:
    """Put shards together, telling each model that is made anew; returns what was made anew, and what changed by that.

    Until all is done the file lies in a folder of its own: there is no candidate that could be taken for a whole one. Raises
    ``ReplayError`` if a model cannot be made, or if a shard is not there.
    """
    first, *others = job.shards
    text = moved((first.folder / MANIFEST).read_text(encoding="utf-8"), first.reads, str(job.hand_over_dir))
    manifest: dict[str, Any] = json.loads(text)
    aside = job.candidate.parent / "joining" / CANDIDATE
    if not all((shard.folder / CANDIDATE).exists() for shard in job.shards):
        raise ReplayError("a candidate of a shard is gone: an earlier try to join them ended in its midst")
    aside.parent.mkdir(parents=True, exist_ok=True)
    (first.folder / CANDIDATE).replace(aside)
    with connect(aside) as connection:
        # A file that is not finished is thrown away: nothing is gained by writing everything twice.
        connection.execute("set checkpoint_threshold = '1TB'")
        _read_elsewhere(connection, manifest, str(job.hand_over_dir))
        for other in others:
            _add(connection, other.folder / CANDIDATE, manifest)
            connection.execute("checkpoint")
            (other.folder / CANDIDATE).unlink()
    applied = bring_up_to_date(aside, manifest, job.project_dir, {}, tell, is_joined=True)
    job.manifest.write_text(text, encoding="utf-8")
    aside.replace(job.candidate)
    aside.parent.rmdir()
    return applied


def moved(manifest: str, old: str, new: str) -> str:
    """Return a manifest, as text, in which a folder is called otherwise: its SQL reads the hand-over there."""
    for ascii_only in (True, False):
        # As JSON has it, either way: a folder may have a Chinese name.
        before, after = (json.dumps(path, ensure_ascii=ascii_only)[1:-1] for path in (old, new))
        manifest = manifest.replace(before, after)
    return manifest


def _models(manifest: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    nodes = in_order(manifest["nodes"], manifest["nodes"])
    return [node for node in nodes if (step_of(node).kind == "view") == (kind == "view")]


def _read_elsewhere(connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any], hand_over_dir: str) -> None:
    """Let the views read the whole hand-over: those that name its folder; the others read these."""
    for node in _models(manifest, "view"):
        if hand_over_dir in node["compiled_code"]:
            step = step_of(node)
            connection.execute(f"create or replace view {step.relation} as {step.code}")


def _add(connection: duckdb.DuckDBPyConnection, shard: Path, manifest: Mapping[str, Any]) -> None:
    """Add the rows of a shard to the tables of models; what no document has is not added twice."""
    connection.execute(f"attach {quoted(str(shard))} as shard (read_only)")
    for node in _models(manifest, "table"):
        relation = step_of(node).relation
        source = f"shard.{relation}"
        columns = [row[0] for row in connection.execute(f"describe {source}").fetchall()]
        document = document_expression(columns)
        rows = f"select * from {source} where {document} != ''" if document else f"from {source} except from {relation}"
        connection.execute(f"insert into {relation} by name {rows}")
    connection.execute("detach shard")
