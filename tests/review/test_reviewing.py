"""A review finds what a run finds, and shows where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipelines.documents.verdicts import Verdict
from pipelines.extraction.shown_figures import Look
from pipelines.review.answer import Review
from pipelines.review.kept import answer_key, find_answer, keep_answer
from pipelines.review.reviewing import review
from pipelines.review.rulebook import is_ready, load_rulebook
from pipelines.settings import Settings
from pipelines.warehouse.accused_figures import AccusedFigure
from tests.conftest import REFERENCE_PDF, ROOT

SETTINGS = Settings.load(env={"YUSUAN_HOME": str(ROOT)})


@pytest.fixture(scope="module")
def found(review_cache: Path) -> Review:
    return review(REFERENCE_PDF, [], SETTINGS, cache_dir=review_cache / "yusuan" / "review")


def test_a_review_finds_what_a_run_finds(found: Review, published_warehouse: Path) -> None:
    with duckdb.connect(str(published_warehouse), read_only=True) as connection:
        by_run = connection.execute("select finding_id, explanation_zh from rpt_discrepancy order by all").fetchall()
        counts = dict(connection.execute("select status, count(*) from fct_reconciliation group by 1").fetchall())
        (proven,) = connection.execute("select proven_share_percent from rpt_document_coverage").fetchone() or (None,)
    assert sorted((finding.finding_id, finding.text_zh) for finding in found.findings) == by_run
    (report,) = found.reports
    told = {"passed": report.passed, "failed": report.failed, "not_applicable": report.not_applicable}
    assert told == counts
    assert report.proven_percent == proven


def test_a_review_says_what_the_report_is_and_what_was_not_checked(found: Review) -> None:
    (report,) = found.reports
    assert (report.issuer, report.fiscal_year, report.report_kind) == ("中共青山区委组织部", 2024, "budget")
    assert (report.page_count, len(report.tables), report.hold_reason) == (35, 15, None)
    assert any("空表" in rule.reason for rule in report.untried)
    assert all(rule.reason and rule.sentence_zh and rule.sentence_en for rule in report.untried)


def test_every_finding_says_where_to_look(found: Review) -> None:
    for finding in found.findings:
        assert finding.marks and finding.evidence, finding.title_zh
        assert {mark.page_no for mark in finding.marks} & set(finding.page_nos), finding.title_zh
    moved = next(finding for finding in found.findings if finding.kind == "rows_moved")
    suspects = [mark for mark in moved.marks if mark.is_suspect]
    assert len(suspects) == len(moved.changes) and {mark.page_no for mark in suspects} == {10}
    header = next(finding for finding in found.findings if finding.evidence[0].rule_id == "header_of_title")
    assert any(mark.box is not None and mark.box == mark.header for mark in header.marks), "the header is not outlined"


def test_a_table_whose_page_shows_other_figures_accuses_nobody(
    found: Review, review_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = next(finding for finding in found.findings if finding.kind == "rows_moved")
    page_no = moved.page_nos[0]
    looked_at: list[int] = []

    def another_on_that_page(accused: Iterable[AccusedFigure], _: object) -> Iterator[tuple[AccusedFigure, Look]]:
        for item in accused:
            looked_at.append(item.figure.page_no)
            if item.figure.page_no == page_no:
                yield item, Look(item.figure.place_id, "differs", "700")

    monkeypatch.setattr("pipelines.review.reviewing.look_at_pages", another_on_that_page)
    monkeypatch.setattr("pipelines.review.reviewing.find_answer", lambda *_: None)
    monkeypatch.setattr("pipelines.review.reviewing.keep_answer", lambda *_: None)
    again = review(REFERENCE_PDF, [], SETTINGS, cache_dir=review_cache / "yusuan" / "review")
    assert page_no in looked_at
    (held,) = [table for table in again.reports[0].tables if table.hold_reason]
    assert held.first_page_no <= page_no <= held.last_page_no and "700" in (held.hold_reason or "")
    assert not any(finding.kind == "rows_moved" for finding in again.findings)


def test_rules_are_made_once(review_cache: Path) -> None:
    folder = review_cache / "yusuan" / "review"
    assert is_ready(SETTINGS, folder)
    assert not is_ready(SETTINGS, folder / "elsewhere")
    made = load_rulebook(SETTINGS, folder)
    names = [step.name for step in made.steps]
    assert len(names) == len(set(names)) and names.index("int_finding") < names.index("rpt_discrepancy")
    made_here = [path.name for path in folder.iterdir() if path.name != "answers"]
    assert made_here == [made.database.parent.name], "drafts are left behind"


def test_a_report_reviewed_before_is_answered_at_once(
    found: Review, review_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("it was read again")

    monkeypatch.setattr("pipelines.review.reviewing.look_at", never)
    again = review(REFERENCE_PDF, [], SETTINGS, cache_dir=review_cache / "yusuan" / "review")
    assert again.findings == found.findings and again.reports == found.reports


def test_what_a_person_decided_is_honoured_and_what_is_gone_is_kept(found: Review, review_cache: Path) -> None:
    error = next(finding for finding in found.findings if finding.severity == "error")
    assert error.finding_key is not None and found.no_fault_count == 0
    gone = f"{error.finding_key[:16]}-d{0:012}"
    verdicts = [
        Verdict(error.finding_key, "not_a_fault", "口径不同", rule_ids=";".join(error.rule_ids)),
        Verdict(gone, "confirmed"),
        Verdict(f"{1:016}-d{0:012}", "confirmed"),
    ]
    again = review(REFERENCE_PDF, [], SETTINGS, cache_dir=review_cache / "yusuan" / "review", verdicts=verdicts)
    (judged,) = (finding for finding in again.findings if finding.judged)
    assert (judged.finding_id, judged.severity, judged.severity_found) == (error.finding_id, "info", "error")
    assert judged.judged is not None and judged.judged.note == "口径不同" and judged.changes == ()
    assert again.count("error") == found.count("error") - 1 and len(again.findings) == len(found.findings)
    assert [verdict.finding_key for verdict in again.reports[0].unmatched] == [gone]


def test_another_file_is_another_answer(found: Review, tmp_path: Path) -> None:
    keys = {answer_key("rules", [(REFERENCE_PDF, digest)]) for digest in ("a", "b")}
    keys |= {answer_key("other rules", [(REFERENCE_PDF, "a")]), answer_key("rules", [(tmp_path / "x.pdf", "a")])}
    assert len(keys) == 4
    assert answer_key("rules", [(REFERENCE_PDF, "a")], [Verdict("k", "confirmed")]) not in keys


def test_an_answer_whose_diagnosis_was_given_up_is_not_kept(found: Review, tmp_path: Path) -> None:
    keep_answer(tmp_path, "whole", found)
    assert find_answer(tmp_path, "whole") == found
    given_up = replace(found, findings=tuple(replace(finding, kind="not_diagnosed") for finding in found.findings))
    keep_answer(tmp_path, "given up", given_up)
    assert find_answer(tmp_path, "given up") is None
