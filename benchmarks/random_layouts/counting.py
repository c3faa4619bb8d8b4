"""Counting verdicts: over all reports, by axis, by rule, by option.

Belongs here: sums over cases. How they are shown is in ``page``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.random_layouts.trial import Case

SILENT = ("wrong", "lost", "invented")
RESULTS = ("right", "incomplete", "not_understood", *SILENT)


@dataclass(slots=True)
class Rate:
    """Tables with one value of an option, and how many of them failed which way."""

    tables: int = 0
    silent: int = 0
    incomplete: int = 0
    not_understood: int = 0
    blamed: int = 0


@dataclass(slots=True)
class Tally:
    """All counts."""

    reports: int = 0
    tables: int = 0
    results: Counter[str] = field(default_factory=Counter)
    #: By result and axis (or reason): amounts.
    axes: Counter[tuple[str, str]] = field(default_factory=Counter)
    #: By severity, diagnosis and rules: findings; and the seeds of each.
    blames: dict[tuple[str, str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    #: Seeds with an amount silently wrong, with a finding, and all of whose amounts are right.
    silent_seeds: dict[int, int] = field(default_factory=dict)
    blamed_seeds: dict[int, int] = field(default_factory=dict)
    right_reports: int = 0
    options: dict[tuple[str, str], Rate] = field(default_factory=lambda: defaultdict(Rate))

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
        total.tables += len(case.options)
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
        if case.blames:
            total.blamed_seeds[case.seed] = len(case.blames)
        total.right_reports += set(results) <= {"right"} and not case.blames
        _by_option(case, total)
    return total


def _by_option(case: Case, total: Tally) -> None:
    by_table: dict[int, set[str]] = defaultdict(set)
    for verdict in case.verdicts:
        by_table[verdict.table_no].add(verdict.result)
    blamed = {case.tables.get(str(blame.table_id)) for blame in case.blames}
    for table_no, options in case.options.items():
        results = by_table[table_no]
        for option in options.items():
            rate = total.options[option]
            rate.tables += 1
            rate.silent += bool(results & set(SILENT))
            rate.incomplete += "incomplete" in results
            rate.not_understood += "not_understood" in results
            rate.blamed += table_no in blamed


def telling(total: Tally, least: int = 12) -> list[tuple[str, str, Rate, float]]:
    """Values of options with enough tables, those first whose tables fail silently more than the rest: points above it."""
    by_name: dict[str, list[tuple[str, Rate]]] = defaultdict(list)
    for (name, value), rate in total.options.items():
        by_name[name].append((value, rate))
    found = []
    for name, values in by_name.items():
        tables, silent = sum(rate.tables for _, rate in values), sum(rate.silent for _, rate in values)
        for value, rate in values:
            others = tables - rate.tables
            if rate.tables >= least and others >= least:
                above = rate.silent / rate.tables - (silent - rate.silent) / others
                found.append((name, value, rate, above * 100))
    return sorted(found, key=lambda item: -item[3])
