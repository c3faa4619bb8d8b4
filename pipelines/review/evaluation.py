"""The rules applied to a hand-over: every step of the rulebook, in a copy of its empty database.

Belongs here: that copy. What the steps say is dbt's; which there are is in ``rulebook``; running them is in
``warehouse.replay``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from pipelines.review.rulebook import Rulebook
from pipelines.warehouse.replay import ReplayError, run_steps


class RuleError(Exception):
    """A model of the rulebook cannot be applied; the message names it and says why."""


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
    moved = (rulebook.hand_over_dir, str(hand_over_dir))
    try:
        run_steps(connection, rulebook.steps, project_dir, moved=moved, on_step=on_step)
    except ReplayError as error:
        connection.close()
        raise RuleError(str(error)) from error
    return connection
