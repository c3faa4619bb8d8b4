"""For which enterprises a header says that purchases are reserved (seed ``words``, axis ``reserved``).

Belongs here: that, and what takes it back: 非中小企业 are the others, and a share is no amount.
"""

from __future__ import annotations

import re

from pipelines.reports.coordinates.composing import cover
from pipelines.reports.words import header_segment

_AXIS = "reserved"
_NOT_OF_THEM = re.compile("[非不除]|比例|占比|比重|%|％")


def reserved_for(path: tuple[str, ...]) -> str | None:
    """Return for whom the innermost header that says so reserves (sme, micro), "" if none does; None if a header takes it back.

    What stands beside says how much is reserved and by what rule, in whatever words.
    """
    said = ""
    for segment in path:
        values = dict(pair for word in cover(header_segment(segment)).words for pair in word.values)
        said = values.get(_AXIS, said)
    return None if said and any(map(_NOT_OF_THEM.search, path)) else said
