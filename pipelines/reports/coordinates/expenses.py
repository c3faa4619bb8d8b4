"""The “三公” expense that a header or a row names by its words alone (公务车运行费), and of which fund.

Belongs here: composing these words in tables of “三公” expenses. Columns of other tables belong to ``headers``; which stage of a
budget a column is of, to ``tables.columns``.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.reports.coordinates.composing import cover
from pipelines.reports.coordinates.funds import is_part_of
from pipelines.reports.coordinates.titles import items_of_kind
from pipelines.reports.vocabulary import derived_measure

_MEANINGLESS = re.compile(r"[\d()\[\],、:.;\-—·/“”\"]+|其中")
_WHOLE, _VEHICLES = "three_public_total", "official_vehicle_total"
#: What is said of vehicles only, and names nothing without them (购置费 may be of anything).
_OF_VEHICLES = frozenset({"official_vehicle_purchase", "official_vehicle_running"})
#: Items that are expenses beside the “三公” ones in the same table.
_BESIDE = frozenset({"conference", "training", "operating_funds", "administrative_funds"})
_SAYS_NOTHING_NEW = frozenset(
    # 上年“三公”经费预算数 is of another year, not another expense; 上年结余 is.
    {("sum", "total"), ("sum", "budget_amount"), ("flow", "expenditure"), ("carry", "current"), ("prior", "carry_over")}
)
_FISCAL = "fiscal"
#: Funds that “三公” expenses are paid from anyway: 一般公共预算拨款安排的“三公”经费 are the “三公”经费.
_USUAL = frozenset({_FISCAL, "general_public"})


@cache
def measure_of_expense(path: tuple[str, ...], kind: str) -> str | None:
    """Return the measure of an expense that a header path names in a table of “三公” expenses; None if it names none for certain.

    A fund with a header of its own makes a part of the expense (公务接待费/一般公共预算).
    """
    if "three_public" not in items_of_kind(kind):
        return None
    expense, above, fund = "", set[str](), ""
    for segment in path:
        said = _said(segment)
        if said is None:
            return None
        here, funds = said
        if here and set(funds) <= _USUAL:
            funds = []
        for each in funds:
            if fund and fund != each and not is_part_of(each, fund):
                return None
            fund = each
        if here:
            named = _expense_of(here | ({_VEHICLES} if here <= _OF_VEHICLES and _VEHICLES in above else set()))
            if named is None or not _is_part(named, expense):
                return None
            expense, above = named, above | here
    if not expense or fund in ("", _FISCAL):
        return expense or None
    return derived_measure(expense, fund_source_key=fund)


def _said(segment: str) -> tuple[set[str], list[str]] | None:
    """The expenses and the funds that one header names; None if it holds an unknown word, or speaks of something else."""
    found = cover(segment)
    if any(_MEANINGLESS.sub("", piece) for piece in found.rest):
        return None
    expenses: set[str] = set()
    funds: list[str] = []
    values = [pair for word in found.words for pair in word.values]
    if any(axis == "remainder" for axis, _ in values):
        return None
    for axis, value in values:
        if axis == "expense" or (axis == "item" and value in _BESIDE):
            expenses.add(value)
        elif (axis, value) == ("item", "three_public"):
            expenses.add(_WHOLE)
        elif axis == "fund":
            funds.append(value)
        elif (axis, value) not in _SAYS_NOTHING_NEW:
            return None
    return expenses, funds


def _expense_of(said: set[str]) -> str | None:
    """One header's expense: 公务用车购置及运行费 is all of vehicles, 公务用车购置费 a part of them."""
    if len(said) == 1:
        return next(iter(said - _OF_VEHICLES), None)
    parts = said & _OF_VEHICLES
    if said - parts != {_VEHICLES}:
        return None
    return next(iter(parts)) if len(parts) == 1 else _VEHICLES


def _is_part(expense: str, above: str) -> bool:
    """True if an expense may stand below another in a header."""
    return (
        above in ("", expense)
        or (above == _WHOLE and expense not in _BESIDE)
        or (above == _VEHICLES and expense in _OF_VEHICLES)
    )
