"""Lines on who should publish: which are good, and what they mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.documents.expected import Expected, read_expected

HEADER = "division,year,kind,issuer,expected,approved_on,due_on,disclosed_on\n"


def test_a_body_and_a_place_with_the_days_that_are_known(tmp_path: Path) -> None:
    path = tmp_path / "expected.csv"
    path.write_text(
        HEADER + "武汉市青山区,2026,预算,,,2026/1/20,,\n"
        "武汉市青山区,2026年度,决算,某局,否,,,\n"
        "武汉市青山区,2026,budget,某委,,,2026年3月1日,2026-03-02\n",
        encoding="gb18030",
    )
    lines, problems = read_expected(path)
    assert problems == ()
    assert lines == (
        Expected(2, "武汉市青山区", None, 2026, "budget", approved_on=date(2026, 1, 20)),
        Expected(3, "武汉市青山区", "某局", 2026, "final_accounts", is_expected=False),
        Expected(4, "武汉市青山区", "某委", 2026, "budget", due_on=date(2026, 3, 1), disclosed_on=date(2026, 3, 2)),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("某区,26,预算,,,,,", "is no fiscal year"),
        ("某区,2026,计划,,,,,", "is no kind of report"),
        ("某区,2026,预算,某局,maybe,,,", "neither yes nor no"),
        ("某区,2026,预算,,no,,,", "name the issuer"),
        ("某区,2026,预算,,,soon,,", "write approved_on as 2026-03-01"),
        ("某区,2026,预算,,,,,2026-03-01", "disclosed_on is of one body"),
        (",2026,预算,,,,,", "it has no division"),
        ("甲区,2026,budget,甲局,,,,", "line 2 is of the same report"),
    ],
)
def test_a_line_that_is_no_good_says_why_and_costs_itself(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "expected.csv"
    path.write_text(f"{HEADER}甲区,2026,预算,甲局,,,,\n{line}\n", encoding="utf-8")
    lines, (problem,) = read_expected(path)
    assert [item.line_no for item in lines] == [2]
    assert problem.line_no == 3 and words in problem.words


def test_a_list_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert read_expected(tmp_path / "expected.csv") == ((), ())
