"""The tables that a report's contents promise."""

from __future__ import annotations

from pipelines.extraction.model import Box
from pipelines.reports.narrative.contents import promised_tables
from pipelines.reports.narrative.layout import BodyLine
from pipelines.reports.narrative.paragraphs import Paragraph


def _entry(text: str, part: str = "contents") -> Paragraph:
    line = BodyLine(2, text, Box(0, 0, 1, 1), 0, 0, False)
    return Paragraph(text, [line], [0], None, 0, part=part)


def _promised(*entries: Paragraph) -> list[tuple[object, object, object]]:
    rows = promised_tables(entries, "0" * 64)
    assert [row["promise_no"] for row in rows] == list(range(1, len(rows) + 1))
    return [(row["printed_no"], row["printed_title"], row["table_kind"]) for row in rows]


def test_tables_are_promised_with_number_title_and_kind() -> None:
    found = _promised(_entry("一、收支总表……3"), _entry("表6.一般公共预算基本支出表 12"))
    assert found == [
        ("一", "收支总表", "revenue_expenditure_summary"),
        ("6", "一般公共预算基本支出表", "general_public_basic_expenditure"),
    ]


def test_a_number_in_characters_ends_where_the_words_begin() -> None:
    found = _promised(_entry("表五一般公共预算支出情况表"), _entry("表十一一般公共预算基本支出情况表"))
    assert found == [
        ("五", "一般公共预算支出情况表", "general_public_expenditure"),
        ("十一", "一般公共预算基本支出情况表", "general_public_basic_expenditure"),
    ]


def test_only_the_three_public_expenses_keep_their_three() -> None:
    found = _promised(
        _entry("附表十三公务用车购置情况表"), _entry("附表八三公经费支出表"), _entry("附表八“三公”经费支出表")
    )
    assert [(number, title) for number, title, _ in found] == [
        ("十三", "公务用车购置情况表"),
        ("八", "三公经费支出表"),
        ("八", "“三公”经费支出表"),
    ]


def test_a_table_whose_short_title_ends_as_that_of_a_part_is_promised() -> None:
    found = _promised(_entry("第二部分 2024年度部门决算表"), _entry("二、收入决算表"), _entry("三、支出决算表"))
    assert found == [("二", "收入决算表", "revenue_summary"), ("三", "支出决算表", "expenditure_summary")]


def test_parts_explanations_and_other_text_promise_no_table() -> None:
    assert _promised(_entry("第二部分 2024年部门预算表"), _entry("一、收支总表情况说明"), _entry("三、部门概况")) == []


def test_a_table_named_outside_of_the_contents_is_not_promised() -> None:
    assert _promised(_entry("一、收支总表", part="narrative")) == []
