"""Nobody pays for another: every declared expectation fails in one of three documents, and the other two are published."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from expectations import declared_policy, declared_suites
from expectations.sql import AMOUNT_FACTS, ANALYST_TABLES
from pipelines.contract.holds import Holds, Reason, write_holds
from pipelines.quality import GateReport
from pipelines.quality.declare import Expected, Suite
from pipelines.quality.measure import measure
from pipelines.quality.policy import Effect, Policy
from pipelines.runs import gate, holding
from pipelines.runs.gate import validate_candidate
from pipelines.runs.state import RunState, run_at_work
from pipelines.settings import Settings
from tests.dbt.conftest import PROJECT
from tests.dbt.relocated import Relocated, relocate
from tests.expectations.breaks import REFERENCE, break_of
from tests.expectations.in_transaction import InTransaction
from tests.expectations.whole import make_whole

#: Three documents, and one that is held back already.
DOCUMENTS = ("qingshan_2024", "copied", "held_back_table", "gate_held")
DECLARED = {
    f"{suite.key}__{expected.key}": (suite, expected) for suite in declared_suites() for expected in suite.expectations
}
POLICY = declared_policy()
EFFECTS = {name: POLICY.effect(suite.key, expected.key) for name, (suite, expected) in DECLARED.items()}
#: What concerns the file and no document, and why: these close the gate.
ABOUT_THE_FILE = {
    "structure_schema__promised_tables_exist": "readers' queries name the table",
    "structure_schema__published_tables_are_no_views": "a view names this machine's files and breaks elsewhere",
    "structure_schema__money_is_decimal": "a column's type is that of every document's money",
    "structure_schema__only_places_and_shares_are_floats": "likewise",
    "structure_schema__tables_and_columns_are_described": "a column is of all documents",
    "structure_documents__some_document_is_published": "there would be nothing to read",
    **{
        name: "a key that is there twice in a table that several documents share makes every join wrong"
        for name in DECLARED
        if name.startswith("structure_schema__key_of_")
    },
}
#: Facts the two others must keep, row for row.
KEPT = (*AMOUNT_FACTS, *ANALYST_TABLES, "fct_narrative_figure", "rpt_discrepancy")


@dataclass(frozen=True)
class Three:
    """The sound candidate, as it is copied for each case, and what is published of it."""

    built: Relocated
    published: dict[str, str]
    held_back: str

    @property
    def ids(self) -> set[str]:
        """The three documents."""
        return set(self.published)


@pytest.fixture(scope="module")
def three(build_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Three:
    built = relocate(build_folder, tmp_path_factory.mktemp("three"))
    make_whole(built, DOCUMENTS)
    with duckdb.connect(str(built.candidate)) as connection:
        published = connection.execute(
            "select document_id, file_name from main.dim_document where is_published"
        ).fetchall()
        held_back = connection.execute("select document_id from main.dim_document where is_held_back").fetchall()
    assert len(published) == 3 and len(held_back) == 1
    return Three(built, dict(published), held_back[0][0])


class Stage:
    """Where runs are made whose candidate is a copy of the sound one, to be broken."""

    def __init__(self, three: Three, raw: Path) -> None:
        """Take the sound candidate; ``raw`` is a folder without reports."""
        self.three = three
        self.settings = Settings.load(raw=raw, warehouse=three.built.folder, env={"YUSUAN_HOME": str(PROJECT.parent)})
        self.settings.dbt_target_dir.mkdir(parents=True, exist_ok=True)
        manifest = self.settings.dbt_target_dir / "manifest.json"
        manifest.write_text(json.dumps(three.built.manifest), encoding="utf-8")

    @contextmanager
    def run(self) -> Iterator[RunState]:
        """A run with a candidate of its own."""
        held_back = Holds({self.three.held_back: Reason("先前暂扣。", "Held back before.")})
        write_holds(self.settings, held_back, "code")
        with run_at_work(self.settings, "test") as state:
            shutil.copyfile(self.three.built.candidate, state.candidate_path)
            yield state


@pytest.fixture
def stage(three: Three, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    # The pages of Data Docs have tests of their own.
    monkeypatch.setattr("pipelines.quality.judge.Judged.write_data_docs", lambda *_: None)
    monkeypatch.setattr(holding, "made_by", lambda state: "code")
    monkeypatch.setattr(holding.Holding, "manifest", three.built.manifest)
    monkeypatch.setattr(holding.Holding, "failing_tests", lambda self, names=None: [])
    accepted = tuple(SimpleNamespace(document_id=document_id) for document_id in three.ids)
    monkeypatch.setattr("pipelines.runs.holding.read_accepted", lambda state: accepted)
    return Stage(three, tmp_path / "raw")


@pytest.fixture
def state(stage: Stage) -> Iterator[RunState]:
    with stage.run() as state:
        yield state


def _judge_only(monkeypatch: pytest.MonkeyPatch, suite: Suite, *expected: Expected) -> None:
    """Let the gate judge these expectations alone, under their own policy, which is one."""
    (effect,) = {POLICY.effect(suite.key, each.key) for each in expected}
    monkeypatch.setattr(gate, "declared_suites", lambda: (Suite(suite.key, suite.zh, suite.en, expected),))
    monkeypatch.setattr(gate, "declared_policy", lambda: Policy(effect))


def _chunks(names: list[str], most: int) -> Iterator[list[str]]:
    remaining = iter(names)
    while chunk := list(islice(remaining, most)):
        yield chunk


def _groups(*effects: Effect, most: int) -> Iterator[tuple[str, list[str]]]:
    """Names of expectations of one suite and one effect, at most so many together, with an id for the case."""
    of: dict[tuple[str, Effect], list[str]] = {}
    for name, effect in EFFECTS.items():
        if effect in effects:
            of.setdefault((DECLARED[name][0].key, effect), []).append(name)
    for (suite, effect), names in of.items():
        for number, group in enumerate(_chunks(names, most), 1):
            yield f"{suite}-{effect}-{number}", group


def _blamed_alone(candidate: Path, breaks: Mapping[str, str]) -> dict[str, set[str]]:
    """Break each expectation by itself and let it notice; returns whom each blames. The candidate stays sound."""
    blamed: dict[str, set[str]] = {}
    with duckdb.connect(str(candidate)) as connection:
        for name, sql in breaks.items():
            connection.execute("begin")
            connection.execute(sql)
            found = measure(InTransaction(connection), *DECLARED[name])
            connection.execute("rollback")
            assert found.problem is None and found.offending, name
            blamed[name] = {item.document_id for item in found.blamed if item.document_id}
    return blamed


def _all_notice(candidate: Path, breaks: Mapping[str, str], *, keep: bool = False) -> bool:
    """Break all of these at once; True if each still notices its own, and none hides another's."""
    with duckdb.connect(str(candidate)) as connection:
        connection.execute("begin")
        for sql in breaks.values():
            connection.execute(sql)
        is_noticed = all(measure(InTransaction(connection), *DECLARED[name]).offending for name in breaks)
        connection.execute("commit" if keep else "rollback")
    return is_noticed


