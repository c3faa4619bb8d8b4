"""The section in which a place of the text stands: by the heading it opens with, else by the heading above."""

from __future__ import annotations

import pytest

from pipelines.review.obligations import rows_of_text
from pipelines.review.sections import Sections, Sentence, TextPlace

OTHER = "五、其他重要事项的情况说明"
PARAGRAPHS = [
    TextPlace(1, 3, "一、收支总体情况", "一、收支总体情况"),
    TextPlace(2, 3, "一、收支总体情况", "本年收支总计10万元，其中财政拨款“三公”经费1万元。"),
    TextPlace(3, 3, OTHER, OTHER),
    TextPlace(4, 4, OTHER, "（一）机关运行经费。2026年运行经费5万元，比2025年增加1万元。"),
    TextPlace(5, 4, OTHER, "所属2个事业单位不在统计范围之内。"),
    TextPlace(6, 4, OTHER, "（二）委托业务费情况。2026年委托业务费2万元。"),
    TextPlace(7, 5, OTHER, "（三）国有资产占用情况：共有车辆2辆。"),
]
HOMES = ["total_text", "total_text", None, "agency_text", "agency_text", None, "assets_text"]


@pytest.fixture
def sections() -> Sections:
    return Sections(rows_of_text(), PARAGRAPHS)


def test_a_paragraph_is_at_home_under_its_own_heading_or_the_one_above(sections: Sections) -> None:
    assert [sections.home_of_paragraph(each.paragraph_no) for each in PARAGRAPHS] == HOMES


@pytest.mark.parametrize(
    ("heading", "home"),
    [
        ("收入支出决算总体情况说明", "total_text"),
        ("二、收入决算情况说明", "revenue_text"),
        ("三、支出决算情况说明", "expenditure_text"),
        ("四、财政拨款收入支出决算总体情况说明", "fiscal_text"),
        ("五、一般公共预算财政拨款支出决算情况说明", "general_public_text"),
        ("六、一般公共预算财政拨款基本支出决算情况说明", "basic_text"),
        ("七、财政拨款“三公”经费支出决算情况说明", "three_public_text"),
        ("八、政府性基金预算财政拨款收入支出决算情况说明", "government_fund_text"),
        ("九、国有资本经营预算财政拨款收入支出决算情况说明", "state_capital_text"),
        ("第四部分政府采购预算情况", "procurement_text"),
        (OTHER, None),
    ],
)
def test_a_heading_that_fits_several_rows_is_of_the_most_particular(
    sections: Sections, heading: str, home: str | None
) -> None:
    assert sections.home_of_heading(heading) == home


def test_a_check_is_at_home_where_its_sentence_paragraph_or_section_is(sections: Sections) -> None:
    key = "0123456789abcdef-s0001"
    sentences = {key: Sentence(4, OTHER, "2026年运行经费5万元，比2025年增加1万元。")}
    assert sections.homes_of_check(f"change_stated:0123456789abcdef:{key}", sentences) == {"agency_text"}
    assert sections.homes_of_check("words_doubled:0123456789abcdef:7", sentences) == {"assets_text"}
    assert sections.homes_of_check("change_reason_told:0123456789abcdef:二、收入预算情况", {}) == {"revenue_text"}
    assert sections.homes_of_check("page_printed:0123456789abcdef:all", {}) == frozenset()
    unknown = Sentence(9, "三、支出决算情况说明", "别处")
    assert sections.homes_of_check(f"r:d:{key}", {key: unknown}) == {"expenditure_text"}
