"""The administrative division that a body's name reveals.

Belongs here: reading 武汉市青山区 out of 中国共产党武汉市青山区委员会组织部, by the official list of divisions (seed
``codes/division``), and its code where the name fits one division only. Codes in other numbers of a report prove nothing.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from pipelines.reports.seeds import SEEDS

_PARTY = re.compile(
    r"^(?:中国共产党|中共|中国人民政治协商会议|政协|共青团|中国共产主义青年团|中华人民共和国|中国国民党革命委员会|民革"
    r"|中国民主同盟|民盟|中国民主建国会|民建|中国民主促进会|民进|中国农工民主党|农工党|中国致公党|致公党|九三学社"
    r"|台湾民主自治同盟|台盟)"
)
#: A county's name of two characters (城区, 郊区) may begin any word; it counts only behind its city.
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Division:
    """A division as a name reveals it; ``code`` (GB/T 2260, six digits) is None if several divisions are called so."""

    name: str
    code: str | None


def division_of(name: str | None) -> Division | None:
    """Return the division a body's name begins with (上海市普陀区, 江苏省), None if it begins with none."""
    if not name:
        return None
    bare = _PARTY.sub("", name)
    spellings = _spellings()
    longest = next((bare[:end] for end in range(min(len(bare), _longest()), 1, -1) if bare[:end] in spellings), None)
    if longest is None:
        return None
    codes = spellings[longest]
    return Division(longest, next(iter(codes)) if len(codes) == 1 else None)


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """Every way to spell a division, with or without those above it, and the codes of the divisions spelt so."""
    path = SEEDS / "codes/division.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    codes: dict[str, set[str]] = {}
    for code, row in rows.items():
        chain = [row["name"]]
        parent = row["parent_code"]
        while parent:
            chain.insert(0, rows[parent]["name"])
            parent = rows[parent]["parent_code"]
        # 湖北省武汉市青山区, 武汉市青山区, 青山区, and 湖北省青山区, for reports leave out what their readers know.
        for spelling in {"".join(chain[start:]) for start in range(len(chain))} | {chain[0] + chain[-1]}:
            if len(spelling) >= _SHORTEST_NAME:
                codes.setdefault(spelling, set()).add(code)
    return {spelling: frozenset(found) for spelling, found in codes.items()}


@cache
def _longest() -> int:
    return max(map(len, _spellings()))
