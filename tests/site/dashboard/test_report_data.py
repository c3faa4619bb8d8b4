"""The data of a report's page: cells, sums and findings that point at each other, as the warehouse has them."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import orjson
import pytest

from pipelines.site.dashboard.report_data import ReportData, report_data


@pytest.fixture
def report(warehouse: duckdb.DuckDBPyConnection) -> ReportData:
    (document_id,) = warehouse.execute("select document_id from dim_document").fetchone() or ("",)
    (made,) = report_data(warehouse, [document_id, "no such report"])
    # As the page gets it: the cells are JSON already.
    made.shard = orjson.loads(orjson.dumps(made.shard, default=str))
    return made


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def test_every_table_and_cell_is_there(report: ReportData, warehouse: duckdb.DuckDBPyConnection) -> None:
    tables = warehouse.execute("select count(*) from dim_printed_table").fetchone()
    cells = warehouse.execute("select count(*) from dim_cell").fetchone()
    assert (len(report.shard["tables"]),) == tables
    assert (sum(len(table["cells"]) for table in report.shard["tables"]),) == cells


def test_a_sum_of_the_shard_adds_up_by_the_cells_it_points_at(report: ReportData) -> None:
    tables = report.shard["tables"]
    table_6 = next(table for table in tables if table["no"] == "6")
    number = tables.index(table_6)
    looked_at = 0
    for rule, passed, _, left, _, _, _, _, left_cells, right_cells, _ in report.shard["checks"]:
        sentence = report.shard["rules"][rule]
        inside = [table for table, _ in [*left_cells, *right_cells]]
        if (
            passed
            and len(left_cells) == 1
            and len(right_cells) > 1
            and set(inside) == {number}
            and "hierarchy" not in sentence
        ):
            cells = table_6["cells"]
            assert _number(cells[left_cells[0][1]][6]) == sum(_number(cells[cell][6]) for _, cell in right_cells)
            assert _number(left) == _number(cells[left_cells[0][1]][6])
            looked_at += 1
    assert looked_at > 5


def test_a_finding_points_at_its_cells_and_failing_sums(report: ReportData) -> None:
    slip = report.shard["findings"][0]
    assert slip["title"][0].startswith("表6") and slip["severity"] == "error"
    assert slip["cells"] and slip["checks"]
    assert all(report.shard["checks"][check][1] == 0 for check in slip["checks"])
    assert 10 in report.finding_pages and report.finding_pages[0] == 10


def test_figures_have_states_and_the_rest_none(report: ReportData) -> None:
    states = {(cell[5], cell[11]) for table in report.shard["tables"] for cell in table["cells"]}
    assert {state for role, state in states if role != "f"} == {""}
    assert {"r", "d"} <= {state for role, state in states if role == "f"}


def test_what_was_not_checked_is_told_by_reason(report: ReportData, warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "select count(distinct rule_id) from fct_reconciliation where status = 'not_applicable'"
    told = {sentence for rules in report.untried.values() for sentence in rules}
    assert 0 < len(told) <= (warehouse.execute(query).fetchone() or (0,))[0]
    assert all(reason for reason in report.untried)
