"""Numbering in front of headings and items: how deep it stands.

Belongs here: shapes of numbers (第一部分, 一、, （一）, 1., （1）, ①) and folding of punctuation, which keeps every
character's place so that positions in the folded text are positions in the printed one.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FOLDED = str.maketrans("（）：，；【】〔〕“”‘’「」．！？", '():,;[][]"""""".!?')
#: Level of running text that follows a number of level n is n + BODY.
BODY = 0.5
#: Texts remembered: a line is held against the one before it and the one after.
_REMEMBERED = 5_000
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(r"第[一二三四五六七八九十]+部分[、:.\s]*")),
    (1, re.compile(r"[一二三四五六七八九十]{1,3}[、.]")),
    (2, re.compile(r"\([一二三四五六七八九十]{1,3}\)[、.]?")),
    (3, re.compile(r"\d{1,2}(?:、|\.(?!\d)|\.(?=20\d\d年))\s*")),
    (4, re.compile(r"\(\d{1,2}\)[、.]?")),
    (5, re.compile(r"[①-⑳][、.]?")),
)
_TERMINALS = "。；：！？;:!?"


def fold(text: str) -> str:
    """Return ``text`` with punctuation in one form, character for character (same length)."""
    return text.translate(_FOLDED)


@lru_cache(_REMEMBERED)
def numbering(text: str) -> tuple[int, int] | None:
    """Return level (0–5) and length of the numbering in front of ``text``, None if there is none."""
    folded = fold(text)
    for level, pattern in _LEVELS:
        found = pattern.match(folded)
        if found:
            return level, found.end()
    return None


def ends_sentence(text: str) -> bool:
    """True if the text ends as a sentence, a clause or an announcement (：) ends."""
    return text.rstrip('”"’)）')[-1:] in _TERMINALS or text.endswith(("%.", "元."))
