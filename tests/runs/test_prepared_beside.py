"""What is published is made beside the suites, of the candidate as it is; whoever changes the candidate throws it away."""

from __future__ import annotations

import pytest

from pipelines.runs.prepared_beside import PreparedBeside, throw_away
from pipelines.runs.state import RunState, run_at_work
from pipelines.runs.what_changed import WhatChanged
from pipelines.settings import Settings
from pipelines.warehouse.incremental import Applied
from pipelines.warehouse.kept_candidate import PublishedAs
from pipelines.workers.beside import Beside
from pipelines.workers.budget import NO_LIMIT
from pipelines.workers.pool import Task
from tests.warehouse.conftest import make_candidate


def _begin(state: RunState) -> PreparedBeside:
    making = Beside(Task("nothing", "pipelines.runs.suites_beside:load_suites_work", None, NO_LIMIT))
    state.at_end.callback(making.end)
    assert making.outcome().problem is None
    return PreparedBeside(state, WhatChanged({}, making, PublishedAs(0, 0, 0), {}), Applied({}, {}))


def test_it_is_made_in_the_folder_of_the_run_and_told_to_the_journal(settings: Settings) -> None:
    with run_at_work(settings, "test") as state:
        make_candidate(settings, 1)
        beside = _begin(state)
        found = beside.prepared()
        assert found is not None and found.is_whole
        assert found.file.is_relative_to(state.folder) and found.parquet_dir.is_relative_to(state.folder)
        assert (found.parquet_dir / "a_fact.parquet").is_file()
        assert beside.prepared() == found
    noted = [(step.phase, step.item_kind, step.item_name) for step in state.journal.steps]
    assert noted == [("publish", "table", "prepared")]
    assert not settings.published_path.exists() and not settings.parquet_dir.exists()


def test_without_a_candidate_there_is_nothing_and_no_error(settings: Settings) -> None:
    with run_at_work(settings, "test") as state:
        assert _begin(state).prepared() is None


@pytest.mark.parametrize("is_there", [True, False])
def test_what_is_thrown_away_is_found_no_more(settings: Settings, *, is_there: bool) -> None:
    with run_at_work(settings, "test") as state:
        if is_there:
            make_candidate(settings, 1)
            state.results.put(_begin(state))
        throw_away(state)
        assert state.results.find(PreparedBeside) is None
