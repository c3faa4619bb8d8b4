"""The figures of one report: what is typed, and the sums of it.

Belongs here: reading ``functions.csv``, ``economic.csv`` and ``amounts.csv`` of a report's folder and adding up, so that tables and texts
cannot disagree. All amounts are in yuan.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from specimens.texts.amounts import Amount

FOLDER = Path(__file__).parent / "reports"
_CODES = Path(__file__).parents[2] / "dbt_project/seeds/codes"
_FUNDS = ("general_public", "government_fund", "state_capital")
_OPERATING = ("302", "310", "399")
ZERO = Decimal(0)


@cache
def names_of(codes: str, year: int) -> Mapping[str, str]:
    """Return the official names that ``function`` or ``economic_department`` codes have in ``year``."""
    with (_CODES / f"{codes}.csv").open(newline="", encoding="utf-8") as file:
        return {
            row["code"]: row["name"]
            for row in csv.DictReader(file)
            if int(row["valid_from_year"] or 0) <= year <= int(row["valid_to_year"] or 9999)
        }


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the function classification: paid from fiscal appropriation, and from other income."""

    code: str
    fund: str
    basic: Decimal
    project: Decimal
    other_basic: Decimal
    other_project: Decimal
    prior: Decimal
    planned: Decimal

    @property
    def fiscal(self) -> Decimal:
        """Both kinds, from fiscal appropriation."""
        return self.basic + self.project

    @property
    def other(self) -> Decimal:
        """Both kinds, from other income."""
        return self.other_basic + self.other_project


