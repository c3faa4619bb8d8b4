"""One made-up department's money as a cube of atoms: unit, function, fund, carry-over, kind, economic code, project.

Belongs here: drawing the atoms. Every printed amount is the sum of the atoms it stands for, so all agreements and sums hold.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from specimens.families.money import names

YEAR = 2025
DEPARTMENT = "南湖市统筹协调局"
DEPARTMENT_CODE = "117"

FISCAL = ("general_public", "government_fund", "state_capital")
OWN = ("institution_income", "business_income", "superior_subsidy", "other_income")
PERSONNEL, OPERATING, PROJECT, BUSINESS = "personnel", "operating", "project", "business"
BASIC = (PERSONNEL, OPERATING)

#: Function items by what may be paid under them.
BASIC_ITEMS = ("2010301", "2010350", "2013101", "2080501", "2120101", "2130301", "2140101", "2240101")
PROJECT_ITEMS = (
    "2010302", "2010399", "2013102", "2019999", "2050803", "2060404", "2080801", "2089999", "2110301", "2120399", "2130304", "2140106",
    "2240106", "2299999",
)  # fmt: skip
FUND_ITEMS = {
    "government_fund": ("2120801", "2120803", "2120899", "2296002", "2296003"),
    "state_capital": ("2230105", "2230201", "2239999"),
}
#: Function items that are one economic code, and the other way round (the rules hold them against each other).
BOUND = {"2080505": "30108", "2080506": "30109", "2101101": "30110", "2210201": "30113"}
PERSONNEL_CODES = ("30101", "30102", "30103", "30107", "30112", "30199", "30301", "30302", "30305", "30309")
OPERATING_CODES = (
    "30201", "30202", "30205", "30206", "30207", "30211", "30213", "30215", "30216", "30217", "30226", "30228", "30229", "30231", "30239",
    "30299", "31002",
)  # fmt: skip
PROJECT_CODES = (
    "30201",
    "30202",
    "30212",
    "30213",
    "30217",
    "30226",
    "30227",
    "30231",
    "30299",
    "31002",
    "31003",
    "31013",
    "39999",
)
#: Items below the national list, as some places print them.
LOCAL = {
    "30102": (("3010201", "国家统一津贴补贴"), ("3010202", "地方规范性津贴补贴")),
    "30199": (("3019901", "编外人员经费"), ("3019902", "其他工资性支出")),
    "30299": (("3029901", "党组织活动经费"), ("3029902", "离退休公用经费")),
}
LOCAL_NAMES = {code: name for items in LOCAL.values() for code, name in items}
UNIT_ENDS = ("本级", "信息中心", "督查考核中心", "机关事务服务中心", "干部培训学院")
PROJECTS = (
    "1980-2018年档案数字化", "2026-2028年信息系统运维", "302项目", "2025年统筹协调工作经费", "信息化建设项目", "10千伏线路改造", "3号楼维修改造",
    "办公设备购置费", "南湖论坛筹备", "“十五五”规划编制", "窗口服务外包", "应急物资储备", "2024年结转工程尾款", "12345热线运行", "基层站点建设",
    "干部人才队伍建设",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A budget unit."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Atom:
    """The smallest piece of money; ``is_marked`` is bought by procurement, a part that some tables print under 其中."""

    unit: Unit
    function: str
    fund: str
    is_carried: bool
    kind: str
    economic: str
    project: str
    is_marked: bool
    amount: Decimal


Where = Callable[[Atom], bool]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the money is to be like; each is an option of the report."""

    units: int = 1
    functions: int = 5
    has_local_codes: bool = False
    has_fund: bool = True
    has_state_capital: bool = False
    has_own_funds: bool = True
    has_carry_over: bool = True
    has_business: bool = False
    has_equal_amounts: bool = False
    #: All amounts are a multiple of it, so that they print exactly.
    step: Decimal = Decimal(100)


@dataclass(frozen=True, slots=True)
class Cube:
    """All atoms and the units they belong to."""

    units: tuple[Unit, ...]
    atoms: tuple[Atom, ...]

    def where(self, *conditions: Where) -> Cube:
        """The atoms that meet all conditions."""
        return replace(self, atoms=tuple(atom for atom in self.atoms if all(each(atom) for each in conditions)))

    @property
    def total(self) -> Decimal:
        """The sum of all atoms."""
        return sum((atom.amount for atom in self.atoms), Decimal(0))

    def codes(self, axis: str, lengths: Iterable[int]) -> list[str]:
        """The codes of an axis, ``function`` or ``economic``, cut to these lengths, in order."""
        found = {getattr(atom, axis)[:length] for atom in self.atoms for length in lengths}
        return sorted(code for code in found if len(code) in set(lengths))

    @property
    def has_carry_over(self) -> bool:
        """True if some of it was carried in."""
        return any(atom.is_carried for atom in self.atoms)


