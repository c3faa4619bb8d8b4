"""dbt's own SQL run again in a candidate that dbt built, in dbt's own order, without dbt.

Belongs here: the steps that dbt's manifest lists (one a model), and running some of them again in a database that has their
tables: a review does so over its own reports, the gate when it holds something back. A table keeps its columns, types and
comments. Which rows change is the business of the views that steps read; a view
needs no replay. What dbt makes of a model is what the manifest of *that build* says, so nothing can drift apart.
"""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipelines.contract.sql import connect

Kind = Literal["view", "table", "python"]
#: Stands for the sources that changed, among what a step reads.
_CHANGED_SOURCES = "sources"
#: As in the dbt profile: the same rows in the same order whatever the machine's clock is set to.
_TIME_ZONE = "set TimeZone = 'UTC'"
#: What dbt's SQL says of a model that is made in parts, for one part (dbt_project/macros/parts.sql).
_ONE_PART, _PART = " % 1 = 0", " % {count} = {number}"


class ReplayError(Exception):
    """A model cannot be run again; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One model: its relation in the database, how it is filled, and dbt's SQL (of a Python model, its file)."""

    name: str
    schema: str
    kind: Kind
    code: str
    unique_id: str = ""
    #: The steps (and changed sources) it is made from, through views too; empty if that is not known.
    reads: tuple[str, ...] = ()
    #: The table whose rows say in how many parts it is made, and how many rows make a part.
    parted_by: str | None = None
    rows_a_part: int = 1

    @property
    def relation(self) -> str:
        """The quoted name."""
        return f'"{self.schema}"."{self.name}"'


def read_manifest(path: Path) -> dict[str, Any]:
    """Return the manifest of a build, with the SQL that dbt compiled."""
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def steps_to(manifest: Mapping[str, Any], models: Iterable[str]) -> tuple[Step, ...]:
    """The models of these names and those they are made from, each after what it reads."""
    wanted = [f"model.{manifest['metadata']['project_name']}.{name}" for name in models]
    return tuple(step_of(node) for node in in_order(manifest["nodes"], wanted))


def steps_after(manifest: Mapping[str, Any], sources: Collection[str]) -> tuple[Step, ...]:
    """The stored models that are made, however indirectly, from these sources (by name), each after what it reads."""
    nodes = manifest["nodes"]
    changed = frozenset([_CHANGED_SOURCES])
    origins = {key: changed for key, source in manifest["sources"].items() if source["name"] in sources}
    steps = []
    for node in in_order(nodes, nodes):
        reads = frozenset[str]().union(*(origins.get(key, frozenset()) for key in node["depends_on"]["nodes"]))
        if not reads:
            continue
        step = replace(step_of(node), unique_id=node["unique_id"], reads=tuple(sorted(reads)))
        if step.kind == "view":
            origins[step.unique_id] = reads
        else:
            origins[step.unique_id] = frozenset([step.unique_id])
            steps.append(step)
    return tuple(steps)


