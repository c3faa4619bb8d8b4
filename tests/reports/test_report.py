"""A whole report: every contract table filled, keys unique, nothing pointing nowhere."""

from __future__ import annotations

import pytest

from pipelines.contract.tables import TABLES
from pipelines.reports import FileFacts, HandOver, read_report
from tests.reports.tables.looks import BORN_DIGITAL_LOOKS, document_in

REFERENCES = {
    "cells": ("table_id", "printed_tables"),
    "rows": ("table_id", "printed_tables"),
    "lines": ("row_id", "rows"),
    "labels": ("row_id", "rows"),
    "indicators": ("row_id", "rows"),
}


def read(look: str) -> HandOver:
    document = document_in(look)
    facts = FileFacts("report.pdf", document.document_id, None, None, len(document.pages), "born_digital")
    return read_report(document, facts)


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
def test_keys_are_unique_and_references_hold(look: str) -> None:
    hand_over = read(look)
    assert set(hand_over) == set(TABLES)
    for name, table in TABLES.items():
        keys = [tuple(row.values()) for row in hand_over[name].select(list(table.key)).to_pylist()]
        assert len(keys) == len(set(keys)), name
    for name, (column, target) in REFERENCES.items():
        known = set(hand_over[target][column].to_pylist())
        assert set(hand_over[name][column].to_pylist()) <= known, name
    cells = set(hand_over["cells"]["cell_id"].to_pylist())
    for name in ("lines", "labels", "indicators"):
        assert set(hand_over[name]["cell_id"].to_pylist()) <= cells, name


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
def test_the_reference_report_fills_every_table(look: str) -> None:
    hand_over = read(look)
    counts = {name: table.num_rows for name, table in hand_over.items()}
    assert (counts["documents"], counts["printed_tables"], counts["indicators"]) == (1, 15, 72)
    assert counts["pages"] == len(document_in(look).pages)
    assert all(counts[name] for name in ("statements", "paragraphs", "terms", "named_units"))


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
def test_a_cell_broken_by_a_page_is_told_whole_once(look: str) -> None:
    cells = read(look)["cells"].to_pylist()
    broken = {(cell["table_id"], cell["row_no"], cell["col_no"]) for cell in cells if cell["piece_no"] > 1}
    assert all((cell["joined_text"] is None) == (cell["piece_no"] > 1) for cell in cells)
    if look == "reference":
        assert broken
        assert "工作性其他-干部管理及干部培训宣传教育经费" in {cell["joined_text"] for cell in cells}
    assert all(cell["x0_points"] < cell["x1_points"] and cell["y0_points"] < cell["y1_points"] for cell in cells)
