"""Real reports of one body (department and unit, tables and text, budget and final accounts): no figure counted twice."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.contract import empty_hand_over
from pipelines.extraction import extract_document
from pipelines.reports import read_report
from pipelines.reports.facts import FileFacts
from tests.dbt.conftest import build

TWINS = [
    "js_partyoffice_2017_budget",
    "js_partyoffice_2017_budget_tables",
    "js_partyoffice_2018_budget_tables",
    "sh_putuo_commerce_2025_budget",
    "sh_putuo_commerce_unit_2025_budget",
    "sh_putuo_finance_2024_final",
    "sh_putuo_finance_2025_budget",
]


@pytest.fixture(scope="module")
def warehouse(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A candidate of these reports alone."""
    folder = tmp_path_factory.mktemp("counted_once")
    empty_hand_over(folder / "hand_over")
    for stem in TWINS:
        path = corpus / f"{stem}.pdf"
        document_id = hashlib.sha256(path.read_bytes()).hexdigest()
        document = extract_document(path, document_id)
        facts = FileFacts(path.name, document_id, None, None, len(document.pages), "born_digital")
        target = folder / "hand_over" / "documents" / f"{document_id}-1"
        target.mkdir(parents=True)
        for name, table in read_report(document, facts).items():
            pq.write_table(table, target / f"{name}.parquet")
    build(folder, folder / "hand_over", "--exclude-resource-types", "test", "unit_test")
    return duckdb.connect(str(folder / "candidate.duckdb"), read_only=True)


@pytest.mark.corpus
@pytest.mark.slow
def test_one_report_counts_and_gives_its_printed_total(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select file_name, any_value(counting), bool_and(is_equal) from rpt_body_total group by file_name order by all"
    ).fetchall()
    assert rows == [
        ("js_partyoffice_2017_budget.pdf", "no_tables", None),
        ("js_partyoffice_2017_budget_tables.pdf", "counted", True),
        ("js_partyoffice_2018_budget_tables.pdf", "counted", True),
        ("sh_putuo_commerce_2025_budget.pdf", "counted", True),
        ("sh_putuo_commerce_unit_2025_budget.pdf", "another_counts", None),
        ("sh_putuo_finance_2024_final.pdf", "counted", True),
        ("sh_putuo_finance_2025_budget.pdf", "counted", True),
    ]


@pytest.mark.corpus
@pytest.mark.slow
def test_years_of_one_body_compare_whatever_form_of_its_name_is_printed(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select body_key, fiscal_year, sum(amount_yuan)::varchar from panel_expenditure_by_function"
        " where division_name = '江苏省' group by all order by all"
    ).fetchall()
    # 支出总计 of the two years: 20849.45 万元 and 24458.43 万元.
    assert rows == [("320000/委办公厅", 2017, "208494500.00"), ("320000/委办公厅", 2018, "244584300.00")]
