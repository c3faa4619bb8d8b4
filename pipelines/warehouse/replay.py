"""dbt's own SQL run again in a candidate that dbt built, in dbt's own order, without dbt.

Belongs here: the steps that dbt's manifest lists (one a model), and running some of them again in a database that has their
tables: a review does so over its own reports, ``incremental`` for what changed in a candidate. A table keeps its columns, types
and comments. Which rows change is the business of the views that steps read. What dbt makes of a model is what the manifest of
*that build* says, so nothing can drift apart.
"""

from __future__ import annotations

import json
import runpy
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import duckdb

Kind = Literal["view", "table", "python"]
#: As in the dbt profile: the same rows in the same order whatever the machine's clock is set to.
_TIME_ZONE = "set TimeZone = 'UTC'"
#: What dbt's SQL says of a model that is made in parts, for one part (dbt_project/macros/parts.sql).
_ONE_PART, _PART = " % 1 = 0", " % {count} = {number}"
#: While a Python model's file is run, Python takes it for the main module: one at a time.
_LOADING = threading.Lock()


class ReplayError(Exception):
    """A model cannot be run again; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One model: its relation in the database, how it is filled, and dbt's SQL (of a Python model, its file)."""

    name: str
    schema: str
    kind: Kind
    code: str
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
    """Return a model of the manifest as a step."""
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


@dataclass(frozen=True)
class _Refs:
    """What a Python model asks of dbt: its configuration is dbt's affair, its inputs are relations of the database."""

    connection: duckdb.DuckDBPyConnection

    @cached_property
    def schemas(self) -> dict[str, str]:
        """The schema of each relation; looked up for those who ask, few models do and the look costs as much as a small one."""
        return _schemas(self.connection)

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
    refs = _Refs(connection)
    for number, step in enumerate(steps, start=1):
        try:
            _run(connection, step, refs, project_dir, moved)
        except Exception as error:
            raise ReplayError(f"the model {step.name} cannot be applied: {type(error).__name__}: {error}") from error
        on_step(step.name, number, len(steps))


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
        rows: Any = python_model(project_dir / step.code)(refs, connection)
        connection.register("rows_of_model", rows)
        connection.execute(f"insert into {step.relation} by name select * from rows_of_model")
        connection.unregister("rows_of_model")
        return
    count = _part_count(connection, step, refs)
    for part in range(count):
        of_part = code.replace(_ONE_PART, _PART.format(count=count, number=part))
        connection.execute(f"insert into {step.relation} by name {of_part}")


def python_model(path: Path) -> Callable[[Any, duckdb.DuckDBPyConnection], Any]:
    """Return the function of a Python model, which makes its rows of what it asks of dbt and of a connection."""
    with _LOADING:
        found: Callable[[Any, duckdb.DuckDBPyConnection], Any] = runpy.run_path(str(path))["model"]
    return found


def _part_count(connection: duckdb.DuckDBPyConnection, step: Step, refs: _Refs) -> int:
    if step.parted_by is None:
        return 1
    counted = connection.execute(f'select count(*) from "{refs.schemas[step.parted_by]}"."{step.parted_by}"').fetchone()
    assert counted is not None
    return max(1, -(-int(counted[0]) // step.rows_a_part))


def _schemas(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    query = "select table_name, table_schema from information_schema.tables"
    return dict(connection.execute(query).fetchall())