def function_name(code: str) -> str:
    """The official name of a function code."""
    return names("function")[code]


def economic_name(code: str) -> str:
    """The official name of an economic code, or the local one of seven digits."""
    return LOCAL_NAMES.get(code) or names("economic_department")[code]


def make_cube(chance: random.Random, wishes: Wishes) -> Cube:
    """Draw a department's money."""
    ends = UNIT_ENDS[: wishes.units]
    units = tuple(Unit(f"{DEPARTMENT_CODE}{number:03d}", DEPARTMENT + end) for number, end in enumerate(ends, start=1))
    maker = _Maker(chance, wishes)
    for unit in units:
        maker.basic(unit)
        maker.projects(unit)
    return Cube(units, tuple(maker.atoms))


class _Maker:
    def __init__(self, chance: random.Random, wishes: Wishes) -> None:
        self.chance, self.wishes = chance, wishes
        self.atoms: list[Atom] = []
        self.repeated: Decimal | None = None
        self.basic_items = chance.sample(BASIC_ITEMS, 2)
        self.project_items = chance.sample(PROJECT_ITEMS, max(1, wishes.functions - 2))
        self.bound = sorted(chance.sample(sorted(BOUND), chance.randint(1, len(BOUND))))
        self.projects_left = chance.sample(PROJECTS, len(PROJECTS))

    def amount(self, low: int, high: int) -> Decimal:
        """An amount between so many yuan; some are equal if that is wished."""
        if self.wishes.has_equal_amounts and self.repeated and self.chance.random() < 0.3:
            return self.repeated
        steps = self.chance.randint(max(1, int(low / self.wishes.step)), max(2, int(high / self.wishes.step)))
        self.repeated = steps * self.wishes.step
        return self.repeated

    def add(
        self, unit: Unit, function: str, fund: str, kind: str, economic: str, amount: Decimal, **more: object
    ) -> None:
        """One atom, with what is usual if not said otherwise."""
        self.atoms.append(
            Atom(
                unit, function, fund, bool(more.get("carried")), kind, self._local(economic), str(more.get("project", "")),
                bool(more.get("marked")), amount,
            )
        )  # fmt: skip

    def _local(self, economic: str) -> str:
        if self.wishes.has_local_codes and economic in LOCAL:
            return self.chance.choice(LOCAL[economic])[0]
        return economic

    def basic(self, unit: Unit) -> None:
        """Personnel and operating expenditure of a unit, all of the general public budget and of the year."""
        item = self.chance.choice(self.basic_items)
        for economic in self.chance.sample(PERSONNEL_CODES, self.chance.randint(3, 6)):
            self.add(unit, item, "general_public", PERSONNEL, economic, self.amount(20_000, 9_000_000))
        if self.wishes.has_local_codes:
            for economic in ("30102", "30299"):
                kind = PERSONNEL if economic < "302" else OPERATING
                for code, _ in LOCAL[economic]:
                    self.add(unit, item, "general_public", kind, code, self.amount(20_000, 900_000))
        for economic in self.chance.sample(OPERATING_CODES, self.chance.randint(3, 7)):
            self.add(unit, item, "general_public", OPERATING, economic, self.amount(10_000, 900_000))
        for function in self.bound:
            self.add(unit, function, "general_public", PERSONNEL, BOUND[function], self.amount(20_000, 900_000))

    def projects(self, unit: Unit) -> None:
        """Projects of a unit: two or three of the general public budget, others as the wishes say."""
        for _ in range(self.chance.randint(1, 3)):
            fund, carried = "general_public", False
            if self.wishes.has_carry_over and self.chance.random() < 0.35:
                carried = True
            elif self.wishes.has_own_funds and self.chance.random() < 0.3:
                fund = self.chance.choice(OWN)
            self._project(unit, self.chance.choice(self.project_items), fund, PROJECT, carried)
        for fund, is_wished in (
            ("government_fund", self.wishes.has_fund),
            ("state_capital", self.wishes.has_state_capital),
        ):
            if is_wished and (unit.code.endswith("001") or self.chance.random() < 0.4):
                for item in self.chance.sample(FUND_ITEMS[fund], self.chance.randint(1, 2)):
                    carried = self.wishes.has_carry_over and self.chance.random() < 0.3
                    self._project(unit, item, fund, PROJECT, carried)
        if self.wishes.has_business and not unit.code.endswith("001"):
            self._project(unit, self.chance.choice(self.project_items), "business_income", BUSINESS, False)

    def _project(self, unit: Unit, function: str, fund: str, kind: str, carried: bool) -> None:
        if not self.projects_left:
            return
        project = self.projects_left.pop()
        for economic in self.chance.sample(PROJECT_CODES, self.chance.randint(1, 3)):
            marked = self.chance.random() < 0.4
            more = {"project": project, "carried": carried, "marked": marked}
            self.add(unit, function, fund, kind, economic, self.amount(30_000, 20_000_000), **more)
