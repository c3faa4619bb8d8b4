"""The parts of a report, told by the words of its headings: cover, contents, profile, tables, narrative, glossary.

Belongs here: which part each paragraph belongs to and which heading stands nearest above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reports.narrative.numbering import ends_sentence
from pipelines.reports.narrative.paragraphs import Paragraph

_BLANKS = re.compile(r"\s+")
_CONTENTS = re.compile(r"目录(?:contents)?", re.IGNORECASE)
_LEADERS = re.compile(r"[.…·。]{4,}\s*-?\d*|…+\s*\d+$|\s\d{1,3}$")
#: Words of headings, the first that holds decides: 名词解释 before everything, 单位构成 before 预算 and so on.
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("glossary", re.compile(r"名词解释|名词说明|专业名词|专业性较强的名词")),
    ("tables", re.compile(r"^(?!.*[见如]).*表(?:\(.*\))?$|^表\s*\d|报表|表格部分")),
    ("narrative", re.compile(r"(?:预算|决算|收支|收入|支出|拨款|经费|采购|其他|事项|绩效|资产|编制).*(?:情况)?说明|情况分析|安排说明")),
    ("profile", re.compile(r"概况|主要职[责能]|部门职[责能]|单位职[责能]|职[责能]|机构设置|机构情况|单位构成|部门构成|预算构成|人员构成|人员编制|人员情况|基本情况|部门情况|工作任务|重点工作")),
    ("narrative", re.compile(r"收支.*情况|收入.*情况|支出.*情况|收支总体|收入预算|支出预算|财政拨款|三公|经费|其他重要事项|预算绩效|其他.*说明|其他相关情况")),
    ("other", re.compile(r"^附件|^附录")),
)  # fmt: skip
_MAX_TITLE_CHARS = 40
#: Captions and labels of charts, and lines with figures, name no part.
_NO_TITLE = re.compile(r"^图\s*\d|[,%]|\d元")
#: A run of headings is taken for contents from this length, if so many of them come again.
_FEWEST_ENTRIES, _FEWEST_RECURRING = 6, 3


def assign_parts(paragraphs: Sequence[Paragraph]) -> None:
    """Fill ``part``, ``section_title`` and unnumbered titles' ``is_heading`` of every paragraph, in reading order."""
    part, part_level = "cover", 0.0
    section: str | None = None
    contents: _Contents | None = None
    unannounced = _unannounced_contents(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        if number in unannounced:
            if contents:
                # Where the first entry is printed again, the announced contents end, too.
                contents.add(paragraph)
            paragraph.part, paragraph.is_heading = "contents", False
            continue
        if contents is None and _CONTENTS.fullmatch(_BLANKS.sub("", paragraph.text)):
            contents = _Contents(paragraph.page_no)
            paragraph.part, paragraph.is_heading = "contents", True
            continue
        if contents and contents.holds(paragraph):
            paragraph.part, paragraph.is_heading = "contents", False
            continue
        found = _heading_part(paragraph)
        level = _level(paragraph)
        if found and _may_change(part, part_level, found, level, paragraph):
            part, part_level = found, level
            paragraph.is_heading = True
        if paragraph.is_heading:
            section = paragraph.text
        paragraph.part, paragraph.section_title = part, section


def _unannounced_contents(paragraphs: Sequence[Paragraph]) -> range:
    """The first run of headings without text between them whose headings come again: contents without the word 目录."""
    first = next((n for n, p in enumerate(paragraphs) if _looks_like_entry(p)), len(paragraphs))
    last, entries = first, []
    while last < len(paragraphs) and _looks_like_entry(paragraphs[last]):
        entry = contents_entry(paragraphs[last].text)
        if entry in entries:
            break
        entries.append(entry)
        last += 1
    later = {contents_entry(p.text) for p in paragraphs[last:] if p.is_heading}
    recurring = sum(entry in later for entry in entries)
    return range(first, last) if len(entries) >= _FEWEST_ENTRIES and recurring >= _FEWEST_RECURRING else range(0)


class _Contents:
    """The lines of the contents: they end where their first entry is printed again, or where a page of prose begins."""

    def __init__(self, page_no: int) -> None:
        self.page_no = page_no
        self.entries: set[str] = set()
        self.is_over = False

    def holds(self, paragraph: Paragraph) -> bool:
        if self.is_over:
            return False
        entry = contents_entry(paragraph.text)
        has_leaders = bool(_LEADERS.search(paragraph.text))
        is_repeated = entry in self.entries and not has_leaders
        is_prose = len(entry) > 2 * _MAX_TITLE_CHARS or paragraph.text.endswith("。")
        leaves_page = paragraph.page_no > self.page_no and not has_leaders and not _looks_like_entry(paragraph)
        if is_repeated or (is_prose and not has_leaders) or leaves_page or paragraph.page_no > self.page_no + 2:
            self.is_over = True
            return False
        self.add(paragraph)
        return True

    def add(self, paragraph: Paragraph) -> None:
        """Take a line as one of the contents."""
        self.entries.add(contents_entry(paragraph.text))
        self.page_no = max(self.page_no, paragraph.page_no)


def contents_entry(text: str) -> str:
    """Return a contents line as it is compared with headings: without blanks, leaders and page number."""
    return _BLANKS.sub("", _LEADERS.sub("", text)).rstrip(".…·-")


def _looks_like_entry(paragraph: Paragraph) -> bool:
    return paragraph.level is not None and len(paragraph.text) <= _MAX_TITLE_CHARS and not ends_sentence(paragraph.text)


def _level(paragraph: Paragraph) -> float:
    # An unnumbered title stands as high as 一、 : it may follow any part.
    return 0.9 if paragraph.level is None else float(paragraph.level)


def _heading_part(paragraph: Paragraph) -> str | None:
    title = _BLANKS.sub("", paragraph.folded[paragraph.body_start :])
    is_title = len(title) <= _MAX_TITLE_CHARS and not ends_sentence(title) and not _NO_TITLE.search(title)
    if not title or not is_title or (paragraph.level or 0) > 1:
        return None
    return next((part for part, words in _WORDS if words.search(title)), None)


def _may_change(part: str, part_level: float, found: str, level: float, paragraph: Paragraph) -> bool:
    if part == "cover":
        # The cover's own title (…2024年部门预算) names no part; a heading with a number or a part's own word does.
        return paragraph.level is not None or found != "narrative" or "说明" in paragraph.text
    if level <= 0:
        return True
    if found == "tables" and paragraph.level is None:
        return True
    if part == "glossary":
        return (
            level <= part_level
            and found != "glossary"
            and ("情况" in paragraph.text or "说明" in paragraph.text or found == "tables")
        )
    if part == "narrative" and found == "tables":
        return "预算表" in paragraph.text or "决算表" in paragraph.text or "报表" in paragraph.text
    if part == "narrative" and found == "profile":
        return level <= part_level or paragraph.level == 1
    return True
