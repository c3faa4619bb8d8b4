"""Breaking text into lines that fit a width, by the habits of Chinese typesetting.

Belongs here: where a line may end. A run of Latin letters and digits stays whole where it can; a closing mark never
begins a line, an opening one never ends it.
"""

from __future__ import annotations

import re

from tests.typeset.fonts import width
from tests.typeset.looks import Face

_TOKEN = re.compile(r"[A-Za-z0-9.,%≥=]+|.", re.DOTALL)
_NOT_FIRST = set("，。、；：！？）》〕”’%),.;:!?]-")
_NOT_LAST = set("（《〔“‘([")


def longest_run(face: Face, text: str, size: float) -> float:
    """The width of the widest run that should not be broken."""
    return max((width(face, token, size) for token in _TOKEN.findall(text) if token.strip()), default=0.0)


def wrap(face: Face, text: str, size: float, room: float, indent: float = 0.0) -> list[str]:
    """The lines of a text of one or more paragraphs; `indent` is kept free at the start of each paragraph."""
    return [line for paragraph in text.split("\n") for line in _wrap_one(face, paragraph, size, room, indent)]


def _wrap_one(face: Face, text: str, size: float, room: float, indent: float) -> list[str]:
    tokens = [piece for token in _TOKEN.findall(text) for piece in _fitting(face, token, size, room)]
    lines: list[list[str]] = [[]]
    used = indent
    for token in tokens:
        step = width(face, token, size)
        if used + step > room + 0.01 and lines[-1]:
            carried = _carried(lines[-1], token)
            lines[-1] = lines[-1][: len(lines[-1]) - len(carried)]
            lines.append(carried)
            used = sum(width(face, t, size) for t in carried)
            if token == " " and not carried:
                continue
        lines[-1].append(token)
        used += step
    return [line for line in ("".join(tokens).strip() for tokens in lines) if line]


def _carried(line: list[str], token: str) -> list[str]:
    """The tail of a full line that must go down with the token that no longer fits."""
    count = 0
    if token[0] in _NOT_FIRST:
        count = 1
        while count < len(line) and line[-count][0] in _NOT_FIRST:
            count += 1
    while count < len(line) and line[-count - 1][-1] in _NOT_LAST:
        count += 1
    return line[-count:] if 0 < count < len(line) and count <= 3 else []


def _fitting(face: Face, token: str, size: float, room: float) -> list[str]:
    """A token, cut into pieces where it is wider than the whole line."""
    if width(face, token, size) <= room or len(token) == 1:
        return [token]
    pieces = [""]
    for char in token:
        if pieces[-1] and width(face, pieces[-1] + char, size) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces
