"""The title of a table: lines above its grid, or the grid's first rows.

Belongs here: which lines and rows are title, unit or date line, and what the title says of number and year. Which kind of
table it names belongs to ``kinds``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.model import Grid, GridCell, TextLine
from pipelines.reports.coordinates.composing import cover
from pipelines.reports.coordinates.titles import items_of_kind
from pipelines.reports.tables.figures import is_figure
from pipelines.reports.tables.kinds import kind_of_title
from pipelines.reports.tables.units import UNKNOWN_UNIT, Unit, stated_unit
from pipelines.reports.words import comparable

_PAGE_NUMBER = re.compile(r"[-—–~]*(?:第?\d{1,4}页?(?:[/,]?共?\d+页)?)[-—–~]*")
#: A number in characters; 一 of 一般公共预算 and 三 of “三公” behind it are no digits of it (表十一般公共预算… is 表十).
_CHARACTERS = "(?:(?!一般|三公)[一二三四五六七八九十])"
_NUMBER_ALONE = re.compile(
    rf"(?:公开|预算|决算|财|附|部门)*(?:表(?:\d{{1,3}}|{_CHARACTERS}{{1,3}}+)|\d{{1,3}}表)(?:-\d+)?[:：.]?|附件?表?\d{{0,2}}[:：]?"
)
_PRINTED_NO = (
    re.compile(rf"^(?:公开|预算|决算|财|附|部门)*表([0-9]{{1,3}}(?![0-9年])|{_CHARACTERS}{{1,3}}+(?![〇○零]))"),
    re.compile(r"^(?:公开|预算|决算|财|附|部门)*([0-9]{1,3})表"),
    #: 表 12 年度项目支出绩效表: 2012 is long ago.
    re.compile(r"^(?:公开|预算|决算|财|附|部门)*表(1?[0-9])(?=年度[^0-9])"),
    re.compile(r"^([0-9]{1,3}|[一二三四五六七八九十]{1,3})[、.](?=.*表)"),
)
_ENDS_LIKE_TITLE = re.compile(r"表(?:\((?!注)[^()]{0,20}\))*(?:[\d一二三四五六七八九十]{1,2})?$")
#: How a list of things may be called that does not call itself 表.
_ENDS_OF_LISTS = ("预算", "决算")
_SENTENCE = re.compile(r"[。；;！？]")
_YEAR = re.compile(r"(20\d{2})年?")
_DATE_OR_BODY_LINE = re.compile(
    r"^(?:\(?20\d{2}年度?\)?|填报(?:日期|单位|部门|人).*|编制(?:部门|单位|日期).*|(?:预算)?部门(?:名称|\(单位\))?[:].*|(?:预算)?单位(?:名称)?[:].*"
    r"|(?:报送|公开)?日期[:].*|金额单位.*|单位[:]?.*元.*|填报.*|部门名称.*|主管部门[:].*)$"
)
_UNIT_BEGUN = re.compile(r"单位:?[百千万亿]{0,2}$")
_UNIT_END = re.compile(r"[百千万亿]{0,2}元")
_MAX_TITLE_LENGTH = 80
#: 附表, 下表 are no titles; what is shorter must name a kind (支出表).
_MIN_TITLE_LENGTH = 4
_MAX_REST_LENGTH = 12
#: So many lines of a title may stand above its last.
_MOST_LINES_ABOVE = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, lines joined, with the number and the year it names."""

    text: str | None
    printed_no: str | None
    year: int | None


NO_TITLE = Title(None, None, None)


@dataclass(frozen=True, slots=True)
class Heading:
    """All that stands above a table's header: title, unit, and how many leading rows of the grid it takes."""

    title: Title
    unit: Unit
    head_rows: int


def is_page_number(text: str) -> bool:
    """True for a line that is only a page number (—7—, 第 3 页)."""
    return _PAGE_NUMBER.fullmatch(comparable(text)) is not None


def number_alone(text: str) -> str | None:
    """The number of a line that prints no more than a table's number (表4, 公开04表), None for any other line."""
    words = comparable(text)
    return _printed_no(words) if _NUMBER_ALONE.fullmatch(words) else None


def read_heading(lines_above: Sequence[TextLine], grid: Grid) -> Heading:
    """Return what the lines above a grid and its first rows say; lines from top to bottom."""
    texts = _unbroken([line.text for line in lines_above if line.text.strip() and not is_page_number(line.text)])
    head_rows, head_texts = _head_rows(grid)
    title = _title_from(head_texts) if head_texts else NO_TITLE
    if title.text is None:
        title = _title_from(texts)
    elif title.printed_no is None and texts and _NUMBER_ALONE.fullmatch(comparable(texts[-1])):
        # 表3 above a grid whose first row is the title.
        title = replace(title, printed_no=_printed_no(comparable(texts[-1])))
    label = next((unit for unit in map(stated_unit, reversed(_after_title(texts))) if unit), None)
    if label:
        return Heading(title, Unit(label, "above"), head_rows)
    label = next((unit for unit in map(stated_unit, head_texts) if unit), None)
    return Heading(title, Unit(label, "grid") if label else UNKNOWN_UNIT, head_rows)