def _rounds(candidate: Path, breaks: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Divide breaks into such as may be done together: what one deletes, another cannot spoil."""
    left = dict(breaks)
    while left:
        together = dict(left)
        if not _all_notice(candidate, together):
            together = {}
            for name, sql in left.items():
                if _all_notice(candidate, together | {name: sql}):
                    together[name] = sql
        yield together
        left = {name: sql for name, sql in left.items() if name not in together}


def _rows(candidate: Path, document_ids: set[str]) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(candidate), read_only=True) as connection:
        return {
            table: connection.execute(
                f"select columns(* exclude (document_id)) from main.{table} where list_contains(?, document_id) order by all",
                [sorted(document_ids)],
            ).fetchall()
            for table in KEPT
        }


def test_every_declared_expectation_is_about_the_file_or_has_a_case_here() -> None:
    assert {name for name, effect in EFFECTS.items() if effect == "stop"} == set(ABOUT_THE_FILE)


_HELD = dict(_groups("hold_back", "hold_table", "switch_off", most=9))


@pytest.mark.parametrize("group", _HELD.values(), ids=_HELD.keys())
def test_what_one_document_breaks_is_kept_back_and_the_others_are_published(
    group: list[str], three: Three, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = tmp_path / "sound.duckdb"
    shutil.copyfile(three.built.candidate, sound)
    breaks = {name: break_of(name) for name in group}
    blamed = _blamed_alone(sound, breaks)
    for name, whom in blamed.items():
        assert len(whom & three.ids) <= 1, f"the case of {name} breaks more than one document"
    for together in list(_rounds(sound, breaks)):
        assert together
        others = three.ids - set().union(*(blamed[name] for name in together))
        before = _rows(three.built.candidate, others)
        with stage.run() as state:
            report = _judged_when_broken(state, together, monkeypatch)
            with duckdb.connect(str(state.candidate_path), read_only=True) as connection:
                published = connection.execute("select document_id from main.dim_document where is_published")
                assert others <= {document_id for (document_id,) in published.fetchall()}
            after = _rows(state.candidate_path, others)
        assert report.is_open, report.why_en
        assert {result.name for result in report.results} == set(together)
        for result in report.results:
            assert result.success, (result.name, result.failing_rows)
        if EFFECTS[group[0]] != "switch_off":
            assert after == before


_FLAGGED = dict(_groups("flag", most=50))


@pytest.mark.parametrize("group", _FLAGGED.values(), ids=_FLAGGED.keys())
def test_what_is_flagged_keeps_nothing_back(
    group: list[str], three: Three, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = tmp_path / "sound.duckdb"
    shutil.copyfile(three.built.candidate, sound)
    breaks = {
        name: _failing_rule(DECLARED[name][1]) if name.startswith("totals_") else break_of(name) for name in group
    }
    _blamed_alone(sound, breaks)
    for together in list(_rounds(sound, breaks)):
        with stage.run() as state:
            report = _judged_when_broken(state, together, monkeypatch)
            assert set(state.held_back) <= {three.held_back}
        assert report.is_open and not report.blamed
        assert {result.name: result.status for result in report.results} == dict.fromkeys(together, "failed")


def _judged_when_broken(state: RunState, breaks: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> GateReport:
    """Break these in the run's candidate and let the gate judge them."""
    assert _all_notice(state.candidate_path, breaks, keep=True)
    (suite,) = {DECLARED[name][0].key: DECLARED[name][0] for name in breaks}.values()
    _judge_only(monkeypatch, suite, *(DECLARED[name][1] for name in breaks))
    return validate_candidate(state)


def _failing_rule(expected: Expected) -> str:
    """Let one check of the rule fail in one document, whatever it found there."""
    rule_id = expected.part
    return (
        "update main.fct_reconciliation set status = 'failed' where check_id = (select min(check_id) "
        f"from main.fct_reconciliation where rule_id = '{rule_id}' and document_id = {REFERENCE})"
    )


@pytest.mark.parametrize(
    "name", [name for name in ABOUT_THE_FILE if "key_of" not in name or name.endswith("dim_document")]
)
def test_what_makes_the_file_unfit_closes_the_gate(
    name: str, three: Three, state: RunState, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite, expected = DECLARED[name]
    _judge_only(monkeypatch, suite, expected)
    with duckdb.connect(str(state.candidate_path)) as connection:
        connection.execute(break_of(name))
    report = validate_candidate(state)
    assert report.decision == "stop" and not report.is_open
    assert name in report.why_en
    assert set(state.held_back) <= {three.held_back}, "nobody is held back for what is nobody's fault"


def test_a_query_that_cannot_be_run_is_shown_as_broken_and_everything_else_is_published(
    state: RunState, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = Expected("asks_in_vain", "问不到。", "Asks in vain.", "select no_such from main.dim_document")
    _judge_only(monkeypatch, Suite("structure_facts", "事实表。", "Facts.", (expected,)), expected)
    report = validate_candidate(state)
    assert report.is_open
    assert [item.name for item in report.broken] == ["structure_facts__asks_in_vain"]


def test_what_would_leave_nothing_to_read_closes_the_gate(
    three: Three, state: RunState, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite, expected = DECLARED["structure_facts__amounts_are_of_a_plausible_year"]
    _judge_only(monkeypatch, suite, expected)
    with duckdb.connect(str(state.candidate_path)) as connection:
        for fact in AMOUNT_FACTS:
            connection.execute(f"update main.{fact} set amount_year = 20224")
        everything = Expected(
            expected.key, expected.zh, expected.en, "select document_id, true as is_offending from main.dim_document"
        )
    _judge_only(monkeypatch, suite, everything)
    report = validate_candidate(state)
    assert report.decision == "hold" and not report.is_open
    assert set(state.held_back) <= {three.held_back}, "the program is to blame, not every report"
