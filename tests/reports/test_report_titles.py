"""What the titles of a report say of its year, its kind and its body."""

from __future__ import annotations

import pytest

from pipelines.extraction.model import Box
from pipelines.reports.narrative.layout import BodyLine
from pipelines.reports.narrative.paragraphs import Paragraph, join_paragraphs
from pipelines.reports.report_titles import (
    Titles,
    body_kind_of,
    fiscal_year_of,
    report_kind_of,
    report_titles,
    with_digits,
)


def _titles(*cover: str, headings: tuple[str, ...] = (), tables: tuple[str, ...] = ()) -> Titles:
    return Titles(None, cover, headings, tables)


def _cover_line(text: str) -> Paragraph:
    (paragraph,) = join_paragraphs([BodyLine(1, text, Box(0, 0, 9, 9), 0, 30, False)])
    paragraph.part = "cover"
    return paragraph


def test_the_reports_own_title_is_the_covers() -> None:
    cover = [_cover_line(text) for text in ("武汉市某局", "2024年部门预算", "二〇二四年二月")]
    found = report_titles(cover, ["表1.收支总表"])
    assert found.title == "武汉市某局2024年部门预算"
    assert found.cover[-1] == "2024年二月"
    assert found.tables == ("表1.收支总表",)
    assert report_titles([_cover_line("收入增加")], []).title is None


@pytest.mark.parametrize(
    ("text", "digits"), [("二〇二四年", "2024年"), ("二○二五年度", "2025年度"), ("十二年", "十二年")]
)
def test_written_years(text: str, digits: str) -> None:
    assert with_digits(text) == digits


def test_the_cover_says_the_year_before_tables_and_prose() -> None:
    assert fiscal_year_of(_titles("2024年部门预算"), [2023, 2023], "2022年部门预算") == 2024
    assert fiscal_year_of(_titles(), [2023, 2023, 2022], "2022年部门预算") == 2023
    assert fiscal_year_of(_titles(), [], "2022年部门预算") == 2022
    assert fiscal_year_of(_titles(), [], "") is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [("2024年部门预算", "budget"), ("2023年度部门决算", "final_accounts"), ("2024年工作总结", None)],
)
def test_budget_or_final_accounts(title: str, kind: str | None) -> None:
    assert report_kind_of(_titles(title), "") == kind


@pytest.mark.parametrize(
    ("title", "kind"), [("2024年部门预算", "department"), ("2024年单位预算", "unit"), ("2024年预算", None)]
)
def test_a_departments_report_or_a_units(title: str, kind: str | None) -> None:
    assert body_kind_of(_titles(title)) == kind