def _unbroken(texts: Sequence[str]) -> list[str]:
    """Join a unit that is broken over two lines (单位：万 / 元)."""
    whole: list[str] = []
    for text in texts:
        if whole and _UNIT_BEGUN.search(comparable(whole[-1])) and _UNIT_END.fullmatch(comparable(text)):
            whole[-1] += text
        else:
            whole.append(text)
    return whole


def same_title(left: Title, right: Title) -> bool:
    """True if two titles are one, continued (续) or not."""
    if left.text is None or right.text is None:
        return False
    (number, core), (other_number, other_core) = _core(left.text), _core(right.text)
    # On later pages the number may be left out; two numbers are two tables.
    return _same_words(core, other_core) and (number == other_number or not number or not other_number)


def _same_words(core: str, other: str) -> bool:
    """True if two titles say the same; one may begin with what the document is called (2025年部门预算) and says nothing of a table."""
    shorter, longer = sorted((core, other), key=len)
    if not longer.endswith(shorter) or kind_of_title(shorter) is None:
        return core == other
    before = cover(longer.removesuffix(shorter))
    return not any(word.values for word in before.words) and not any(map(_leaves_words, before.rest))


def _leaves_words(rest: str) -> bool:
    return re.sub(r"[\d年度]+", "", rest) != ""


def _core(text: str) -> tuple[str, str]:
    """Number of the table and what the title says beside it and 续."""
    words = re.sub(r"\(?(?:续表?|接上页)\)?[\d一二三四]*", "", comparable(text))
    number = re.match(rf"附?(?:公开|预算|决算)?\d*表(?:{_CHARACTERS}+|\d{{1,2}}(?!\d))[-:、.]?", words)
    return (number[0], words[number.end() :]) if number else ("", words)


def _after_title(texts: Sequence[str]) -> Sequence[str]:
    """The lines from the last title-like one on: a unit above an earlier title is not this table's."""
    for number in range(len(texts) - 1, -1, -1):
        if looks_like_title(texts[number]):
            return texts[number:]
    return texts[-3:]


def looks_like_title(text: str) -> bool:
    """True if a line can be the whole title of a table: it ends in 表 or names a known kind, and is no sentence."""
    words = comparable(text)
    if not words or len(words) > _MAX_TITLE_LENGTH or _SENTENCE.search(words) or _NUMBER_ALONE.fullmatch(words):
        return False
    if _DATE_OR_BODY_LINE.match(words) and not _ENDS_LIKE_TITLE.search(words):
        return False
    is_long = len(words) >= _MIN_TITLE_LENGTH or kind_of_title(words) is not None
    return is_long and (_ENDS_LIKE_TITLE.search(words) is not None or _is_list_of_things(words))


def _is_list_of_things(words: str) -> bool:
    """True for 部门政府采购预算: the whole line names a list of things, and no more; money alone may be the heading of a text."""
    kind = kind_of_title(words) if words.endswith(_ENDS_OF_LISTS) else None
    return kind is not None and bool(items_of_kind(kind)) and _unknown(words) == 0


def _title_from(texts: Sequence[str]) -> Title:
    """Find the title bottom-up; a title wrapped over several lines is joined, a number line above it is read."""
    number_below: str | None = None
    for number in range(len(texts) - 1, -1, -1):
        words = comparable(texts[number])
        if _NUMBER_ALONE.fullmatch(words):
            number_below = _printed_no(words)
            continue
        if _DATE_OR_BODY_LINE.match(words) or stated_unit(words):
            continue
        above = texts[number - 1] if number else ""
        if _is_rest_of_body_line(above, words):
            continue
        whole, first = texts[number], number
        while (
            first
            and number - first < _MOST_LINES_ABOVE
            and (_goes_on(texts[first - 1], whole) or _begins_below_number(texts[:first], whole))
        ):
            first -= 1
            whole = texts[first] + whole
        if first < number:
            return _title(whole, texts[:first], number_below)
        if looks_like_title(texts[number]) and not (len(words) < _MIN_TITLE_LENGTH and _may_be_its_begin(above)):
            return _title(texts[number], texts[:number], number_below)
        return NO_TITLE
    return NO_TITLE


def _may_be_its_begin(above: str) -> bool:
    """True for a line that says something a title may begin with: what a short title below it means, it may change."""
    words = comparable(above)
    is_other = is_page_number(above) or _DATE_OR_BODY_LINE.match(words) or stated_unit(words) is not None
    return bool(words) and not is_other and not _NUMBER_ALONE.fullmatch(words)


def _goes_on(above: str, text: str) -> bool:
    return _is_wrapped(above, text) or _is_in_brackets(above, text)


