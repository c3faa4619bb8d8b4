"""“三公”经费支出表: items beside each other or below each other.

Belongs here: which money each item is (by its economic code), its rows and columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from specimens.random_layouts.columns import of_fund
from specimens.random_layouts.money import YEAR, Atom, Cube, Where
from specimens.random_layouts.nodes import Column, Panel, Row
from specimens.random_layouts.options import Draw, House
from specimens.random_layouts.rows import everything
from specimens.random_layouts.summaries import unit_rows
from specimens.random_layouts.table import Drawn
from specimens.random_layouts.titles import compose
from specimens.random_layouts.truth import Context, one

ENDS = ("支出表", "支出预算表", "支出情况表", "预算情况表", "预算表", "支出预算情况表")
CODES = {
    "three_public_total": ("30212", "30217", "30231", "31013"),
    "overseas_travel": ("30212",),
    "official_vehicle_total": ("30231", "31013"),
    "official_vehicle_purchase": ("31013",),
    "official_vehicle_running": ("30231",),
    "official_reception": ("30217",),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What an item is called in a column, in a row, and what it is a part of."""

    path: tuple[str, ...]
    label: str
    whole: str | None


WORDS = {
    "three_public_total": Words(("合计",), "合计", None),
    "overseas_travel": Words(("因公出国（境）费",), "1.因公出国（境）费", "three_public_total"),
    "official_reception": Words(("公务接待费",), "2.公务接待费", "three_public_total"),
    "official_vehicle_total": Words(("公务用车购置及运行费", "小计"), "3.公务用车购置及运行费", "three_public_total"),
    "official_vehicle_purchase": Words(
        ("公务用车购置及运行费", "公务用车购置费"), "（1）公务用车购置费", "official_vehicle_total"
    ),
    "official_vehicle_running": Words(
        ("公务用车购置及运行费", "公务用车运行费"), "（2）公务用车运行费", "official_vehicle_total"
    ),
}  # fmt: skip


def is_printed(cube: Cube) -> bool:
    """True if there is any such money."""
    return bool(_money(cube).atoms)


def three_public(draw: Draw, house: House, cube: Cube) -> Drawn:
    """The table, of general public budget money; with or without what was carried in, as the report's other tables."""
    draw.note("table", "three_public_expenditure")
    cube = _money(cube)
    if house.is_without_carry_over:
        cube = cube.where(lambda atom: not atom.is_carried)
    subject = draw.pick("three public subject", ("“三公”经费", "一般公共预算“三公”经费", "财政拨款“三公”经费"))
    title = compose(draw.chance, house.before_title, subject, ENDS)
    # All of it is of the general public budget, which is fiscal appropriation.
    context = Context(
        kind=one("three_public_expenditure"), fund=one("general_public", "fiscal"), carry=one("all", "current"),
        expenditure_kind=one("three_public"),
    )  # fmt: skip
    if draw.pick("items", ("beside", "below")) == "beside":
        headers, rows = unit_rows(draw, cube, house.total_name)
        columns = _columns(_usual_order() if draw.flip("reception last") else list(WORDS))
        return Drawn(title, context, [Panel(headers, columns, rows, cube)], draw.record, True)
    word = draw.pick("money word", ("预算数", "金额", f"{YEAR}年预算数"))
    panel = Panel([("项目",)], [Column((word,), everything)], _rows(draw), cube)
    return Drawn(title, context, [panel], draw.record, True)


def _usual_order() -> list[str]:
    others = [item for item in WORDS if item != "official_reception"]
    return [*others, "official_reception"]


def _money(cube: Cube) -> Cube:
    codes = CODES["three_public_total"]
    return cube.where(of_fund("general_public"), _of(codes))


def _of(codes: Sequence[str]) -> Where:
    def is_of(atom: Atom) -> bool:
        return atom.economic in codes

    return is_of


def _columns(items: Sequence[str]) -> list[Column]:
    columns: dict[str, Column] = {}
    for item in items:
        words = WORDS[item]
        columns[item] = Column(words.path, _of(CODES[item]), columns.get(words.whole or ""), item=one(item))
    return list(columns.values())


def _rows(draw: Draw) -> list[Row]:
    has_numbers = draw.flip("items numbered", 0.7)
    rows: dict[str, Row] = {}
    for item, words in WORDS.items():
        depth = {None: 0, "three_public_total": 0}.get(words.whole, 1)
        name = words.label if has_numbers else words.label.lstrip("（）123.")
        rows[item] = Row(["　" * depth + name], _of(CODES[item]), rows.get(words.whole or ""), item=one(item))
    return list(rows.values())