class Book(Mapping[str, Amount]):
    """The figures of a report by name; the text's placeholders are looked up here."""

    def __init__(self, name: str) -> None:
        """Read the folder ``name``."""
        self.folder = FOLDER / name
        self.about = tomllib.loads((self.folder / "report.toml").read_text("utf-8"))
        self.is_final: bool = self.about["kind"] == "final"
        self.year: int = self.about["year"]
        self.lines = [
            Item(row["code"], row["fund"] or _FUNDS[0], *(Decimal(row[name] or 0) for name in list(row)[2:]))
            for row in self._rows("functions")
        ]
        self.economic = {row["code"]: Decimal(row["amount"]) for row in self._rows("economic")}
        self._amounts: dict[str, Amount] = {}
        for row in self._rows("amounts"):
            self.put(row["key"], *(Decimal(row[name] or 0) for name in ("value", "prior", "planned")))
        self._add_up()

    def put(self, key: str, value: Decimal, prior: Decimal = ZERO, planned: Decimal = ZERO) -> None:
        """Note a figure."""
        self._amounts[key] = Amount(value, prior, planned, self.__getitem__)

    def __getitem__(self, key: str) -> Amount:
        return self._amounts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._amounts)

    def __len__(self) -> int:
        return len(self._amounts)

    def value(self, key: str) -> Decimal:
        """Return the amount of ``key`` in yuan, nought if the book has none."""
        return self._amounts[key].value if key in self._amounts else ZERO

    def codes(self, fund: str | None = None) -> list[str]:
        """Return classes, subclasses and items in the order of tables."""
        found = {item.code[:length] for item in self.lines if fund in (None, item.fund) for length in (3, 5, 7)}
        return sorted(found)

    def under(self, code: str, fund: str | None = None) -> list[Item]:
        """Return the items below ``code``."""
        return [item for item in self.lines if item.code.startswith(code) and fund in (None, item.fund)]

    def _rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def _add_up(self) -> None:
        self._functions()
        self._economic()
        self._revenue()
        parts = [self._amounts.get(key, Amount(ZERO)) for key in ("vehicle_purchase", "vehicle_running")]
        self._sum("vehicles", *parts)
        keys = ("overseas", "vehicles", "reception")
        self._sum("three_public", *(self._amounts.get(key, Amount(ZERO)) for key in keys))
        keys = ("goods", "works", "services")
        self._sum("procurement", *(self._amounts.get(key, Amount(ZERO)) for key in keys))

    def _sum(self, key: str, *parts: Amount) -> None:
        whole = sum(parts, Amount(ZERO))
        self.put(key, whole.value, whole.prior, whole.planned)

    def _functions(self) -> None:
        for fund, key in zip(_FUNDS, ("gp", "gf", "sc"), strict=True):
            self._of_items(key, self.under("", fund))
        for code in self.codes():
            self._of_items(f"f{code}", [item for item in self.under(code) if item.fund == self.under(code)[0].fund])
            self.put(f"a{code}", sum((item.fiscal + item.other for item in self.under(code)), ZERO))
        public = self.under("", _FUNDS[0])
        self.put("basic", sum((i.basic for i in public), ZERO), self._prior("basic_told"), self._planned("basic_told"))
        both = self["gp"]
        self.put("project", both.value - self["basic"].value, both.prior - self["basic"].prior,
                 both.planned - self["basic"].planned)  # fmt: skip
        self._sum("fiscal_expenditure", self["gp"], self["gf"], self["sc"])
        self.put("all_basic", sum((i.basic + i.other_basic for i in self.lines), ZERO))
        self.put("all_project", sum((i.project + i.other_project for i in self.lines), ZERO))
        other = sum((i.other for i in self.lines), ZERO)
        self.put("other_expenditure", other, self._prior("other_expenditure"), self._planned("other_expenditure"))
        self._sum("expenditure", self["fiscal_expenditure"], self["other_expenditure"])

    def _of_items(self, key: str, items: list[Item]) -> None:
        self.put(key, sum((i.fiscal for i in items), ZERO), sum((i.prior for i in items), ZERO),
                 sum((i.planned for i in items), ZERO))  # fmt: skip
        self.put(f"{key}_basic", sum((i.basic for i in items), ZERO))
        self.put(f"{key}_project", sum((i.project for i in items), ZERO))

    def _prior(self, key: str) -> Decimal:
        return self._amounts[key].prior if key in self._amounts else ZERO

    def _planned(self, key: str) -> Decimal:
        return self._amounts[key].planned if key in self._amounts else ZERO

    def _economic(self) -> None:
        assert sum(self.economic.values()) == self["basic"].value, (
            f"{self.folder.name}: basic is not what table 6 sums to"
        )
        for code in {code[:3] for code in self.economic} | set(self.economic):
            self.put(f"e{code}", sum((v for c, v in self.economic.items() if c.startswith(code)), ZERO))
        operating = sum((v for c, v in self.economic.items() if c.startswith(_OPERATING)), ZERO)
        self.put("operating", operating, self._prior("operating_told"))
        self.put("personnel", self["basic"].value - operating, self["basic"].prior - self._prior("operating_told"))

    def _revenue(self) -> None:
        """Budgets take in what they spend; final accounts carry over what is left."""
        for key in ("institution", "business", "other_income", "carry_gp", "carry_gf", "carry_other"):
            self._amounts.setdefault(key, Amount(ZERO, find=self.__getitem__))
        funds = ("gp", "gf", "sc")
        if not self.is_final:
            for key in funds:
                self._amounts[f"{key}_revenue"] = self[key] - self._amounts.get(f"carry_{key}", Amount(ZERO))
        for key in funds:
            self._amounts.setdefault(f"{key}_revenue", Amount(ZERO, find=self.__getitem__))
        self._sum("fiscal_revenue", *(self[f"{key}_revenue"] for key in funds))
        self._sum("carry_fiscal", self["carry_gp"], self["carry_gf"])
        self._sum("carry", self["carry_fiscal"], self["carry_other"])
        self._sum("revenue", self["fiscal_revenue"], self["institution"], self["business"], self["other_income"])
        left = self.value("revenue") + self.value("carry") - self.value("expenditure")
        assert left >= 0 and (self.is_final or left == 0), f"{self.folder.name}: {left} is left"
        # What was carried in is what the year before left.
        self.put("carry_out", left, self.value("carry") if self.is_final else ZERO)
        for key in ("gp", "gf"):
            self.put(f"carry_out_{key}",
                     self.value(f"{key}_revenue") + self.value(f"carry_{key}") - self.value(key))  # fmt: skip
        self._sum("carry_out_fiscal", self["carry_out_gp"], self["carry_out_gf"])
        self._sum("total", self["expenditure"], self["carry_out"])
        self.put("fiscal_total", self.value("fiscal_expenditure") + self.value("carry_out_fiscal"),
                 self["fiscal_expenditure"].prior + (self.value("carry_fiscal") if self.is_final else ZERO),
                 self["fiscal_expenditure"].planned)  # fmt: skip


def read_book(name: str) -> Book:
    """Return the figures of the report ``name``."""
    return Book(name)
