"""What names of files and folders say of a report, and what they leave open."""

from __future__ import annotations

import pytest

from pipelines.reports.name_hints import NameHint, hint_of, hints_of


@pytest.mark.parametrize(
    ("name", "issuer", "year", "kind"),
    [
        ("北京市民政局2026年度部门预算报表", "北京市民政局", 2026, "budget"),
        ("附件2：广州市生态环境局2026年项目支出绩效目标表", "广州市生态环境局", 2026, None),
        ("2024年度上海市普陀区财政局部门决算公开", "上海市普陀区财政局", 2024, "final_accounts"),
        ("福州市民政局（本级）2026年单位预算", "福州市民政局（本级）", 2026, "budget"),
        ("武汉市人民代表大会常务委员会办公厅 2025 部门预算表", "武汉市人民代表大会常务委员会办公厅", 2025, "budget"),
        ("beijing_civil_2026_budget_57fda3", None, 2026, None),
        ("P020260312345678", None, None, None),
    ],
)
def test_what_a_name_spells_out(name: str, issuer: str | None, year: int | None, kind: str | None) -> None:
    hint = hint_of(name)
    assert (hint.issuer_name, hint.fiscal_year, hint.report_kind) == (issuer, year, kind)


@pytest.mark.parametrize(
    "name",
    [
        "民政局部门表",  # of which place?
        "北京市民政局和北京市财政局",
        "P020260312345678",  # a date within a number
        "20260312",
        "2025年至2026年",
        "预算与决算",
    ],
)
def test_what_a_name_leaves_open(name: str) -> None:
    assert hint_of(name) == NameHint()


def test_two_bodies_are_none() -> None:
    assert hint_of("北京市民政局、北京市财政局2026年预算") == NameHint(None, None, 2026, "budget")


def test_the_division_follows_from_the_body() -> None:
    division = hint_of("武汉市青山区教育局预算").division
    assert division is not None and (division.name, division.code) == ("武汉市青山区", "420107")


def test_the_nearest_folder_that_says_anything_counts() -> None:
    hints = hints_of("2024/北京市财政局/2026年/表/收支表.pdf")
    assert hints.keys() == {"folder_name"}
    assert hints["folder_name"] == NameHint(fiscal_year=2026)


def test_names_that_say_nothing_give_no_hint() -> None:
    assert hints_of("download/p0(1).pdf") == {}
