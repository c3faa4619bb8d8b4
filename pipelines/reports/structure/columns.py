"""Which columns of a table are summed into which, by their words and by the sums that close in its rows.

Belongs here: the readings that headers leave open (is a column under 其中 a summand, or a part of one beside it?) and the choice
among them. What a column means is not decided here; what no row proves stays as the words say, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from pipelines.reports.structure.amounts import Amounts, Closing, Rounding, compare
from pipelines.reports.structure.proof import Proof

#: Beyond so many candidates not every choice of summands is tried, but only the words' and those that leave one out.
_MAX_OPEN = 6


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What the words say of a money column: the columns it is summed into by them, the nearest first.

    ``is_of_which`` is a header below or with 其中, ``part_of`` a column the vocabulary calls it a mere part of. ``group`` are the
    headers above its own, and ``is_total`` says that its own is a total's (合计, 小计, 金额). ``is_known`` is false for a column
    whose header is not understood.
    """

    group: tuple[str, ...]
    is_total: bool = False
    is_of_which: bool = False
    summed_into: tuple[int, ...] = ()
    part_of: int | None = None
    is_known: bool = True


#: In one row a column may differ from its only summand by a misprint.
_DIFFERENCES = 2


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """A column's place: the column it is a summand of, or a mere part of; ``proof`` is that of the column's own sum."""

    parent: int | None = None
    is_part: bool = False
    proof: Proof | None = None
    #: True if the sums show that it holds something else than its name says (``beside``).
    is_contradicted: bool = False


def place_columns(words: Sequence[ColumnWords], rows: Sequence[Amounts]) -> list[PlacedColumn]:
    """Return the place of every money column; columns are numbered as in ``words`` and in each row's amounts."""
    rounding = Rounding.of(rows, len(words))
    printed = [any(row[number] is not None for row in rows) for number in range(len(words))]
    parents = [_by_words(number, words, printed, rows) if printed[number] else None for number in range(len(words))]
    parents = _with_unknown_below_totals(parents, words, printed, rows)
    placed = [PlacedColumn(parent, words[number].part_of is not None) for number, parent in enumerate(parents)]
    for whole in range(len(words)):
        candidates = [number for number, parent in enumerate(parents) if parent == whole and not placed[number].is_part]
        if not candidates or not printed[whole]:
            continue
        if len(candidates) == 1 and words[candidates[0]].is_of_which and not words[candidates[0]].is_known:
            # One column under 其中 that nobody understands, whatever it comes to, takes nothing away from the whole.
            placed[candidates[0]] = replace(placed[candidates[0]], is_part=True)
            placed[whole] = replace(placed[whole], proof=Proof(0, 0, 0))
            continue
        chosen, proof = _choose(whole, candidates, words, rows, rounding)
        if len(candidates) == 1 and not words[candidates[0]].is_known and proof.open >= _DIFFERENCES:
            # What is less than the whole and the only part that is printed is not what the whole is made of.
            chosen, proof = (), Proof(0, 0, 0)
        for number in candidates:
            if number not in chosen:
                placed[number] = replace(placed[number], is_part=True)
        placed[whole] = replace(placed[whole], proof=proof)
    return placed


def _by_words(
    number: int, words: Sequence[ColumnWords], printed: Sequence[bool], rows: Sequence[Amounts]
) -> int | None:
    """The column that a column belongs to: by the vocabulary, else the total of its group of headers or of those around it.

    A column without any number (小计 left blank beside its one part) is passed over, and so is one that mostly holds less than
    its part would be (上年结转 beside 上年实户资金余额).
    """
    own = words[number]
    if own.part_of is not None:
        return own.part_of
    by_vocabulary = [other for other in own.summed_into if printed[other] and _holds(other, number, rows)]
    if by_vocabulary:
        return by_vocabulary[0]
    totals = [
        other
        for other, each in enumerate(words)
        if other != number and printed[other] and each.is_total and each.group == own.group[: len(each.group)]
        and (len(each.group) < len(own.group) or not own.is_total)
    ]  # fmt: skip
    return max(totals, key=lambda other: len(words[other].group), default=None)


