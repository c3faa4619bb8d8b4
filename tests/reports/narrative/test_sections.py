"""Where a sentence stands: headings above it, and what its parts are parts of."""

from __future__ import annotations

from pipelines.extraction.model import Box
from pipelines.reports.narrative.layout import BodyLine
from pipelines.reports.narrative.numbering import BODY
from pipelines.reports.narrative.paragraphs import Paragraph, join_paragraphs
from pipelines.reports.narrative.sections import Place
from pipelines.reports.narrative.statements import StatementReader


def _paragraph(text: str) -> Paragraph:
    (paragraph,) = join_paragraphs([BodyLine(1, text, Box(0, 0, 9, 9), 0, 30, False)])
    return paragraph


def _whole() -> object:
    reader = StatementReader(2024)
    paragraph = _paragraph("2024年收入预算100万元。")
    paragraph.part = "narrative"
    reader.read(paragraph)
    (draft,) = reader.drafts
    return draft


def test_headings_stack_until_one_of_their_level_comes() -> None:
    place = Place()
    for text in ("一、收支情况", "（一）收入情况", "（二）支出情况"):
        place.enter_heading(_paragraph(text))
    assert place.title == "一、收支情况/（二）支出情况"
    place.enter_heading(_paragraph("二、其他"))
    assert place.title == "二、其他"


def test_text_stands_half_a_level_below_its_heading() -> None:
    place = Place()
    assert place.enter_paragraph(_paragraph("收入增加。")) == BODY
    place.enter_heading(_paragraph("（一）收入情况"))
    assert place.enter_paragraph(_paragraph("收入增加。")) == 2 + BODY
    assert place.enter_paragraph(_paragraph("1.收入增加。")) == 3.0


def test_parts_are_listed_until_a_number_of_the_wholes_level() -> None:
    place, whole = Place(), _whole()
    place.enter_paragraph(_paragraph("（一）收入增加："))
    place.open_scope(2.0, whole)  # type: ignore[arg-type]
    place.enter_paragraph(_paragraph("1.拨款增加。"))
    assert place.whole is whole
    place.enter_paragraph(_paragraph("（二）支出减少。"))
    assert place.whole is None


def test_an_outline_lists_numbered_parts_only() -> None:
    place, whole = Place(), _whole()
    place.open_scope(1.0, whole, is_outline=True)  # type: ignore[arg-type]
    place.enter_paragraph(_paragraph("拨款增加。"))
    assert place.whole is None
    place.enter_paragraph(_paragraph("1.拨款增加。"))
    assert place.whole is whole


def test_a_sentence_that_begins_afresh_ends_the_listing() -> None:
    place, whole = Place(), _whole()
    place.enter_heading(_paragraph("（一）收入情况"))
    place.open_scope(2 + BODY, whole)  # type: ignore[arg-type]
    place.enter_paragraph(_paragraph("拨款增加。"))
    assert place.whole is whole
    place.enter_paragraph(_paragraph("2024年支出减少。"))
    assert place.whole is None


def test_a_title_of_a_table_heads_no_text_behind_the_tables() -> None:
    place = Place()
    title = _paragraph("2024年国有资本经营预算支出表")
    title.part = "tables"
    place.enter_heading(title)
    heading = _paragraph("（一）收支预算总体情况")
    heading.part = "narrative"
    place.enter_heading(heading)
    assert place.title == "（一）收支预算总体情况"