def in_order(nodes: Mapping[str, Any], wanted: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the models of these unique ids and those they are made from, each after what it reads."""
    done: set[str] = set()

    def visit(unique_id: str) -> Iterator[Mapping[str, Any]]:
        node = nodes.get(unique_id)
        if node is None or unique_id in done or node["resource_type"] != "model":
            return
        done.add(unique_id)
        for parent in node["depends_on"]["nodes"]:
            yield from visit(parent)
        yield node

    for unique_id in wanted:
        yield from visit(unique_id)


def step_of(node: Mapping[str, Any]) -> Step:
    """Return a model of the manifest as a step, without what it reads."""
    if node["language"] == "python":
        return Step(node["name"], node["schema"], "python", node["original_file_path"])
    kind: Kind = "view" if node["config"]["materialized"] == "view" else "table"
    meta = node["config"].get("meta", {})
    return Step(
        node["name"],
        node["schema"],
        kind,
        node["compiled_code"],
        parted_by=meta.get("parted_by"),
        rows_a_part=meta.get("rows_a_part", 1),
    )


@dataclass(frozen=True, slots=True)
class _Refs:
    """What a Python model asks of dbt: its configuration is dbt's affair, its inputs are relations of the database."""

    connection: duckdb.DuckDBPyConnection
    schemas: dict[str, str]

    def config(self, **_: object) -> None:
        """Take a configuration that dbt followed when it made the tables."""

    def ref(self, name: str) -> duckdb.DuckDBPyRelation:
        """Return a model's or a seed's relation."""
        return self.connection.sql(f'from "{self.schemas[name]}"."{name}"')


def run_steps(
    connection: duckdb.DuckDBPyConnection,
    steps: Collection[Step],
    project_dir: Path,
    *,
    moved: tuple[str, str] | None = None,
    on_step: Callable[[str, int, int], None] = lambda name, number, count: None,
) -> None:
    """Run the steps in the open database, each on what those before it left.

    With ``moved`` the SQL reads the hand-over in another folder than the one dbt knew. Raises ``ReplayError`` if a model
    cannot be run; then the database is neither as before nor as it should be.
    """
    connection.execute(_TIME_ZONE)
    refs = _Refs(connection, _schemas(connection))
    for number, step in enumerate(steps, start=1):
        try:
            _run(connection, step, refs, project_dir, moved)
        except Exception as error:
            raise ReplayError(f"the model {step.name} cannot be applied: {type(error).__name__}: {error}") from error
        on_step(step.name, number, len(steps))


def replay(candidate: Path, steps: Collection[Step], project_dir: Path) -> None:
    """Run the steps again in a candidate.

    While that lasts, the file lies in a folder of its own: should this process die, or a model fail, there is no candidate
    that could be taken for a whole one. Raises ``ReplayError`` as :func:`run_steps` does.
    """
    # dbt's SQL names the database, and DuckDB names it after the file: the file keeps its name.
    aside = candidate.parent / "replaying" / candidate.name
    if not candidate.exists():
        raise ReplayError(f"there is no candidate {candidate.name}: an earlier try ended in its midst")
    aside.parent.mkdir(exist_ok=True)
    with connect(candidate) as connection:
        # What dbt wrote last may still stand in the log beside the file, which would stay behind.
        connection.execute("checkpoint")
    candidate.replace(aside)
    with connect(aside) as connection:
        _run_what_changed(connection, steps, project_dir)
    aside.replace(candidate)
    aside.parent.rmdir()


def replay_work(payload: tuple[Path, Collection[Step], Path], tell: Callable[[Any], None]) -> None:
    """Do :func:`replay` as a worker's job: what DuckDB leaves behind in a process goes with the process."""
    replay(*payload)


def _run_what_changed(connection: duckdb.DuckDBPyConnection, steps: Collection[Step], project_dir: Path) -> None:
    """Run the steps whose inputs changed: most tables that could change do not, and what reads only those stays."""
    changed = {_CHANGED_SOURCES}
    for step in steps:
        if step.reads and changed.isdisjoint(step.reads):
            continue
        before = _content_of(connection, step)
        run_steps(connection, [step], project_dir)
        if _content_of(connection, step) != before:
            changed.add(step.unique_id)


def _content_of(connection: duckdb.DuckDBPyConnection, step: Step) -> tuple[Any, ...] | None:
    """Rows of the step's table and two sums over their hashes, whatever their order."""
    try:
        return connection.execute(
            f"select count(*), bit_xor(hash(t)), sum((hash(t) % 4294967291)::hugeint) from {step.relation} as t"
        ).fetchone()
    except duckdb.CatalogException:
        # There is no such table: running the step says so, in its own words.
        return None


def _run(
    connection: duckdb.DuckDBPyConnection, step: Step, refs: _Refs, project_dir: Path, moved: tuple[str, str] | None
) -> None:
    code = step.code.replace(*moved) if moved else step.code
    if step.kind == "view":
        connection.execute(f"create or replace view {step.relation} as {code}")
        return
    # The table stays, with the types, the constraints and the comments dbt gave it. Its rows go in a transaction of their
    # own: DuckDB holds a key that is deleted and written again in one transaction to be there twice.
    connection.execute(f"truncate {step.relation}")
    if step.kind == "python":
        rows: Any = runpy.run_path(str(project_dir / step.code))["model"](refs, connection)
        connection.register("rows_of_model", rows)
        connection.execute(f"insert into {step.relation} by name select * from rows_of_model")
        connection.unregister("rows_of_model")
        return
    count = _part_count(connection, step, refs)
    for part in range(count):
        of_part = code.replace(_ONE_PART, _PART.format(count=count, number=part))
        connection.execute(f"insert into {step.relation} by name {of_part}")


def _part_count(connection: duckdb.DuckDBPyConnection, step: Step, refs: _Refs) -> int:
    if step.parted_by is None:
        return 1
    counted = connection.execute(f'select count(*) from "{refs.schemas[step.parted_by]}"."{step.parted_by}"').fetchone()
    assert counted is not None
    return max(1, -(-int(counted[0]) // step.rows_a_part))


def _schemas(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    query = "select table_name, table_schema from information_schema.tables"
    return dict(connection.execute(query).fetchall())