def _with_unknown_below_totals(
    parents: Sequence[int | None], words: Sequence[ColumnWords], printed: Sequence[bool], rows: Sequence[Amounts]
) -> list[int | None]:
    """The parents, and for columns of no known header the total on their left below the same outermost header, if nothing is in it.

    A total has parts. Where none of them is understood, the columns beside it that nobody understands may be they; were it
    summed into by none, it would pass for the finest that is stated.
    """
    found = list(parents)
    empty = [
        number
        for number, each in enumerate(words)
        if each.is_total and each.is_known and printed[number] and number not in parents
    ]
    for number, own in enumerate(words):
        if own.is_known or own.is_total or own.is_of_which or not printed[number] or parents[number] is not None:
            continue
        left = [
            other
            for other in empty
            if other < number and words[other].group[:1] == own.group[:1] and _holds(other, number, rows)
        ]
        found[number] = max(left, default=None)
    return found


def _holds(whole: int, part: int, rows: Sequence[Amounts]) -> bool:
    """False if a column is larger than what it might be part of in most rows that print both; in one row it may be a misprint."""
    both = [(total, own) for row in rows if (total := row[whole]) and (own := row[part])]
    return len(both) < 2 or 2 * sum(abs(own) > abs(total) for total, own in both) <= len(both)


def _choose(
    whole: int, candidates: Sequence[int], words: Sequence[ColumnWords], rows: Sequence[Amounts], rounding: Rounding
) -> tuple[tuple[int, ...], Proof]:
    """Return the summands of a column: the words' own, unless others close in more rows, and in most."""
    best: tuple[int, ...] | None = None
    best_proof = Proof(0, 0, 0)
    for chosen in _readings(candidates, words):
        proof = prove_sum(whole, chosen, rows, rounding)
        left_out = [number for number in candidates if number not in chosen]
        # What the words call a summand is left out only where that closes most rows.
        if not all(words[number].is_of_which for number in left_out) and proof.closed < proof.open:
            continue
        if best is None or _worth(proof) > _worth(best_proof):
            best, best_proof = chosen, proof
        if best_proof.proving and not best_proof.open:
            break
    return tuple(candidates) if best is None else best, best_proof


def _readings(candidates: Sequence[int], words: Sequence[ColumnWords]) -> Iterator[tuple[int, ...]]:
    """The choices of summands, the likeliest first: all; all but those under 其中, if that be none; fewer and fewer of them."""
    everything = tuple(candidates)
    yield everything
    without = tuple(number for number in candidates if not words[number].is_of_which)
    if without and without != everything:
        yield without
    if all(words[number].is_of_which for number in candidates):
        yield ()
    smallest = 1 if len(candidates) <= _MAX_OPEN else len(candidates) - 1
    for size in range(len(candidates) - 1, smallest - 1, -1):
        yield from combinations(candidates, size)


def prove_sum(whole: int, chosen: Sequence[int], rows: Sequence[Amounts], rounding: Rounding) -> Proof:
    """Return in how many rows a column is the sum of others."""
    closings = [_closing(whole, chosen, row, rounding) for row in rows]
    closed, still_open = sum(c.closed for c in closings), sum(c.open for c in closings)
    return Proof(closed + still_open, closed, sum(c.proving for c in closings))


def _closing(whole: int, chosen: Sequence[int], row: Amounts, rounding: Rounding) -> Closing:
    # A row that prints no total says nothing of what is in it.
    if row[whole] is None or not chosen:
        return Closing(0, 0, 0)
    half = Rounding((max(rounding.halves[number] for number in (whole, *chosen)),))
    return compare([row[whole]], [[row[number]] for number in chosen], half)


def _worth(proof: Proof) -> tuple[int, int]:
    return proof.closed - 2 * proof.open, proof.proving
