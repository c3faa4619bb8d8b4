"""Text in CSV and workbooks that a spreadsheet program shall not run.

Belongs here: which text would be taken for a formula, and how it is kept from being one. Reports are other people's texts:
a row may be called ``=HYPERLINK(…)``.
"""

from __future__ import annotations

import re
from typing import Any

#: Spreadsheet programs also take full-width signs for a formula's beginning where Chinese is the language; a tab or a new
#: line at the start is skipped.
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
#: Signed numbers and dashes that stand for "none" are text in reports, and no formula can be made of them.
_HARMLESS = re.compile(r"[+\-＋－]+[\d,]*\.?\d*%?")
_AS_TEXT = "'"


def as_text(value: Any) -> Any:
    """Return a cell for CSV: text that would be run as a formula gets an apostrophe before it, all else is as it was."""
    if isinstance(value, str) and _FORMULA.match(value) and not _HARMLESS.fullmatch(value):
        return f"{_AS_TEXT}{value}"
    return value
