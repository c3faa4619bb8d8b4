"""Groups of reports: their names, and that they follow what is published."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.defs.groups import documents_by_group, groups, update_groups


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A warehouse of four reports: of two years, two kinds, two places and one whose place nobody knows, one that is gone."""
    path = tmp_path / "yusuan.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            """
            create table dim_document as
            select * from (values
                ('a', 2024, 'budget', '330106', '西湖区', true),
                ('b', 2024, 'final_accounts', '330106', '西湖区', true),
                ('c', 2023, 'budget', '440100', null, true),
                ('d', 2022, 'budget', '110101', '东,城..区', false),
                ('e', null, 'budget', null, null, true)
            ) as t(document_id, fiscal_year, report_kind, division_code, division_name, is_present)
            """
        )
    return path


def test_a_report_is_of_its_year_its_kind_and_its_place(published: Path) -> None:
    assert documents_by_group(published) == {
        "kind 类型 部门决算": ["b"],
        "kind 类型 部门预算": ["a", "c", "e"],
        "place 地区 440100": ["c"],
        "place 地区 西湖区": ["a", "b"],
        "year 年度 2023": ["c"],
        "year 年度 2024": ["a", "b"],
    }


def test_a_name_holds_nothing_dagster_reads_as_a_list_or_a_range(published: Path) -> None:
    with duckdb.connect(str(published)) as connection:
        connection.execute("update dim_document set is_present = true where document_id = 'd'")
    assert "place 地区 东_城_区" in documents_by_group(published)


def test_groups_come_and_go_with_what_is_published(published: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        update_groups(instance, published)
        assert set(instance.get_dynamic_partitions(groups.name or "")) == set(documents_by_group(published))
        with duckdb.connect(str(published)) as connection:
            connection.execute("update dim_document set fiscal_year = 2021 where fiscal_year = 2023")
        update_groups(instance, published)
        names = set(instance.get_dynamic_partitions(groups.name or ""))
    assert "year 年度 2021" in names and "year 年度 2023" not in names


def test_without_a_warehouse_there_are_none(tmp_path: Path) -> None:
    assert documents_by_group(tmp_path / "none.duckdb") == {}
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    assert documents_by_group(tmp_path / "other.duckdb") == {}
