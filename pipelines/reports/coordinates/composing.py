"""A text into known words, as much of it as they cover.

Belongs here: the cover alone. What is left over decides whether the text is understood, and that is for the callers to say.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.reports.seeds import SEEDS
from pipelines.reports.words import comparable

_FILLER = "filler"
#: Another name of a word: the usual one stands in its place before a text is covered (``synonyms``).
_SAME_AS = "same_as"
_AXES = frozenset(
    {
        "flow",
        "fund",
        "carry",
        "expenditure_kind",
        "along",
        "item",
        "expense",
        "reserved",
        "remainder",
        "without",
        "prior",
        "sum",
        "basis",
    }
)

_CARRY_OVER = ("carry", "carry_over")
#: 结余 is carried over if 上年 stands before it, and else may be what is left.
_REMAINDER = ("remainder", "carry_over")
#: Words that mean something with what was carried over behind them: 上年 + 结余 is carried over, 不含 + 上年结转 is of this year alone.
_WITH_CARRY_OVER: dict[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] = {
    (("without", "carry_over"),): (("carry", "current"),),
    (("prior", "carry_over"),): (_CARRY_OVER,),
}
_GOVERNMENT, _ECONOMIC, _GOVERNMENT_ECONOMIC = "government", "economic", "government_economic"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the vocabulary and the values it gives, by axis (基本支出 is basic, and expenditure); fillers give none."""

    text: str
    values: tuple[tuple[str, str], ...]
    #: What a filler names where it is the head of a column (预算单位: unit).
    names: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The words found in a text, in its order, and the pieces of text between them."""

    words: tuple[Word, ...]
    rest: tuple[str, ...]


@cache
def vocabulary() -> dict[str, Word]:
    """Every word by its comparable text. Raises ``ValueError`` if one is of no axis."""
    with (SEEDS / "vocabulary/words.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    values: dict[str, list[tuple[str, str]]] = {}
    names = {comparable(row["word"]): row["value"] for row in rows if row["axis"] == _FILLER}
    for row in rows:
        if row["axis"] == _SAME_AS:
            continue
        found = values.setdefault(comparable(row["word"]), [])
        if row["axis"] not in (*_AXES, _FILLER):
            raise ValueError(f"words.csv: {row['word']} is of axis {row['axis']!r}, which is none of {sorted(_AXES)}")
        if row["axis"] != _FILLER:
            found.append((row["axis"], row["value"]))
    return {word: Word(word, tuple(found), names.get(word, "")) for word, found in values.items()}


@cache
def cover(text: str) -> Cover:
    """Cover a text with words: most of its characters, by the fewest words.

    Longest first is not enough: 支出功能分类 must not be torn into 支出 and 功能. 不含 and 上年 go with the word behind them.
    """
    words = comparable(text)
    # Best way to cover the rest of the text from each place: (characters left over, words), and its first step.
    best: list[tuple[int, int]] = [(0, 0)] * (len(words) + 1)
    step: list[int] = [1] * (len(words) + 1)
    longest = max(map(len, vocabulary()), default=1)
    for start in range(len(words) - 1, -1, -1):
        best[start], step[start] = (best[start + 1][0] + 1, best[start + 1][1]), 0
        for end in range(start + 1, min(len(words), start + longest) + 1):
            if words[start:end] in vocabulary():
                cost = (best[end][0], best[end][1] + 1)
                if cost < best[start]:
                    best[start], step[start] = cost, end - start
    return _walk(words, step)


def along_of(values: Iterable[str]) -> list[str]:
    """What names run along, of all that a text says: 政府 makes of the economic classification the government's, of others nothing."""
    found = dict.fromkeys(values)
    if _GOVERNMENT in found:
        del found[_GOVERNMENT]
        return [_GOVERNMENT_ECONOMIC if value == _ECONOMIC else value for value in found]
    return list(found)


def _walk(words: str, step: Sequence[int]) -> Cover:
    found: list[Word] = []
    rest: list[str] = []
    place, is_new = 0, True
    is_touching = False
    while place < len(words):
        if step[place]:
            word = vocabulary()[words[place : place + step[place]]]
            joined = (
                _WITH_CARRY_OVER.get(found[-1].values)
                if is_touching and {_CARRY_OVER, _REMAINDER} & {*word.values}
                else None
            )
            found[-1 if joined else len(found) :] = [Word(found[-1].text + word.text, joined) if joined else word]
            is_touching = True
            place, is_new = place + step[place], True
            continue
        rest[len(rest) :] = [words[place]] if is_new else [rest.pop() + words[place]]
        place, is_new, is_touching = place + 1, False, False
    return Cover(tuple(found), tuple(rest))
