"""What a check calls its sides, as a person says it: 表6“301 工资福利支出”＋“302 商品和服务支出”的“人员经费”.

Belongs here: reading a label as dbt's models write it (place, row, column; several with signs between them) and saying it in
Chinese and in English. What is printed is quoted as printed, in both languages. Not here: figures, sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipelines.diagnosis.bilingual import Bilingual
from pipelines.diagnosis.label_words import ROLES, SIDES

_SIGN = re.compile(r"(?:^| )([+−÷×…]) ")
_COUNT = re.compile(r"（(\d+)项）$")
_OTHER_REPORT = re.compile(r"^(20\d{2})年报告：")
_LESS_CHANGE = "（减去增减额）"
#: 表6, 表三, 收支总表, 一般公共预算支出表（按经济分类）: where a label begins with one, it is the table.
_TABLE = re.compile(r"^(?:表(?P<no>[^\s·]+)|(?P<name>[^\s·“”]*表(?:（[^）]*）)?))(?:[ ·]|$)")
_TEXT = re.compile(r"^文字(?:[ ：]|(?=“)|$)")
#: 文字（后一处） 基本支出: the same thing told in two places.
_PLACE_TOLD = re.compile(r"^文字（(?P<place>[前后])一处） ?(?P<rest>.+)$")
_PLACES_EN = {"前": "first place", "后": "later place"}
_YEAR_TOLD = re.compile(r"^文字“(.+)”所述年度$")
#: 《收入总表》, 《收入总表》标题; 标题“一、2024年…”, “2024年部门预算”.
_TITLE = re.compile(r"^(?P<title>《.+》)(?P<kind>标题)?$")
_HEADING = re.compile(r"^(?P<kind>标题)?“(?P<words>.+)”$")
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)}
_BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
#: The most that a text may tell of an economic item: 基本支出表30227 委托业务费与基本支出以外的财政拨款支出之和.
_ITEM_AND_REST = re.compile(r"^基本支出表(?P<item>.+)(?P<rest>与基本支出以外的财政拨款支出之和)$")
#: 2210201 [2210201]住房公积金: the code once.
_CODE_TWICE = re.compile(r"^(\d+) \[\1\] ?")
_SIGNS_ZH = {"+": "＋", "−": "－", "÷": "÷", "×": "×", "…": "至"}
_SIGNS_EN = {"…": "to"}
_IN_THE_TEXT = Bilingual("文字", "in the text")


@dataclass(frozen=True, slots=True)
class Label:
    """A side of a check as it is said; ``is_sum`` if it names several figures that are added up."""

    zh: str
    en: str
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """One figure of a label: the sign before it, its table (or the text), what is printed, what it is to that."""

    sign: str
    place: Bilingual
    words: tuple[str, ...]
    role: str = ""


def quoted(text: str) -> str:
    """Return what is printed in quotation marks, quotation marks within it as inner ones; 支 出 is 支出."""
    inner = _BETWEEN_CHINESE.sub("", text).replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def table_number(printed_no: str) -> str:
    """Return the number of a table in figures, also where it is printed in Chinese ones: 表十二 is table 12."""
    tens, has_ten, units = printed_no.rpartition("十")
    if not set(printed_no) <= set(_NUMERALS) or len(tens) > 1 or len(units) > 1:
        return printed_no
    if not has_ten:
        return str(_NUMERALS.get(printed_no, printed_no))
    return str(_NUMERALS.get(tens, 1) * 10 + _NUMERALS.get(units, 0))


def spoken(label: str) -> Label:
    """Return the label as it is said in both languages."""
    if label in SIDES:
        return Label(label, SIDES[label])
    one_place = _PLACE_TOLD.match(label)
    if one_place:
        said = _said(_parsed(f"文字 {one_place['rest']}"))
        place = one_place["place"]
        return Label(f"{said.zh}（{place}一处）", f"{said.en} ({_PLACES_EN[place]})", said.is_sum)
    told = _YEAR_TOLD.match(label)
    if told:
        return Label(f"文字{quoted(told[1])}所述年度", f"the year that the text tells for {quoted(told[1])}")
    title = _TITLE.match(label)
    if title:
        kind_zh, kind_en = ("标题", "title") if title["kind"] else ("", "table")
        return Label(f"{title['title']}{kind_zh}", f"the {kind_en} {quoted(title['title'].strip('《》'))}")
    heading = _HEADING.match(label)
    if heading:
        words = quoted(heading["words"])
        return Label(f"标题{words}", f"the heading {words}") if heading["kind"] else Label(words, words)
    return _said(_parsed(label))


def spoken_sides(left: str, right: str) -> tuple[Label, Label]:
    """Return both sides of an equation: what one side takes away is added to the other, as its figures are."""
    one, other = _parsed(left), _parsed(right)
    if _PLACE_TOLD.match(left) or _PLACE_TOLD.match(right):
        return spoken(left), spoken(right)
    if one.count or other.count or left in SIDES or right in SIDES:
        return spoken(left), spoken(right)
    return _said(_balanced(one, other)), _said(_balanced(other, one))


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A label in its parts: its figures, how many there are if not all are named, and the report it is of."""

    pieces: tuple[_Piece, ...]
    count: str = ""
    report_year: str = ""
    is_less_change: bool = False


