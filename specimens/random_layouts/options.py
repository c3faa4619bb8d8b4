"""The options of a report and of its tables, each drawn by itself, and written down under its name.

Belongs here: drawing, and the record that the benchmark counts failures by.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from specimens.random_layouts.labels import CODE_STYLES, NEEDS_LEVELS, Codes, Figures
from specimens.random_layouts.money import Wishes
from specimens.random_layouts.titles import BEFORE, NUMBER_LINES

T = TypeVar("T")


CODE_WORDS = (("科目编码", "科目名称"), ("科目代码", "科目名称"), ("功能分类科目编码", "功能分类科目名称"))
#: Header of the one column that holds code and name, or the name alone.
LABEL_WORDS = ("科目名称", "{axis}分类科目", "支出{axis}分类科目", "科目")


@dataclass(slots=True)
class Draw:
    """Draws options and remembers what was drawn, by name."""

    chance: random.Random
    record: dict[str, str] = field(default_factory=dict)

    def pick(self, name: str, values: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """One of the values."""
        value = self.chance.choices(values, weights)[0]
        self.record[name] = str(value)
        return value

    def flip(self, name: str, share: float = 0.5) -> bool:
        """True in so many of all cases."""
        value = self.chance.random() < share
        self.record[name] = "yes" if value else "no"
        return value

    def note(self, name: str, value: object) -> None:
        """Write down what follows from other options."""
        self.record[name] = str(value)

    def below(self) -> Draw:
        """A draw of a table's own options, which knows its report's."""
        return Draw(self.chance, dict(self.record))


@dataclass(frozen=True, slots=True)
class House:
    """How one report prints all of its tables."""

    figures: Figures
    codes: Codes
    wishes: Wishes
    levels: str
    total: str
    total_name: str
    before_title: str
    number_line: str
    font: str
    font_size: float
    rules: str
    wraps_figures: bool
    is_business_in_project: bool
    #: The tables of a fund leave out what was carried in, and say so.
    is_without_carry_over: bool


def draw_house(draw: Draw) -> House:
    """Draw what all tables of a report share."""
    unit, decimals = draw.pick(
        "money unit", (("元", 2), ("元", 0), ("万元", 2), ("万元", 6), ("万元", 4), ("千元", 2)), (3, 1, 4, 1, 1, 1)
    )
    figures = Figures(
        unit, decimals, draw.flip("separators", 0.6), draw.pick("zero", ("", "0", "0.00", "-"), (4, 1, 2, 0.5)),
        draw.flip("zeros dropped", 0.15),
    )  # fmt: skip
    style = draw.pick("codes", tuple(CODE_STYLES))
    codes = Codes(
        style,
        draw.flip("indent"),
        draw.pick("code words", CODE_WORDS, (3, 1, 1)),
        draw.pick("label word", LABEL_WORDS, (3, 1, 1, 1)),
    )
    levels = "all" if style in NEEDS_LEVELS else draw.pick("levels", ("all", "items"), (4, 1))
    wishes = Wishes(
        units=draw.pick("unit count", (1, 2, 3, 4), (3, 2, 2, 1)),
        functions=draw.pick("function count", (3, 5, 8), (1, 2, 1)),
        has_local_codes=draw.flip("local economic codes", 0.3) and style in ("one_column", "bracket", "dash", "short"),
        has_fund=draw.flip("government fund", 0.6),
        has_state_capital=draw.flip("state capital", 0.2),
        has_own_funds=draw.flip("own funds", 0.6),
        has_carry_over=draw.flip("carry-over", 0.5),
        has_business=draw.flip("business expenditure", 0.3),
        has_equal_amounts=draw.flip("equal amounts", 0.3),
        step=max(figures.step, Decimal("0.01")),
    )
    look = draw.pick("look", (("serif", 8.5, "lines"), ("sans", 8.0, "lines"), ("sans", 7.5, "rectangles")))
    return House(
        figures=figures,
        codes=codes,
        wishes=wishes,
        levels=levels,
        total=draw.pick("total row", ("first", "last", "absent"), (5, 3, 1)),
        total_name=draw.pick("total name", ("合计", "总计", "小计"), (4, 2, 1)),
        before_title=draw.pick("before the title", BEFORE),
        number_line=draw.pick("number line", tuple(NUMBER_LINES), (3, 1, 1, 1, 1, 1)),
        font=look[0],
        font_size=look[1],
        rules=look[2],
        wraps_figures=draw.flip("figures wrapped", 0.1),
        is_business_in_project=draw.flip("business within project", 0.5),
        is_without_carry_over=draw.flip("carry-over left out", 0.4) and wishes.has_carry_over,
    )
