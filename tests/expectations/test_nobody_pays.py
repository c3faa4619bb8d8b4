"""Nobody pays for another: every declared expectation fails in one of three documents, and the other two are published."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from expectations import declared_policy, declared_suites
from expectations.sql import AMOUNT_FACTS, ANALYST_TABLES
from pipelines.contract.holds import Holds, Reason, write_holds
from pipelines.quality.declare import Expected, Suite
from pipelines.quality.measure import measure
from pipelines.quality.policy import Policy
from pipelines.runs import gate, holding
from pipelines.runs.gate import validate_candidate
from pipelines.runs.state import RunState, run_at_work
from pipelines.settings import Settings
from tests.dbt.conftest import PROJECT
from tests.dbt.relocated import Relocated, relocate
from tests.expectations.breaks import REFERENCE, break_of
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


@pytest.fixture
def state(three: Three, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunState]:
    """A run whose candidate is a copy of the sound one, to be broken."""
    home = PROJECT.parent
    settings = Settings.load(raw=tmp_path / "raw", warehouse=three.built.folder, env={"YUSUAN_HOME": str(home)})
    # The pages of Data Docs have tests of their own.
    monkeypatch.setattr("pipelines.quality.judge._write_data_docs", lambda *_: None)
    monkeypatch.setattr(holding, "made_by", lambda state: "code")
    monkeypatch.setattr(holding.Holding, "manifest", three.built.manifest)
    monkeypatch.setattr(holding.Holding, "failing_tests", lambda self, names=None: [])
    accepted = tuple(SimpleNamespace(document_id=document_id) for document_id in three.ids)
    monkeypatch.setattr("pipelines.runs.holding.read_accepted", lambda state: accepted)
    write_holds(settings, Holds({three.held_back: Reason("先前暂扣。", "Held back before.")}), "code")
    with run_at_work(settings, "test") as state:
        shutil.copyfile(three.built.candidate, state.candidate_path)
        yield state


def _judge_only(monkeypatch: pytest.MonkeyPatch, suite: Suite, expected: Expected) -> None:
    """Let the gate judge this expectation alone, under its own policy."""
    monkeypatch.setattr(gate, "declared_suites", lambda: (Suite(suite.key, suite.zh, suite.en, (expected,)),))
    monkeypatch.setattr(gate, "declared_policy", lambda: Policy(POLICY.effect(suite.key, expected.key)))


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


@pytest.mark.parametrize("name", [name for name, effect in EFFECTS.items() if effect not in ("stop", "flag")])
def test_what_one_document_breaks_is_kept_back_and_the_others_are_published(
    name: str, three: Three, state: RunState, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite, expected = DECLARED[name]
    _judge_only(monkeypatch, suite, expected)
    with duckdb.connect(str(state.candidate_path)) as connection:
        connection.execute(break_of(name))
        found = measure(connection, suite, expected)
    assert found.problem is None and found.offending
    to_blame = {item.document_id for item in found.blamed} & three.ids
    others = three.ids - to_blame
    assert len(others) >= 2, "the case breaks more than one document"
    before = _rows(three.built.candidate, others)

    report = validate_candidate(state)

    assert report.is_open, report.why_en
    assert report.results[0].success, report.results[0].failing_rows
    with duckdb.connect(str(state.candidate_path), read_only=True) as connection:
        published = {
            row[0]
            for row in connection.execute("select document_id from main.dim_document where is_published").fetchall()
        }
    assert others <= published
    if EFFECTS[name] != "switch_off":
        assert _rows(state.candidate_path, others) == before


def _flagged() -> Iterator[str]:
    yield from (name for name, effect in EFFECTS.items() if effect == "flag")


@pytest.mark.parametrize("name", _flagged())
def test_what_is_flagged_keeps_nothing_back(
    name: str, three: Three, state: RunState, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite, expected = DECLARED[name]
    _judge_only(monkeypatch, suite, expected)
    with duckdb.connect(str(state.candidate_path)) as connection:
        connection.execute(_failing_rule(expected) if suite.key.startswith("totals_") else break_of(name))
        assert measure(connection, suite, expected).offending
    report = validate_candidate(state)
    assert report.is_open and report.results[0].status == "failed" and not report.blamed
    assert set(state.held_back) <= {three.held_back}


def _failing_rule(expected: Expected) -> str:
    """Let one check of the rule fail in one document, whatever it found there."""
    rule_id = expected.population.split("rule_id = '")[1].split("'")[0]
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
