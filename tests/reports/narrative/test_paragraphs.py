"""Lines joined to paragraphs, and where their characters stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.model import Box
from pipelines.reports.narrative.layout import BodyLine
from pipelines.reports.narrative.paragraphs import join_paragraphs

_RIGHT, _EM = 500.0, 10.0


def _line(text: str, *, indent_em: float = 0.0, short_em: float = 0.0, page_no: int = 1) -> BodyLine:
    box = Box(indent_em * _EM, 0, _RIGHT - short_em * _EM, _EM)
    return BodyLine(page_no, text, box, indent_em, short_em, False)


def test_a_sentence_goes_on_over_lines_and_pages() -> None:
    first = _line("2024年收入总计一千八百万元，比上年", indent_em=2)
    (paragraph,) = join_paragraphs([first, _line("减少百分之十八。", short_em=20, page_no=2)])
    assert paragraph.text == "2024年收入总计一千八百万元，比上年减少百分之十八。"
    assert paragraph.page_no == 1 and len(paragraph.starts) == 2
    assert not paragraph.is_heading


def test_a_sentence_cut_by_the_end_of_a_page_goes_on_on_the_next() -> None:
    cut = _line("2024年预算为5.00万元，比上年减少0.48", short_em=2)
    rest = _line("万元。", indent_em=2, short_em=30, page_no=2)
    (paragraph,) = join_paragraphs([cut, rest])
    assert paragraph.text.endswith("0.48万元。") and paragraph.page_no == 1
    for other in ("二、支出情况", "主要原因是人员增加", "支出情况"):
        assert len(join_paragraphs([cut, replace(rest, text=other)])) == 2
    assert len(join_paragraphs([replace(cut, text="2024年预算为5.00万元。"), rest])) == 2
    assert len(join_paragraphs([replace(cut, text="支出情况"), rest])) == 2


@pytest.mark.parametrize("short_em", [0, 6, 20], ids=["full", "short", "very short"])
@pytest.mark.parametrize(
    ("before", "after", "figure"),
    [
        ("全年支出已经完成，占1", "00%。", "占100%。"),
        ("基本支出985.30万元，占36.9", "3%，其余为项目支出。", "占36.93%，"),
        ("收入支出总计为1,3", "69.75万元。", "为1,369.75万元。"),
        ("收入支出总计为1,369.", "75万元。", "为1,369.75万元。"),
        ("收入支出总计为1,369", ".75万元。", "为1,369.75万元。"),
        ("收入支出总计为1,369", ",751元。", "为1,369,751元。"),
        ("收入支出总计为13", "69.75万元。", "为1369.75万元。"),
        ("收入支出总计，比上年增长8", "5.3%。", "增长85.3%。"),
        ("收入支出总计，比上年下降0.4", "8个百分点。", "下降0.48个百分点。"),
        ("年末共有在职人员3", "5人。", "人员35人。"),
        ("房屋建筑面积共计1,20", "0平方米。", "共计1,200平方米。"),
        ("收入支出总计，增长36.93", "%。", "增长36.93%。"),
    ],
)
def test_a_figure_cut_by_the_end_of_a_line_is_one(before: str, after: str, figure: str, short_em: float) -> None:
    (paragraph,) = join_paragraphs([_line(before, short_em=short_em), _line(after, short_em=25)])
    assert figure in paragraph.text
    assert paragraph.text[paragraph.starts[1] :] == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("收入支出总计详见附表1", "2,345万元为基本支出，其余为项目支出。"),
        ("基本支出，占36.93", "12.50%为项目支出。"),
        ("收入支出，详见表3", "5人为在职人员。"),
    ],
)
def test_figures_that_make_none_together_stay_apart(before: str, after: str) -> None:
    paragraphs = join_paragraphs([_line(before, short_em=6), _line(after, short_em=25)])
    assert before + after not in [paragraph.text for paragraph in paragraphs]


def test_nothing_goes_on_from_a_page_that_is_blank_below() -> None:
    cover, table = _line("某局2025年部门预算"), _line("部门收支预算总", page_no=2)
    assert len(join_paragraphs([cover, replace(table, is_after_blank=True)])) == 2
    assert len(join_paragraphs([cover, table])) == 1
    sentence = _line("支出的安排比较复杂，年度基本支出")
    assert len(join_paragraphs([sentence, _line("为5万元。", page_no=2)])) == 1
    assert len(join_paragraphs([sentence, replace(_line("为5万元。", page_no=2), is_after_blank=True)])) == 1


def test_a_sentence_goes_on_from_a_line_broken_short_of_the_margin() -> None:
    cut = _line("2024年支出预算为5.00万元，比上年减", short_em=6)
    rest = _line("少0.48万元，下降8.76%。", short_em=20)
    (paragraph,) = join_paragraphs([cut, rest])
    assert paragraph.text == "2024年支出预算为5.00万元，比上年减少0.48万元，下降8.76%。"
    for other in ("二、支出减少，收入增加。", "支出情况"):
        assert len(join_paragraphs([cut, replace(rest, text=other)])) == 2
    assert len(join_paragraphs([cut, replace(rest, indent_em=2)])) == 2
    assert len(join_paragraphs([replace(cut, text="2024年支出预算5.00万元，其中：基本支出"), rest])) == 1
    assert len(join_paragraphs([replace(cut, text="2024年支出预算5.00万元，其中："), rest])) == 2
    # The comma of a figure opens no clause, and a list is no sentence.
    for ended in ("公用经费1,131.92万元", "某区统计局、某区统计中心", "支出预算为5.00万元，比上年减少。"):
        assert len(join_paragraphs([replace(cut, text=ended), rest])) == 2


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("公务接待费1.58", "万元。", 1),
        ("公务接待费", "万元。", 2),
        ("支出减少。具体情况", "如下：", 1),
        ("支出减少。", "如下：", 2),
    ],
)
def test_a_unit_or_the_end_of_an_announcement_stands_in_no_paragraph_alone(before: str, after: str, count: int) -> None:
    assert len(join_paragraphs([_line(before, short_em=6), _line(after, short_em=30)])) == count


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("人员经费9万元，", "六、“三公”经费情况", 2),
        ("人员经费9万元，", "（二）国有资产情况", 2),
        ("人员经费9万元，", "三、公用经费9万元", 1),
        ("人员经费9万元，", "六、“三公”经费，", 1),
        ("人员经费9万元，", "公用经费", 1),
        ("人员经费、", "六、“三公”经费情况", 1),
    ],
)
def test_a_heading_begins_below_a_sentence_that_is_not_finished(before: str, after: str, count: int) -> None:
    assert len(join_paragraphs([_line(before, short_em=9), _line(after, short_em=20)])) == count
    assert len(join_paragraphs([_line(before), _line(after, short_em=20)])) == 1


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("与上年持平。主要原因：", "人员退休减少支付。", 1),
        ("与上年持平。主要原因是", "人员退休减少支付。", 1),
        ("与上年持平。主要原因：", "一是人员退休减少支付。", 2),
        ("与上年持平。主要原因：", "1.人员退休减少支付。", 2),
        ("与上年持平。主要原因：", "支出决算情况", 2),
        ("与上年持平。具体如下：", "人员退休减少支付。", 2),
    ],
)
def test_a_reason_goes_on_where_it_is_announced(before: str, after: str, count: int) -> None:
    assert len(join_paragraphs([_line(before, short_em=6), _line(after, indent_em=2, short_em=9)])) == count


def test_an_indented_line_after_a_sentence_begins_a_paragraph() -> None:
    found = join_paragraphs([_line("收入增加。"), _line("支出减少。", indent_em=2)])
    assert [paragraph.text for paragraph in found] == ["收入增加。", "支出减少。"]


@pytest.mark.parametrize(
    ("text", "is_heading", "level"),
    [
        ("一、收支情况", True, 1),
        ("一、收入100万元", False, 1),
        ("（一）收入增加。", False, 2),
        ("收支情况", False, None),
    ],
)
def test_a_heading_is_short_numbered_and_no_sentence(text: str, is_heading: bool, level: int | None) -> None:
    (paragraph,) = join_paragraphs([_line(text, short_em=30)])
    assert (paragraph.is_heading, paragraph.level) == (is_heading, level)


def test_a_place_in_the_text_is_a_place_on_the_page() -> None:
    (paragraph,) = join_paragraphs([_line("一二三四五六七八九，"), _line("十", page_no=2)])
    page_no, box = paragraph.place(5, 10)
    assert page_no == 1
    assert [box.x0, box.x1] == pytest.approx([_RIGHT / 2, _RIGHT])
    assert paragraph.place(10, 11)[0] == 2


@given(st.lists(st.text("收入支出1,。（一）、 ", min_size=1, max_size=12).map(str.strip).filter(bool), max_size=8))
def test_no_line_is_lost_and_every_character_has_a_place(texts: list[str]) -> None:
    lines = [_line(text, page_no=number) for number, text in enumerate(texts, start=1)]
    found = join_paragraphs(lines)
    assert [line for paragraph in found for line in paragraph.lines] == lines
    for paragraph in found:
        assert len(paragraph.folded) == len(paragraph.text)
        page_no, _ = paragraph.place(0, len(paragraph.text))
        assert page_no == paragraph.page_no
