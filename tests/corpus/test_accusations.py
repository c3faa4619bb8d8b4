"""Findings of the reports that failed, each looked up on its page: the true ones accuse, the false ones accuse nobody.

The list (``REVIEWED.csv``) lies beside those reports, which are no part of the repository.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.runs.whole_corpus import CorpusRun

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.whole_run]
#: False accusations that are still made, as (file, rule). This list may only become shorter.
STILL_FALSE: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Reviewed:
    """A finding that a person looked up."""

    file: str
    pages: frozenset[int]
    rules: frozenset[str]
    is_true: bool


@pytest.fixture(scope="module")
def reviewed(corpus_new: Path) -> list[Reviewed]:
    """The findings of severity error on the list."""
    with (corpus_new / "REVIEWED.csv").open(encoding="utf-8", newline="") as stream:
        return [
            Reviewed(
                row["file"],
                frozenset(int(page) for page in row["page"].split()),
                frozenset(row["rules"].split(",")),
                row["verdict"] == "TRUE",
            )
            for row in csv.DictReader(stream)
            if row["severity"] == "error"
        ]


@pytest.fixture(scope="module")
def accusations(both: CorpusRun) -> list[tuple[str, set[int], set[str]]]:
    """File, pages and rules of each finding of severity error that the main job publishes."""
    rows = both.ask("select file_name, page_nos, rule_ids from rpt_discrepancy where severity = 'error'")
    return [(name.rsplit("/", 1)[-1], set(pages), set(rules)) for name, pages, rules in rows]


def _is_among(item: Reviewed, accusations: Sequence[tuple[str, set[int], set[str]]]) -> bool:
    return any(name == item.file and pages & item.pages and rules & item.rules for name, pages, rules in accusations)


def test_every_true_one_accuses(
    reviewed: Sequence[Reviewed], accusations: Sequence[tuple[str, set[int], set[str]]]
) -> None:
    true = [item for item in reviewed if item.is_true]
    assert len(true) >= 26
    assert [item for item in true if not _is_among(item, accusations)] == []


def test_no_false_one_does(reviewed: Sequence[Reviewed], accusations: Sequence[tuple[str, set[int], set[str]]]) -> None:
    false = [item for item in reviewed if not item.is_true and _is_among(item, accusations)]
    assert {(item.file, rule) for item in false for rule in item.rules} <= STILL_FALSE
