"""Ten reports of nine places that two people read against themselves, with the check-list in hand and without the product.

``read_by_people_A.csv`` and ``_B.csv`` are what they found, each by themselves. Columns: file, page, kind, severity (how a person would
take it), printed, contradicts, certain (yes, doubtful; no: a finding of the product that they say is none), product (the rules
that find it, or ``form:`` and the row of the check-list that says 否; empty: the product misses it), note. ``_A_form.csv`` and ``_B_form.csv`` are answers of the check-list that they say are wrong.
Who makes the product find one writes the rule into ``product``: then it must stay found.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.runs.whole_corpus import CorpusRun

LISTS = {reader: Path(__file__).with_name(f"read_by_people_{reader}.csv") for reader in "AB"}
#: Errors and warnings they are certain of and the product misses. These numbers may only become smaller.
MISSED = {("A", "error"): 0, ("A", "warning"): 1, ("B", "error"): 0, ("B", "warning"): 0}


def _rows(reader: str) -> list[dict[str, str]]:
    with LISTS[reader].open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("reader", LISTS)
def test_the_lists_are_whole(reader: str) -> None:
    rows = _rows(reader)
    assert len(rows) >= 100 and len({row["file"] for row in rows}) >= 10
    assert {row["severity"] for row in rows} == {"error", "warning", "notice"}
    assert {row["certain"] for row in rows} <= {"yes", "doubtful", "no"}
    assert all(row["page"] and row["kind"] and row["printed"] for row in rows)


@pytest.mark.parametrize(("reader", "severity"), MISSED)
def test_what_is_missed_becomes_less(reader: str, severity: str) -> None:
    missed = [
        row for row in _rows(reader) if row["severity"] == severity and row["certain"] == "yes" and not row["product"]
    ]
    assert len(missed) <= MISSED[reader, severity]


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.whole_run
@pytest.mark.parametrize("reader", LISTS)
def test_what_is_found_stays_found(reader: str, both: CorpusRun) -> None:
    failing: Sequence[tuple[str, str]] = both.ask(
        "select d.file_name, r.rule_id from fct_reconciliation as r inner join dim_document as d using (document_id) "
        "where r.status = 'failed' "
        "union all select file_name, 'form:' || obligation from rpt_obligation where answer = 'no'"
    )
    found = {(name.rsplit("/", 1)[-1], rule) for name, rule in failing}
    wanted = [
        (row["file"], rule)
        for row in _rows(reader)
        if row["product"] and row["certain"] != "no"
        for rule in row["product"].split()
    ]
    assert wanted and [pair for pair in wanted if pair not in found] == []
