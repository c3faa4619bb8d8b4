"""Text made comparable once, so that nothing later has to: characters, spaces and wraps.

Belongs here: what holds for any printed text. Convention: digits, letters, ``% . + - = < > / *`` and their like become
ASCII; Chinese punctuation （），：；！？“” stays as printed, because labels are quoted to people; ①, ², ㎡ and ½ stay as
printed too, because NFKC would make figures of them. What a text means is not decided here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from pipelines.contract.printed_numbers import WHOLE_IN_CELL
from pipelines.extraction.radicals import RADICALS

#: Full-width punctuation of Chinese text, kept as printed.
KEPT_PUNCTUATION = frozenset("（），：；！？～｡、。《》〈〉【】〔〕“”‘’…—·")
#: Invisible characters that carry no meaning in a report.
_DROPPED_CATEGORIES = frozenset({"Cf", "Cc"})
_MINUS_SIGNS = dict.fromkeys("−﹣－‐‑‒–", "-")
#: Texts remembered: a report says the same things over and over (0.00, 类, a unit's name).
_REMEMBERED = 20_000
#: A whole figure: sign, digits with or without thousands separators, decimals, percent.
WHOLE_FIGURE = re.compile(rf"[+-]?{WHOLE_IN_CELL}(?:\.\d+)?%?")
_TAIL = re.compile(r"(?:(?<![A-Za-z0-9])[+-])?[\d,.]*\Z")
_HEAD = re.compile(r"[\d,.]*%?")
#: No figure with decimals begins with a zero and another digit.
_REST_OF_FIGURE = re.compile(r"0\d[\d,]*\.\d")
_SPACES = re.compile(r"\s+")
_FULL_WIDTH_COMMA = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_LATIN_WORD_BREAK = re.compile(r"[A-Za-z]\Z"), re.compile(r"[A-Za-z]")


@lru_cache(_REMEMBERED)
def normalize(text: str) -> str:
    """Return ``text`` with each character in its ordinary form; white space becomes single spaces. Idempotent."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", "".join(map(_ordinary, text)))).strip()


@cache
def _ordinary(char: str) -> str:
    if char.isspace():
        return " "
    if char in KEPT_PUNCTUATION:
        return char
    if char in _MINUS_SIGNS:
        return "-"
    if char in RADICALS:
        return RADICALS[char]
    if unicodedata.category(char) in _DROPPED_CATEGORIES:
        return ""
    folded = unicodedata.normalize("NFKC", char)
    makes_digits = any(c.isdecimal() for c in folded) and not char.isdecimal()
    return char if makes_digits else folded.strip() or char


@lru_cache(_REMEMBERED)
def tidy_line(text: str) -> str:
    """Return one printed line, normalised, without the spaces that only spread it out ("经 费 拨" → "经费拨").

    A space stays between two words of Latin letters or digits; beside a Chinese character or punctuation it goes. A
    full-width comma inside a figure (1，234.56) becomes an ordinary one.
    """
    words = normalize(text).split(" ")
    line = words[0]
    for word in words[1:]:
        line += ("" if _is_wide(line[-1:]) or _is_wide(word[:1]) else " ") + word
    return _FULL_WIDTH_COMMA.sub(",", line)


def join_lines(lines: Sequence[str], is_full: Sequence[bool] = ()) -> str:
    """Return the text of a cell or paragraph from its printed lines (tidied), in order.

    Words of Chinese join without a space. A figure broken over two lines becomes one figure only if that is proven: what
    stands on either side is no whole figure by itself (18,009,65 / 2.68; 2 / 00.00), or ``is_full`` says that the first of the two
    lines fills its cell. Two figures that stand one below the other stay apart, a space between them.
    """
    text = ""
    was_full = False
    for number, line in enumerate(lines):
        if not line:
            continue
        text = text + _separator(text, line, was_full) + line if text else line
        was_full = number < len(is_full) and is_full[number]
    return text


def _separator(text: str, line: str, was_full: bool) -> str:
    tail = _match(_TAIL.search(text))
    head = _match(_HEAD.match(line))
    if tail and head:
        return "" if _is_one_figure(tail, head, was_full) else " "
    if _LATIN_WORD_BREAK[0].search(text) and _LATIN_WORD_BREAK[1].match(line):
        return " "
    return ""


def _is_one_figure(tail: str, head: str, was_full: bool) -> bool:
    if not WHOLE_FIGURE.fullmatch(tail + head):
        return False
    is_broken = not WHOLE_FIGURE.fullmatch(tail) or head[0] in ",.%" or _REST_OF_FIGURE.match(head)
    return bool(is_broken) or was_full


def _match(found: re.Match[str] | None) -> str:
    return found.group() if found else ""


def _is_wide(char: str) -> bool:
    """True for a Chinese character or punctuation, which no space separates in print."""
    return bool(char) and (char in KEPT_PUNCTUATION or unicodedata.east_asian_width(char) in "WF" or char in "[]()")
