"""The gate: who fails is held back alone, whoever cannot be told apart closes it, a closed gate publishes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from pipelines.contract import hand_over
from pipelines.runs import gate, publish_step
from pipelines.runs.gate import build_candidate, validate_candidate
from pipelines.runs.outcome import GateClosedError
from pipelines.runs.state import RunState, run_at_work
from pipelines.settings import Settings
from pipelines.warehouse.dbt_build import DbtFailure, DbtOutcome


@pytest.fixture
def state(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunState]:
    """A run with three accepted documents; dbt and Great Expectations are the tests' own."""
    monkeypatch.setattr(gate, "import_great_expectations", lambda: None)
    monkeypatch.setattr(gate, "_made_by", lambda state: "code")
    accepted = tuple(SimpleNamespace(document_id=name) for name in "abc")
    monkeypatch.setattr(RunState, "accepted_files", lambda self: accepted)
    with run_at_work(settings, "test") as state:
        yield state


def _dbt(
    monkeypatch: pytest.MonkeyPatch, bad: set[str], query: str = "select document_id from main.bad"
) -> list[set[str]]:
    """Let dbt build a candidate whose one data test fails on ``bad`` documents not held back; returns holds by build."""
    holds_by_build: list[set[str]] = []

    def build_events(settings: Settings, candidate: Path, outcome: DbtOutcome) -> Iterator[dict[str, Any]]:
        holds = {
            row[0] for row in duckdb.sql(f"select document_id from '{settings.hand_over_dir}/holds.parquet'").fetchall()
        }
        holds_by_build.append(holds)
        with duckdb.connect(str(candidate)) as connection:
            connection.execute("create table main.bad (document_id varchar)")
            for document_id in sorted(bad - holds):
                connection.execute("insert into main.bad values (?)", [document_id])
        outcome.exit_code = 1 if bad - holds else 0
        if bad - holds:
            outcome.failures.append(DbtFailure("test.yusuan.sums_agree.1", "Got 1 result", query))
        yield {"info": {"name": "event"}}

    monkeypatch.setattr(gate, "build_events", build_events)
    return holds_by_build


def test_a_document_that_fails_a_data_test_is_held_back_alone(state: RunState, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = _dbt(monkeypatch, {"b"})
    assert build_candidate(state)
    assert builds == [set(), {"b"}]
    assert "sums_agree" in state.held_back["b"]
    assert hand_over.remembered_holds(state.settings, "code") == state.held_back


def test_a_failure_of_all_documents_closes_the_gate(state: RunState, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = _dbt(monkeypatch, {"a", "b", "c"})
    with pytest.raises(GateClosedError, match="sums_agree"):
        build_candidate(state)
    assert builds == [set()] and state.held_back == {}


def test_a_failure_nobody_can_be_blamed_for_closes_the_gate(state: RunState, monkeypatch: pytest.MonkeyPatch) -> None:
    _dbt(monkeypatch, {"b"}, query="select count(*) as failures from main.bad")
    with pytest.raises(GateClosedError, match="nothing is published"):
        build_candidate(state)


def _report(decision: str, held_back: dict[str, str] | None = None) -> SimpleNamespace:
    return SimpleNamespace(decision=decision, is_open=decision == "publish", held_back=held_back or {}, results=())


def test_the_suites_hold_back_and_judge_again(state: RunState, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = _dbt(monkeypatch, set())
    verdicts = iter([_report("rebuild", {"c": "cells are missing"}), _report("publish")])
    monkeypatch.setattr("pipelines.quality.run_suites", lambda *_, **__: next(verdicts))
    monkeypatch.setattr("pipelines.quality.write_results", lambda *_: 0)
    build_candidate(state)
    assert validate_candidate(state).is_open
    assert builds == [set(), {"c"}] and state.held_back == {"c": "cells are missing"}


def test_a_closed_gate_leaves_the_last_warehouse_byte_for_byte(
    state: RunState, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = state.settings.published_path
    with duckdb.connect(str(published)) as connection:
        connection.execute("create table yesterday as select 1 as one")
    before, inode = published.read_bytes(), published.stat().st_ino
    _dbt(monkeypatch, set())
    build_candidate(state)
    monkeypatch.setattr("pipelines.quality.run_suites", lambda *_, **__: _report("stop"))
    monkeypatch.setattr("pipelines.quality.write_results", lambda *_: 0)
    assert not validate_candidate(state).is_open
    with pytest.raises(GateClosedError, match="has not opened"):
        publish_step.publish_candidate(state)
    assert published.read_bytes() == before and published.stat().st_ino == inode


def test_holds_found_before_are_not_found_again(state: RunState, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_over.write_holds(state.settings, {"b": "found before"}, "code")
    builds = _dbt(monkeypatch, {"b"})
    build_candidate(state)
    assert builds == [{"b"}], "one build, not two"