def _begins_below_number(above: Sequence[str], text: str) -> bool:
    """True if the last line above stands between a table's number and its title, and is of words that name no table by themselves.

    公开04表 / 部门综合预算 / “三公”经费支出表: the title begins there.
    """
    if len(above) < 2 or not _NUMBER_ALONE.fullmatch(comparable(above[-2])):
        return False
    first = comparable(above[-1])
    is_other = is_page_number(above[-1]) or _DATE_OR_BODY_LINE.match(first) or stated_unit(first) is not None
    if is_other or _NUMBER_ALONE.fullmatch(first) or looks_like_title(above[-1]):
        return False
    return _unknown(first) == 0 and kind_of_title(first) is None and looks_like_title(above[-1] + text)


def _is_in_brackets(above: str, text: str) -> bool:
    """True if a line is the bracket that a title on the line above ends with, or the rest of one that begins there."""
    first, words = comparable(above), comparable(text)
    if len(first + words) > _MAX_TITLE_LENGTH or not words.endswith(")"):
        return False
    if words.startswith("(") and words.count("(") == words.count(")"):
        return looks_like_title(above)
    # （按支出功能分类科 / 目-不含上年结转）
    head, _, _ = first.rpartition("(")
    is_open = first.count("(") == first.count(")") + 1 and words.count(")") == words.count("(") + 1
    return is_open and looks_like_title(head)


def _is_rest_of_body_line(above: str, words: str) -> bool:
    """True for 公厅 below 部门：某省委员会办: a long name that runs into a line of its own."""
    if len(words) > _MAX_REST_LENGTH or words.endswith("表") or any(char.isdigit() for char in words):
        return False
    return _DATE_OR_BODY_LINE.match(comparable(above)) is not None and not looks_like_title(above)


def _is_wrapped(above: str, text: str) -> bool:
    """True if the title began on the line above: together they are one, the line above alone is not a title."""
    first, both = comparable(above), comparable(above + text)
    if not first or looks_like_title(above) or _NUMBER_ALONE.fullmatch(first) or not looks_like_title(above + text):
        return False
    if _YEAR.fullmatch(first) and kind_of_title(both) is not None and _is_torn(first, comparable(text)):
        # 2025年 | 度部门预算收支情况表
        return True
    if is_page_number(above) or _DATE_OR_BODY_LINE.match(first):
        return False
    if _YEAR.search(first) and _YEAR.match(comparable(text)):
        # 2025年部门预算 on a cover, 2025年收支总表 below it: a title says its year once.
        return False
    if any(pattern.match(comparable(text)) for pattern in _PRINTED_NO):
        return False
    is_start = any(pattern.match(first) for pattern in _PRINTED_NO) or _YEAR.search(first) is not None
    kind, alone = kind_of_title(both), kind_of_title(comparable(text))
    if kind is not None and _is_torn(first, comparable(text)):
        return True
    return (kind is not None and kind != alone) or (is_start and (kind is not None or len(comparable(text)) < 4))


def _is_torn(first: str, words: str) -> bool:
    """True if the end of a line breaks a word of titles: 部门预算一般 | 公共预算支出总表."""
    return _unknown(first + words) < _unknown(first) + _unknown(words)


def _unknown(text: str) -> int:
    """How many characters are of no word that titles are made of."""
    return sum(map(len, cover(text).rest))


def _title(text: str, above: Sequence[str], number_below: str | None) -> Title:
    words = comparable(text)
    number = _printed_no(words)
    # A line of the year, the body or the unit may stand between the number and the title: 预算03表 / 2025年度 / 收支总表.
    over = next((line for line in map(comparable, reversed(above)) if not _DATE_OR_BODY_LINE.match(line)), "")
    if number is None and _NUMBER_ALONE.fullmatch(over):
        number = _printed_no(over)
    number = number or number_below
    year = _YEAR.search(words)
    return Title(text, number, int(year[1]) if year else None)


def _printed_no(words: str) -> str | None:
    for pattern in _PRINTED_NO:
        found = pattern.match(words)
        if found:
            return found[1].lstrip("0") or found[1]
    return None


def _head_rows(grid: Grid) -> tuple[int, list[str]]:
    """Count the leading rows of a grid that are title, unit or date; return their texts."""
    texts: list[str] = []
    count = 0
    for row_no, cells in enumerate(grid.rows()):
        printed = [cell for cell in cells if cell.text.strip()]
        if not printed:
            if row_no == 0 or count == row_no:
                count = row_no + 1
                continue
            break
        if not all(_is_head(cell, grid, len(printed)) for cell in printed):
            break
        texts.extend(cell.text for cell in printed)
        count = row_no + 1
    # Blank rows in front of a body without any heading are no heading.
    return (count, texts) if texts else (0, [])


def _is_head(cell: GridCell, grid: Grid, printed_in_row: int) -> bool:
    words = comparable(cell.text)
    if is_figure(cell.text) or cell.row_span > 2:
        return False
    if stated_unit(words) or _NUMBER_ALONE.fullmatch(words):
        return True
    is_wide = printed_in_row == 1 and cell.col_span * 2 >= grid.col_count
    return is_wide and (looks_like_title(cell.text) or _DATE_OR_BODY_LINE.match(words) is not None)
