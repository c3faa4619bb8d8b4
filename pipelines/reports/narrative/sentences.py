"""Paragraphs cut into sentences and clauses.

Belongs here: where sentences end (not inside brackets), brackets left open, and the marks that announce parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[。!?]")
_OPENERS, _CLOSERS = "([", ")]"
#: Words that announce the parts of what was just stated.
_PARTS = re.compile(
    r"其中|(?:主要|具体)?包括|其构成(?:为|是)?|由[^,;。]{0,12}(?:组成|构成)|(?:具体)?(?:安排|使用|支出|构成)?(?:情况)?如下|以下(?:几个|几|各)?(?:个)?方面|分别(?:为|是)|(?:具体|分别)为"
)
#: A whole told before, whose parts follow (财政拨款支出预算中，一般公共预算…).
_WITHIN = re.compile(r"^([^,;:。()]{2,30}?)中[,:]")
_ANNOUNCES = re.compile(r"(?::|其中:?|如下[:。]?|包括:?)$")
#: A label of the year before (384.67 万元，上年：350.35 万元): its colon ends no clause, or the figure would lose its year.
_PRIOR_LABEL = re.compile(
    r"(?:^|[,;。(、])\s*(?:上年度?|去年|上一年度?)(?:同期|年初|预算|执行|决算|金额)*(?:数|额)?\s*$"
)
_ONE_SIDE = re.compile(r"(?P<side>收入|支出)(?:主要|具体)?$")


def sentences(folded: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence; a full stop inside brackets ends none unless the brackets are never closed."""
    is_balanced = folded.count("(") == folded.count(")")
    start, depth = 0, 0
    for position, char in enumerate(folded):
        if char in _OPENERS:
            depth += 1
        elif char in _CLOSERS:
            depth = max(depth - 1, 0)
        elif _END.match(char) and (depth == 0 or not is_balanced):
            yield start, position + 1
            start = position + 1
    if folded[start:].strip():
        yield start, len(folded)


def open_brackets(folded: str) -> tuple[int, list[int], int]:
    """Return how many brackets ``folded`` closes without opening, where it leaves brackets open, and the end of the last
    bracket it closes without opening (0 if none)."""
    stack: list[int] = []
    closed, last_closed = 0, 0
    for position, char in enumerate(folded):
        if char == "(":
            stack.append(position)
        elif char == ")":
            if stack:
                stack.pop()
            else:
                closed, last_closed = closed + 1, position + 1
    return closed, stack, last_closed


def parts_mark(folded: str) -> tuple[int, str | None] | None:
    """Return the end of the last words that announce parts, and the side (收入, 支出) they are limited to, if any."""
    marks = list(_PARTS.finditer(folded))
    if not marks:
        return None
    found = marks[-1]
    side = _ONE_SIDE.search(folded, 0, found.start())
    return found.end(), side["side"] if side else None


def named_whole(folded: str) -> tuple[int, int] | None:
    """Return the end of the words that name a whole at the beginning of a sentence (财政拨款支出预算中，) and the end of the mark."""
    found = _WITHIN.match(folded)
    return (found.end(1), found.end()) if found else None


def announces_parts(folded: str) -> bool:
    """True if a paragraph ends by announcing that the next ones list parts."""
    return _ANNOUNCES.search(folded.rstrip()) is not None


def clause_start(folded: str) -> int:
    """Return where the last clause of ``folded`` begins (、 is no end of a clause, except at the very beginning)."""
    depth = 0
    for position in range(len(folded) - 1, -1, -1):
        char = folded[position]
        if char == ")":
            depth += 1
        elif char == "(":
            depth -= 1
        elif depth <= 0 and char in ",;:。":
            if char == ":" and _PRIOR_LABEL.search(folded, 0, position):
                continue
            return position + 1
    return 1 if folded[:1] == "、" else 0
