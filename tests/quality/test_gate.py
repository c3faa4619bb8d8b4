"""The gate: what it decides, and that nothing is passed over in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.contract.holds import Holds, Reason
from pipelines.quality import PolicyError, run_suites
from pipelines.quality.declare import Expected
from pipelines.quality.policy import Effect, Policy
from tests.quality import toy

WHY = Reason("各部分之和等于合计。", "The parts make up the whole.")


def test_a_candidate_that_holds_may_be_published(tmp_path: Path) -> None:
    report = run_suites(toy.candidate(tmp_path), suites=[toy.suite(toy.AMOUNTS)], policy=toy.policy("stop"))
    (result,) = report.results
    assert (result.status, result.evaluated, result.unexpected_count) == ("passed", 2, 0)
    assert report.is_open and report.decision == "publish"
    assert report.why_zh == "可以发布。" and report.why_en == "May be published."


def test_a_failure_shows_the_row_with_its_page_and_both_figures(tmp_path: Path) -> None:
    report = run_suites(toy.candidate(tmp_path, "8.99"), suites=[toy.suite(toy.AMOUNTS)], policy=toy.policy("flag"))
    (result,) = report.results
    assert result.failing_rows == ({"document_id": "b", "page_no": 7, "parts_yuan": "9.00", "whole_yuan": "8.99"},)
    assert result.document_ids == ("b",)
    assert (result.evaluated, result.unexpected_count) == (2, 1)


@pytest.mark.parametrize(
    ("effect", "decision", "blamed"),
    [
        ("flag", "publish", Holds()),
        ("hold_back", "hold", Holds(documents={"b": WHY})),
        ("hold_table", "hold", Holds(tables={("b", "b-t1"): WHY})),
        ("switch_off", "hold", Holds(rules={"parts": WHY})),
        ("stop", "stop", Holds()),
    ],
)
def test_the_policy_decides_what_a_failure_does(tmp_path: Path, effect: Effect, decision: str, blamed: Holds) -> None:
    suites = [toy.suite(toy.PLACED)]
    report = run_suites(toy.candidate(tmp_path, "1.00"), suites=suites, policy=toy.policy(effect))
    assert report.decision == decision
    assert report.is_open == (decision == "publish")
    assert report.blamed == blamed


@pytest.mark.parametrize("effect", ["hold_table", "switch_off"])
def test_a_row_that_names_no_table_and_no_rule_holds_its_document(tmp_path: Path, effect: Effect) -> None:
    report = run_suites(toy.candidate(tmp_path, "1.00"), suites=[toy.suite(toy.AMOUNTS)], policy=toy.policy(effect))
    assert report.blamed == Holds(documents={"b": WHY})


def test_what_is_settled_is_not_to_blame_again(tmp_path: Path) -> None:
    report = run_suites(
        toy.candidate(tmp_path, "1.00"),
        suites=[toy.suite(toy.PLACED)],
        policy=toy.policy("hold_table"),
        settled=Holds(documents={"b": WHY}),
    )
    assert report.results[0].status == "failed", "it is shown"
    assert report.is_open and not report.blamed, "the document is held back already, and its table with it"


def test_a_document_two_expectations_blame_is_told_both_reasons(tmp_path: Path) -> None:
    again = replace(toy.AMOUNTS, key="again", zh="又一次。", en="Once more.")
    suites = [toy.suite(toy.AMOUNTS, again)]
    report = run_suites(toy.candidate(tmp_path, "1.00"), suites=suites, policy=toy.policy("hold_back"))
    assert report.blamed.documents == {
        "b": Reason("各部分之和等于合计。又一次。", "The parts make up the whole. Once more.")
    }


def test_a_held_back_document_is_told_why_in_both_languages(tmp_path: Path) -> None:
    report = run_suites(
        toy.candidate(tmp_path, "1.00"), suites=[toy.suite(toy.AMOUNTS)], policy=toy.policy("hold_back")
    )
    assert str(report.blamed.documents["b"]) == "各部分之和等于合计。 / The parts make up the whole."
    assert "toy__parts_make_the_whole" in report.why_en and "page_no=7" in report.why_en


@pytest.mark.parametrize(("effect", "decision"), [("hold_back", "publish"), ("stop", "stop")])
def test_rows_of_nobody_are_shown_and_stop_only_if_the_policy_says_so(
    tmp_path: Path, effect: Effect, decision: str
) -> None:
    nobody = Expected("nobody", "无主。", "Nobody's.", "select null::varchar as document_id, true as is_offending")
    report = run_suites(toy.candidate(tmp_path), suites=[toy.suite(nobody)], policy=toy.policy(effect))
    assert report.results[0].status == "failed"
    assert report.decision == decision


def test_what_cannot_be_decided_counts_as_offending(tmp_path: Path) -> None:
    unknown = Expected(
        "unknown", "未知。", "Unknown.", "select document_id, null::boolean as is_offending from amounts"
    )
    report = run_suites(toy.candidate(tmp_path), suites=[toy.suite(unknown)], policy=toy.policy("stop"))
    assert report.results[0].unexpected_count == 2 and report.decision == "stop"


@pytest.mark.parametrize("effect", ["flag", "hold_back", "hold_table", "switch_off", "stop"])
def test_a_broken_expectation_stops_only_if_its_failure_would_and_says_why(tmp_path: Path, effect: Effect) -> None:
    suites = [toy.suite(toy.AMOUNTS, toy.BROKEN)]
    report = run_suites(toy.candidate(tmp_path), suites=suites, policy=toy.policy(effect))
    good, broken = report.results
    assert good.status == "passed"
    assert broken.status == "broken" and not broken.success
    assert "no_such" in str(broken.problem)
    assert report.broken == (broken,)
    assert report.is_open == (effect != "stop")
    if effect == "stop":
        assert "toy__asks_for_what_is_not_there" in report.why_en and "no_such" in report.why_en


def test_nothing_but_broken_expectations_is_no_pass(tmp_path: Path) -> None:
    report = run_suites(toy.candidate(tmp_path), suites=[toy.suite(toy.BROKEN)], policy=toy.policy("stop"))
    assert [item.status for item in report.results] == ["broken"] and not report.is_open


def test_nothing_to_look_at_is_not_called_passed(tmp_path: Path) -> None:
    report = run_suites(toy.candidate(tmp_path), suites=[toy.suite(toy.NAMED)], policy=toy.policy("stop"))
    assert [(item.status, item.evaluated) for item in report.results] == [("not_applicable", 0)]
    assert report.is_open


def test_a_guard_with_nothing_to_look_at_fails(tmp_path: Path) -> None:
    report = run_suites(toy.candidate(tmp_path), suites=[toy.suite(toy.GUARD)], policy=toy.policy("stop"))
    assert report.results[0].status == "failed" and report.decision == "stop"
    assert "nothing to look at" in str(report.results[0].failing_rows)


def test_only_a_sample_of_failing_rows_is_kept(tmp_path: Path) -> None:
    many = Expected(
        "many", "很多。", "Many.", "select 'a' as document_id, i, true as is_offending from range(500) as t(i)"
    )
    (result,) = run_suites(toy.candidate(tmp_path), suites=[toy.suite(many)], policy=toy.policy("flag")).results
    assert (result.unexpected_count, len(result.failing_rows)) == (500, 20)


def test_a_policy_that_names_what_nobody_declares_is_refused(tmp_path: Path) -> None:
    policy = Policy("flag", by_suite={"toys": "stop"})
    with pytest.raises(PolicyError, match="toys"):
        run_suites(toy.candidate(tmp_path), suites=[toy.suite(toy.AMOUNTS)], policy=policy)


def test_without_a_candidate_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="dbt build"):
        run_suites(tmp_path / "none.duckdb", suites=[], policy=toy.policy("flag"))


def test_progress_is_told_suite_by_suite(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    run_suites(
        toy.candidate(tmp_path),
        suites=[toy.suite(toy.AMOUNTS)],
        policy=toy.policy("flag"),
        on_suite=lambda key, done, total: told.append((key, done, total)),
    )
    assert told == [("toy", 0, 1), ("great_expectations", 1, 1)]


def test_the_candidate_is_not_touched(tmp_path: Path) -> None:
    path = toy.candidate(tmp_path)
    before = path.read_bytes()
    run_suites(path, suites=[toy.suite(toy.AMOUNTS)], policy=toy.policy("flag"))
    assert path.read_bytes() == before


def test_many_reasons_are_told_briefly_and_counted(tmp_path: Path) -> None:
    broken = [Expected(f"e{number}", "。", ".", "select no_such from amounts") for number in range(25)]
    report = run_suites(toy.candidate(tmp_path), suites=[toy.suite(*broken)], policy=toy.policy("stop"))
    assert len(report.results) == 25
    assert report.why_en.count("toy__") == 10 and "(+15)" in report.why_en


def test_a_run_id_that_looks_like_a_date_is_none(tmp_path: Path) -> None:
    report = run_suites(
        toy.candidate(tmp_path),
        suites=[toy.suite(toy.AMOUNTS)],
        policy=toy.policy("flag"),
        run_id="4e2422798003",
    )
    assert report.run_id == "4e2422798003" and report.is_open
