"""The gate: one build; who is to blame is kept back alone and in place; a closed gate publishes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from pipelines.contract.holds import Holds, Reason, remembered_holds, write_holds
from pipelines.contract.questions import Questions
from pipelines.runs import gate, holding, publish_step
from pipelines.runs.gate import build_candidate, validate_candidate
from pipelines.runs.outcome import GateClosedError
from pipelines.runs.picture_check import PictureCheck
from pipelines.runs.state import RunState, run_at_work
from pipelines.settings import Settings
from pipelines.warehouse.data_tests import FailedTest
from pipelines.warehouse.dbt_build import DbtFailure, DbtOutcome
from pipelines.warehouse.replay import ReplayError

WHY = Reason("有问题。", "Something is wrong.")
#: Documents a, b and c have a row with a figure each, those of table a2 and b2 beside; what is held back has none.
_ROWS = """
select document_id, table_id from (values ('a', 'a1'), ('b', 'b1'), ('b', 'b2'), ('c', 'c1')) as rows(document_id, table_id)
where document_id not in (select document_id from '{holds}' where table_id is null)
and table_id not in (select table_id from '{holds}' where table_id is not null)
"""


@pytest.fixture
def state(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunState]:
    """A run with three accepted documents; dbt and Great Expectations are the tests' own, replaying is real."""
    monkeypatch.setattr(gate, "import_beside", lambda module: None)
    monkeypatch.setattr(RunState, "start_dbt", lambda state: None)
    monkeypatch.setattr(holding, "made_by", lambda state: "code")
    _write_manifest(settings, _ROWS.format(holds=settings.hand_over_dir / "holds.parquet"))
    accepted = tuple(SimpleNamespace(document_id=name) for name in "abc")
    monkeypatch.setattr("pipelines.runs.holding.read_accepted", lambda state: accepted)
    with run_at_work(settings, "test") as state:
        yield state


def _write_manifest(settings: Settings, revenue: str) -> None:
    """What dbt wrote of the build: two models made from the holds, one of these ``revenue`` rows."""
    rows = _ROWS.format(holds=settings.hand_over_dir / "holds.parquet")
    models = {"int_amount": ("intermediate", rows), "fct_revenue": ("main", revenue)}
    manifest = {
        "metadata": {"project_name": "p"},
        "sources": {f"source.p.run.{name}": {"name": name} for name in ("holds", "switched_off_rules")},
        "nodes": {
            f"model.p.{name}": {
                "unique_id": f"model.p.{name}", "name": name, "schema": schema, "resource_type": "model", "language": "sql",
                "config": {"materialized": "table"}, "compiled_code": code, "depends_on": {"nodes": ["source.p.run.holds"]},
            }
            for name, (schema, code) in models.items()
        },
    }  # fmt: skip
    settings.dbt_target_dir.mkdir(parents=True, exist_ok=True)
    (settings.dbt_target_dir / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture
def dbt(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Path]]:
    """Let dbt build the candidate, with these names of failing tests and these failures; returns the builds."""

    def give(warnings: Collection[str] = (), failures: Collection[DbtFailure] = ()) -> list[Path]:
        builds: list[Path] = []

        def build_events(
            settings: Settings, candidate: Path, outcome: DbtOutcome, **_: Any
        ) -> Iterator[dict[str, Any]]:
            builds.append(candidate)
            rows = _ROWS.format(holds=settings.hand_over_dir / "holds.parquet")
            with duckdb.connect(str(candidate)) as connection:
                connection.execute("create schema intermediate")
                connection.execute("create table intermediate.int_reach (document_id text, printed_in text)")
                for table in ("intermediate.int_amount", "main.fct_revenue"):
                    connection.execute(f"create table {table} as {rows}")
            outcome.exit_code = 1 if failures else 0
            outcome.failures.extend(failures)
            outcome.warnings.extend(warnings)
            yield {"info": {"name": "event"}}

        monkeypatch.setattr(gate, "begin_build", lambda *_: None)
        monkeypatch.setattr(gate, "build_events", build_events)
        return builds

    return give


def _tests_fail_on(monkeypatch: pytest.MonkeyPatch, *document_ids: str, of_nobody: bool = False) -> None:
    """Let a data test fail on the rows of these documents, as long as the candidate has any."""

    def failing_tests(candidate: Questions, tests: object, since: object = None) -> list[FailedTest]:
        query = "select distinct document_id from main.fct_revenue where list_contains(?, document_id) order by all"
        rows = candidate.ask(lambda connection: connection.execute(query, [list(document_ids)]).fetchall())
        found = tuple(row[0] for row in rows)
        return [FailedTest("sums_agree", () if of_nobody else found)] if found or of_nobody else []

    monkeypatch.setattr(holding, "data_tests", lambda manifest: ())
    monkeypatch.setattr(holding, "failing_tests", failing_tests)


