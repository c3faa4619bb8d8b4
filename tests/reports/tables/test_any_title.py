"""Titles however they are printed: blanks, wide characters and line breaks change no meaning, and what nobody taught names no kind."""

from __future__ import annotations

from functools import cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipelines.extraction.text import tidy_line
from pipelines.reports.coordinates.composing import cover, vocabulary
from pipelines.reports.tables import PrintedTable, read_tables
from pipelines.reports.tables.kinds import kind_of_title
from pipelines.reports.tables.units import MULTIPLIERS, stated_unit
from pipelines.reports.vocabulary import table_kinds
from pipelines.reports.words import comparable
from tests.reports.spelling import foreign, printed
from tests.reports.tables.grids import document, page

ROWS = [["科目编码", "科目名称", "合计", "基本支出"], ["2013201", "行政运行", "300.00", "200.00"]]
#: Every title that the seed lists in one piece, and its kind.
LISTED = [
    (title, kind.key) for kind in table_kinds() for title in kind.title_words.split("|") if title and "&" not in title
]
TITLES = st.sampled_from([title for title, _ in LISTED])
TWO_SIDED = st.sampled_from([title for title, _ in LISTED if "收入支出" in title])
#: Titles made of known words, most of which nobody has seen.
COMPOSED = st.lists(st.sampled_from(sorted(vocabulary())), min_size=1, max_size=4).map(
    lambda words: "".join(words) + "表"
)
NUMBERS = st.sampled_from(["", "表3.", "附表12：", "预算05表 ", "部门公开表7 ", "三、"])
YEARS = st.sampled_from(["", "2024年", "2025年度", "2023年部门"])
UNITS = st.sampled_from(sorted(MULTIPLIERS))
UNIT_LINES = st.sampled_from(["单位：{}", "金额单位：人民币{}", "（单位：{}）", "部门：某局  单位：{}"])
NO_UNITS = st.sampled_from(["人", "个", "辆", "平方米", "台", "份", "%", "某局", "页"])

Meaning = tuple[str | None, int | None, str | None, str | None]


def _table(*lines: str) -> PrintedTable:
    (table,) = read_tables(document(page([(lines, ROWS)])))
    return table


def _meaning(*lines: str) -> Meaning:
    table = _table(*lines)
    return table.table_kind, table.title_year, table.title.printed_no, table.unit.label


@cache
def _plainly(*lines: str) -> Meaning:
    return _meaning(*map(tidy_line, lines))


def test_every_listed_title_names_its_kind() -> None:
    named = [(title, kind, kind_of_title(comparable(title))) for title, kind in LISTED]
    assert len(named) > 100
    assert [each for each in named if each[1] != each[2]] == []


@given(st.data(), NUMBERS, YEARS, TITLES | COMPOSED, UNIT_LINES, UNITS)
def test_blanks_and_wide_characters_change_no_meaning(
    data: st.DataObject, number: str, year: str, title: str, unit_line: str, unit: str
) -> None:
    lines = (f"{number}{year}{title}", unit_line.format(unit))
    said = _plainly(*lines)
    assert said[3] == unit
    assert _meaning(*(data.draw(printed(line)) for line in lines)) == said


@given(st.data(), NUMBERS, YEARS, TITLES)
def test_a_title_on_two_lines_is_of_its_kind_or_of_none(
    data: st.DataObject, number: str, year: str, title: str
) -> None:
    whole = f"{number}{year}{title}"
    place = data.draw(st.integers(1, len(whole) - 1))
    kind = _meaning(tidy_line(whole[:place]), tidy_line(whole[place:]), "单位：元")[0]
    assert kind in (_plainly(whole, "单位：元")[0], None)


@given(st.data(), YEARS, TITLES, foreign())
def test_a_word_nobody_taught_makes_no_other_kind(data: st.DataObject, year: str, title: str, word: str) -> None:
    words = cover(title).words
    place = len("".join(each.text for each in words[: data.draw(st.integers(0, len(words)))]))
    assume("".join(each.text for each in words) == title)
    kind = _meaning(f"{year}{title[:place]}{word}{title[place:]}", "单位：元")[0]
    assert kind in (kind_of_title(comparable(title)), None)


@given(st.data(), TITLES, foreign(1, 1))
def test_a_character_misread_makes_no_other_kind(data: st.DataObject, title: str, char: str) -> None:
    place = data.draw(st.integers(0, len(title) - 1))
    kind = _meaning(f"{title[:place]}{char}{title[place + 1 :]}", "单位：元")[0]
    assert kind in (kind_of_title(comparable(title)), None)


@given(TWO_SIDED, st.sampled_from("、/-和及与,·"))
def test_revenue_and_expenditure_however_joined_are_both_or_nothing(title: str, joint: str) -> None:
    kind = _meaning(title.replace("收入支出", f"收入{joint}支出"), "单位：元")[0]
    assert kind in (kind_of_title(comparable(title)), None)
    assert kind is not None or joint in "/-,·"


@given(NUMBERS, YEARS, foreign(3, 12), st.sampled_from(["表", "情况表", "统计表", "一览表"]))
def test_a_title_of_words_nobody_taught_names_no_kind(number: str, year: str, words: str, end: str) -> None:
    table = _table(tidy_line(f"{number}{year}{words}{end}"), "单位：元")
    assert table.table_kind is None
    assert table.printed_title is not None and words in table.printed_title


@settings(max_examples=300)
@given(st.lists(st.text(max_size=30).map(tidy_line), max_size=5))
def test_whatever_stands_above_a_table_it_is_read_and_no_unit_is_invented(lines: list[str]) -> None:
    table = _table(*lines)
    assert table.table_kind is None
    assert table.unit.label is None
    assert [line["value_text"] for line in table.reading.lines] == ["300.00", "200.00"]


@given(st.data(), UNIT_LINES, NO_UNITS)
def test_what_is_no_money_is_no_unit(data: st.DataObject, line: str, word: str) -> None:
    assert stated_unit(data.draw(printed(line.format(word)))) is None


@given(st.data(), st.sampled_from(range(2010, 2035)), TITLES.filter(lambda title: title.endswith("表")))
def test_a_title_tells_its_year(data: st.DataObject, year: int, title: str) -> None:
    assert _meaning(data.draw(printed(f"{year}年度{title}")), "单位：元")[1] == year
