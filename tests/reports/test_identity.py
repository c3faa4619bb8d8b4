"""Whose report it is: by cover, by headings, by labels; nothing guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from pipelines.reports.facts import FileFacts
from pipelines.reports.identity import identify
from pipelines.reports.places import Division, division_of
from tests.reports.narrative.texts import document_of
from tests.reports.tables.looks import BORN_DIGITAL_LOOKS, document_in, tables_in

FACTS = FileFacts(
    "a/report.pdf", "0" * 64, "https://example.gov.cn/a.pdf", datetime(2024, 3, 1, tzinfo=UTC), 3, "born_digital"
)


@dataclass(frozen=True)
class Table:
    printed_title: str | None = None
    table_kind: str | None = None
    title_year: int | None = None
    first_page_no: int = 4
    unit_rows: Sequence[tuple[str | None, str]] = field(default=())


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
def test_reference_report(look: str) -> None:
    row = identify(document_in(look), tables_in(look), FACTS)
    assert {key: row[key] for key in ("issuer_name", "department_code", "department_name", "division_name")} == {
        "issuer_name": "中共青山区委组织部",
        "department_code": "112",
        "department_name": "中国共产党武汉市青山区委员会组织部",
        "division_name": "武汉市青山区",
    }
    assert (row["fiscal_year"], row["report_kind"], row["body_kind"]) == (2024, "budget", "department")
    assert row["division_code"] == "420107"
    assert not row["is_held_back"]


@pytest.mark.parametrize(
    ("cover", "issuer", "year", "kind", "body"),
    [
        ("江苏省人民检察院\n2019年度部门预算公开", "江苏省人民检察院", 2019, "budget", "department"),
        ("2026 年深圳市民政局（本级）部门预\n算", "深圳市民政局（本级）", 2026, "budget", "department"),
        (
            "上海市普陀区规划和自然\n资源局\n2024 年度部门决算",
            "上海市普陀区规划和自然资源局",
            2024,
            "final_accounts",
            "department",
        ),
        ("上海市2026年市级单位预算\n预算单位：上海市中医文献馆（单位）", "上海市中医文献馆", 2026, "budget", "unit"),
        ("2026年度\n福州市科学技术局(本级)\n单位预算", "福州市科学技术局（本级）", 2026, "budget", "unit"),
        ("某县第一中学2024年度部门（单位）决算公开", "某县第一中学", 2024, "final_accounts", None),
        ("西安市\n水务局\n2024年部门综合预算", "西安市水务局", 2024, "budget", "department"),
        ("苏州市妇女联合会二〇二四年度部门预算公开", "苏州市妇女联合会", 2024, "budget", "department"),
        ("二○二三年度\n重庆市渝中区民政局\n部门决算", "重庆市渝中区民政局", 2023, "final_accounts", "department"),
        ("部门预算公开\n（2025年）\n昆明市教育体育局", "昆明市教育体育局", 2025, "budget", "department"),
        ("2024年度部门预算\n哈尔滨市审计局\n2023年12月", "哈尔滨市审计局", 2024, "budget", "department"),
        ("洛阳市涧西区重庆路第一小学2024年单位预算公开", "洛阳市涧西区重庆路第一小学", 2024, "budget", "unit"),
        ("中华人民共和国杭州海关2024年部门预算", "中华人民共和国杭州海关", 2024, "budget", "department"),
    ],
)
def test_covers(cover: str, issuer: str, year: int, kind: str, body: str) -> None:
    row = identify(document_of(cover, "目 录\n第一部分 概况……1"), [], FACTS)
    assert (row["issuer_name"], row["fiscal_year"], row["report_kind"], row["body_kind"]) == (issuer, year, kind, body)


def test_cover_wins_over_table_titles() -> None:
    tables = [Table("2023年收支总表", title_year=2023), Table("2023年收入总表", title_year=2023)]
    assert identify(document_of("长沙市信访局\n2024年部门预算", "目 录"), tables, FACTS)["fiscal_year"] == 2024


def test_year_of_most_tables_where_nothing_else_tells() -> None:
    tables = [
        Table("收支总表", title_year=2024),
        Table("收入总表", title_year=2024),
        Table("支出总表", title_year=2023),
    ]
    assert identify(document_of("部门：长沙市信访局\n支出预算总表"), tables, FACTS)["fiscal_year"] == 2024


def test_department_is_the_code_that_all_units_begin_with() -> None:
    units = [("112001", "青山区党员服务中心"), ("112", "青山区委员会组织部"), ("112002", "青山区委员会组织部机关")]
    row = identify(document_of("青山区委组织部\n2024年部门预算"), [Table(unit_rows=units)], FACTS)
    assert (row["department_code"], row["department_name"]) == ("112", "青山区委员会组织部")


def test_units_without_a_common_code_give_no_department_code() -> None:
    units = [("112001", "青山区党员服务中心"), ("113001", "青山区图书馆")]
    row = identify(document_of("青山区委组织部\n2024年部门预算"), [Table(unit_rows=units)], FACTS)
    assert (row["department_code"], row["department_name"]) == (None, "青山区委组织部")


def test_what_a_report_does_not_say_stays_null() -> None:
    """Nor is anything taken from its file's name: whether it is published is decided in dbt, by the files beside it."""
    facts = replace(FACTS, file_name="北京市民政局2026年部门预算.pdf")
    row = identify(document_of("项目名称 金额\n合计 20.00"), [], facts)
    assert (row["issuer_name"], row["fiscal_year"], row["report_kind"], row["is_held_back"]) == (
        None,
        None,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("name", "division", "code"),
    [
        ("中国共产党武汉市青山区委员会组织部", "武汉市青山区", "420107"),
        ("九三学社武汉市委员会", "武汉市", "420100"),
        ("中共青山区委组织部", "青山区", None),
        ("上海市普陀区人民政府万里街道办事处", "上海市普陀区", "310107"),
        ("江苏省高级人民法院", "江苏省", "320000"),
        ("中共江苏省委办公厅", "江苏省", "320000"),
        ("九三学社武汉市委员会", "武汉市", "420100"),
        ("广州市民政局", "广州市", "440100"),
        ("无锡市发展和改革委员会", "无锡市", "320200"),
        ("北京市社区建设中心", "北京市", "110000"),
    ],
)
def test_divisions(name: str, division: str, code: str | None) -> None:
    """青山区 alone may be Wuhan's or Baotou's: no code is guessed."""
    assert division_of(name) == Division(division, code)


