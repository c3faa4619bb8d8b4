"""Columns of one half that seem to hold the same: which of them keeps the measure, and what the others hold.

Belongs here: parts among columns of one measure (其中：财政资金 and 其他资金), the total of all beside that of the three public expenses, and
that of two alike only the most specific keeps what it seems to be. What a header means by itself belongs to ``columns``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.reports.coordinates.things import part_of_thing
from pipelines.reports.tables.column import Column
from pipelines.reports.tables.header_meaning import find_word
from pipelines.reports.vocabulary import (
    derived_measure,
    measure_bases,
    measure_fund_sources,
    measure_parents,
    measure_stages,
)
from pipelines.reports.words import BARE_SUMS, header_segment

OF_WHICH = "其中"


def settle_rivals(columns: Sequence[Column], kind: str | None) -> list[Column]:
    """Return the columns, each measure of a year held by one column of a half at most."""
    return _without_doubles(_with_total_of_all(_as_parts(columns, kind)))


def _as_parts(columns: Sequence[Column], kind: str | None) -> list[Column]:
    """Where columns of one half share a measure (其中：财政资金 and 其他资金), each is the part its own words name (role ``part``)."""
    keys = [(column.block_no, column.measure_key, column.amount_year) for column in columns]
    placed: list[Column] = []
    for column, key in zip(columns, keys, strict=True):
        part = None
        if column.measure_key and keys.count(key) > 1:
            path = tuple(column.path.split("/"))
            word = find_word(path, kind, ("part",))
            part = word.key if word else part_of_thing(path, kind or "")
        placed.append(replace(column, measure_key=part) if part else column)
    return placed


def _with_total_of_all(columns: list[Column]) -> list[Column]:
    """A lone 合计 beside “三公”经费/小计 and 会议费 is the total of both, not of the three public expenses; so for each year, and the change."""
    outer = {id(column): total for group in _by_year_and_basis(columns) for column, total in _totals_of_all(group)}
    return [replace(column, measure_key=outer.get(id(column), column.measure_key)) for column in columns]


def _by_year_and_basis(columns: Sequence[Column]) -> Iterable[Sequence[Column]]:
    groups: dict[tuple[int, int | None, str], list[Column]] = defaultdict(list)
    for column in columns:
        if column.measure_key is not None:
            basis = measure_stages().get(column.measure_key, "")
            groups[column.block_no, column.amount_year, basis].append(column)
    return groups.values()


def _totals_of_all(columns: Sequence[Column]) -> Iterable[tuple[Column, str | None]]:
    """The total of all among the columns of one year and basis, and its measure; none if there is none."""
    bases = {_stage_base(column) for column in columns}
    totals = [column for column in columns if _stage_base(column) == "three_public_total"]
    if len(totals) != 2 or not bases & {"conference", "training"}:
        return
    outer = min(totals, key=lambda column: column.specificity)
    if "三公" in outer.path or outer.specificity == max(column.specificity for column in totals):
        return
    basis = measure_stages().get(outer.measure_key or "")
    total = "three_public_and_meetings_total"
    yield outer, derived_measure(total, amount_basis=basis) if basis else total


def _stage_base(column: Column) -> str | None:
    """The measure without its stage or change."""
    key = column.measure_key or ""
    return measure_bases().get(key) if key in measure_stages() else column.measure_key


def _without_doubles(columns: list[Column]) -> list[Column]:
    """Where two columns of a half seem to hold the same measure of the same year, only the most specific keeps it."""
    rivals: dict[tuple[int, str, int | None], list[Column]] = defaultdict(list)
    for column in columns:
        if column.measure_key is not None:
            rivals[column.block_no, column.measure_key, column.amount_year].append(column)
    losers: set[int] = set()
    for rival in rivals.values():
        wholes = [column for column in rival if not column.last_header.lstrip().startswith(OF_WHICH)]
        # 小计 beside 其中：财政拨款 holds the whole.
        losers.update(column.col for column in rival if column not in wholes and wholes)
        group = wholes or rival
        best = max(column.specificity for column in group)
        winners = _sums_of_group([column for column in group if column.specificity == best])
        losers.update(column.col for column in group if column is not winners[0] or len(winners) > 1)
    return [replace(column, measure_key=_mere_part(column)) if column.col in losers else column for column in columns]


def _sums_of_group(columns: Sequence[Column]) -> Sequence[Column]:
    """一般公共预算/小计 beside 一般公共预算/经费拨款 is the fund; the others are parts of it."""
    groups = {tuple(column.path.split("/")[:-1]) for column in columns}
    sums = [column for column in columns if header_segment(column.last_header) in BARE_SUMS]
    return sums if len(sums) == len(groups) == 1 and groups != {()} else columns


def _mere_part(column: Column) -> str | None:
    """The measure of a column that holds a part of what its measure is of (其中：财政拨款 below 一般公共预算), if there is one."""
    return part_of(column.measure_key) if column.last_header.lstrip().startswith(OF_WHICH) else None


def part_of(measure: str | None) -> str | None:
    """The measure of whatever part of a fund's money, if there is one."""
    funds = measure_fund_sources()
    return next(
        (
            key
            for key, parents in measure_parents().items()
            if measure and parents == ((measure, False),) and funds[key] == funds[measure] != "all"
        ),
        None,
    )
