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


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("武汉市青山区财政局", True), ("某某中学", True), ("收入合计", False), ("局", False), ("", False)],
)
def test_names_of_bodies(name: str, is_one: bool) -> None:
    assert is_body_name(name) is is_one
