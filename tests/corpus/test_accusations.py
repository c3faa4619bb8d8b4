"""Findings of the reports that failed, each looked up on its page: the true ones accuse, the false ones accuse nobody.

The list (``REVIEWED.csv``) lies beside those reports, which are no part of the repository.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from pipelines.contract import empty_hand_over
from tests.corpus.test_findings import hand_over
from tests.dbt.conftest import build

pytestmark = [pytest.mark.corpus, pytest.mark.slow]
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
def accusations(
    corpus_new: Path, corpus: Path, reviewed: Sequence[Reviewed], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, set[int], set[str]]]:
    """File, pages and rules of each finding of severity error in the reports on the list."""
    work = tmp_path_factory.mktemp("accusations")
    empty_hand_over(work / "hand_over")
    names = {item.file for item in reviewed}
    reports = [path for place in (corpus_new, corpus) for path in sorted(place.glob("*.pdf")) if path.name in names]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(hand_over, reports, [work / "hand_over"] * len(reports)))
    build(work, work / "hand_over", "--exclude-resource-types", "test", "unit_test")
    with duckdb.connect(str(work / "candidate.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select file_name, page_nos, rule_ids from rpt_discrepancy where severity = 'error'"
        ).fetchall()
    return [(name, set(pages), set(rules)) for name, pages, rules in rows]


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
