"""How much proof a move of many amounts needs before it is put forward at all.

Belongs here: telling a slip of rows, an exchange of columns or a row that is wrong throughout from what closes by accident.
Of such explanations hardly one in ten was true where they closed a sum or two (benchmarks/mutation.md, the reviewed lists).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipelines.diagnosis.ledger import Ledger

#: Explanations that put many amounts elsewhere.
KINDS = frozenset({"rows_moved", "columns_swapped", "row_wrong"})
LEAST_SUMS = 3
LEAST_AMOUNTS = 3


def is_strong(ledger: Ledger, changes: Mapping[int, int], closes: Iterable[int]) -> bool:
    """Whether at least three telling sums close, and three different amounts other than zero are moved."""
    amounts = {abs(value) for value in changes.values() if value}
    if len(amounts) < LEAST_AMOUNTS:
        return False
    return sum(_is_telling(ledger, changes, check) for check in closes) >= LEAST_SUMS


def _is_telling(ledger: Ledger, changes: Mapping[int, int], check: int) -> bool:
    """A sum of zeros or of one addend closes whatever is moved; two places that agree tell something."""
    terms = ledger.terms[check]
    told = [figure for figure in terms if changes.get(figure, ledger.values[figure])]
    places = {ledger.figures[figure].table_id for figure in terms}
    return len(told) > 2 or (len(told) == 2 and (len(places) > 1 or len(terms) == 2))
