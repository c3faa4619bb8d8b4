"""Names that are those of public bodies, by how they end.

Belongs here: the name alone. Whether a row is a budget unit belongs to ``heads``.
"""

from __future__ import annotations

import re

from pipelines.reports.words import comparable

#: How names of public bodies end, the remark which level of it is meant aside.
_UNIT_NAME = re.compile(
    r"[局委办厅部院所站处馆校队会室台库园宫团社署](?:\([^()]*\))?$|(?:中心|机关|公司|基地|本级)(?:\([^()]*\))?$"
)


def is_unit_name(name: str) -> bool:
    """True for a name that ends as those of public bodies do."""
    return _UNIT_NAME.search(comparable(name)) is not None
