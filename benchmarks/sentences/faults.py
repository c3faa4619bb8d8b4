"""Kinds of faults in sentences: what is looked for, what is printed in its place, and the rules that should say so.

Belongs here: one entry a kind. A kind names every rule that may rightly find it: which of several speaks depends on what else
the report tells of the figure.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from specimens.families.money import YEAR

_A = r"\d+\.\d\d"
_MONEY = frozenset({"narrative", "text_parts", "change", "share", "laws"})
#: A change as large as the amount leaves nothing for the year before, and a percentage of nothing.
_CHANGE = frozenset({"change", "laws", "narrative", "reports", "percent_of_nothing"})
_COUNTS = frozenset({"vehicles_by_use", "count_part_within", "text_told_twice"})

Print = Callable[[re.Match[str], random.Random], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A fault: words looked for (a pattern over what a page says), what is printed instead, rules or families that may say so."""

    name: str
    pattern: str
    prints: Print
    right: frozenset[str]


def _words(template: str) -> Print:
    return lambda match, _: match.expand(template)


def _digit(match: re.Match[str], chance: random.Random) -> str:
    """One digit of the figure is another; never the first digit to nought, and never the last (that is rounding)."""
    text = match[0]
    places = [number for number, letter in enumerate(text) if letter.isdecimal()]
    place = chance.choice(places[:-1] if len(places) > 1 else places)
    new = chance.choice([digit for digit in "123456789" if digit != text[place]])
    return text[:place] + new + text[place + 1 :]


def _kind(name: str, pattern: str, prints: Print | str, *right: str | frozenset[str]) -> Kind:
    names: set[str] = set()
    for item in right:
        names |= {item} if isinstance(item, str) else item
    return Kind(name, pattern, prints if callable(prints) else _words(prints), frozenset(names))


