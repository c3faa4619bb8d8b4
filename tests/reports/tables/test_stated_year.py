"""The year that a report states before its first table."""

from __future__ import annotations

from dataclasses import replace

from pipelines.extraction.model import Box, ExtractedDocument, TextLine
from pipelines.reports.tables import read_tables
from pipelines.reports.tables.stated_year import has_prior_year, stated_year
from tests.reports.tables.grids import document, page

ROWS = [
    ["单位名称", "上年“三公”经费预算数", "<", "本年“三公”经费预算数", "<"],
    ["^", "合计", "公务接待费", "合计", "公务接待费"],
    ["某市水务局", "5.40", "5.40", "4.80", "4.80"],
]


def with_cover(*lines: str, title: str = "“三公”经费支出表") -> ExtractedDocument:
    cover = replace(page([]), text_lines=tuple(TextLine(line, Box(50, 700, 300, 710)) for line in lines))
    return document(cover, page([([title, "单位：万元"], ROWS)], page_no=2))


def test_lines_before_the_first_table_name_the_year() -> None:
    assert stated_year(with_cover("某市水务局", "2024年部门预算")) == 2024
    assert stated_year(with_cover("某市水务局二〇二四年度单位预算公开")) == 2024
    assert stated_year(with_cover("2024年部门预算", "2023年部门决算")) is None
    assert stated_year(with_cover("2024年2月")) is None


def test_a_column_of_the_year_before_is_told_by_its_words() -> None:
    assert has_prior_year([("合计",), ("上年“三公”经费预算数", "合计")])
    assert has_prior_year([("上年预算数",)])
    assert not has_prior_year([("上年结转",), ("上年结转预算数",), ("2023年预算数",)])


def test_two_years_are_told_apart_in_a_table_whose_title_names_none() -> None:
    columns = read_tables(with_cover("2024年部门预算"))[0].reading.columns
    assert [(c["measure_key"], c["amount_year"]) for c in columns] == [
        ("three_public_total", 2023),
        ("official_reception", 2023),
        ("three_public_total", 2024),
        ("official_reception", 2024),
    ]
    unknown = read_tables(with_cover("某市水务局"))[0].reading.columns
    assert [c["measure_key"] for c in unknown] == [None] * 4
