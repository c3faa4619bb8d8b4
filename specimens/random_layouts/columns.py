"""The money columns of tables of expenditure and revenue: which there are, what each is summed into, how their header is built.

Belongs here: one function a set of columns, and header cells from header paths.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from specimens.random_layouts.money import BASIC, BUSINESS, FISCAL, OPERATING, OWN, PERSONNEL, PROJECT, Atom, Where
from specimens.random_layouts.nodes import Column
from specimens.random_layouts.rows import everything, meets
from specimens.random_layouts.truth import Values, one

BASIC_KIND, PERSONNEL_KIND, OPERATING_KIND = one("basic"), one("basic_personnel"), one("basic_operating")
PROJECT_KIND, WHOLE_KIND = one("project"), one("total")
FUND_WORDS = {
    "general_public": "一般公共预算", "government_fund": "政府性基金预算", "state_capital": "国有资本经营预算", "institution_income": "事业收入",
    "business_income": "事业单位经营收入", "superior_subsidy": "上级补助收入", "other_income": "其他收入",
}  # fmt: skip


def of_kind(*kinds: str) -> Where:
    """Money of these kinds."""
    return lambda atom: atom.kind in kinds


def of_fund(*funds: str) -> Where:
    """Money of these funds."""
    return lambda atom: atom.fund in funds


def carried(atom: Atom) -> bool:
    """Money carried in."""
    return atom.is_carried


def current(atom: Atom) -> bool:
    """Money of the year."""
    return not atom.is_carried


#: Ways of printing expenditure by kind.
BY_KIND = ("plain", "split", "within", "under", "personnel_operating_project")


def by_kind(
    variant: str,
    whole: str,
    over: str,
    *,
    has_business: bool,
    is_business_in_project: bool,
    project_word: str = "项目支出",
) -> list[Column]:
    """合计, 基本支出 (perhaps with its parts) and 项目支出; ``over`` is printed over all of them where the variant has it."""
    top = (over,) if over else ()
    total = Column((*top, whole), everything, expenditure_kind=WHOLE_KIND)
    project_where = of_kind(PROJECT, BUSINESS) if is_business_in_project else of_kind(PROJECT)
    project = Column((*top, project_word), project_where, total, expenditure_kind=PROJECT_KIND)
    if variant == "personnel_operating_project":
        columns = [
            total,
            Column((*top, "人员经费支出"), of_kind(PERSONNEL), total, expenditure_kind=PERSONNEL_KIND),
            Column((*top, "公用经费支出"), of_kind(OPERATING), total, expenditure_kind=OPERATING_KIND),
            project,
        ]
    elif variant == "plain":
        columns = [total, Column((*top, "基本支出"), of_kind(*BASIC), total, expenditure_kind=BASIC_KIND), project]
    else:
        paths = {
            "split": (("基本支出", "小计"), ("基本支出", "人员经费"), ("基本支出", "公用经费")),
            "within": (("基本支出", "合计"), ("基本支出", "其中", "人员经费"), ("基本支出", "其中", "公用经费")),
            "under": (("基本支出",), ("其中", "人员经费"), ("其中", "公用经费")),
        }[variant]
        is_within = variant != "split"
        basic = Column((*top, *paths[0]), of_kind(*BASIC), total, expenditure_kind=BASIC_KIND)
        columns = [
            total, basic,
            Column((*top, *paths[1]), of_kind(PERSONNEL), basic, is_within=is_within, expenditure_kind=PERSONNEL_KIND),
            Column((*top, *paths[2]), of_kind(OPERATING), basic, is_within=is_within, expenditure_kind=OPERATING_KIND), project,
        ]  # fmt: skip
    if has_business:
        word = "其中：事业单位经营支出" if is_business_in_project else "事业单位经营支出"
        parent = project if is_business_in_project else total
        kinds = one("business", "project") if is_business_in_project else one("business")
        columns.append(
            Column((*top, word), of_kind(BUSINESS), parent, is_part=is_business_in_project, expenditure_kind=kinds)
        )
    return columns


def basic_only(variant: str, whole: str, over: str) -> list[Column]:
    """合计 of basic expenditure, with 人员经费 and 公用经费 or alone."""
    top = (over,) if over else ()
    if variant == "plain":
        return [Column((*top, whole), everything, expenditure_kind=BASIC_KIND)]
    total = Column((*top, whole), everything, expenditure_kind=BASIC_KIND)
    return [
        total,
        Column((*top, "人员经费"), of_kind(PERSONNEL), total, expenditure_kind=PERSONNEL_KIND),
        Column((*top, "公用经费"), of_kind(OPERATING), total, expenditure_kind=OPERATING_KIND),
    ]


def by_fund(
    chance: random.Random, variant: str, funds: Sequence[str], whole: str, *, has_carry_over: bool
) -> list[Column]:
    """合计, this year's revenue by fund, and what was carried in, in one of three ways."""
    # Where nothing was carried in, all money is this year's, and both are right.
    whole_carry = one("all") if has_carry_over else one("all", "current")
    total = Column((whole,), everything, fund=one("all"), carry=whole_carry)
    if variant == "flat":
        own = one("current") if has_carry_over else whole_carry
        columns = [total, *_flat(funds, total, (), own)]
        if has_carry_over:
            columns.append(Column(("上年结转",), carried, total, fund=one("all"), carry=one("carry_over")))
        return columns
    this_year = Column(("本年收入", "小计"), current, total, fund=one("all"), carry=one("current"))
    columns = [total, this_year, *_flat(funds, this_year, ("本年收入",), one("current"))]
    if has_carry_over:
        if variant == "carry_by_fund":
            before = Column(("上年结转结余", "小计"), carried, total, fund=one("all"), carry=one("carry_over"))
            fiscal = [fund for fund in funds if fund in FISCAL]
            columns += [
                before,
                *(
                    Column(
                        ("上年结转结余", FUND_WORDS[fund]), meets(of_fund(fund), carried), before, fund=one(fund), carry=one("carry_over")
                    )
                    for fund in fiscal
                ),
            ]  # fmt: skip
        else:
            columns.append(Column(("上年结转结余",), carried, total, fund=one("all"), carry=one("carry_over")))
    return columns


def _flat(funds: Sequence[str], parent: Column, over: tuple[str, ...], carry: Values) -> list[Column]:
    return [
        Column((*over, FUND_WORDS[fund]), meets(of_fund(fund), current), parent, fund=one(fund), carry=carry)
        for fund in funds
    ]


def header_rows(paths: Sequence[tuple[str, ...]], depth: int, *, is_split: bool = False) -> list[list[str]]:
    """Header cells of columns with these paths: equal cells side by side are one, a short path runs down to the last row.

    ``is_split``: a short path stands in the first row alone, over empty cells.
    """
    grid: list[list[str]] = []
    for level in range(depth):
        row: list[str] = []
        for number, path in enumerate(paths):
            if level >= len(path):
                row.append("" if is_split else "^")
            elif number and level < len(path) - 1 and paths[number - 1][: level + 1] == path[: level + 1]:
                row.append("<")
            else:
                row.append(path[level])
        grid.append(row)
    return grid


def depth_of(paths: Sequence[tuple[str, ...]]) -> int:
    """Rows of a header with these paths."""
    return max(map(len, paths))


def present_funds(funds: set[str]) -> list[str]:
    """Funds in the usual order."""
    return [fund for fund in (*FISCAL, *OWN) if fund in funds]
