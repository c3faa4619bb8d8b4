"""Function and economic classifications named in running text.

Belongs here: paths like 一般公共服务支出（类）组织事务（款）行政运行（项）, codes, and class names, and the official code they
stand for. A name that fits several codes gives none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from pipelines.reports.narrative.numbering import fold
from pipelines.reports.vocabulary import (
    economic_names,
    function_last_years,
    function_names,
    government_economic_names,
    old_economic_codes,
)
from pipelines.reports.words import comparable

_LEVELS = {"类": 0, "款": 1, "项": 2}
_CODE_LENGTHS = (3, 5, 7)
#: A name may hold a word in brackets itself (政府办公厅（室）及相关机构事务（款）), but not begin with one.
_MARKED = re.compile(
    r'(?!\()((?:[^(),;:。"\s\[\]]|\((?![类款项]\))[\u4e00-\u9fff]{1,2}\)){2,40}?)\s*\((类|款|项)(?:级)?\)'
)
#: 2013202-行政运行, 行政运行（2013202）, [2013202]行政运行; the name must be there too, or a number is just a number.
_CODED = re.compile(
    r"\[?(?<!\d)(\d{7}|\d{5}|\d{3})(?!\d)\]?[-—_\s]{0,2}[\u4e00-\u9fff]|[\u4e00-\u9fff]\((\d{7}|\d{5}|\d{3})\)"
)
#: 工资福利支出（301）, 机关资本性支出（一）（503）: the code ends the words of the class.
_CODED_ECONOMIC = re.compile(r"(?P<name>[^,;:。]*[\u4e00-\u9fff)])\s*\((?P<code>[35]\d{2}(?:\d{2})?)\)")
_SHORTEST_CLASS = 2
_LEVEL_MARK = re.compile(r"\((?:类|款)(?:级)?\)$")
_LEADING = re.compile(
    r"^(?:[\d一二三四五六七八九十]{1,3}[.、]\s*|\(\w{1,3}\)|[①-⑳]|其中:?|包括:?|用于|支出|的|和|及|在|为|是|项目)+"
)
_SUFFIX = re.compile(r"支出$")
#: Names so general that only a path or a context says which classification they belong to.
_AMBIGUOUS_ECONOMIC = frozenset({"其他支出", "其他"})


@dataclass(frozen=True, slots=True)
class FunctionPath:
    """Names of class, subclass and item as printed, each None where not named."""

    class_name: str | None = None
    subclass_name: str | None = None
    item_name: str | None = None

    @property
    def is_empty(self) -> bool:
        """True if nothing is named."""
        return not (self.class_name or self.subclass_name or self.item_name)

    @property
    def names(self) -> tuple[str | None, str | None, str | None]:
        """The three names from class to item."""
        return self.class_name, self.subclass_name, self.item_name

    def under(self, outer: FunctionPath | None) -> FunctionPath:
        """Return the path with the levels above its first from ``outer`` (a heading names the class, its items don't)."""
        if outer is None or self.is_empty or self.class_name:
            return self
        if self.subclass_name:
            return replace(self, class_name=outer.class_name)
        return replace(self, class_name=outer.class_name, subclass_name=outer.subclass_name)


def marked_path(text: str) -> tuple[FunctionPath, int, int] | None:
    """Return the last marked path in ``text`` (…（类）…（款）…（项）) and where it begins and ends, None if there is none."""
    names: list[str | None] = [None, None, None]
    start, end, last_level = 0, 0, 3
    for found in _MARKED.finditer(fold(text)):
        level = _LEVELS[found[2]]
        if level <= last_level or found.start() > end + 3:
            names, start = [None, None, None], found.start()
        raw = text[found.start(1) : found.end(1)]
        names[level] = _LEADING.sub("", raw) or raw
        end, last_level = found.end(), level
    return (FunctionPath(*names), start, end) if any(names) else None


def function_code(path: FunctionPath, year: int | None = None) -> str | None:
    """Return the official code of a path (in ``year``, where it is known), None unless the names give exactly one."""
    codes: list[str] = [""]
    named = [name for name in path.names if name]
    for level, name in enumerate(path.names):
        if not name:
            continue
        length = _CODE_LENGTHS[level]
        known = [code for code in _function_codes(name) if len(code) == length]
        codes = [code for code in known if any(code.startswith(outer) for outer in codes)]
        if not codes:
            # An old or shortened class name is passed over where the levels below name the code by themselves.
            if level < 2 and name != named[-1]:
                codes = [""]
                continue
            return None
    if len(codes) > 1 and year is not None:
        codes = _in_use(codes, year)
    return codes[0] if len(codes) == 1 and codes[0] else None


def _in_use(codes: list[str], year: int) -> list[str]:
    """Of codes that followed one another (2089901 until 2020, 2089999 since), those of ``year``."""
    last_years = function_last_years()
    old = [code for code in codes if code in last_years]
    return [code for code in old if year <= last_years[code]] or [code for code in codes if code not in old]


def coded_function(text: str) -> str | None:
    """Return the function code printed beside a name in ``text``, if it is one of the official list."""
    for found in _CODED.finditer(fold(text)):
        code = found[1] or found[2]
        if code in _known_function_codes():
            return code
    return None


def coded_economic(text: str) -> tuple[str, int] | None:
    """Return the economic code printed behind its name in ``text`` (of either official list), and where the words end.

    A number behind another name (办公楼（301）) is no code; a class may be called by a part of its name or with more.
    """
    found = _CODED_ECONOMIC.search(fold(text))
    if found is None:
        return None
    name = _economic_short(comparable(_LEADING.sub("", found["name"])))
    listed = _economic_names_of_code().get(found["code"], ())
    is_named = len(name) >= _SHORTEST_CLASS and any(name in other or other in name for other in listed)
    return (found["code"], found.end()) if is_named else None


def class_code(name: str) -> str | None:
    """Return the code of a function class called exactly ``name``, with or without 支出."""
    codes = [code for code in _function_codes(name) if len(code) == 3]
    return codes[0] if len(codes) == 1 and comparable(name) not in _AMBIGUOUS_ECONOMIC else None


def economic_code(name: str, is_economic_context: bool) -> str | None:
    """Return the code of an economic class called exactly ``name``; subclasses only where the context is economic."""
    word = comparable(name)
    names = economic_names()
    codes = (
        names.get(word) or names.get(_SUFFIX.sub("", word)) or _economic_names_short().get(_economic_short(word), ())
    )
    if len(codes) > 1:
        codes = tuple(code for code in codes if len(code) == 3)
    if len(codes) != 1 or (not is_economic_context and (len(codes[0]) != 3 or word in _AMBIGUOUS_ECONOMIC)):
        return None
    return codes[0]


def old_economic_code(text: str, year: int) -> str | None:
    """Return the code that an economic class had in ``year`` if it has another one since (住房公积金: 30311 until 2017)."""
    name = comparable(_LEVEL_MARK.sub("", fold(text)))
    codes = [code for code, last_year in old_economic_codes().get(name, {}).items() if year <= last_year]
    return codes[0] if len(codes) == 1 else None


def _economic_short(word: str) -> str:
    # 对个人和家庭的补助 is printed 对个人和家庭补助支出 as often as not.
    return _SUFFIX.sub("", word.replace("的", ""))


@cache
def _economic_names_short() -> dict[str, tuple[str, ...]]:
    return {_economic_short(name): codes for name, codes in economic_names().items()}


def _function_codes(name: str) -> tuple[str, ...]:
    word = comparable(name)
    exact = function_names().get(word, ())
    return exact + tuple(c for c in _function_names_short().get(_SUFFIX.sub("", word), ()) if c not in exact)


@cache
def _function_names_short() -> dict[str, tuple[str, ...]]:
    short: dict[str, set[str]] = {}
    for name, codes in function_names().items():
        short.setdefault(_SUFFIX.sub("", name), set()).update(codes)
    return {name: tuple(sorted(codes)) for name, codes in short.items()}


@cache
def _economic_names_of_code() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for listed in (economic_names(), government_economic_names()):
        for name, codes in listed.items():
            for code in codes:
                names[code] = (*names.get(code, ()), _economic_short(name))
    return names


@cache
def _known_function_codes() -> frozenset[str]:
    return frozenset(code for codes in function_names().values() for code in codes)