KINDS: tuple[Kind, ...] = (
    _kind("digit of a total", rf"(?<=[预决]算){_A}(?=万元[，。])", _digit, _MONEY),
    _kind("digit of a part", rf"(?<=(?:基本|项目)支出){_A}(?=万元)|(?<=(?:人员|公用)经费){_A}(?=万元)", _digit, _MONEY),
    _kind("digit of a function's amount", rf"(?<=（项）){_A}(?=万元)", _digit, _MONEY),
    _kind("digit of 三公", rf"(?<=[行待]费){_A}(?=万元)", _digit, _MONEY),
    _kind("digit of a change", rf"(?<=[增减][加少]){_A}(?=万元，[增下])", _digit, _CHANGE),
    _kind("digit of a change's percentage", rf"(?<=增长){_A}(?=%)|(?<=下降){_A}(?=%)", _digit, "change"),
    _kind("digit of a share", rf"(?<=占){_A}(?=%)", _digit, "share"),
    _kind("direction against the percentage", rf"增加({_A}万元，增长)", r"减少\1", _CHANGE, "wording"),
    _kind("amount of the year before", rf"(?<={YEAR - 1}年[预决]算数为){_A}(?=万元)", _digit, _CHANGE),
    _kind("direction of two years", r"增加(10\.00万元，)增长", r"减少\1下降", _CHANGE),
    _kind("told twice with two amounts", rf"(?<={YEAR}年[预决]算数为)90\.00(?=万元，主要用于)", _digit, _MONEY),
    _kind("completion", r"(?<=完成年初预算的)75\.00(?=%)", _digit, "completion_stated"),
    _kind("parts of 政府采购", r"(?<=货物类)40\.00|(?<=服务类)60\.00", _digit, _MONEY),
    _kind("vehicles by use", r"(?<=共有车辆)5(?=辆)|(?<=用车)[23](?=辆)", _digit, _COUNTS),
    _kind("三公 told that the table leaves 0", r"(公务接待费)0万元", r"\g<1>1.20万元", _MONEY),
    _kind("absence of what the table prints", r"(?=五、一般公共预算基本支出)", f"{YEAR}年本部门没有使用政府性基金预算安排的支出。",
          "absence_as_printed", "narrative"),
    _kind("amount without unit", rf"((?:[预决]算|支出|经费){_A})万元(?=[。；，])", r"\1", "figure_without_unit"),
    _kind("percentage without sign", rf"((?:增长|下降|占){_A})%", r"\1", "percent_without_sign"),
    _kind("amount left blank", rf"((?:[预决]算|支出)){_A}(?=万元[，。；])", r"\1", "figure_left_blank"),
    _kind("year of a sentence", rf"{YEAR}(?=年(?:度)?(?:部门[收支]|一般公共预算))", str(YEAR - 2), "text_year", "heading_year", "year_told"),
    _kind("year compared with", rf"(?<=比){YEAR - 1}(?=年[预决]算[增减])", str(YEAR), "compared_year", "text_year", "wording"),
    _kind("year with a digit missing", rf"{YEAR}(?=年(?:度)?(?:部门[收支]|一般公共预算))", str(YEAR)[:3], "year_digits"),
    _kind("year compared with without 年", rf"(?<=[比与]{YEAR - 1})年(?=[预决]算)", "", "year_word_told"),
    _kind("day of the vehicles", r"(?<=截至)\d{4}(?=年12月31日)", str(YEAR - 4), "asset_day"),
    _kind("another body's name", r"(?<=纳入中共青山区委)组织部|(?<=第一部分南湖市)统筹协调局", "财政局", "body_named", "names"),
    _kind("body left as XX", r"(?<=中共青山区委)组织部(?=2024年部门)|统筹协调局(?=概况)", "XX局", "placeholder_left", "body_named"),
    _kind("增加（减少） left", rf"增加({_A}万元)", r"增加（减少）\1", "template_choice_left"),
    _kind("reason that says nothing", r"(主要原因是)[^。]+(?=。)", r"\1", "reason_told"),
    _kind("（如有） left", r"(?<=万元)(?=。)", "（如有）", "template_instruction_left", "placeholder_left"),
    _kind("instruction of the template left", r"(?<=万元。)(?=[^\d])", "（请根据实际情况填写）", "template_instruction_left", "placeholder_left"),
    _kind("typed by accident", r"(?<=万元)(?=。)", "qq/11", "placeholder_left"),
    _kind("XX in place of an amount", rf"(?<=[预决]算){_A}(?=万元)", "XX", "placeholder_left"),
    _kind("stop printed twice", r"(?<=万元)。", "。。", "words_doubled"),
    _kind("unit printed twice", r"(?<=\d)万元(?=[，。；])", "万元万元", "words_doubled"),
    _kind("mark that is not closed", r"”|(?<=[类项])）", "", "marks_paired"),
    _kind("sentence not finished", r"(?<=万元)。(?=[二三四五六七]、)", "，", "sentence_finished"),
    _kind("old name of a class", r"卫生健康支出(?=（类）)|卫生健康支出(?=\(类\))", "医疗卫生与计划生育支出", "text_name_current", "code_and_name", "codes"),
    _kind("old name of a subclass", r"行政事业单位养老支出(?=（款）)|行政事业单位养老支出(?=\(款\))", "行政事业单位离退休", "codes"),
    _kind("item under another subclass", r"行政事业单位医疗(?=（款）行政单位医疗（项）)|住房改革支出(?=（款）住房公积金（项）)", "财政事务", "codes", "narrative"),
    _kind("item by another name", r"行政单位医疗(?=（项）)", "机关人员医疗费", "item_name_told", "codes"),
    _kind("use of the other kind", rf"((?:行政运行|行政单位医疗|缴费支出)（项）{_A}万元)。", r"\1，主要用于专项业务的项目支出。", "told_use_printed"),
    _kind("use of the other kind, basic", rf"(一般行政管理事务（项）{_A}万元)。", r"\1，主要用于机关运转的基本支出。", "told_use_printed"),
    _kind("item listed that the table leaves out", rf"(人员经费{_A}万元)，(公用经费{_A}万元)。",
          r"\1，主要包括：基本工资、津贴补贴、个人农业生产补贴；\2。", "told_items_printed"),
    _kind("reason of a change for what is the same", "(?<=主要原因是)工作任务没有变化(?=。)", "参加人员减少", "same_reason_told"),
    _kind("reason for a nought that is none", "主要是无(?=车辆购置计划)", "主要是", "nought_reason_told"),
    _kind("change of nothing", rf"增加{_A}万元，增长{_A}%", "增加0万元，增长0%", "change_of_nothing", "change"),
    _kind("the same and yet changed", rf"(?=增加{_A}万元，增长)", "持平，", "same_is_no_change"),
    _kind("minus sign after 减少", rf"(?<=减少)(?={_A}万元)", "-", "change_sign_stated"),
)  # fmt: skip
