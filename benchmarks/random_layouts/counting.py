"""Counting verdicts: over all reports, by axis, by rule, by option.

Belongs here: sums over cases. How they are shown is in ``page``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.random_layouts.trial import Case

SILENT = ("wrong", "lost", "invented")
#: Tables without which a rate says nothing.
LEAST = 12
RESULTS = ("right", "incomplete", "not_understood", *SILENT)


@dataclass(frozen=True, slots=True)
class TableResult:
    """One table: its options, what happened to its amounts, whether it was blamed."""

    seed: int
    options: dict[str, str]
    results: frozenset[str]
    is_blamed: bool

    @property
    def is_silent(self) -> bool:
        """True if an amount is silently wrong or it is blamed."""
        return self.is_blamed or bool(self.results & set(SILENT))


@dataclass(slots=True)
class Rate:
    """Tables with one value of an option, and how many of them failed which way."""

    tables: int = 0
    silent: int = 0
    incomplete: int = 0
    not_understood: int = 0
    blamed: int = 0
    #: Seeds of tables silently wrong or blamed.
    seeds: list[int] = field(default_factory=list)

    def add(self, table: TableResult) -> None:
        """Count a table."""
        self.tables += 1
        self.silent += bool(table.results & set(SILENT))
        self.incomplete += "incomplete" in table.results
        self.not_understood += "not_understood" in table.results
        self.blamed += table.is_blamed
        if table.is_silent:
            self.seeds.append(table.seed)


@dataclass(slots=True)
class Tally:
    """All counts."""

    reports: int = 0
    tables: list[TableResult] = field(default_factory=list)
    results: Counter[str] = field(default_factory=Counter)
    #: By result and axis (or reason): amounts.
    axes: Counter[tuple[str, str]] = field(default_factory=Counter)
    #: By severity, diagnosis and rules: findings; and the seeds of each.
    blames: dict[tuple[str, str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    #: Seeds with an amount silently wrong, with a finding, and all of whose amounts are right.
    silent_seeds: dict[int, int] = field(default_factory=dict)
    blamed_seeds: dict[int, int] = field(default_factory=dict)
    #: Seeds with an amount said to be incomplete or not understood.
    open_seeds: dict[int, int] = field(default_factory=dict)
    right_reports: int = 0

    @property
    def amounts(self) -> int:
        """Amounts printed."""
        return sum(count for result, count in self.results.items() if result != "invented")

    @property
    def silent(self) -> int:
        """Amounts silently wrong, lost or invented."""
        return sum(self.results[result] for result in SILENT)


def tally(cases: Sequence[Case]) -> Tally:
    """Count all cases."""
    total = Tally(reports=len(cases))
    for case in cases:
        results = Counter(verdict.result for verdict in case.verdicts)
        total.results += results
        for verdict in case.verdicts:
            for axis in verdict.axes:
                total.axes[verdict.result, axis] += 1
        for blame in case.blames:
            total.blames[blame.severity, blame.diagnosis, blame.rules].append(case.seed)
        silent = sum(results[result] for result in SILENT)
        if silent:
            total.silent_seeds[case.seed] = silent
        if open_count := results["incomplete"] + results["not_understood"]:
            total.open_seeds[case.seed] = open_count
        if case.blames:
            total.blamed_seeds[case.seed] = len(case.blames)
        total.right_reports += set(results) <= {"right"} and not case.blames
        total.tables += _tables(case)
    return total


def _tables(case: Case) -> list[TableResult]:
    by_table: dict[int, set[str]] = defaultdict(set)
    for verdict in case.verdicts:
        by_table[verdict.table_no].add(verdict.result)
    blamed = {case.tables.get(str(blame.table_id)) for blame in case.blames}
    return [
        TableResult(case.seed, options, frozenset(by_table[table_no]), table_no in blamed)
        for table_no, options in case.options.items()
    ]


def by_option(tables: Sequence[TableResult]) -> dict[tuple[str, str], Rate]:
    """Rates by option and value."""
    rates: dict[tuple[str, str], Rate] = defaultdict(Rate)
    for table in tables:
        for option in table.options.items():
            rates[option].add(table)
    return rates


def telling(tables: Sequence[TableResult]) -> list[tuple[str, str, Rate, float]]:
    """Values of options with enough tables, those first whose tables fail silently more than the rest: points above it."""
    rates = by_option(tables)
    found = []
    for (name, value), rate in rates.items():
        others = [other for (each, _), other in rates.items() if each == name]
        count, silent = sum(r.tables for r in others) - rate.tables, sum(r.silent for r in others) - rate.silent
        if rate.tables >= LEAST and count >= LEAST:
            found.append((name, value, rate, 100 * (rate.silent / rate.tables - silent / count)))
    return sorted(found, key=lambda item: -item[3])


def one_after_another(tables: Sequence[TableResult]) -> list[tuple[str, str, Rate]]:
    """The value of an option whose tables fail most beyond the usual rate; its tables put aside, the next.

    Thus causes come first, and what only stands beside them does not follow.
    """
    left = list(tables)
    found: list[tuple[str, str, Rate]] = []
    while True:
        rates = by_option(left)
        usual = sum(table.is_silent for table in left) / max(len(left), 1)
        beyond = {option: _beyond(option, rates, usual) for option in rates}
        option = max(beyond, key=lambda each: beyond[each], default=None)
        if option is None or beyond[option] < 2:
            return found
        name, value = option
        found.append((name, value, rates[option]))
        left = [table for table in left if table.options.get(name) != value]


def _beyond(option: tuple[str, str], rates: dict[tuple[str, str], Rate], usual: float) -> float:
    """How many more tables fail than at the usual rate, and than at the rate of the option's other values (if there are some)."""
    rate = rates[option]
    others = [other for (name, value), other in rates.items() if name == option[0] and value != option[1]]
    count = sum(other.tables for other in others)
    expected = [usual, sum(len(other.seeds) for other in others) / count if count >= LEAST else usual]
    return len(rate.seeds) - rate.tables * max(expected)
