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
#: What says so behind 注： alone: 注：本表本年无发生额; without it 确保无事故发生 is an aim.
_EMPTY_NOTE = re.compile(r"(?:没有|无|未)[^。]*(?:发生|使用|拨款|项目|资金)|本表[^。，]{0,10}(?:为空|无)")
#: What a template tells those who fill it in says nothing of this report: 公开空表一定要在目录说明理由。
_INSTRUCTION = re.compile(r"一定要|必须|请在|不得随意|必填")
_SENTENCE = re.compile(r".{8}[。；;]")
_SENTENCES = re.compile(r"[。；;]")
_ENDS = re.compile(r"[。；;）)]$")
#: Lines of one note, and notes below a table: 注：… and 说明：… may stand under one another.
_MAX_LINES, _MAX_NOTES = 4, 3


def is_statement(text: str) -> bool:
    """True for a sentence written into a form: no note on how to fill it in, and none that says why it is empty."""
    return _SENTENCE.search(text) is not None and not _NOTE.match(text) and not says_empty(text)


def says_empty(text: str) -> bool:
    """True if one of the sentences says that there is nothing to show."""
    is_note = _NOTE.match(text) is not None
    return any(
        (_EMPTY.search(part) or (is_note and _EMPTY_NOTE.search(part))) and not _INSTRUCTION.search(part)
        for part in _SENTENCES.split(text)
    )


def read_notes(lines_below: Sequence[TextLine], reading: Reading) -> tuple[str | None, str | None]:
    """Return the note below a table and the sentence, there or in a note row, that says why it is empty."""
    notes: list[list[str]] = []
    has_ended = True
    for line in lines_below:
        text = line.text.strip()
        if not text or is_page_number(text):
            continue
        begins = bool(_NOTE.match(text)) or says_empty(text)
        if looks_like_title(text) or (has_ended and not begins):
            break
        if has_ended:
            notes.append([])
        if len(notes) > _MAX_NOTES or len(notes[-1]) == _MAX_LINES:
            break
        notes[-1].append(text)
        has_ended = bool(_ENDS.search(text))
    said = ["".join(lines) for lines in notes if lines]
    joined = "".join(said) or None
    in_rows = [row["label_printed"] for row in reading.rows if row["row_kind"] == "note" and row["label_printed"]]
    empty = next((text for text in [*said, *in_rows] if says_empty(text)), None)
    return joined, empty
