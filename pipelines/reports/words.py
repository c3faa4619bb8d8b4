"""Words made comparable, and patterns of words.

Belongs here: string comparison only. Which words mean what stands in the vocabulary seeds (``vocabulary``), which are other names of
others in ``synonyms``.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.reports.synonyms import in_usual_words

#: What the sum of those beside or below it is called that says nothing else.
BARE_SUMS = frozenset({"小计", "合计"})
_FOLDED = str.maketrans(
    {"（": "(", "）": ")", "：": ":", "，": ",", "；": ";", "【": "[", "】": "]", "〔": "[", "〕": "]"}
)
_DROPPED = re.compile(r"[\s“”\"'‘’「」《》]")
_UNIT_NOTE = re.compile(
    r"\((?:单位:)?(?:人民币)?(?:亿元|百万元|万元|千元|百元|元)\)|,?单位:(?:亿元|百万元|万元|千元|百元|元)"
)
_OF_WHICH = re.compile(r"^其中:?(?=[^:])")
_CHINESE_DIGITS = "一二三四五六七八九十廿卅百零〇"
#: 一、 （一） (1) 1. 1、 ① … in front of a label; a code like 30101 or a year is no numbering.
_NUMBERING = re.compile(
    rf"^(?:(?P<chinese>[{_CHINESE_DIGITS}]+)、|\((?P<in_brackets>[{_CHINESE_DIGITS}]+)\)、?"
    r"|(?P<arabic>\d{1,2})(?:、|\.(?!\d))|\((?P<arabic_in_brackets>\d{1,2})\)|(?P<circled>[①-⑳]))"
)
_NUMBERING_STYLES = ("chinese", "in_brackets", "arabic", "arabic_in_brackets", "circled")


@cache
def comparable(text: str) -> str:
    """Return ``text`` in its usual words, without blanks and quotes, brackets and colons in one form, for comparison only."""
    return in_usual_words(_DROPPED.sub("", text.translate(_FOLDED)))


@cache
def header_segment(text: str) -> str:
    """Return one header cell as it is compared: without its unit in brackets and a leading 其中."""
    return _OF_WHICH.sub("", _UNIT_NOTE.sub("", comparable(text))).rstrip(":")


def without_sum(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return a header path without a last header that only says that it is the sum of what stands beside it (工资福利支出/小计)."""
    return path[:-1] if len(path) > 1 and header_segment(path[-1]) in BARE_SUMS else path


@cache
def split_numbering(text: str) -> tuple[str | None, str]:
    """Return the style of the numbering in front of a label (None if there is none) and the label without it."""
    label = _OF_WHICH.sub("", comparable(text))
    found = _NUMBERING.match(label)
    if not found:
        return None, label
    return found.lastgroup, label[found.end() :]


def numbering_rank(style: str | None) -> int:
    """Return how deep a numbering style usually stands: 一、 before （一） before 1. before (1) before ①."""
    return _NUMBERING_STYLES.index(style) if style in _NUMBERING_STYLES else len(_NUMBERING_STYLES)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")))


def word_matches(pattern: str, word: str) -> bool:
    """True if ``word`` is ``pattern``, where ``*`` in the pattern stands for anything."""
    return word == pattern if "*" not in pattern else _compiled(pattern).fullmatch(word) is not None


def matched_length(expression: str, text: str) -> int:
    """Return how many characters of ``text`` the best alternative of ``expression`` accounts for, 0 if none holds.

    Alternatives are parted by ``|``; the words of one alternative, joined by ``&``, must all occur.
    """
    best = 0
    for alternative in expression.split("|"):
        words = alternative.split("&")
        if all(word in text for word in words):
            best = max(best, sum(map(len, words)))
    return best


def best_alternative(expression: str, text: str) -> tuple[str, ...]:
    """Return the words of the alternative that ``matched_length`` counted; empty if none holds."""
    held = [words for words in (a.split("&") for a in expression.split("|")) if all(word in text for word in words)]
    return tuple(max(held, key=lambda words: sum(map(len, words)), default=()))
