"""The tables that a report's contents promise.

Belongs here: which lines of the contents name tables, and their kind by the title words of the seed ``table_kinds``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reports.narrative.numbering import fold, numbering
from pipelines.reports.narrative.paragraphs import Paragraph
from pipelines.reports.narrative.parts import contents_entry
from pipelines.reports.tables.kinds import kind_of_title
from pipelines.reports.words import comparable

#: 一 of 一般公共预算 and 三 of “三公” behind a number are no digits of it.
_TABLE_NO = re.compile(
    r"^(?:附?表|公开|预算|财决|决算)\s*((?:\d|(?!一般|[“\"]?三公(?:[”\"]|经费|支出))[一二三四五六七八九十]){1,3}+)\s*表?[.、:：．\s-]*"
)
_TITLE_END = re.compile(r"表(?:[(（][^()（）]*[)）])?$")
_PART_TITLE = re.compile(r"(?:预算|决算|公开)(?:公开)?(?:报表|表)$|表格部分$")
#: 收入决算表 and 支出预算表 are tables, 部门决算表 is the part that holds them.
_FLOW = re.compile(r"收入|支出|收支")
_YEAR = re.compile(r"20\d\d年度?")


def promised_tables(paragraphs: Sequence[Paragraph], document_id: str) -> list[dict[str, object]]:
    """Return the rows of the contract's ``promised_tables`` from the paragraphs of the contents."""
    rows: list[dict[str, object]] = []
    for paragraph in paragraphs:
        entry = _entry(paragraph) if paragraph.part == "contents" else None
        if entry is not None:
            number, title = entry
            rows.append(
                {
                    "document_id": document_id,
                    "promise_no": len(rows) + 1,
                    "page_no": paragraph.page_no,
                    "printed_no": number,
                    "printed_title": title,
                    "table_kind": kind_of_title(comparable(title)),
                }
            )
    return rows


def _entry(paragraph: Paragraph) -> tuple[str | None, str] | None:
    text = contents_entry(paragraph.text)
    level = numbering(text)
    if level is not None and level[0] == 0:
        return None
    number, title = (text[: level[1]].strip("、.．()（） "), text[level[1] :]) if level else (None, text)
    printed = _TABLE_NO.match(fold(title))
    if printed:
        number, title = printed[1], title[printed.end() :]
    if (
        not _TITLE_END.search(title)
        or "说明" in title
        or (_PART_TITLE.search(_YEAR.sub("", title)) and len(title) <= 12 and not _is_table(title))
    ):
        return None
    return number, title


def _is_table(title: str) -> bool:
    return _FLOW.search(title) is not None and kind_of_title(comparable(title)) is not None
