"""Real reports: every figure accounted for, on pages drawn by many programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.extraction import extract_document

#: One report a way of drawing: issuer, and how many of its pages print a ruled table.
REPORTS = {
    "sh_putuo_commerce_2025_budget.pdf": 13,
    "beijing_audit_2026_budget_9c1471.pdf": 21,
    "guangzhou_data_2026_budget_1a5604.pdf": 43,
    "js_partyoffice_2018_budget_tables.pdf": 13,
    "yantai_petition_2026_budget_ad0bea.pdf": 23,
    "shenzhen_civil_2026_budget_57bf9b.pdf": 22,
    "wuxi_stats_2026_budget_2ed60e.pdf": 17,
}


@pytest.mark.corpus
@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_of_a_real_report_is_accounted_for(corpus: Path, name: str) -> None:
    pages = extract_document(corpus / name, "x").pages
    failed = {page.page_no: page.conservation.problems for page in pages if page.conservation.status == "fails"}
    assert failed == {}
    assert sum(bool(page.grids) for page in pages) == REPORTS[name]
    # Rules of real files are drawn, not pictures: nothing needs rendering.
    assert {page.engine for page in pages} <= {"vector", "none"}
