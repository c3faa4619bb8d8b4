"""Whose report each file is, and that no page of it loses a figure, in what the main job makes of real reports.

``registered.csv`` was checked against the first pages; what a report does not say is empty there. A value taken from elsewhere
(the file of its tables) says so in its source, and is not what the report says.
"""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from tests.runs.whole_corpus import CorpusRun

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.whole_run]
REGISTERED = Path(__file__).with_name("registered.csv")
_PRINTED = """
select
    parse_filename(file_name) as file,
    if(issuer_source = 'printed', issuer_name, null) as issuer_name,
    if(fiscal_year_source = 'printed', fiscal_year, null) as fiscal_year,
    if(report_kind_source = 'printed', report_kind, null) as report_kind,
    body_kind, division_name, division_code
from dim_document
"""


def test_every_report_is_registered_right(both: CorpusRun) -> None:
    with REGISTERED.open(newline="", encoding="utf-8") as stream:
        expected = [tuple(row.values()) for row in csv.DictReader(stream)]
    files = {row[0] for row in expected}
    found = {tuple(str(value or "") for value in row) for row in both.ask(_PRINTED) if row[0] in files}
    assert len(expected) == 63
    assert set(expected) - found == set()


def test_no_page_loses_a_figure(both: CorpusRun) -> None:
    pages = str(both.warehouse_dir / "hand_over" / "documents" / "*" / "pages.parquet")
    rows = duckdb.execute(
        "select conservation_status, count(*) filter (where figures_in_cells > 0) from read_parquet(?) group by all",
        [pages],
    ).fetchall()
    of_status = dict(rows)
    assert "fails" not in of_status
    assert of_status["holds"] > 2_500
