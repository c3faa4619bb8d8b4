"""Whether a column holds money, prices, counts or percentages.

Belongs here: telling that from its measure or, where none is known, from the words of its headers. Rows that count things among rows of money
belong to ``counted_rows``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reports.vocabulary import measure_value_types
from pipelines.reports.words import comparable

_COUNT_WORDS = ("数量", "编制数", "人数", "个数", "辆数", "台数")
#: What makes counts of all that stands below it (编制人数/行政); not 按人数核定的经费, nor what calls itself money (编制人数/经费).
_COUNTS_OF_ALL = re.compile(r"(?:人数|辆数|台数)(?:情况|合计)?(?:\([^()]*\))?$")
_MONEY_WORDS = re.compile("元|金额|费|支出")
_PERCENT_AT_END = re.compile(r"%\)?$")


def value_type_of(measure_key: str | None, path: Sequence[str]) -> str:
    """Return money, price, count or percent, from the measure or else from the header's words."""
    if measure_key is not None:
        return measure_value_types()[measure_key]
    words = comparable(path[-1]) if path else ""
    # 增减%/合计: what a header above says at its end holds of all below it.
    is_below_percent = any(_PERCENT_AT_END.search(comparable(segment)) for segment in path[:-1])
    if is_below_percent or "%" in words or "占比" in words or "比例" in words or "增减率" in words:
        return "percent"
    is_below_count = any(_COUNTS_OF_ALL.search(comparable(segment)) for segment in path[:-1])
    if any(word in words for word in _COUNT_WORDS) or (is_below_count and not _MONEY_WORDS.search(words)):
        return "count"
    return "price" if "单价" in words else "money"
