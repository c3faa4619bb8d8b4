"""The rules applied to a hand-over: every step of the rulebook, in a copy of its empty database.

Belongs here: running the steps. What they say is dbt's; which there are is in ``rulebook``.
"""

from __future__ import annotations

import runpy
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.review.rulebook import Rulebook, Step

#: As in the dbt profile: the same rows in the same order whatever the machine's clock is set to.
_TIME_ZONE = "set TimeZone = 'UTC'"


class RuleError(Exception):
    """A model of the rulebook cannot be applied; the message names it and says why."""


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


def evaluate(
    rulebook: Rulebook,
    project_dir: Path,
    hand_over_dir: Path,
    folder: Path,
    on_step: Callable[[str, int, int], None] = lambda name, number, count: None,
) -> duckdb.DuckDBPyConnection:
    """Apply every rule to the documents handed over; returns the open database in ``folder``.

    Raises ``RuleError`` if a model cannot be applied.
    """
    path = folder / rulebook.database.name
    shutil.copyfile(rulebook.database, path)
    connection = duckdb.connect(str(path))
    connection.execute(_TIME_ZONE)
    refs = _Refs(connection, _schemas(connection))
    for number, step in enumerate(rulebook.steps, start=1):
        try:
            _apply(connection, step, refs, project_dir, (rulebook.hand_over_dir, str(hand_over_dir)))
        except Exception as error:
            connection.close()
            raise RuleError(f"the model {step.name} cannot be applied: {type(error).__name__}: {error}") from error
        on_step(step.name, number, len(rulebook.steps))
    return connection


def _apply(
    connection: duckdb.DuckDBPyConnection, step: Step, refs: _Refs, project_dir: Path, moved: tuple[str, str]
) -> None:
    relation = f'"{step.schema}"."{step.name}"'
    if step.kind == "python":
        rows: Any = runpy.run_path(str(project_dir / step.code))["model"](refs, connection)
        connection.register("rows_of_model", rows)
        connection.execute(f"insert into {relation} by name select * from rows_of_model")
        connection.unregister("rows_of_model")
        return
    code = step.code.replace(*moved)
    if step.kind == "view":
        connection.execute(f"create or replace view {relation} as {code}")
    else:
        # The table is there, empty, with the types (and the contract) dbt gave it.
        connection.execute(f"insert into {relation} by name {code}")


def _schemas(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    query = "select table_name, table_schema from information_schema.tables"
    return dict(connection.execute(query).fetchall())
