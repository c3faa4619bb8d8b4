"""Notes printed below a table, and sentences that say why a table is empty.

Belongs here: telling notes from running text that happens to follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.model import TextLine
from pipelines.reports.tables.reading import Reading
from pipelines.reports.tables.titles import is_page_number, looks_like_title

_NOTE = re.compile(r"^[（(]?(?:注|备注|说明)\d*[:：.、]?")
_EMPTY = re.compile(r"(?:没有|无|未|不涉及|空表)[^。]*(?:预算|支出|安排|数据|采购|收入|经费)|本表(?:为空|无)|空表")
_SENTENCE = re.compile(r".{8}[。；;]")
_ENDS = re.compile(r"[。；;）)]$")
_MAX_LINES = 4


def is_statement(text: str) -> bool:
    """True for a sentence written into a form: no note on how to fill it in, and none that says why it is empty."""
    return _SENTENCE.search(text) is not None and not _NOTE.match(text) and not _EMPTY.search(text)


def read_notes(lines_below: Sequence[TextLine], reading: Reading) -> tuple[str | None, str | None]:
    """Return the note below a table and the sentence, there or in a note row, that says why it is empty."""
    note: list[str] = []
    for line in lines_below:
        text = line.text.strip()
        if not text or is_page_number(text):
            continue
        if looks_like_title(text) or (not note and not _NOTE.match(text) and not _EMPTY.search(text)):
            break
        note.append(text)
        if len(note) == _MAX_LINES or (_ENDS.search(text) and not _NOTE.match(text)):
            break
        if _ENDS.search(text):
            break
    joined = "".join(note) or None
    in_rows = [row["label_printed"] for row in reading.rows if row["row_kind"] == "note" and row["label_printed"]]
    empty = next((text for text in [joined, *in_rows] if text and _EMPTY.search(text)), None)
    return joined, empty
