"""The text field that a column's header names by its words alone: the budget unit its rows are of.

Belongs here: headers made of words that say nothing more than whose rows these are (预算单位, 二级预算单位名称, 单位编码). Which
filler words name a field where they stand last is said by their value in seed ``words``.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.reports.coordinates.composing import cover
from pipelines.reports.words import header_segment

_MEANINGLESS = re.compile(r"[\d一二三四()\[\],、:.\-]+")
_ENDINGS = {"编码": "code", "代码": "code", "名称": "name"}


@cache
def field_of_header(header: str) -> str | None:
    """Return the field of a column from the words of its last header, None if they name none or say more."""
    text = header_segment(header)
    ending = next((ending for ending in _ENDINGS if text.endswith(ending)), "")
    found = cover(text.removesuffix(ending))
    if not found.words or any(_MEANINGLESS.sub("", piece) for piece in found.rest):
        return None
    if any(word.values for word in found.words) or not found.words[-1].names:
        return None
    return f"{found.words[-1].names}_{_ENDINGS.get(ending, 'name')}"
