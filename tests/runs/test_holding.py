"""What is kept back in place gives the very candidate that dbt builds with it in force from the start."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.contract.holds import Holds, Reason
from pipelines.runs.holding import changes_of
from pipelines.warehouse.incremental import bring_up_to_date
from tests.dbt.conftest import PROJECT, build, build_folder
from tests.dbt.relocated import Relocated, differing_tables, keep_back, relocate
from tests.dbt.scenarios import write_scenarios

__all__ = ["build_folder"]

WHY = Reason("试一试。", "Just to try.")
#: A report that took the place of an earlier one, and a table that others are held against.
SUCCESSOR, REPORT, KIND = "second_version", "tables_disagree", "expenditure_summary"


@pytest.fixture(scope="module")
def kept_back(build_folder: Path) -> dict[str, Holds]:
    """The three things kept back, by name."""
    with duckdb.connect(str(build_folder / "candidate.duckdb"), read_only=True) as connection:
        ids = dict(
            connection.execute("select replace(file_name, '.pdf', ''), document_id from dim_document").fetchall()
        )
        (table_id,) = connection.execute(
            "select table_id from dim_printed_table where document_id = ? and table_kind = ?", [ids[REPORT], KIND]
        ).fetchall()[0]
        (rule_id,) = connection.execute(
            "select rule_id from fct_reconciliation where severity = 'error' group by all order by "
            "count(*) filter (where status = 'failed') * count(*) filter (where status = 'passed') desc limit 1"
        ).fetchall()[0]
    return {
        "document": Holds(documents={ids[SUCCESSOR]: WHY}),
        "table": Holds(tables={(ids[REPORT], table_id): WHY}),
        "rule": Holds(rules={rule_id: WHY}),
    }


@pytest.fixture(scope="module")
def in_place(build_folder: Path, kept_back: dict[str, Holds], tmp_path_factory: pytest.TempPathFactory) -> Relocated:
    """The three kept back one after the other in a candidate that dbt built without."""
    built = relocate(build_folder, tmp_path_factory.mktemp("in_place"))
    in_force = Holds()
    for holds in kept_back.values():
        in_force |= holds
        keep_back(built.hand_over, in_force)
        bring_up_to_date(built.candidate, built.manifest, PROJECT, changes_of(holds))
    return built


@pytest.mark.slow
def test_it_equals_what_dbt_builds_with_the_holds_in_force(
    in_place: Relocated, kept_back: dict[str, Holds], build_folder: Path, tmp_path: Path
) -> None:
    assert differing_tables(in_place.candidate, build_folder / "candidate.duckdb"), "something was kept back"
    write_scenarios(tmp_path / "hand_over")
    keep_back(tmp_path / "hand_over", kept_back["document"] | kept_back["table"] | kept_back["rule"])
    build(tmp_path, tmp_path / "hand_over", "--exclude-resource-types", "test", "unit_test")
    assert differing_tables(in_place.candidate, tmp_path / "candidate.duckdb") == {}


@pytest.mark.slow
def test_a_document_held_in_place_gives_way_to_the_one_it_superseded(in_place: Relocated) -> None:
    with duckdb.connect(str(in_place.candidate), read_only=True) as connection:
        rows = connection.execute(
            "select file_name, is_published, is_held_back from dim_document "
            "where file_name in ('first_version.pdf', 'second_version.pdf') order by all"
        ).fetchall()
        speaks = connection.execute(
            "select distinct file_name from expenditure inner join dim_document using (document_id) "
            "where issuer_name = 'revised'"
        ).fetchall()
    assert rows == [("first_version.pdf", True, False), ("second_version.pdf", False, True)]
    assert speaks == [("first_version.pdf",)]


@pytest.mark.slow
def test_a_table_held_in_place_is_in_no_fact_and_its_report_stays(
    in_place: Relocated, kept_back: dict[str, Holds]
) -> None:
    ((document_id, table_id),) = kept_back["table"].tables
    with duckdb.connect(str(in_place.candidate), read_only=True) as connection:
        tables = connection.execute(
            "select table_id from fct_expenditure_by_function where document_id = ? group by all", [document_id]
        ).fetchall()
        listed = connection.execute(
            "select item_kind, reason_en from rpt_quarantine where document_id = ?", [document_id]
        ).fetchall()
    assert tables and (table_id,) not in tables
    assert listed == [("table", f"Table held back, it gives no figures; compare the page: {WHY.en}")]


@pytest.mark.slow
def test_a_rule_switched_off_in_place_says_so_for_every_document_and_counts_for_nothing(
    in_place: Relocated, kept_back: dict[str, Holds]
) -> None:
    (rule_id,) = kept_back["rule"].rules
    with duckdb.connect(str(in_place.candidate), read_only=True) as connection:
        said = connection.execute(
            "select status, instance_key, reason, count(*) from fct_reconciliation where rule_id = ? group by all",
            [rule_id],
        ).fetchall()
        (published,) = connection.execute("select count(*) from dim_document where is_published").fetchall()[0]
        accused = connection.execute(
            "select count(*) from rpt_discrepancy where list_contains(rule_ids, ?)", [rule_id]
        ).fetchall()
        health = connection.execute(
            "select distinct state, reason_en from rpt_rule_health where rule_id = ?", [rule_id]
        ).fetchall()
    assert said == [("not_applicable", "none", f"规则在本次运行中停用：{WHY.zh}", published)]
    assert accused == [(0,)]
    assert health == [("broken", f"Switched off in this run: {WHY.en}")]


def test_only_what_is_kept_back_changes() -> None:
    assert changes_of(Holds({"a" * 64: WHY}, {("b" * 64, "b-t01"): WHY})) == {"holds": {"a" * 16, "b" * 16}}
    assert changes_of(Holds(rules={"rule": WHY})) == {"switched_off_rules": None}
    assert changes_of(Holds()) == {}
