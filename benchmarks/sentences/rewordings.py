"""Right sentences said otherwise: the same facts in other wordings, which nobody may be blamed for.

Belongs here: one entry a wording that reports use. What is printed says what stood there, so every finding is false.
"""

from __future__ import annotations

import random
import re
from decimal import Decimal

from benchmarks.sentences.faults import Kind, Print
from specimens.families.money import YEAR

_A = r"\d+\.\d\d"


def _same(name: str, pattern: str, prints: Print | str) -> Kind:
    return Kind(name, pattern, prints if callable(prints) else _words(prints), frozenset())


def _words(template: str) -> Print:
    return lambda match, _: match.expand(template)


def _separated(match: re.Match[str], _: random.Random) -> str:
    return f"{Decimal(match[1]):,.2f}万元"


def _in_100_million(match: re.Match[str], _: random.Random) -> str:
    return f"{Decimal(match[1]) / 10_000:.6f}亿元"


_INCREASE = rf"增加({_A})万元，增长({_A})%"
_DECREASE = rf"减少({_A})万元，下降({_A})%"

REWORDINGS: tuple[Kind, ...] = (
    _same("较上年", rf"比{YEAR - 1}年([预决]算)(?=[增减])", r"较上年\1"),
    _same("与上年相比，", rf"比{YEAR - 1}年([预决]算)(?=[增减])", rf"与{YEAR - 1}年\1相比，"),
    _same("同比增加", rf"(?<=万元[，。])比{YEAR - 1}年[预决]算(?=增加)", "同比"),
    _same("增幅为", _INCREASE, r"增加\1万元，增幅为\2%"),
    _same("上升", _INCREASE, r"增加\1万元，上升\2%"),
    _same("增加了", _INCREASE, r"增加了\1万元，增长了\2%"),
    _same("降低", _DECREASE, r"减少\1万元，降低\2%"),
    _same("降幅", _DECREASE, r"减少\1万元，降幅\2%"),
    _same("percentage in brackets", _INCREASE, r"增加\1万元（增长\2%）"),
    _same("percentage alone", _INCREASE, r"增长\2%"),
    _same("reason behind 变动", "主要原因是(?=项目支出)", "变动的主要原因是"),
    _same("reason behind a colon", "主要原因是(?=项目支出)", "主要原因："),
    _same("主要是", "主要原因是(?=项目支出)", "主要是"),
    _same("占比", rf"占(?={_A}%)", "占比"),
    _same("所占比重为", rf"占(?={_A}%)", "所占比重为"),
    _same("amount with 为", rf"([预决]算)(?={_A}万元[，。])", r"\1为"),
    _same("amount with 数为", rf"([预决]算)(?={_A}万元，比)", r"\1数为"),
    _same("amount with separators", r"(?<=[预决]算)(\d{4,}\.\d\d)万元(?=[，。])", _separated),
    _same("amount in 亿元", rf"(?<=[预决]算)({_A})万元(?=，比)", _in_100_million),
    _same("包括", r"，其中：(?=[一基])", "，包括："),
    _same("其中 without a colon", r"，其中：(?=[一基])", "，其中"),
    _same("parts in brackets", r"，其中：(机要通信用车2辆)，(应急保障用车3辆)。", r"（\1、\2）。"),
    _same("parts with their whole", r"(?<=其中：)货物类(.{3,6}万元)，服务类", r"政府采购货物支出\1、政府采购服务支出"),
    _same("两年 as 上年 and 本年", rf"{YEAR - 1}年([预决]算数为.{{5,7}}万元，){YEAR}年", r"上年\1本年"),
    _same("amount of an item with its year", rf"(（项）)(?={_A}万元)", rf"\g<1>{YEAR}年安排"),
    _same("item in quotation marks", rf"(。\d\.|^\d\.)([^。（]{{4,12}}（类）[^。]{{4,60}}（项）)(?={_A}万元)", r"\1“\2”"),
    _same("年度", rf"{YEAR}年(?=部门|一般公共)", f"{YEAR}年度"),
    _same("completion of a share", r"完成年初预算的(?=75\.00%)", "为年初预算的"),
    _same("completion with 执行率", r"完成年初预算的(?=75\.00%)", "预算执行率为"),
    _same("day as 底", r"(截至\d{4}年)12月31日", r"\1底"),
    _same("use for basic expenditure", rf"((?:行政运行|行政单位医疗|缴费支出)（项）{_A}万元)。", r"\1，主要用于人员和机关运转的基本支出。"),
    _same("use for projects", rf"(一般行政管理事务（项）{_A}万元)。", r"\1，主要用于专项业务的项目支出。"),
    _same("items of a list", rf"(人员经费{_A}万元)，(公用经费{_A}万元)。", r"\1，主要包括：基本工资、津贴补贴、住房公积金；\2。"),
    _same("reason for the same", "(?<=主要原因是)工作任务没有变化(?=。)", "参加人员未增加"),
    _same("reason for a nought", "主要是无(?=车辆购置计划)", "主要是没有"),
    _same("总计", rf"(?<=收支)总([预决]算)(?={_A}万元)", r"总\1总计"),
)  # fmt: skip
