"""Captions of forms: which cells name a field, a block or a column.

Belongs here: looking a cell's text up in seed ``form_fields``. A caption may carry a number (长期目标1：), written ``#`` there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.reports.vocabulary import form_fields
from pipelines.reports.words import header_segment

#: 专项资金情况, 部门资金情况: whatever stands before, the amounts beside it are the form's.
_OF_MONEY = "资金情况"
_MOST_BEFORE = 6
_MONEY_BLOCKS = {
    "department_performance_targets": "department_funding",
    "project_performance_targets": "project_funding",
}
_NUMBER_AT_END = re.compile(r"^(\D+?)(\d{1,2})$")


@dataclass(frozen=True, slots=True)
class Caption:
    """A known caption: what stands beside or below it, and its number if it has one."""

    part: str
    key: str
    number: int | None = None


def read_caption(text: str, kind: str | None) -> Caption | None:
    """Return the caption a cell's text is in forms of a kind, None if it is none."""
    words = header_segment(text)
    if not words or len(words) > 30:
        return None
    numbered = _NUMBER_AT_END.match(words)
    for field in form_fields():
        if kind not in field.table_kinds:
            continue
        if words in field.captions:
            return Caption(field.part, field.key)
        if numbered and numbered[1] + "#" in field.captions:
            return Caption(field.part, field.key, int(numbered[2]))
    if kind in _MONEY_BLOCKS and words.endswith(_OF_MONEY) and len(words) <= _MOST_BEFORE + len(_OF_MONEY):
        return Caption("money_block", _MONEY_BLOCKS[kind])
    return None