@pytest.mark.parametrize("name", ["上海交通职业技术学院", "郊区建设办公室", "", None])
def test_names_without_division(name: str | None) -> None:
    assert division_of(name) is None


def test_a_file_of_targets_alone_is_of_the_budget_and_its_year_is_not_guessed() -> None:
    document = document_of("部门名称：某市数据局 单位：万元\n某市数据局2025年平台运维项目")
    row = identify(document, [Table("项目支出绩效目标表（含转移支付项目）", "project_performance_targets")], FACTS)
    assert (row["report_kind"], row["fiscal_year"]) == ("budget", None)
    evaluated = identify(document, [Table("项目支出绩效目标表完成情况自评")], FACTS)
    assert evaluated["report_kind"] is None


def test_a_body_whose_name_reveals_no_division_is_of_the_one_in_the_title() -> None:
    row = identify(document_of("上海市2026年市级单位预算\n预算单位：海洋职业技术学院"), [], FACTS)
    assert (row["issuer_name"], row["division_name"], row["division_code"]) == ("海洋职业技术学院", "上海市", "310000")


def test_a_title_whose_word_is_broken_over_two_lines_is_whole() -> None:
    row = identify(document_of("2026年深圳市民政局（本级）部门预\n算", "目录"), [], FACTS)
    assert row["title"] == "2026年深圳市民政局（本级）部门预算"
