"""The body that publishes a report."""

from __future__ import annotations

import pytest

from pipelines.reports.issuer import find_issuer, is_body_name
from pipelines.reports.narrative.reader import text_of
from pipelines.reports.report_titles import report_titles
from tests.reports.narrative.texts import document_of


def _issuer(*pages: str) -> str | None:
    document = document_of(*pages)
    paragraphs = text_of(document)
    return find_issuer(document, paragraphs, report_titles(paragraphs, []))


def test_the_cover_names_it() -> None:
    assert _issuer("武汉市青山区财政局2024年部门预算", "第一部分 概况\n  一、职责。") == "武汉市青山区财政局"


def test_the_cover_outweighs_a_label_inside() -> None:
    pages = ("武汉市青山区财政局2024年部门预算", "部门名称：武汉市青山区会计中心")
    assert _issuer(*pages) == "武汉市青山区财政局"


def test_no_body_is_named() -> None:
    assert _issuer("收支情况", "收入增加。") is None


def test_a_label_names_a_body_of_a_place_whatever_the_end_of_its_name() -> None:
    pages = ("上海市2026年市级单位预算\n预算单位：上海市花卉良种试验场", "编制单位：上海市花卉良种试验场")
    assert _issuer(*pages) == "上海市花卉良种试验场"


@pytest.mark.parametrize(
    "label",
    [
        "预算单位：花卉良种试验场",  # of no place: it may be anything
        "预算单位：上海市级",
        "预算单位：上海市情况说明表",
        "预算单位：上海市2026甲",
        "预算单位：上海市花卉良种试验场\n编制单位：上海市苗木良种试验场",
    ],
)
def test_a_label_that_may_name_anything_names_nobody(label: str) -> None:
    assert _issuer(f"2026年单位预算\n{label}") is None


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("武汉市青山区财政局", True), ("某某中学", True), ("收入合计", False), ("局", False), ("", False)],
)
def test_names_of_bodies(name: str, is_one: bool) -> None:
    assert is_body_name(name) is is_one
