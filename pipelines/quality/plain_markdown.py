"""Text of reports where Markdown is drawn: Great Expectations draws the notes of Data Docs so, Dagster the descriptions of checks.

Belongs here: keeping such text from becoming a link, a picture or markup. Our own sentences need nothing of the kind.
"""

from __future__ import annotations

import re

#: What makes links, pictures, HTML, entities, code, emphasis, headings, tables and formulas of text.
_MEANT = re.compile(r"[\\`*_\[\]<>&#|~$!]")


def as_plain_markdown(text: str) -> str:
    """Return Markdown that is drawn as ``text`` stands; lines that make a list go on doing so."""
    return _MEANT.sub(lambda found: f"\\{found[0]}", text)
