"""The reading of a table's rows under which the most sums close.

Belongs here: listing the readings that words leave open and taking the best proven. What the words say comes first: another
reading must prove as much and close more than it leaves open beyond theirs; one that tries nothing is no better than theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipelines.reports.structure.amounts import Rounding
from pipelines.reports.structure.indents import levels_by_indent
from pipelines.reports.structure.numbering import levels_by_numbering, levels_by_numbering_below_heads
from pipelines.reports.structure.proof import Proof, prove
from pipelines.reports.structure.rows import Levels, PlacedRow
from pipelines.reports.structure.sum_parse import parse_by_sums


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading of rows: its levels, what it rests on (words, numbering, indents, sums) and its proof."""

    basis: str
    levels: Levels
    proof: Proof
    #: The rows under 其中 that are no summands.
    parts: frozenset[int] = frozenset()


def choose_levels(rows: Sequence[PlacedRow], by_words: Levels) -> Choice:
    """Return the best proven of the readings by words, numbering, indents and sums; the words' where none is better.

    Rows under 其中 are parts, and no summands, unless the sums need them (其中：基本支出, 项目支出 are the whole together).
    """
    parts = frozenset(number for number, row in enumerate(rows) if row.role == "part")
    best = _choose(rows, by_words)
    if not parts:
        return best
    as_lines = _choose([replace(row, role="line") if row.role == "part" else row for row in rows], by_words)
    is_better = as_lines.proof.closed > best.proof.closed and _worth(as_lines.proof) > _worth(best.proof)
    return as_lines if is_better else replace(best, parts=parts)


def _choose(rows: Sequence[PlacedRow], by_words: Levels) -> Choice:
    width = max((len(row.amounts) for row in rows), default=0)
    rounding = Rounding.of((row.amounts for row in rows), width)
    best = Choice("words", by_words, prove(by_words, rows, rounding))
    readings = (
        ("numbering", levels_by_numbering(rows)),
        *(("numbering", levels) for levels in levels_by_numbering_below_heads(rows)),
        ("indents", levels_by_indent(rows)),
        *(("sums", levels) for levels in parse_by_sums(rows, rounding)),
    )
    for basis, levels in readings:
        if levels is None or levels == best.levels:
            continue
        other = Choice(basis, levels, prove(levels, rows, rounding))
        # What is printed in front of the labels needs less proof than what the sums alone suggest.
        needed = best.proof.proving if basis == "numbering" and other.proof.closed else max(1, best.proof.proving)
        if other.proof.proving >= needed and _worth(other.proof) > _worth(best.proof):
            best = other
    return best


def below_a_head(rows: Sequence[PlacedRow], levels: Levels) -> Levels:
    """Return the levels of a list with all rows below the first after the total, if that one has all of the total's amounts.

    It is the department, above what it does: beside the others it would leave nothing for them. They may come to less than it
    (only some projects are listed), never to more. Other readings are not asked for; the rows of forms are printed again on
    each of their pages, which only words tell.
    """
    if len(rows) < 3 or rows[0].role != "total" or rows[1].role != "line" or rows[0].amounts != rows[1].amounts:
        return levels
    lines = [level for row, level in zip(rows, levels, strict=True) if row.role != "note"]
    if not levels[0] < levels[1] == min(lines[1:]) or levels[2] > levels[1]:
        return levels
    others = [row.amounts for row, level in zip(rows[2:], levels[2:], strict=True) if level == levels[1]]
    sums = [
        sum((value for row in others if (value := row[col]) is not None), Decimal(0)) for col in range(len(others[0]))
    ]
    if not any(sums) or any(total > (whole or 0) for total, whole in zip(sums, rows[1].amounts, strict=True)):
        return levels
    below = (level if row.role == "note" else level + 1 for row, level in zip(rows[2:], levels[2:], strict=True))
    return (*levels[:2], *below)


def _worth(proof: Proof) -> tuple[int, int]:
    return proof.proving - proof.open, proof.closed - proof.open
