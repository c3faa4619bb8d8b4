"""Findings on the screen: which are asked for, in what order, in one language."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.cli.findings import PagesError, Wanted, pages_of, print_findings, print_report, reports_of
from pipelines.cli.language import Language


def _finding(**changes: Any) -> dict[str, Any]:
    return {
        "file_name": "甲.pdf",
        "issuer_name": "某局",
        "document_id": "d1",
        "fiscal_year": 2024,
        "report_kind": "budget",
        "severity": "error",
        "rule_ids": ["law_sum"],
        "division_name": "某市",
        "division_code": "370600",
        "page_nos": [5, 6, 9],
        "title_zh": "合计不符",
        "title_en": "The total differs",
        "explanation_zh": "差1.00元",
        "explanation_en": "1.00 apart",
        "diagnosis_kind": "unexplained",
        "check_count": 2,
        "closes_count": 0,
        "finding_id": "d1-f1",
        "suggested_changes": [],
        "finding_key": "0123456789abcdef-d0123456789ab",
        "reviewer_verdict": None,
        "reviewer_note": None,
        "reviewer": None,
        "reviewed_on": None,
        "is_verdict_outgrown": None,
        "severity_found": "error",
    } | changes


@pytest.mark.parametrize(
    ("wanted", "takes"),
    [
        (Wanted(), True),
        (Wanted(report="某"), True),
        (Wanted(report="乙"), False),
        (Wanted(severity="info"), False),
        (Wanted(rule="LAW_"), True),
        (Wanted(rule="text_"), False),
        (Wanted(place="3706"), True),
        (Wanted(place="别处"), False),
        (Wanted(pages=(range(6, 8),)), True),
        (Wanted(pages=(range(7, 9),)), False),
    ],
)
def test_a_finding_is_taken_by_what_is_asked_for(wanted: Wanted, takes: bool) -> None:
    assert wanted.takes(_finding()) is takes


def test_a_finding_without_rules_pages_or_place_is_found_only_by_what_it_has() -> None:
    bare = _finding(rule_ids=None, page_nos=None, division_name=None, division_code=None)
    assert Wanted(report="甲").takes(bare)
    assert not Wanted(rule="law").takes(bare) and not Wanted(place="某").takes(bare)
    assert not Wanted(pages=(range(1, 99),)).takes(bare)


def test_pages_as_people_write_them() -> None:
    assert pages_of("5") == (range(5, 6),)
    assert pages_of("3-8, 12，20") == (range(3, 9), range(12, 13), range(20, 21))


@pytest.mark.parametrize("text", ["", "a", "8-3", "3-", "1,,2", "-4"])
def test_what_is_no_list_of_pages_is_told(text: str) -> None:
    with pytest.raises(PagesError, match=r"write|before they begin"):
        pages_of(text)


@given(st.text("0123456789-,， x", max_size=12))
def test_any_text_is_a_list_of_pages_or_an_error_of_ours(text: str) -> None:
    with contextlib.suppress(PagesError):
        assert all(span.stop > span.start for span in pages_of(text))


def test_the_report_with_most_errors_comes_first() -> None:
    mild = [_finding(file_name="甲.pdf", severity="warning")] * 3
    worse = [_finding(file_name="乙.pdf")]
    assert [report[0]["file_name"] for report in reports_of([*mild, *worse])] == ["乙.pdf", "甲.pdf"]


def test_a_report_in_a_few_lines_counts_notices_and_tells_causes(capsys: pytest.CaptureFixture[str]) -> None:
    print_report([_finding(), _finding(severity="info", title_en="only a notice")], Language.ENGLISH)
    shown = capsys.readouterr().out
    assert "1 error · 1 notice" in shown and "p. 5-6, 9" in shown and "The total differs" in shown
    assert "only a notice" not in shown and "合计" not in shown


def test_in_full_a_finding_is_told_in_one_language_with_its_changes(capsys: pytest.CaptureFixture[str]) -> None:
    change = {"page_no": 5, "place": "表1", "printed": "2", "suggested": "3", "cell_id": "c"}
    print_findings([_finding(suggested_changes=[change] * 14, closes_count=2)], Language.CHINESE)
    shown = capsys.readouterr().out
    for words in (
        "某局 2024 预算",
        "第5-6、9页",
        "差1.00元",
        "2 项核对由此不成立，改正后 2 项成立",
        "law_sum",
        "表1",
        "+2",
    ):
        assert words in shown, words
    assert "apart" not in shown


@pytest.mark.parametrize(
    ("language", "words", "count"),
    [
        (Language.CHINESE, "人工判断：不属实（口径不同；张三，2026-03-01），原为错误", "1 经人工判断不属实"),
        (Language.ENGLISH, "judged: not a fault (口径不同 · 张三 · 2026-03-01), was: error", "1 judged no fault"),
    ],
)
def test_what_a_person_decided_is_told_and_counted(
    capsys: pytest.CaptureFixture[str], language: Language, words: str, count: str
) -> None:
    judged: dict[str, Any] = {"reviewer_verdict": "not_a_fault", "reviewer_note": "口径不同", "reviewer": "张三"}
    judged |= {"reviewed_on": date(2026, 3, 1), "is_verdict_outgrown": False, "severity": "info"}
    print_findings([_finding(**judged)], language)
    print_report([_finding(**judged), _finding()], language)
    shown = capsys.readouterr().out
    assert words in shown and count in shown and "0123456789abcdef-d0123456789ab" in shown


def test_a_finding_that_has_outgrown_its_verdict_says_so_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    judged = {"reviewer_verdict": "not_a_fault", "is_verdict_outgrown": True}
    print_findings([_finding(**judged)], Language.ENGLISH)
    print_report([_finding(**judged)], Language.ENGLISH)
    shown = capsys.readouterr().out
    assert "judge again" in shown and "was:" not in shown and "judged no fault" not in shown
