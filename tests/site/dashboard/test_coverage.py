"""覆盖: a cell a body, year and kind; the worst of several reports; gaps only between years that were seen."""

from __future__ import annotations

import duckdb

from pipelines.site.dashboard.coverage import coverage_view

_COPY = """
insert into dim_document
select * replace ('{name}' as document_id, '{name}.pdf' as file_name, {year} as fiscal_year, '{kind}' as report_kind)
from dim_document limit 1
"""


def _add(connection: duckdb.DuckDBPyConnection, name: str, year: int, kind: str, state: str | None) -> None:
    connection.execute(_COPY.format(name=name, year=year, kind=kind))
    if state is not None:
        connection.execute(
            f"insert into rpt_publication_state select * replace ('{name}' as state_key, '{name}' as document_id, "
            f"'{state}' as publication_state) from rpt_publication_state where item_kind = 'document' limit 1"
        )


def test_the_worst_of_several_and_a_gap_between_years(changed: duckdb.DuckDBPyConnection) -> None:
    _add(changed, "older", 2021, "budget", "reconciled")
    _add(changed, "other", 2022, "final_accounts", None)
    _add(changed, "second", 2024, "budget", "reconciled")
    view = coverage_view(changed)
    assert view["columns"] == [[2021, "budget"], [2022, "final_accounts"], [2024, "budget"]]
    (body,) = view["bodies"]
    first, final, now = body[3]
    assert first == ["reconciled", ["older"]]
    # Nothing is known of why a report is not published but that it is not.
    assert final == ["held_back", ["other"]]
    assert now[0] == "published_with_discrepancies" and len(now[1]) == 2


def test_a_year_between_two_that_nobody_has_seen_is_a_gap(changed: duckdb.DuckDBPyConnection) -> None:
    _add(changed, "older", 2022, "budget", "reconciled")
    _add(changed, "foreign", 2023, "budget", "reconciled")
    changed.execute("insert into dim_body select * replace ('x' as body_key, 'X' as body_name) from dim_body limit 1")
    changed.execute("update dim_document set body_key = 'x' where document_id = 'foreign'")
    cells = {body[1]: body[3] for body in coverage_view(changed)["bodies"]}
    assert cells["X"] == [None, ["reconciled", ["foreign"]], None]
    assert [cell[0] for cell in next(cells[name] for name in cells if name != "X")] == [
        "reconciled", "gap", "published_with_discrepancies",
    ]  # fmt: skip


def test_reports_without_a_body_are_counted(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute("update dim_document set body_key = null")
    assert coverage_view(changed) == {"columns": [], "bodies": [], "without_body": 1}
