"""Titles composed of known words, and where they are printed.

Belongs here: the words of a title (before, fund, kind, flow, ending, brackets), its lines, the number above it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from specimens.random_layouts.money import YEAR

BEFORE = (
    "", f"{YEAR}年", f"{YEAR}年度", f"{YEAR}年部门", f"{YEAR}年部门综合预算", f"{YEAR}年市级部门", f"{YEAR}年度部门预算", "部门",
    "部门综合预算", "部门预算",
)  # fmt: skip
EXPENDITURE_ENDS = ("表", "预算表", "明细表", "情况表", "总表", "预算明细表", "总体情况表", "预算情况表", "预算总表")
SUMMARY_ENDS = ("总表", "预算总表", "总体情况表", "预算表", "情况表")
FUNCTION_BRACKETS = ("按支出功能分类科目", "按支出功能分类", "按功能分类科目", "按功能科目")
ECONOMIC_BRACKETS = ("按支出经济分类科目", "按支出经济分类", "按经济分类", "部门预算支出经济分类科目")
WITHOUT_CARRY_OVER = ("不含上年结转", "不含结转")
#: Numbers above a title; consecutive in a report.
NUMBER_LINES = {
    "none": "", "table": "表{no}", "budget_table": "预算{no:02d}表", "attachment": "附件2-{no}", "public_table": "公开{no:02d}表",
    "list": "附表{no}：",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its name, and what stands in brackets behind it."""

    name: str
    brackets: str = ""

    def lines(self, chance: random.Random, count: int) -> list[str]:
        """The title on so many lines at most; the brackets on the last where there are several."""
        if not self.brackets:
            return halved(self.name, chance) if count > 1 and len(self.name) > 12 else [self.name]
        brackets = f"（{self.brackets}）"
        if count == 1:
            return [self.name + brackets]
        if count == 2 or len(self.name) < 12:
            return [self.name, brackets]
        return [*halved(self.name, chance), brackets]

    @property
    def whole(self) -> str:
        """The title in one line."""
        return self.name + (f"（{self.brackets}）" if self.brackets else "")


def halved(name: str, chance: random.Random) -> list[str]:
    """A name broken in two near its middle, as a narrow column breaks it."""
    place = len(name) // 2 + chance.randint(-2, 2)
    while name[place - 1].isdigit() and name[place].isdigit():
        place += 1
    return [name[:place], name[place:]]


def compose(
    chance: random.Random,
    before: str,
    subject: str,
    ends: tuple[str, ...],
    brackets: tuple[str, ...] = (),
    *,
    without: bool = False,
) -> Title:
    """A title of a subject (一般公共预算支出); ``without``: it says that what was carried in is left out."""
    inside = [chance.choice(brackets)] if brackets else []
    if without:
        inside.append(chance.choice(WITHOUT_CARRY_OVER))
    return Title(before + subject + chance.choice(ends), chance.choice(("-", "，")).join(inside))
