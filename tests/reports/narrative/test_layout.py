"""The lines of running text, without what the page adds."""

from __future__ import annotations

from dataclasses import replace

from pipelines.extraction.model import Box, ExtractedDocument, TextLine
from pipelines.reports.narrative.layout import body_lines
from tests.reports.narrative.texts import document_of


def _with_line(document: ExtractedDocument, text: str, y: float) -> ExtractedDocument:
    line = TextLine(text, Box(280, y, 280 + 8 * len(text), y + 10))
    pages = [
        replace(page, text_lines=(*page.text_lines, replace(line, text=text.format(page.page_no))))
        for page in document.pages
    ]
    return ExtractedDocument(document.document_id, tuple(pages))


def test_text_comes_in_order_and_the_first_line_of_a_page_is_marked() -> None:
    found = body_lines(document_of("收入增加。\n支出减少。", "其他情况说明如下所述。"))
    assert [(line.page_no, line.text, line.is_page_start) for line in found] == [
        (1, "收入增加。", True),
        (1, "支出减少。", False),
        (2, "其他情况说明如下所述。", True),
    ]


def test_page_numbers_at_the_foot_are_left_out_and_figures_in_the_text_are_not() -> None:
    document = _with_line(document_of("收入增加。\n支出减少。\n12"), "- {} -", 30)
    assert [line.text for line in body_lines(document)] == ["收入增加。", "支出减少。", "12"]


def test_a_line_repeated_at_the_head_of_pages_is_no_text() -> None:
    pages = [f"{word}增加。\n支出减少。" for word in ("收入", "结转", "拨款", "基金", "项目")]
    document = _with_line(document_of(*pages), "某局2024年部门预算", 815)
    # What is repeated in the middle of the page stays.
    assert [line.text for line in body_lines(document)] == [line for page in pages for line in page.split("\n")]
    few = _with_line(document_of(*pages[:3]), "某局2024年部门预算", 815)
    assert "某局2024年部门预算" in {line.text for line in body_lines(few)}


def test_an_indented_line_stands_further_in() -> None:
    first, second = body_lines(document_of("  收入比上年增加了不少。\n支出比上年减少。"))
    assert first.indent_em - second.indent_em > 1.5


def test_a_page_that_text_fills_by_less_than_half_is_blank_below() -> None:
    cover, full = "某局\n2025年部门预算", "\n".join(["收入比上年增加。"] * 45)
    assert [line.is_after_blank for line in body_lines(document_of(cover, "收支总表"))] == [False, False, True]
    assert not any(line.is_after_blank for line in body_lines(document_of(full, "收支总表")))
