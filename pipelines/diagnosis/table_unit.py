"""Explanations by a wrong unit of a whole table: 万元 printed under 元, or the other way round.

Belongs here: proposing that every amount of a table be ten thousand times as much, or as little. All sums within such a
table hold; what fails is every check that ties it to another table or to the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipelines.diagnosis.facts import CaseFile, Check, Figure
from pipelines.diagnosis.trial import Change, Explanation

_TEN_THOUSAND = Decimal(10_000)
#: One failing check may be one wrong figure.
_MIN_FAILING_CHECKS = 2
#: What it assumes: less than a slip of rows, more than one figure with a wrong unit.
_COST = 2


def propose_table_units(case: CaseFile, failing: Sequence[Check]) -> Iterator[Explanation]:
    """Yield, for tables that several failing checks tie to other places, all their amounts in another unit."""
    counts: dict[str, int] = {}
    for check in failing:
        tables = {case.figures[source_id].table_id for _, source_id in check.terms}
        if len(tables) > 1:
            for table_id in tables - {None}:
                counts[str(table_id)] = counts.get(str(table_id), 0) + 1
    for table_id, count in sorted(counts.items()):
        if count < _MIN_FAILING_CHECKS:
            continue
        money = [
            figure
            for rows in case.table_rows[table_id].values()
            for row in rows.values()
            for figure in row.values()
            if figure.unit_multiplier is not None and figure.value
        ]
        units = {figure.unit_multiplier for figure in money}
        if len(money) > 1 and len(units) == 1:
            for factor in (_TEN_THOUSAND, 1 / _TEN_THOUSAND):
                yield _in_unit(money, factor)


def _in_unit(money: Sequence[Figure], factor: Decimal) -> Explanation:
    # Larger amounts hide more behind their last digit.
    changes = tuple(
        Change(figure.source_id, figure.value * factor, figure.step / 2 * max(factor - 1, Decimal(0)))
        for figure in money
    )
    return Explanation("table_unit_wrong", changes, _COST, {"factor": "10000" if factor > 1 else "0.0001"})
