"""Other names of known words: what seed ``words`` says to be the ``same_as`` a word, wherever a report prints it.

Belongs here: putting the usual word in place of another name of it, and spelling a word in all its names. Titles, headers, names of
rows and sentences are compared with the usual words, so that one line of the seed teaches all four.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache

from pipelines.reports.seeds import SEEDS

_SAME_AS = "same_as"


@cache
def other_names() -> dict[str, str]:
    """Another name → the word it is the same as, the longest names first."""
    with (SEEDS / "vocabulary/words.csv").open(newline="", encoding="utf-8") as file:
        found = {row["word"]: row["value"] for row in csv.DictReader(file) if row["axis"] == _SAME_AS}
    return dict(sorted(found.items(), key=lambda pair: len(pair[0]), reverse=True))


@cache
def _other_name() -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, other_names()))) if other_names() else None


def in_usual_words(text: str) -> str:
    """Return the text with the usual word in place of every other name of it."""
    pattern = _other_name()
    return pattern.sub(lambda found: other_names()[found.group()], text) if pattern else text


def spellings(word: str) -> Iterator[str]:
    """Yield a word, and the word with each other name in place of the usual one in it."""
    yield word
    for other, usual in other_names().items():
        if usual in word:
            yield word.replace(usual, other)


def all_spellings(pattern: str) -> str:
    """Return a regular expression that also holds where another name is printed for a usual word it names."""
    for usual in dict.fromkeys(other_names().values()):
        names = "|".join(re.escape(other) for other, same_as in other_names().items() if same_as == usual)
        pattern = pattern.replace(usual, f"(?:{usual}|{names})")
    return pattern
