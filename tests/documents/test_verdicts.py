"""Decisions of people: every line judged by itself, whoever's program wrote it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract import empty_hand_over
from pipelines.documents.verdicts import (
    COLUMNS,
    OPTIONAL,
    Verdict,
    day_of,
    handed_over_verdicts,
    is_finding_key,
    merged,
    read_verdicts,
    write_verdicts,
)
from pipelines.site.findings_file import write_findings
from tests.site.reviews import FINDING, review_of

KEY, OTHER = "0123456789abcdef-d0123456789ab", "0123456789abcdef-dba9876543210"
HEADER = "finding_key,reviewer_verdict,reviewer_note,reviewer,reviewed_on,rule_ids\n"


def _list(folder: Path, text: str, name: str = "verdicts.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_a_line_says_what_was_decided_why_who_and_when(tmp_path: Path) -> None:
    path = _list(tmp_path, HEADER + f"{KEY},不属实,口径不同,张三,2026/3/1,a;b\n{OTHER},confirmed,,,,\n")
    verdicts, problems = read_verdicts(path)
    assert problems == ()
    assert verdicts == (
        Verdict(KEY, "not_a_fault", "口径不同", "张三", date(2026, 3, 1), "a;b", line_no=2),
        Verdict(OTHER, "confirmed", line_no=3),
    )


def test_a_spreadsheet_of_the_country_with_chinese_names_is_read(tmp_path: Path) -> None:
    path = _list(tmp_path, f"标识,人工判断,说明\n{KEY.upper()},待定,再看\n", encoding="gb18030")
    ((verdict,), problems) = read_verdicts(path)
    assert (verdict.finding_key, verdict.verdict, verdict.note, problems) == (KEY, "undecided", "再看", ())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"{KEY},错,,,,", "'错' is no verdict"),
        ("12,属实,,,,", "'12' is no finding_key"),
        (f"{KEY},属实,,,2026-02-30,", "'2026-02-30' is no day"),
        (f"{KEY},,说了没判,,,", "does not say what was decided"),
        (",属实,,,,", "no finding_key"),
        (f'{KEY},属实,"没有合上,,,', "quotation mark"),
    ],
)
def test_a_bad_line_costs_itself_alone_and_is_told_with_its_number(tmp_path: Path, line: str, words: str) -> None:
    path = _list(tmp_path, f"{HEADER}{line}\n{OTHER},属实,,,,\n")
    verdicts, (problem,) = read_verdicts(path)
    assert [verdict.finding_key for verdict in verdicts] == [OTHER]
    assert problem.line_no == 2 and words in problem.words


def test_two_lines_that_say_different_things_of_one_finding_are_told(tmp_path: Path) -> None:
    path = _list(tmp_path, f"{HEADER}{KEY},属实,,,,\n{KEY},属实,,,,\n{KEY},不属实,,,,\n")
    verdicts, (problem,) = read_verdicts(path)
    assert [verdict.verdict for verdict in verdicts] == ["confirmed"]
    assert problem.line_no == 4 and "line 2 says 属实" in problem.words


def test_no_list_says_nothing_and_an_unknown_column_is_told(tmp_path: Path) -> None:
    assert read_verdicts(tmp_path / "verdicts.csv") == ((), ())
    path = _list(tmp_path, f"finding_key,reviewer_verdct\n{KEY},属实\n")
    verdicts, (problem,) = read_verdicts(path)
    assert verdicts == () and "did you mean reviewer_verdict" in problem.words


@pytest.mark.parametrize("name", ["findings.csv", "findings.json"])
def test_a_findings_file_filled_in_is_a_list_of_verdicts(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    write_findings(review_of(Path("某局.pdf"), FINDING), target)
    assert read_verdicts(target) == ((), ()), "nothing is decided yet"
    if name.endswith("json"):
        rows = json.loads(target.read_text(encoding="utf-8"))
        rows[0] |= {"reviewer_verdict": "不属实", "reviewed_on": "2026-03-01"}
        target.write_text(json.dumps([*rows, {"title_zh": "无标识"}]), encoding="utf-8")
    else:
        header, line = target.read_text(encoding="utf-8-sig").splitlines()
        filled = line.replace(f"{FINDING.finding_key},,,,", f"{FINDING.finding_key},不属实,,,2026-03-01")
        assert filled != line
        target.write_text(f"{header}\n{filled}\n", encoding="utf-8")
    (verdict,), problems = read_verdicts(target)
    assert (verdict.finding_key, verdict.verdict, verdict.rule_ids) == (FINDING.finding_key, "not_a_fault", "sum_rule")
    assert (verdict.title_zh, verdict.page_nos) == (FINDING.title_zh, "1;2")
    assert [problem.line_no for problem in problems] == ([2] if name.endswith("json") else [])


@pytest.mark.parametrize("text", ["{", "{}", "[1]"])
def test_json_that_is_no_list_of_findings_is_told(tmp_path: Path, text: str) -> None:
    verdicts, (problem,) = read_verdicts(_list(tmp_path, text, "x.json"))
    assert verdicts == () and problem.words


def test_the_first_list_that_decides_counts() -> None:
    first, second = Verdict(KEY, "confirmed"), Verdict(KEY, "not_a_fault")
    assert merged([[first], [second, Verdict(OTHER, "undecided")]]) == (first, Verdict(OTHER, "undecided"))


def test_what_is_handed_over_is_there_without_the_lines_it_stands_in(tmp_path: Path) -> None:
    assert handed_over_verdicts(tmp_path) == []
    empty_hand_over(tmp_path)
    assert handed_over_verdicts(tmp_path) == []
    write_verdicts(tmp_path, [Verdict(KEY, "confirmed", reviewed_on=date(2026, 3, 1), line_no=7)])
    (row,) = handed_over_verdicts(tmp_path)
    assert row["finding_key"] == KEY and row["reviewed_on"] == date(2026, 3, 1) and "line_no" not in row


def test_days_and_keys() -> None:
    assert day_of("2026年3月1日") == day_of("2026/03/01 0:00:00") == day_of("2026.3.1") == date(2026, 3, 1)
    assert day_of("") is None and day_of("3/1/2026") is None
    assert is_finding_key(KEY) and not is_finding_key(KEY + "0") and not is_finding_key("0123456789abcdef-f0123456")
    assert len({*COLUMNS, *OPTIONAL}) == len(OPTIONAL) + 1


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert day_of(text) is None or str(day_of(text))[:4] in text
