"""The lake as a step of a run: what is published already is copied into it, and nothing that goes wrong there holds the run up.

Belongs here: when that is done, and remembering why it could not be. How a lake is written is in ``warehouse.lake``.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.journal.news import listener
from pipelines.runs.state import RunState
from pipelines.settings import SettingsError
from pipelines.warehouse.lake import is_behind, update_lake
from pipelines.warehouse.lake_extension import LakeError
from pipelines.warehouse.publication import WarehouseInUseError


@dataclass(frozen=True, slots=True)
class LakeBehind:
    """The lake is not what is published, and why."""

    why: str


def bring_lake_up_to_date(state: RunState) -> LakeBehind | None:
    """Let the lake hold what is published, where there is to be a lake; returns what went wrong, and hands it on to the run's end."""
    state.results.drop(LakeBehind)
    try:
        lake_dir = state.settings.lake_dir()
        if lake_dir is None or not is_behind(state.settings.published_path, lake_dir):
            return None
        listener().phase_started("lake")
        with state.journal.phase("lake"):
            update_lake(state.settings.published_path, lake_dir, state.settings.lake_snapshots())
    except (LakeError, SettingsError, WarehouseInUseError) as error:
        behind = LakeBehind(str(error))
        state.results.put(behind)
        return behind
    return None
