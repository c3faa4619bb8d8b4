"""覆盖: a cell a body, year and kind; the worst of several reports; who is absent or late; gaps only between years that were seen."""

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
    assert first == ["reconciled", ["older"], None]
    # Nothing is known of why a report is not published but that it is not.
    assert final == ["held_back", ["other"], None]
    assert now[0] == "published_with_discrepancies" and len(now[1]) == 2


def test_a_year_between_two_that_nobody_has_seen_is_a_gap(changed: duckdb.DuckDBPyConnection) -> None:
    _add(changed, "older", 2022, "budget", "reconciled")
    _add(changed, "foreign", 2023, "budget", "reconciled")
    changed.execute("insert into dim_body select * replace ('x' as body_key, 'X' as body_name) from dim_body limit 1")
    changed.execute("update dim_document set body_key = 'x' where document_id = 'foreign'")
    cells = {body[1]: body[3] for body in coverage_view(changed)["bodies"]}
    assert cells["X"] == [None, ["reconciled", ["foreign"], None], None]
    assert [cell[0] for cell in next(cells[name] for name in cells if name != "X")] == [
        "reconciled", "gap", "published_with_discrepancies",
    ]  # fmt: skip


def test_reports_without_a_body_are_counted(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute("update dim_document set body_key = null")
    changed.execute("delete from rpt_disclosure")
    empty = {"columns": [], "bodies": [], "bars": [], "expected": 0, "absent": 0, "late": 0}
    assert coverage_view(changed) == empty | {"without_body": 1}


def _expect(connection: duckdb.DuckDBPyConnection, name: str, status: str, due_on: str | None) -> None:
    connection.execute(
        "insert into rpt_disclosure (body_key, body_name, division_name, fiscal_year, report_kind, disclosure_status, "
        "expected_by, due_on, document_count) values ($name, $name, '某区', 2024, 'budget', $status, 'listed', $due_on, 0)",
        {"name": name, "status": status, "due_on": due_on},
    )


def test_who_is_expected_and_not_here_is_absent_since_the_last_day(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute("update dim_publication set published_at = timestamptz '2024-02-20 17:00:00+00'")
    _expect(changed, "甲", "absent", "2024-02-10")
    _expect(changed, "乙", "absent", None)
    _expect(changed, "丙", "not_yet_due", "2024-03-10")
    _expect(changed, "丁", "not_expected", "2024-02-10")
    view = coverage_view(changed)
    cells = {body[1]: body[3] for body in view["bodies"]}
    # In China it is the next day already.
    assert cells["甲"] == [["absent", [], ["absent", "2024-02-10", None, 11]]]
    assert cells["乙"] == [["absent", [], None]]
    assert cells["丙"] == [["not_yet_due", [], ["not_yet_due", "2024-03-10", None, None]]]
    assert cells["丁"][0][0] == "not_expected" and cells["丁"][0][2][3] is None
    assert (view["absent"], view["expected"]) == (2, 3)


def test_a_late_report_is_shown_with_its_days_and_one_first_known_late_is_not_called_late(
    changed: duckdb.DuckDBPyConnection,
) -> None:
    changed.execute(
        "update rpt_disclosure set disclosure_status = 'late', due_on = '2024-02-10', days_late = 3, disclosed_on = '2024-02-13'"
    )
    ((cell,),) = (body[3] for body in coverage_view(changed)["bodies"])
    assert cell[0] == "published_with_discrepancies" and len(cell[1]) == 1
    assert cell[2] == ["late", "2024-02-10", "2024-02-13", 3] and coverage_view(changed)["late"] == 1
    changed.execute(
        "update rpt_disclosure set disclosure_status = 'known_after_due', days_late = null, disclosed_on = null"
    )
    ((cell,),) = (body[3] for body in coverage_view(changed)["bodies"])
    assert cell[2] == ["known_after_due", "2024-02-10", None, None] and coverage_view(changed)["late"] == 0


def test_bars_are_as_long_as_they_have_bodies_and_the_newest_comes_first(changed: duckdb.DuckDBPyConnection) -> None:
    _add(changed, "older", 2023, "budget", "reconciled")
    _expect(changed, "甲", "absent", None)
    newest, before = coverage_view(changed)["bars"]
    assert (newest.fiscal_year, newest.body_count, before.fiscal_year, before.body_count) == (2024, 2, 2023, 1)
    assert newest.pieces == [("published_with_discrepancies", 1, 0.0, 50.0), ("absent", 1, 50.0, 50.0)]
    assert before.pieces == [("reconciled", 1, 0.0, 50.0)]
