"""Groups of reports: their names, and that they follow what is published."""

from __future__ import annotations

import dagster as dg
import duckdb
import pytest

from pipelines.contract import hand_over
from pipelines.defs.groups import UNREADABLE, documents_by_group, groups, update_groups
from pipelines.reports.version import reading_version
from pipelines.settings import Settings


@pytest.fixture
def published(settings: Settings) -> Settings:
    """A warehouse of four reports: of two years, two kinds, two places and one whose place nobody knows, one that is gone."""
    settings.warehouse_dir.mkdir()
    with duckdb.connect(str(settings.published_path)) as connection:
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
    return settings


def test_a_report_is_of_its_year_its_kind_and_its_place(published: Settings) -> None:
    assert documents_by_group(published) == {
        "kind 类型 部门决算": ["b"],
        "kind 类型 部门预算": ["a", "c", "e"],
        "place 地区 440100": ["c"],
        "place 地区 西湖区 330106": ["a", "b"],
        "year 年度 2023": ["c"],
        "year 年度 2024": ["a", "b"],
    }


def test_a_name_holds_nothing_dagster_reads_as_a_list_or_a_range(published: Settings) -> None:
    with duckdb.connect(str(published.published_path)) as connection:
        connection.execute("update dim_document set is_present = true where document_id = 'd'")
    assert "place 地区 东_城_区 110101" in documents_by_group(published)


def test_groups_come_and_go_with_what_is_published(published: Settings) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        update_groups(instance, published)
        assert set(instance.get_dynamic_partitions(groups.name or "")) == set(documents_by_group(published))
        with duckdb.connect(str(published.published_path)) as connection:
            connection.execute("update dim_document set fiscal_year = 2021 where fiscal_year = 2023")
        update_groups(instance, published)
        names = set(instance.get_dynamic_partitions(groups.name or ""))
    assert "year 年度 2021" in names and "year 年度 2023" not in names


def test_what_could_not_be_read_is_a_group(published: Settings) -> None:
    hand_over.note_failure(published, "f" * 64, reading_version(), "no")
    hand_over.note_failure(published, "0" * 64, "another version", "no")
    assert documents_by_group(published)[UNREADABLE] == ["f" * 64]


def test_without_a_warehouse_there_are_none(settings: Settings) -> None:
    assert documents_by_group(settings) == {}
    settings.warehouse_dir.mkdir()
    duckdb.connect(str(settings.published_path)).close()
    assert documents_by_group(settings) == {}


def test_another_versions_warehouse_has_none(settings: Settings) -> None:
    settings.warehouse_dir.mkdir()
    with duckdb.connect(str(settings.published_path)) as connection:
        connection.execute("create table dim_document as select 'a' as document_id")
    assert documents_by_group(settings) == {}
