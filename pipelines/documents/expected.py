"""Who should publish, and by when: the list ``data/raw/expected.csv`` that people keep.

Belongs here: which lines are good, and what their values mean. Bodies that published last year are expected without a line; that, the legal
terms and what became of each are decided in dbt (``int_expected_body``, ``rpt_disclosure``). ``docs/sources.md`` is the page for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.documents.hand_lists import ListProblem, read_hand_list
from pipelines.documents.sources import kind_of, year_of
from pipelines.documents.verdicts import day_of

EXPECTED_NAME = "expected.csv"
_REQUIRED = ("division", "fiscal_year", "kind")
_DAYS = ("approved_on", "due_on", "disclosed_on")
_OPTIONAL = ("issuer", "expected", *_DAYS, "note")
_OTHER_NAMES = {
    "year": "fiscal_year",
    "年度": "fiscal_year",
    "区划": "division",
    "类型": "kind",
    "单位": "issuer",
    "批复日期": "approved_on",
    "截止日期": "due_on",
    "公开日期": "disclosed_on",
    "备注": "note",
}
_YES_OR_NO = {"": True, "yes": True, "是": True, "true": True, "no": False, "否": False, "false": False}


@dataclass(frozen=True, slots=True)
class Expected:
    """A line: a body (None: every body of the division) that should publish, or need not, and the days that are known."""

    line_no: int
    division: str
    issuer: str | None
    fiscal_year: int
    report_kind: str
    is_expected: bool = True
    approved_on: date | None = None
    due_on: date | None = None
    disclosed_on: date | None = None
    note: str | None = None


def read_expected(path: Path) -> tuple[tuple[Expected, ...], tuple[ListProblem, ...]]:
    """Return the good lines of the list, and what is wrong with the others; a list that is not there says nothing."""
    listed = read_hand_list(path, _REQUIRED, _OPTIONAL, other_names=_OTHER_NAMES)
    found: dict[tuple[str, str | None, int, str], Expected] = {}
    problems = list(listed.problems)
    for row in listed.rows:
        read = _expected(row.line_no, row.values)
        if isinstance(read, str):
            problems.append(ListProblem(row.line_no, read))
            continue
        before = found.setdefault((read.division, read.issuer, read.fiscal_year, read.report_kind), read)
        if before is not read:
            problems.append(
                ListProblem(row.line_no, f"line {before.line_no} is of the same report; make one line of the two")
            )
    return tuple(found.values()), tuple(problems)


def _expected(line_no: int, values: Mapping[str, str]) -> Expected | str:
    year, kind = year_of(values["fiscal_year"]), kind_of(values["kind"])
    if year is None:
        return f"{values['fiscal_year']!r} is no fiscal year such as 2026; correct it"
    if kind is None:
        return f"{values['kind']!r} is no kind of report; write budget (预算) or final_accounts (决算)"
    is_expected = _YES_OR_NO.get(values["expected"].casefold())
    if is_expected is None:
        return f"{values['expected']!r} says neither yes nor no; write no if the body need not publish, else nothing"
    if not is_expected and not values["issuer"]:
        return "it says of no body that it need not publish; name the issuer"
    days: dict[str, date | None] = {name: day_of(values[name]) for name in _DAYS}
    for name, day in days.items():
        if values[name] and day is None:
            return f"{values[name]!r} is no day; write {name} as 2026-03-01"
    if days["disclosed_on"] is not None and not values["issuer"]:
        return "disclosed_on is of one body; name the issuer"
    return Expected(
        line_no,
        values["division"],
        values["issuer"] or None,
        year,
        kind,
        is_expected,
        **days,
        note=values["note"] or None,
    )
