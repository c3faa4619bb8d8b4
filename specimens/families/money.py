"""One made-up department's year of money, from a seed: every total is a sum of parts, so everything closes.

Belongs here: amounts in yuan. How a place prints them belongs to ``style``.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds" / "codes"
YEAR = 2025
ISSUER = "南湖市统筹协调局"
#: Items of four classes; one class has two subclasses. ``b`` basic, ``p`` project, ``f`` of the government fund.
ITEMS = {
    "2010301": "b", "2010302": "p", "2013101": "b", "2080505": "b", "2080506": "b", "2101101": "b", "2120899": "f", "2210201": "b",
}  # fmt: skip
HOUSING_FUND = "2210201"
PERSONNEL = ("30101", "30102", "30113", "30302")
OPERATING = ("30201", "30207", "30211", "30231")
SOURCES = ("general_public", "government_fund", "other_income")
THREE_PUBLIC = ("overseas_travel", "official_vehicle_purchase", "official_vehicle_running", "official_reception")


@cache
def names(seed: str) -> dict[str, str]:
    """Code → the name that is valid in ``YEAR``."""
    with (SEEDS / f"{seed}.csv").open(newline="", encoding="utf-8") as file:
        return {
            row["code"]: row["name"]
            for row in csv.DictReader(file)
            if int(row["valid_from_year"] or 0) <= YEAR <= int(row["valid_to_year"] or 9999)
        }


@dataclass(frozen=True, slots=True)
class Spending:
    """What one item, class or all of them cost; amounts in yuan."""

    personnel: Decimal
    operating: Decimal
    project: Decimal
    #: Part of ``project`` that other income pays.
    other: Decimal = Decimal(0)

    def __add__(self, more: Spending) -> Spending:
        return Spending(
            self.personnel + more.personnel, self.operating + more.operating, self.project + more.project,
            self.other + more.other,
        )  # fmt: skip

    @property
    def basic(self) -> Decimal:
        """Personnel and operating."""
        return self.personnel + self.operating

    @property
    def total(self) -> Decimal:
        """Basic and project."""
        return self.basic + self.project

    @property
    def fiscal(self) -> Spending:
        """The same without what other income pays."""
        return Spending(self.personnel, self.operating, self.project - self.other)


NOTHING = Spending(Decimal(0), Decimal(0), Decimal(0))


def total(parts: list[Spending]) -> Spending:
    """The sum of parts."""
    return sum(parts, NOTHING)


@dataclass(frozen=True, slots=True)
class Money:
    """Items by code, basic expenditure by economic code, three public expenses by measure."""

    items: dict[str, Spending]
    economic: dict[str, Decimal]
    three_public: dict[str, Decimal]

    def tree(self, *, fund: bool | None = None) -> dict[str, Spending]:
        """Classes, subclasses and items in order; ``fund`` True only the government fund's, False all but it, and without
        what other income pays; None everything."""
        chosen = {
            code: spent if fund is None else spent.fiscal
            for code, spent in self.items.items()
            if fund is None or (ITEMS[code] == "f") == fund
        }
        codes = sorted({code[:length] for code in chosen for length in (3, 5, 7)})
        return {code: total([spent for item, spent in chosen.items() if item.startswith(code)]) for code in codes}

    def whole(self, *, fund: bool | None = None) -> Spending:
        """The total of ``tree``."""
        return total([spent for code, spent in self.tree(fund=fund).items() if len(code) == 3])

    def economic_tree(self) -> dict[str, Decimal]:
        """Economic classes and subclasses in order."""
        codes = sorted({code[:length] for code in self.economic for length in (3, 5)})
        return {code: sum((v for c, v in self.economic.items() if c.startswith(code)), Decimal(0)) for code in codes}

    @property
    def revenue(self) -> dict[str, Decimal]:
        """Revenue by source; it equals what is spent."""
        whole = self.whole()
        fund = self.whole(fund=True).total
        return dict(zip(SOURCES, (whole.total - fund - whole.other, fund, whole.other), strict=True))


def make_money(seed: int) -> Money:
    """Money of one department; amounts are whole hundreds of yuan, so that 万元 print exactly with two decimals."""
    chance = random.Random(seed)

    def amount(low: int, high: int) -> Decimal:
        return Decimal(chance.randint(low, high)) * 100

    economic = {code: amount(2000, 90000) for code in PERSONNEL} | {code: amount(100, 9000) for code in OPERATING}
    left = {
        "personnel": sum((economic[code] for code in PERSONNEL), Decimal(0)),
        "operating": sum((economic[code] for code in OPERATING), Decimal(0)),
    }
    items: dict[str, Spending] = {}
    basics = [code for code, kind in ITEMS.items() if kind == "b"]
    for code in basics[1:]:
        # 住房公积金 is one amount, as a function and as an economic item.
        fund = economic["30113"] if code == HOUSING_FUND else None
        personnel = fund or (left["personnel"] / 800).to_integral_value() * 100
        items[code] = Spending(personnel, Decimal(0), Decimal(0))
        left["personnel"] -= personnel
    items[basics[0]] = Spending(left["personnel"], left["operating"], Decimal(0))
    for code, kind in ITEMS.items():
        if kind in "pf":
            project = amount(5000, 200000)
            other = (project / 400).to_integral_value() * 100 if kind == "p" else Decimal(0)
            items[code] = Spending(Decimal(0), Decimal(0), project, other)
    three = {key: amount(10, 900) for key in THREE_PUBLIC}
    # Vehicles run for basic expenditure are part of it.
    three["official_vehicle_running"] += economic["30231"]
    three["official_vehicle_total"] = three["official_vehicle_purchase"] + three["official_vehicle_running"]
    three["three_public_total"] = (
        three["overseas_travel"] + three["official_vehicle_total"] + three["official_reception"]
    )
    return Money(dict(sorted(items.items())), economic, three)