def _parsed(label: str) -> _Parsed:
    other = _OTHER_REPORT.match(label)
    label = label[other.end() :] if other else label
    is_less_change = label.endswith(_LESS_CHANGE)
    label = label.removesuffix(_LESS_CHANGE)
    count = _COUNT.search(label) if " … " in label else None
    pieces = _pieces(label[: count.start()] if count else label)
    return _Parsed(tuple(pieces), count[1] if count else "", other[1] if other else "", is_less_change)


def _balanced(one: _Parsed, other: _Parsed) -> _Parsed:
    kept = [piece for piece in one.pieces if piece.sign != "−"]
    kept += [replace(piece, sign="+") for piece in other.pieces if piece.sign == "−"]
    if not kept:
        return one
    return replace(one, pieces=(replace(kept[0], sign=""), *kept[1:]))


def _said(parsed: _Parsed) -> Label:
    zh, en = _together(parsed.pieces, parsed.count)
    if parsed.is_less_change:
        zh, en = f"{zh}减去增减额", f"{en}, less its change,"
    if parsed.report_year:
        zh, en = f"{parsed.report_year}年报告{zh}", f"{en} of the report of {parsed.report_year}"
    is_sum = len(parsed.pieces) > 1 and all(piece.sign == "+" for piece in parsed.pieces[1:])
    return Label(zh, en, bool(parsed.count) or is_sum)


def _pieces(label: str) -> list[_Piece]:
    parts = _SIGN.split(label)
    # A label may begin with a sign; what stands before it is nothing then.
    found = [_piece("", parts[0])] if parts[0] else []
    found += [_piece(sign, part) for sign, part in zip(parts[1::2], parts[2::2], strict=True)]
    return found


def _piece(sign: str, label: str) -> _Piece:
    if label in SIDES:
        return _Piece(sign, Bilingual(label, SIDES[label]), ())
    most = _ITEM_AND_REST.match(label)
    if most:
        item = quoted(most["item"])
        english = f"{item} of the table of basic expenditure and the appropriation outside it"
        return _Piece(sign, Bilingual(f"基本支出表{item}{most['rest']}", english), ())
    text = _TEXT.match(label)
    if text:
        words = label[text.end() :]
        role = next((role for role in ROLES if words.endswith(role) and words != role), "")
        return _Piece(sign, _IN_THE_TEXT, _words([words.removesuffix(role)]), role)
    table = _TABLE.match(label)
    if not table:
        return _Piece(sign, Bilingual("", ""), _words([label]))
    place = (
        Bilingual(f"表{table['no']}", f"table {table_number(table['no'])}")
        if table["no"]
        else Bilingual(table["name"], f"table “{table['name']}”")
    )
    return _Piece(sign, place, _words(label[table.end() :].split("·")))


def _words(printed: Sequence[str]) -> tuple[str, ...]:
    return tuple(_CODE_TWICE.sub(r"\1 ", word) for word in printed if word)


def _together(pieces: Sequence[_Piece], count: str) -> tuple[str, str]:
    """Say the pieces one after another: a table that all are of, and the columns that all stand in, are said once."""
    is_one_place = len({piece.place for piece in pieces}) == 1
    before, after = _shared(pieces) if is_one_place else ((), ())
    zh: list[str] = []
    en: list[str] = []
    for number, piece in enumerate(pieces):
        words = piece.words[len(before) : len(piece.words) - len(after)]
        named = quoted("·".join(words)) if words else ""
        place = Bilingual("", "") if is_one_place and (number or before) else piece.place
        role = ("的" if piece.role and piece.role != "完成预算的比例" else "") + piece.role
        zh.append(f"{_SIGNS_ZH.get(piece.sign, '')}{place.zh}{named}{role}")
        sign = _SIGNS_EN.get(piece.sign, piece.sign)
        role_en = f"the {ROLES[piece.role]} of " if piece.role else ""
        told = f"{role_en}{named}" if piece.place is _IN_THE_TEXT else ", ".join(filter(None, (place.en, named)))
        if piece.place is _IN_THE_TEXT and (not is_one_place or number == len(pieces) - 1):
            told = f"{told} {_IN_THE_TEXT.en}".strip()
        en.append(f"{sign} {told}".strip())
    said_zh, said_en = "".join(zh), " ".join(en)
    if count:
        said_zh, said_en = f"{said_zh}（{count}项）", f"{said_en} ({count} items)"
    if before:
        first = pieces[0].place
        said_zh = f"{first.zh}{quoted('·'.join(before))}的{said_zh}"
        said_en = f"{first.en}, {quoted('·'.join(before))}, {said_en}"
    if after:
        said_zh = f"{said_zh}的{quoted('·'.join(after))}"
        said_en = f"{said_en}, in {quoted('·'.join(after))}"
    return said_zh, said_en


def _shared(pieces: Sequence[_Piece]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that all pieces begin and end with, as long as each keeps one of its own."""
    if len(pieces) == 1 or any(piece.role for piece in pieces):
        return (), ()
    lists = [piece.words for piece in pieces]
    most = min(map(len, lists)) - 1
    if most < 1:
        return (), ()
    first = lists[0]
    ahead = len(list(takewhile(lambda n: len({words[n] for words in lists}) == 1, range(most))))
    behind = len(list(takewhile(lambda n: len({words[-1 - n] for words in lists}) == 1, range(most - ahead))))
    return first[:ahead], first[len(first) - behind :]