def _published(state: RunState) -> list[str]:
    with duckdb.connect(str(state.candidate_path), read_only=True) as connection:
        return [row[0] for row in connection.execute("select table_id from main.fct_revenue order by all").fetchall()]


def test_a_document_that_fails_a_data_test_is_held_back_alone_without_a_second_build(
    state: RunState, dbt: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    builds = dbt(warnings=["sums_agree"])
    _tests_fail_on(monkeypatch, "b")
    assert list(build_candidate(state))
    assert len(builds) == 1
    assert _published(state) == ["a1", "c1"]
    assert list(state.held_back) == ["b"] and "sums_agree" in state.held_back["b"]
    assert list(remembered_holds(state.settings, "code").documents) == ["b"]


def test_a_build_that_was_begun_is_gone_on_with(
    state: RunState, dbt: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    builds = dbt()
    begun: list[Path] = []
    session = SimpleNamespace(begun_at=None, end=lambda: 0)

    def begin(settings: Settings, candidate: Path, session: Any) -> None:
        begun.append(candidate)
        session.begun_at = 1.0

    monkeypatch.setattr(gate, "begin_build", begin)
    monkeypatch.setattr(RunState, "start_dbt", lambda state: session)
    state.dbt_session = session  # type: ignore[assignment]
    gate.begin_candidate(state)
    assert list(build_candidate(state)) and begun == builds == [state.candidate_path]


def test_a_failure_of_all_documents_closes_the_gate(
    state: RunState, dbt: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dbt(warnings=["sums_agree"])
    _tests_fail_on(monkeypatch, "a", "b", "c")
    with pytest.raises(GateClosedError, match="sums_agree"):
        list(build_candidate(state))
    assert state.held_back == {}


def test_a_data_test_that_names_nobody_closes_the_gate(
    state: RunState, dbt: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dbt(warnings=["sums_agree"])
    _tests_fail_on(monkeypatch, of_nobody=True)
    with pytest.raises(GateClosedError, match="no document in particular"):
        list(build_candidate(state))


def test_a_model_that_cannot_be_built_closes_the_gate_in_dbts_words(
    state: RunState, dbt: Callable[..., list[Path]]
) -> None:
    dbt(failures=[DbtFailure("model.yusuan.fct_revenue", "no such column")])
    with pytest.raises(GateClosedError, match="no such column"):
        list(build_candidate(state))


def test_holds_found_before_are_in_force_from_the_start(state: RunState, dbt: Callable[..., list[Path]]) -> None:
    write_holds(state.settings, Holds({"c": WHY}, {("b", "b2"): WHY}, {"rule": WHY}), "code")
    dbt()
    list(build_candidate(state))
    assert _published(state) == ["a1", "b1"]
    assert state.held_back == {"c": str(WHY)}


class _Suites:
    """Suites whose verdicts are given: each round blames those it is given, as long as the candidate shows them."""

    def __init__(self, state: RunState, *rounds: Holds, stops: bool = False) -> None:
        self.state, self.rounds, self.stops, self.judged = state, list(rounds), stops, 0

    def __call__(self, *_: object, settled: Holds, **__: object) -> SimpleNamespace:
        blamed = (self.rounds[self.judged] if self.judged < len(self.rounds) else Holds()) - settled
        self.judged += 1
        decision = "stop" if self.stops else "hold" if blamed else "publish"
        return SimpleNamespace(decision=decision, is_open=decision == "publish", blamed=blamed, results=())


@pytest.fixture
def judged(
    state: RunState, dbt: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[Any, _Suites]]:
    """Build and judge, with suites that blame these, round by round; returns the report and the suites."""

    def run(*rounds: Holds, stops: bool = False) -> tuple[Any, _Suites]:
        _tests_fail_on(monkeypatch)
        suites = _Suites(state, *rounds, stops=stops)
        monkeypatch.setattr("pipelines.quality.run_suites", suites)
        monkeypatch.setattr("pipelines.quality.write_results", lambda *_: 0)
        builds = dbt()
        list(build_candidate(state))
        report = validate_candidate(state)
        assert len(builds) == 1, "nobody costs a second build"
        return report, suites

    return run


def test_whoever_the_suites_blame_is_kept_back_and_they_judge_again(
    state: RunState, judged: Callable[..., tuple[Any, _Suites]]
) -> None:
    report, suites = judged(Holds({"c": WHY}, {("b", "b2"): WHY}, {"rule": WHY}))
    assert report.is_open and suites.judged == 2
    assert _published(state) == ["a1", "b1"]
    kept = remembered_holds(state.settings, "code")
    assert (set(kept.documents), set(kept.tables), set(kept.rules)) == ({"c"}, {("b", "b2")}, {"rule"})


def test_a_table_held_back_in_vain_takes_its_document_with_it(
    state: RunState, judged: Callable[..., tuple[Any, _Suites]]
) -> None:
    table = Holds(tables={("b", "b2"): WHY})
    report, _ = judged(table, table)
    assert report.is_open and list(state.held_back) == ["b"]
    assert _published(state) == ["a1", "c1"]


def test_a_document_held_back_in_vain_loses_its_rows_and_closes_nothing(
    state: RunState, judged: Callable[..., tuple[Any, _Suites]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _write_manifest(state.settings, "select 'a' as document_id, 'a1' as table_id union all select 'b', 'b1'")
    document = Holds({"b": WHY})
    report, _ = judged(document, document, document)
    assert report.is_open
    assert _published(state) == ["a1", "c1"]


def test_blame_that_moves_on_comes_to_the_whole_document_and_ends_there(
    state: RunState, judged: Callable[..., tuple[Any, _Suites]]
) -> None:
    rounds = [Holds(tables={("b", f"b{number}"): WHY}) for number in range(2, 9)]
    report, suites = judged(*rounds)
    assert suites.judged == 6, "three rounds in part, one whole, one that deletes, and then it is looked at once more"
    assert report.is_open and list(state.held_back) == ["b"], "its other tables are held back with it"


def test_blame_without_end_closes_the_gate(state: RunState, judged: Callable[..., tuple[Any, _Suites]]) -> None:
    report, suites = judged(*(Holds(rules={f"rule {number}": WHY}) for number in range(9)))
    assert suites.judged == 6 and not report.is_open


def test_a_gate_that_would_leave_nothing_closes_and_remembers_nobody(
    state: RunState, judged: Callable[..., tuple[Any, _Suites]]
) -> None:
    report, _ = judged(Holds({"a": WHY}, {("b", "b1"): WHY, ("b", "b2"): WHY, ("c", "c1"): WHY}))
    assert not report.is_open
    assert remembered_holds(state.settings, "code") == Holds() and state.held_back == {}


def test_a_model_that_cannot_be_run_again_closes_the_gate_and_leaves_no_candidate(
    state: RunState, judged: Callable[..., tuple[Any, _Suites]]
) -> None:
    _write_manifest(state.settings, "select no_such")
    with pytest.raises(GateClosedError, match="fct_revenue") as raised:
        judged(Holds({"b": WHY}))
    assert isinstance(raised.value.__cause__, ReplayError)
    assert not state.candidate_path.exists()


def test_a_closed_gate_leaves_the_last_warehouse_byte_for_byte(
    state: RunState, judged: Callable[..., tuple[Any, _Suites]]
) -> None:
    published = state.settings.published_path
    with duckdb.connect(str(published)) as connection:
        connection.execute("create table yesterday as select 1 as one")
    before, inode = published.read_bytes(), published.stat().st_ino
    report, _ = judged(stops=True)
    assert not report.is_open
    with pytest.raises(GateClosedError, match="has not opened"):
        publish_step.publish_candidate(state, report)
    assert published.read_bytes() == before and published.stat().st_ino == inode


def test_a_table_that_its_page_contradicts_is_kept_back_before_the_suites_judge(
    state: RunState, judged: Callable[..., tuple[Any, _Suites]], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[list[str]] = []

    def check(state: RunState) -> PictureCheck:
        looked.append(_published(state))
        return PictureCheck(holds=Holds(tables={("b", "b2"): WHY}) if len(looked) == 1 else Holds())

    monkeypatch.setattr(gate, "check_by_picture", check)
    report, suites = judged()
    assert report.is_open and suites.judged == 1
    assert looked == [["a1", "b1", "b2", "c1"], ["a1", "b1", "c1"]]
    assert remembered_holds(state.settings, "code").tables == {("b", "b2"): WHY}


def test_pictures_that_contradict_everything_close_the_gate(
    judged: Callable[..., tuple[Any, _Suites]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "check_by_picture", lambda state: PictureCheck(holds=Holds(dict.fromkeys("abc", WHY))))
    with pytest.raises(GateClosedError, match="pictures of the pages"):
        judged()
