"""Every published finding of both corpora, looked up on its page by a reader who did not write the rules.

The list is ``reviewed_findings_2.csv``; what it comes to stands in ``docs/precision.md``. Columns: file, page, severity, verdict (TRUE: the
report is wrong as said; FALSE: our misreading; UNSURE), still_made (of a false one: whether it may still be made), cause (what is wrong with a
false one, or with the words of a true one), rules, kind (of the diagnosis), mark (a piece of the finding's text, where file, page and rule
are those of several), note (what the page shows). Who mends a false one sets still_made to no: then it may not come back.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.runs.whole_corpus import CorpusRun

LIST = Path(__file__).with_name("reviewed_findings_2.csv")
SEVERITIES = ("info", "warning", "error")
#: False ones that may still be made. This number may only become smaller.
STILL_FALSE = 11


#: True warnings that are no longer told, since what they rest on became too weak to accuse. This list may only become shorter.
LOST = {
    ("yantai_housing_2026_budget_27ae80.pdf", "title_body_kind"),
}


@dataclass(frozen=True)
class Found:
    """A finding as readers get it."""

    file: str
    severity: str
    pages: frozenset[int]
    rules: frozenset[str]
    text: str


@dataclass(frozen=True)
class LookedUp:
    """A finding that was looked up on its page."""

    file: str
    pages: frozenset[int]
    severity: str
    verdict: str
    may_be_made: bool
    rules: frozenset[str]
    mark: str

    def is_of(self, found: Found) -> bool:
        """Whether this is that finding, whatever its severity now."""
        return (
            found.file == self.file
            and bool(found.pages & self.pages)
            and bool(found.rules & self.rules)
            and self.mark in found.text
        )

    def is_made(self, findings: Sequence[Found]) -> bool:
        """Whether it is made with its severity or a harder one."""
        hard = SEVERITIES[SEVERITIES.index(self.severity) :]
        return any(self.is_of(found) and found.severity in hard for found in findings)

    def is_found(self, findings: Sequence[Found]) -> bool:
        """Whether it is still found: an error as an error, a softer one with any severity."""
        return any(self.is_of(found) and (found.severity == "error" or self.severity != "error") for found in findings)


@pytest.fixture(scope="module")
def looked_up() -> list[LookedUp]:
    """The list."""
    with LIST.open(encoding="utf-8", newline="") as stream:
        return [
            LookedUp(
                row["file"],
                frozenset(int(page) for page in row["page"].split()),
                row["severity"],
                row["verdict"],
                row["still_made"] == "yes",
                frozenset(row["rules"].split(",")),
                row["mark"],
            )
            for row in csv.DictReader(stream)
        ]


@pytest.fixture(scope="module")
def findings(both: CorpusRun) -> list[Found]:
    """What the main job publishes of both corpora."""
    rows = both.ask("select file_name, severity, page_nos, rule_ids, title_zh || explanation_zh from rpt_discrepancy")
    return [
        Found(name.rsplit("/", 1)[-1], severity, frozenset(pages or []), frozenset(rules), text)
        for name, severity, pages, rules, text in rows
    ]


def test_the_list_is_whole(looked_up: Sequence[LookedUp]) -> None:
    assert {item.verdict for item in looked_up} == {"TRUE", "FALSE", "UNSURE"}
    assert {item.severity for item in looked_up} == set(SEVERITIES)
    assert all(item.pages and item.rules for item in looked_up)
    assert [item for item in looked_up if item.may_be_made and item.verdict != "FALSE"] == []
    assert len(set(looked_up)) == len(looked_up) >= 197


def test_the_false_ones_become_fewer(looked_up: Sequence[LookedUp]) -> None:
    assert sum(item.may_be_made for item in looked_up) <= STILL_FALSE


def test_an_error_that_became_softer_is_lost_and_a_false_one_that_did_is_not_made() -> None:
    true = LookedUp("a.pdf", frozenset({3}), "error", "TRUE", False, frozenset({"r"}), "")
    false = LookedUp("a.pdf", frozenset({3}), "warning", "FALSE", False, frozenset({"r"}), "0.68")
    hard = Found("a.pdf", "error", frozenset({3, 4}), frozenset({"r", "s"}), "0.68 %")
    soft = Found("a.pdf", "info", frozenset({3}), frozenset({"r"}), "0.68 %")
    elsewhere = Found("a.pdf", "error", frozenset({4}), frozenset({"r"}), "0.68 %")
    assert true.is_found([hard]) and not true.is_found([soft, elsewhere])
    assert false.is_made([hard]) and not false.is_made([soft, elsewhere])
    assert not false.is_made([Found("a.pdf", "error", frozenset({3}), frozenset({"r"}), "0.69 %")])


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.whole_run
def test_the_true_ones_stay_found(looked_up: Sequence[LookedUp], findings: Sequence[Found]) -> None:
    lost = [item for item in looked_up if item.verdict == "TRUE" and not item.is_found(findings)]
    assert [
        item for item in lost if item.severity == "error" or not {(item.file, rule) for rule in item.rules} <= LOST
    ] == []


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.whole_run
def test_no_false_one_comes_back(looked_up: Sequence[LookedUp], findings: Sequence[Found]) -> None:
    false = [item for item in looked_up if item.verdict == "FALSE" and not item.may_be_made]
    assert [item for item in false if item.is_made(findings)] == []


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.whole_run
def test_no_error_is_made_that_nobody_looked_up(looked_up: Sequence[LookedUp], findings: Sequence[Found]) -> None:
    errors = [found for found in findings if found.severity == "error"]
    assert len(errors) >= 34
    assert [found for found in errors if not any(item.is_of(found) for item in looked_up)] == []
