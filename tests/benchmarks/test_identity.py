"""The trial of identities: what is hidden, and how answers are counted."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.identity import Outcome, hide, page
from tests.dbt.hand_over import Report, write_hand_over, write_run_table


def test_only_what_is_asked_is_hidden_and_names_say_nothing(tmp_path: Path) -> None:
    one, other = Report("one"), Report("other")
    source = write_hand_over(tmp_path / "source", one, other)
    write_run_table(
        source, "identity_claims", [{"file_name": "one.pdf", "claimed_by": "file_name", "fiscal_year": 2024}]
    )
    hide(source, tmp_path / "target", {one.document_id}.__contains__, ["issuer_name"])
    rows = {}
    for path in (tmp_path / "target" / "documents").glob("*/documents.parquet"):
        rows |= {
            row["document_id"]: (row["issuer_name"], row["fiscal_year"]) for row in pq.read_table(path).to_pylist()
        }
    assert rows == {one.document_id: (None, 2024), other.document_id: ("中共青山区委组织部", 2024)}
    assert pq.read_table(tmp_path / "target" / "identity_claims.parquet").num_rows == 0


def test_answers_are_counted_by_the_body_not_the_form_of_its_name() -> None:
    outcome = Outcome()
    outcome.note("a.pdf", "中共某省委办公厅", "中国共产党某省委员会办公厅", None, "same_totals")
    outcome.note("b.pdf", "甲局", "乙局", None, "same_totals")
    outcome.note("c.pdf", None, "乙局", "not known: issuer. Several answers are as good: …", None)
    outcome.note("d.pdf", None, "乙局", "not known: issuer. Neither cover …", None)
    assert (outcome.right, outcome.wrong, outcome.open, outcome.untold) == (
        1,
        ["b.pdf: 甲局 for 乙局, by same_totals"],
        ["c.pdf"],
        1,
    )
    assert "| body | text | 4 | 1 | 1 | 1 | 1 |" in page([("body", ("text",), outcome)])
    assert "No answer is wrong." in page([("body", ("text",), Outcome())])
