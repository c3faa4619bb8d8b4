"""The year that a report states before its first table, for tables whose columns are of 上年 and 本年 and whose titles name no year.

Belongs here: the short lines above the first grid that name the report (2024年部门预算), if all name one year. The report's year itself is
settled in ``identity``; here it only tells the columns of two years apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.model import ExtractedDocument
from pipelines.reports.report_titles import with_digits
from pipelines.reports.tables.column_years import year_of

_REPORT = re.compile(r"(20\d\d)\s*年(?:度)?\s*(?:部门|单位)(?:\((?:单位|部门)\))?(?:综合)?(?:预算|决算)")
_LONGEST_TITLE = 40
#: Any year will do to see whether a header is of the one before.
_SOME_YEAR = 2000


def stated_year(document: ExtractedDocument) -> int | None:
    """Return the one year that lines before the first grid name the report with; None if they name none, or two."""
    found: set[int] = set()
    for page in document.pages:
        if page.grids:
            break
        lines = (with_digits(line.text.strip()) for line in page.text_lines)
        found.update(int(m[1]) for line in lines if len(line) <= _LONGEST_TITLE and (m := _REPORT.search(line)))
    return found.pop() if len(found) == 1 else None


def has_prior_year(paths: Sequence[tuple[str, ...]]) -> bool:
    """True if a column is of 上年, whichever year that is."""
    return any(year_of(path, _SOME_YEAR) == _SOME_YEAR - 1 for path in paths)
