"""What came of a build: read from dbt's own events and results."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from pipelines.journal.news import RunListener, listening
from pipelines.settings import Settings
from pipelines.warehouse import dbt_session
from pipelines.warehouse.dbt_build import DbtFailure, DbtOutcome, build_events
from pipelines.warehouse.dbt_command import DbtError

#: Stands in for dbt's process: parses, then builds with its kinds of lines, writes its result file, and ends as told.
_PROGRAM = """
import json, os, pathlib, sys
STATUS = %d
for line in sys.stdin:
    command = json.loads(line)
    if not command:
        break
    if command[0] == "build":
        print('yusuan-news: {"document_id": "d"}')
        print(json.dumps({"info": {"name": "ConcurrencyLine", "level": "info", "msg": ""}, "data": {"node_count": 2}}))
        print(json.dumps({"info": {"name": "LogModelResult", "level": "info", "msg": ""},
                          "data": {"node_info": {"node_name": "a", "node_status": "success"}}}))
        print(json.dumps({"info": {"name": "MainError", "level": "error", "msg": "no such column"}}))
        print("Traceback: not JSON")
        results = [{"unique_id": "model.a", "status": "success", "execution_time": 1.5},
                   {"unique_id": "test.b", "status": "fail", "message": "Got 2 results", "compiled_code": "select 1"}]
        if STATUS:
            pathlib.Path(os.environ["DBT_TARGET_PATH"], "run_results.json").write_text(json.dumps({"results": results}))
    print("yusuan-done: %%d" %% (STATUS if command[0] == "build" else 0), flush=True)
"""


class _Ear(RunListener):
    def __init__(self) -> None:
        self.nodes: list[tuple[str, str]] = []
        self.count = 0

    def nodes_counted(self, node_count: int) -> None:
        self.count = node_count

    def node_built(self, name: str, status: str) -> None:
        self.nodes.append((name, status))


def _build(settings: Settings, monkeypatch: pytest.MonkeyPatch, status: int) -> tuple[DbtOutcome, list[object], _Ear]:
    monkeypatch.setattr(dbt_session, "_COMMAND", (sys.executable, "-c", _PROGRAM % status))
    outcome, news, ear = DbtOutcome(), [], _Ear()
    with listening(ear):
        events = list(build_events(settings, settings.work_dir / "c.duckdb", outcome, on_news=news.append))
    assert [event["info"]["name"] for event in events] == ["ConcurrencyLine", "LogModelResult", "MainError"]
    return outcome, news, ear


def test_events_news_results_and_what_is_neither(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome, news, ear = _build(settings, monkeypatch, 1)
    assert news == [{"document_id": "d"}]
    assert (ear.count, ear.nodes) == (2, [("a", "success")])
    assert outcome.error_lines == ["no such column", "Traceback: not JSON"]
    assert outcome.statuses == {"success": 1, "fail": 1} and {
        node.unique_id: (node.seconds, node.status) for node in outcome.nodes
    }["model.a"] == (1.5, "success")
    assert outcome.failures == [DbtFailure("test.b", "Got 2 results", "select 1")]
    assert outcome.exit_code == 1 and not outcome.is_good and outcome.peak_mb > 0
    with pytest.raises(DbtError, match=r"test\.b: Got 2 results"):
        outcome.require_good()


def test_results_of_an_earlier_build_are_not_taken_for_this_ones(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.dbt_target_dir.mkdir(parents=True)
    stale: Path = settings.dbt_target_dir / "run_results.json"
    stale.write_text(json.dumps({"results": [{"unique_id": "test.old", "status": "fail"}]}))
    outcome, _, _ = _build(settings, monkeypatch, 0)
    assert outcome.is_good and outcome.failures == []
    outcome.require_good()


def test_a_build_that_says_nothing_tells_its_exit_status() -> None:
    assert DbtOutcome(exit_code=2).why == "dbt ended with exit status 2"
