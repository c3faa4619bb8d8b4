"""A whole report from a seed: cover, tables, and the truth of every printed amount.

Belongs here: which tables there are and in which order.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from specimens.random_layouts import classified, lists, summaries, three_public
from specimens.random_layouts.money import BUSINESS, DEPARTMENT, FISCAL, OWN, YEAR, Cube, make_cube
from specimens.random_layouts.options import Draw, House, draw_house
from specimens.random_layouts.sheet import Sheet, set_table
from specimens.random_layouts.table import Drawn
from specimens.random_layouts.truth import Amount
from specimens.typeset import Report, TextBlock
from specimens.typeset.looks import Look

#: Tables by name and how often a report has them; in the usual order.
TABLES = {
    "revenue_expenditure_summary": 0.4, "revenue_summary": 0.4, "expenditure_summary": 0.5, "fiscal_appropriation_summary": 0.4,
    "general_public_expenditure": 0.6, "general_public_economic_expenditure": 0.25, "general_public_basic_expenditure": 0.5,
    "general_public_basic_by_function": 0.2, "government_fund_expenditure": 0.5, "state_capital_expenditure": 0.5,
    "three_public_expenditure": 0.3,
    "project_expenditure": 0.4,
}  # fmt: skip
LEAST, MOST = 2, 6
#: Digits of an economic code of the national list.
NATIONAL = 5
Maker = Callable[[Draw, House, Cube], Drawn]


@dataclass(frozen=True, slots=True)
class RandomReport:
    """A described report, the look to typeset it in, and the truth."""

    seed: int
    report: Report
    look: Look
    sheets: tuple[Sheet, ...]
    issuer: str
    year: int

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts of all tables."""
        return tuple(amount for sheet in self.sheets for amount in sheet.amounts)


def random_report(seed: int) -> RandomReport:
    """The report of a seed; everything it prints adds up and agrees."""
    draw = Draw(random.Random(seed))
    house = draw_house(draw)
    cube = make_cube(draw.chance, house.wishes)
    _note_what_came(draw, cube)
    is_rotated = draw.flip("pages rotated", 0.1)
    sheets = []
    for number, name in enumerate(_chosen(draw, house, cube), start=1):
        own = draw.below()
        sheets.append(set_table(own, house, _drawn(name, own, house, cube), number))
    look = Look(
        f"random-{seed}", font=house.font, table_font_size=house.font_size, rules=house.rules, is_rotated=is_rotated, wraps_figures=house.wraps_figures,
        page_number=draw.chance.choice(("—{}—", "{}", "第 {} 页")),
    )  # fmt: skip
    cover = TextBlock(((DEPARTMENT, f"{YEAR}年部门预算"),))
    report = Report(f"{DEPARTMENT}{YEAR}年部门预算", (cover, *(sheet.block for sheet in sheets)))
    return RandomReport(seed, report, look, tuple(sheets), DEPARTMENT, YEAR)


def _note_what_came(draw: Draw, cube: Cube) -> None:
    """What was wished for and did not come is no option of the report."""
    found = {
        "business expenditure": any(atom.kind == BUSINESS for atom in cube.atoms),
        "carry-over": cube.has_carry_over,
        "government fund": any(atom.fund == "government_fund" for atom in cube.atoms),
        "local economic codes": any(len(atom.economic) > NATIONAL for atom in cube.atoms),
        "own funds": any(atom.fund in OWN for atom in cube.atoms),
    }
    for name, is_there in found.items():
        draw.note(name, "yes" if is_there else "no")
    draw.note("carry-over left out", draw.record["carry-over left out"] if cube.has_carry_over else "no")


def _chosen(draw: Draw, house: House, cube: Cube) -> list[str]:
    """Tables that have something to print, as many as a small report has."""
    printed = cube.where(lambda atom: not (atom.is_carried and house.is_without_carry_over))
    without = {f"{fund}_expenditure" for fund in FISCAL} - {f"{atom.fund}_expenditure" for atom in printed.atoms}
    if not three_public.is_printed(printed):
        without.add("three_public_expenditure")
    possible = [name for name in TABLES if name not in without]
    while True:
        chosen = [name for name in possible if draw.chance.random() < TABLES[name]]
        if LEAST <= len(chosen) <= MOST:
            return chosen


def _drawn(name: str, draw: Draw, house: House, cube: Cube) -> Drawn:
    makers: dict[str, Maker] = {
        "revenue_expenditure_summary": summaries.revenue_expenditure,
        "revenue_summary": summaries.revenue,
        "expenditure_summary": classified.expenditure_summary,
        "fiscal_appropriation_summary": summaries.fiscal_appropriation,
        "general_public_expenditure": partial(classified.fund_expenditure, fund="general_public"),
        "general_public_economic_expenditure": classified.by_economic,
        "general_public_basic_expenditure": classified.basic_by_economic,
        "general_public_basic_by_function": classified.basic_by_function,
        "government_fund_expenditure": partial(classified.fund_expenditure, fund="government_fund"),
        "state_capital_expenditure": partial(classified.fund_expenditure, fund="state_capital"),
        "three_public_expenditure": three_public.three_public,
        "project_expenditure": lists.projects,
    }
    return makers[name](draw, house, cube)
