"""Names that are those of public bodies, by how they end.

Belongs here: the name alone. Whether a row is a budget unit belongs to ``heads``.
"""

from __future__ import annotations

import re

from pipelines.reports.words import comparable

#: How names of public bodies end, the remark which level of it is meant aside.
_UNIT_NAME = re.compile(
    r"[局委办厅部院所站处馆校队会室台库园宫团社署](?:\([^()]*\))?$|(?:中心|机关|公司|基地|本级|监狱|大学|中学|小学|政府)(?:\([^()]*\))?$"
)
#: How names of a department's divisions end, too.
_DIVISION = re.compile(r"(?<!办事)[处室](?:\([^()]*\))?$")


def is_unit_name(name: str) -> bool:
    """True for a name that ends as those of public bodies do."""
    return _UNIT_NAME.search(comparable(name)) is not None


def is_ending_of_unit_name(text: str) -> bool:
    """True for no more than the word that such names end in: 中心, 局."""
    return _UNIT_NAME.fullmatch(comparable(text)) is not None


def is_surely_unit_name(name: str) -> bool:
    """True for such a name that no division of a department could have: 综合处 and 办公室 may be one or a unit of their own."""
    return is_unit_name(name) and _DIVISION.search(comparable(name)) is None
