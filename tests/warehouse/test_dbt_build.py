"""What came of a build: read from dbt's own events and results."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.journal.news import RunListener, listening
from pipelines.settings import Settings
from pipelines.warehouse import dbt_build, dbt_session
from pipelines.warehouse.dbt_build import DbtFailure, DbtOutcome, build_events
from pipelines.warehouse.dbt_command import DbtError
from pipelines.warehouse.dbt_session import DbtSession
from tests.dbt.scenarios import write_scenarios

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


#: Stands in for dbt's process: a build of three nodes, one of which fails as told; what is tried again is there then.
_NO_ROOM_PROGRAM = """
import json, os, pathlib, sys
WORDS = %r
for line in sys.stdin:
    command = json.loads(line)
    if not command:
        break
    if command[0] == "build":
        results = [("model.a", "success", ""), ("model.b", "error", WORDS), ("test.c", "skipped", "")]
    if command[0] == "retry":
        results = [("model.b", "success", ""), ("test.c", "warn", "")]
    if command[0] in ("build", "retry"):
        print(json.dumps({"info": {"name": "MainError", "level": "error", "msg": " ".join(command)}}))
        rows = [{"unique_id": name, "status": status, "message": words} for name, status, words in results]
        pathlib.Path(os.environ["DBT_TARGET_PATH"], "run_results.json").write_text(json.dumps({"results": rows}))
    print("yusuan-done: %%d" %% (command[0] == "build"), flush=True)
"""


def _build_without_room(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, words: str
) -> tuple[DbtOutcome, list[str]]:
    monkeypatch.setattr(dbt_session, "_COMMAND", (sys.executable, "-c", _NO_ROOM_PROGRAM % words))
    outcome = DbtOutcome()
    events = list(build_events(settings, settings.work_dir / "c.duckdb", outcome))
    return outcome, [str(event["info"]["msg"]) for event in events]


def test_what_found_no_room_is_built_once_more_by_one_thread(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "Runtime Error in model b\n  Out of Memory Error: failed to pin block of size 256.0 KiB"
    monkeypatch.setattr("pipelines.warehouse.dbt_build._results_path", lambda settings: _results(settings, "test.x.c"))
    outcome, commands = _build_without_room(settings, monkeypatch, words)
    assert commands == ["build --exclude-resource-type unit_test", "retry --threads 1"]
    assert outcome.is_good and outcome.failures == [] and outcome.error_lines == ["retry --threads 1"]
    assert {node.unique_id: node.status for node in outcome.nodes} == {
        "model.a": "success",
        "model.b": "success",
        "test.x.c": "warn",
    }
    assert (outcome.statuses, outcome.warnings) == ({"success": 2, "warn": 1}, ["c"])


def _results(settings: Settings, name: str) -> Path:
    """The result file, with a name of three parts for the test in it."""
    path = settings.dbt_target_dir / "run_results.json"
    if path.exists():
        path.write_text(path.read_text().replace('"test.c"', f'"{name}"'))
    return path


def test_what_failed_for_another_reason_is_not_tried_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome, commands = _build_without_room(settings, monkeypatch, "Binder Error: no such column")
    assert commands == ["build --exclude-resource-type unit_test"]
    assert not outcome.is_good and [failure.unique_id for failure in outcome.failures] == ["model.b"]


@pytest.mark.slow
def test_dbt_itself_builds_the_rest_and_its_manifest_has_the_sql_of_all(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_scenarios(settings.hand_over_dir)
    path = next((settings.hand_over_dir / "documents").glob("*/terms.parquet"))
    whole = path.read_bytes()
    path.write_bytes(b"no parquet")
    # To meet the limit of memory by design is not to be had; any other fault will do.
    monkeypatch.setattr(dbt_build, "_NO_ROOM", "")
    candidate, outcome = settings.work_dir / "candidate.duckdb", DbtOutcome()
    with DbtSession(settings, candidate, pattern="*") as session:
        invoke = session.invoke

        def mended(*arguments: str) -> Iterator[bytes | int]:
            if arguments[0] == "retry":
                path.write_bytes(whole)
            return invoke(*arguments)

        monkeypatch.setattr(session, "invoke", mended)
        list(build_events(settings, candidate, outcome, running=session))
    assert outcome.is_good and outcome.statuses.keys() == {"success", "pass"}
    manifest = json.loads((settings.dbt_target_dir / "manifest.json").read_text())
    built = [node for node in manifest["nodes"].values() if node["resource_type"] in ("model", "test")]
    assert [node["name"] for node in built if node["language"] == "sql" and not node.get("compiled_code")] == []
    assert len(outcome.nodes) == len({node.unique_id for node in outcome.nodes}) >= len(built)
