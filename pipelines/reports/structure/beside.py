"""Columns whose name would hold others, and which the sums put beside them: 财政拨款 | 非税收入 | 政府性基金, which make up 合计 together.

Belongs here: telling such a column by the sums alone. What is in it then nobody knows; that it is not the whole of the others, its own
sum says, which closes in no row, and theirs with it, which closes in all. Which columns words put together is said in ``columns``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.reports.structure.amounts import Amounts, Rounding
from pipelines.reports.structure.columns import ColumnWords, PlacedColumn, prove_sum
from pipelines.reports.structure.proof import Proof

#: In one row alone a misprint may look like it.
_FEWEST = 2


def put_beside(
    words: Sequence[ColumnWords], rows: Sequence[Amounts], placed: Sequence[PlacedColumn]
) -> list[PlacedColumn]:
    """Return the places, the parts of a column that is shown to be beside them moved up to what it is summed into itself."""
    found = list(placed)
    rounding = Rounding.of(rows, len(words))
    for whole, place in enumerate(placed):
        parts = _called_parts(whole, words, found)
        above = place.parent
        if above is None or place.is_part or not parts or not _is_refuted(place.proof):
            continue
        beside = [number for number, each in enumerate(found) if each.parent == above and not each.is_part]
        proof = prove_sum(above, (*beside, *parts), rows, rounding)
        if proof.open or proof.proving < _FEWEST:
            continue
        for number in parts:
            found[number] = replace(found[number], parent=above)
        found[whole] = replace(found[whole], proof=None, is_contradicted=True)
        found[above] = replace(found[above], proof=proof)
    return found


def _called_parts(whole: int, words: Sequence[ColumnWords], placed: Sequence[PlacedColumn]) -> tuple[int, ...]:
    """The columns in a column by the vocabulary alone: below the same headers, and not below 其中."""
    parts = [number for number, each in enumerate(placed) if each.parent == whole]
    are_called = all(
        words[number].group == words[whole].group and words[number].is_known and not words[number].is_of_which
        for number in parts
    )
    return tuple(parts) if are_called else ()


def _is_refuted(proof: Proof | None) -> bool:
    return proof is not None and proof.tried >= _FEWEST and not proof.closed
