"""Narratives of other issuers: most amounts get a subject, none is lost, nothing crashes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipelines.extraction import extract_document
from pipelines.reports.narrative import read_narrative

#: One issuer a way of writing; the share of amounts understood when this was written, rounded down.
SHARES = {
    "beijing_audit_2026_narr": 0.94,
    "js_procuratorate_2019_budget": 0.88,
    "fuzhou_commerce_2026_budget": 0.93,
    "sh_putuo_finance_2024_final": 0.85,
    "guangzhou_petition_2026_budget": 0.80,
    "hangzhou_meteo_2026_budget": 0.94,
}


@pytest.mark.corpus
@pytest.mark.parametrize("name", SHARES)
def test_most_amounts_have_a_subject(corpus: Path, name: str) -> None:
    path = next(corpus.glob(f"{name}*.pdf"))
    document = extract_document(path, hashlib.sha256(path.read_bytes()).hexdigest())
    rows = read_narrative(document, [], None).statements
    money = [row for row in rows if row["unit_multiplier"] and row["part"] in ("profile", "narrative")]
    unknown = [row["sentence"] for row in money if row["subject_key"] is None]
    assert len(money) > 15
    assert 1 - len(unknown) / len(money) >= SHARES[name], "\n".join(map(str, unknown))
    wholes = {row["statement_id"] for row in rows}
    assert all(row["parent_statement_id"] in wholes for row in rows if row["parent_statement_id"])
