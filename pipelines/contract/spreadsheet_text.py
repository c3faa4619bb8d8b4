"""Text in CSV and workbooks that a spreadsheet program shall not run.

Belongs here: which text would be taken for a formula, how it is kept from being one, and the way back from that. Reports are other
people's texts: a row may be called ``=HYPERLINK(…)``.
"""

from __future__ import annotations

import re
from typing import Any

#: Spreadsheet programs also take full-width signs for a formula's beginning where Chinese is the language; a tab, a new line or a
#: blank at the start, seen or not, may be skipped.
_FORMULA = re.compile(r"[\t\r\n]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")
#: Signed numbers and dashes that stand for "none" are text in reports, and no formula can be made of them.
_HARMLESS = re.compile(r"[ \u3000]*[+\-＋－]+[\d,]*\.?\d*%?")
_AS_TEXT = "'"


def as_text(value: Any) -> Any:
    """Return a cell for CSV: text that would be run as a formula gets an apostrophe before it, all else is as it was."""
    if isinstance(value, str) and _FORMULA.match(value) and not _HARMLESS.fullmatch(value):
        return f"{_AS_TEXT}{value}"
    return value


def as_meant(text: str) -> str:
    """Return the text of a cell that :func:`as_text` made, or a person who typed the apostrophe."""
    return text[1:] if text.startswith(_AS_TEXT) and as_text(text[1:]) == text else text
