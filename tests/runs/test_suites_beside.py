"""Suites judged in a process of their own say what they say in this one; what cannot be judged is an error."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from expectations import declared_policy, declared_suites
from pipelines.contract.holds import Holds
from pipelines.quality import run_suites
from pipelines.runs.state import RunState, run_at_work
from pipelines.runs.suites_beside import DataDocsBehind, SuitesBeside, SuitesError
from pipelines.settings import Settings
from tests.dbt.conftest import build_folder

__all__ = ["build_folder"]


def _judged(state: RunState, build_folder: Path) -> SuitesBeside:
    """Suites that have judged the built candidate and have their pages still to write."""
    shutil.copyfile(build_folder / "candidate.duckdb", state.candidate_path)
    beside = SuitesBeside(state)
    beside.begin(Holds(), {})
    beside.report()
    return beside


def test_the_report_is_that_of_this_process(settings: Settings, build_folder: Path) -> None:
    with run_at_work(settings, "test") as state:
        shutil.copyfile(build_folder / "candidate.duckdb", state.candidate_path)
        beside = SuitesBeside(state)
        beside.begin(Holds(), {})
        heard: list[str] = []
        report = beside.report(lambda name, done, total: heard.append(name))
        here = run_suites(state.candidate_path, run_id=state.run_id, suites=declared_suites(), policy=declared_policy())
    assert report.decision == here.decision and report.blamed == here.blamed
    assert [(item.name, item.status, item.unexpected_count) for item in report.results] == [
        (item.name, item.status, item.unexpected_count) for item in here.results
    ]
    assert heard == [*(suite.key for suite in declared_suites()), "great_expectations"]


def test_its_pages_are_there_once_they_were_waited_for(settings: Settings, build_folder: Path) -> None:
    with run_at_work(settings, "test") as state:
        beside = _judged(state, build_folder)
        assert not settings.data_docs_dir.exists()
        beside.begin_data_docs()
        assert beside.wait_for_data_docs() is None
        assert (settings.data_docs_dir / "index.html").is_file()
        assert beside.wait_for_data_docs() is None


def test_pages_of_a_run_that_ends_before_they_are_there_are_waited_for(settings: Settings, build_folder: Path) -> None:
    with run_at_work(settings, "test") as state:
        beside = _judged(state, build_folder)
        beside.begin_data_docs()
    assert (settings.data_docs_dir / "index.html").is_file()


def test_pages_that_cannot_be_written_are_told(settings: Settings, build_folder: Path) -> None:
    with run_at_work(settings, "test") as state:
        beside = _judged(state, build_folder)
        settings.data_docs_dir.parent.joinpath(f".{settings.data_docs_dir.name}.draft").write_text("in the way")
        beside.begin_data_docs()
        behind = beside.wait_for_data_docs()
        assert behind is not None and "could not be written" in behind.why
        # Whoever asks again, after a second try to publish, hears it again.
        assert beside.wait_for_data_docs() == behind
        assert state.results.find(DataDocsBehind) == behind


def test_without_a_candidate_it_says_so(settings: Settings) -> None:
    with run_at_work(settings, "test") as state:
        beside = SuitesBeside(state)
        beside.begin(Holds(), {})
        with pytest.raises(SuitesError, match="no candidate warehouse"):
            beside.report()
