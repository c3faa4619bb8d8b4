"""Notes below a table, told from running text."""

from __future__ import annotations

import pytest

from pipelines.extraction.model import Box, TextLine
from pipelines.reports.tables.notes import is_statement, read_notes
from pipelines.reports.tables.reading import Reading, RowReading, TableIdentity
from pipelines.reports.tables.units import UNKNOWN_UNIT


def _lines(*texts: str) -> list[TextLine]:
    return [TextLine(text, Box(0, 0, 1, 1)) for text in texts]


def _reading(*rows: RowReading) -> Reading:
    reading = Reading(TableIdentity("0" * 64, "t", UNKNOWN_UNIT))
    for row in rows:
        reading.add_row(row)
    return reading


def test_a_note_that_says_why_the_table_is_empty_over_two_lines() -> None:
    text = ("注：本部门2024年没有政府性基金", "预算安排的支出。")
    assert read_notes(_lines(*text, "第三部分 情况说明"), _reading()) == ("".join(text), "".join(text))


def test_a_second_note_says_why_the_table_is_empty() -> None:
    notes = ("注：本表反映部门本年度政府性基金预算收支情况。", "说明：本部门没有政府性基金预算收支，故本表无数据。")
    assert read_notes(_lines(*notes, "第三部分 情况说明"), _reading()) == ("".join(notes), notes[1])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("注：本表本年无发生额。", True),
        ("注：本部门无该项目", True),
        ("说明：本部门无相关收支项目。", True),
        ("注：本表反映部门本年度国有资本经营预算收支情况。", False),
        ("注：1、封面和目录的格式不得随意改变。2、公开空表一定要在目录说明理由。", False),
        ("注：“科目编码”和“科目名称”为必填项", False),
    ],
)
def test_what_says_that_there_is_nothing_to_show(text: str, says: bool) -> None:
    assert read_notes(_lines(text), _reading()) == (text, text if says else None)


def test_page_numbers_are_passed_over() -> None:
    assert read_notes(_lines("—12—", "注：按单位汇总。"), _reading()) == ("注：按单位汇总。", None)


def test_running_text_and_the_next_title_are_no_notes() -> None:
    assert read_notes(_lines("一、收入增加的情况"), _reading()) == (None, None)
    assert read_notes(_lines("注：见下", "表7.“三公”经费支出表"), _reading()) == ("注：见下", None)


def test_a_note_printed_as_a_row_says_it_too() -> None:
    row = RowReading(3, 1, row_kind="note", label_printed="本表为空")
    assert read_notes([], _reading(row)) == (None, "本表为空")
    ordinary = RowReading(3, 1, label_printed="本表为空")
    assert read_notes([], _reading(ordinary)) == (None, None)


def test_a_sentence_written_into_a_form_is_no_note_of_it() -> None:
    assert is_statement("1.全力做好规划编制,扎实推进试点示范建设。")
    assert not is_statement("当年整体绩效目标")
    assert not is_statement("注：本表由各单位填写，一式两份。")
    assert not is_statement("本单位2026年没有项目支出安排。")
    assert is_statement("加强项目现场管理，确保全年无安全责任事故发生。"), "an aim, no note"
