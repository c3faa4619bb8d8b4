"""Lines joined to paragraphs, over line and page breaks; headings kept apart.

Belongs here: where a paragraph begins, and where on the pages each of its characters stands. Which part of the report a
paragraph belongs to is decided in ``parts``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.extraction.model import Box
from pipelines.extraction.text import join_lines
from pipelines.reports.narrative.layout import BodyLine
from pipelines.reports.narrative.numbering import ends_sentence, fold, numbering

#: A line that begins this much further in than its page's margin begins a paragraph (first lines stand in by 2 em).
_INDENT_EM = 1.2
#: A line that ends a sentence this much before the margin ends the paragraph.
_SHORT_EM = 1.5
#: A line without punctuation at its end stands alone if it is shorter than its page by this much. Where first lines are
#: set without their indent they fall 2–3 em short.
_LONE_SHORT_EM = 4.0
#: Lines of a paragraph that end so near to its longest line are full.
_FULL_EM = 1.0
_OWES_REASON = re.compile(r"原因(?:是|为|系)?:$|原因(?:是|为|系)$")
_REASON_ITEM = re.compile(r"[一二三四五六七八九]是")
_MAX_HEADING_CHARS = 45
#: Deepest numbering of headings that stand between sections: （一）.
_HEADING_LEVEL = 2
_DIGIT_UNIT = re.compile(r"\d\s*(?:[百千万亿]*元|%|％)")
#: 表 3 支出总表 is one, 预算 952.23 万元 and 预算 3 亿元 (the rest of a sentence) are none.
_TABLE_TITLE = re.compile(
    r"(?:附?表|公开|预算)\s*[\d一二三四五六七八九十]{1,3}\s*(?:表|[.、:\s-](?![\d\s]*[万亿元])|$)|(?:.*\s)?单位:\S{0,4}元$"
)
_STANDS_ALONE = re.compile(r"目\s*录")
#: Lines whose letters differ in height by this ratio are title and text, or two titles.
_SIZE_RATIO = 1.4
#: What the end of a line, or the beginning of the next, says: the sentence goes on.
_STOP = re.compile(r"[,，、。;；]")
#: A clause begun behind a comma that is none of a figure, in a line long enough to be running text.
_OPEN_CLAUSE = re.compile(r"^.{6,}(?:，|(?<!\d),|,(?!\d))[^。；;，,、”）)]{2,}$")
#: A line that is nothing without the one before it: the unit of a figure (1.58 | 万元。), 如下.
_REST = re.compile(r"(?s)\d\n(?:[百千万亿]*元|%|个百分点).*|[^。]\n如下[:。,].*")
#: What a line's end leaves of a figure, behind a word; what the next line begins with, up to the unit.
_HALF_FIGURE = re.compile(r"[^\W\da-zA-Z_第表附件号图注款项目类章节条栏行列之][+-]?\d[\d,]*(?:\.\d*)?$")
_NUMBER_OF = re.compile(r"[第表附件号图]\d{1,3}$")
_OTHER_HALF = re.compile(
    r"[\d,.]+\s*(?:%|‰|个百分点|[百千万亿]*元|[万亿]?(?:平方米|㎡|人|辆|台|套|件|个|家|批次|项|次)(?!月))"
)
_CONTINUES = (",", "，", "、", "（", "(", "“", "《")
_CONTINUED = re.compile(r"[,.;:)\]、》%]|\([类款项]\)|[\d,.]+\s*(?:[万亿]|元|%)")


@dataclass(slots=True)
class Paragraph:
    """Running text with the lines it was printed on; ``starts`` are the offsets at which those lines begin.

    ``part`` and ``section_title`` are filled by ``parts``; ``level`` is that of its numbering, None without one.
    """

    text: str
    lines: list[BodyLine]
    starts: list[int]
    level: int | None
    body_start: int
    is_heading: bool = False
    part: str = "other"
    section_title: str | None = None
    folded: str = field(default="", repr=False)

    @property
    def page_no(self) -> int:
        """Page the paragraph begins on."""
        return self.lines[0].page_no

    def place(self, start: int, end: int) -> tuple[int, Box]:
        """Return page and box of the characters from ``start`` to ``end``; of the first line, if they are broken over two.

        Lines are known as wholes, so the horizontal place is reckoned from the widths of the characters before it.
        """
        number = max(bisect_right(self.starts, start) - 1, 0)
        line, first = self.lines[number], self.starts[number]
        last = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        printed = self.text[first:last]
        total = _width(printed) or 1.0
        span = line.box.x1 - line.box.x0
        x0 = line.box.x0 + span * _width(printed[: start - first]) / total
        x1 = line.box.x0 + span * _width(printed[: min(end, last) - first]) / total
        return line.page_no, Box(x0, line.box.y0, x1, line.box.y1)


def join_paragraphs(lines: Sequence[BodyLine]) -> list[Paragraph]:
    """Return the paragraphs that the lines of a document make, in order."""
    groups: list[list[BodyLine]] = []
    for line in lines:
        if groups and not _begins_paragraph(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _begins_paragraph(before: Sequence[BodyLine], line: BodyLine) -> bool:
    last = before[-1]
    if line.is_after_blank and not any(_STOP.search(each.text) for each in before):
        # Below a cover; a sentence goes on from any page.
        return True
    if _goes_on_over_page(before, line):
        return False
    if _is_heading_after_comma(last, line):
        return True
    if last.text.endswith(_CONTINUES) or _CONTINUED.match(fold(line.text)) or _is_rest_of_title(last.text, line.text):
        return False
    if _is_figure_cut(last.text, line.text):
        return False
    if _is_reason_owed(last, line):
        return False
    is_ended = ends_sentence(last.text) or last.text.endswith(".")
    number = numbering(line.text)
    if number and (number[0] <= 1 or is_ended or last.short_em > _INDENT_EM):
        return True
    if any(_TABLE_TITLE.match(fold(text)) or _STANDS_ALONE.fullmatch(text) for text in (line.text, last.text)):
        return True
    if _has_other_size(last, line):
        return True
    if is_ended and (last.short_em > _SHORT_EM or line.indent_em > _INDENT_EM):
        return True
    if _is_within_sentence(before, line):
        return False
    return last.short_em > _LONE_SHORT_EM or (_is_first_line(before[0], line) and last.short_em > _INDENT_EM)


def _goes_on_over_page(before: Sequence[BodyLine], line: BodyLine) -> bool:
    """True for the rest of a sentence that a page's end cuts (…比上年减少0.48 | 万元。): it has no end, the rest is no heading."""
    last = before[-1]
    if last.page_no == line.page_no or numbering(line.text) or _TABLE_TITLE.match(fold(line.text)):
        return False
    is_cut = any(_STOP.search(each.text) for each in before) and not ends_sentence(last.text)
    return (
        is_cut
        and not last.text.endswith(("”", "）", ")", "."))
        and ends_sentence(line.text)
        and last.short_em < _LONE_SHORT_EM
    )


def _is_within_sentence(before: Sequence[BodyLine], line: BodyLine) -> bool:
    """True where a comma opened what no line has ended, and the next line, standing no further in, does not begin afresh.

    Lines broken short of the margin (支出 9 万元，比上年减 | 少 1 万元，下降 10%) are no shorter paragraphs.
    """
    last = before[-1]
    is_open = _OPEN_CLAUSE.search(last.text) is not None or _REST.fullmatch(f"{last.text[-1]}\n{fold(line.text)}")
    return (
        bool(is_open)
        and (_STOP.search(line.text) is not None or ends_sentence(line.text))
        and numbering(line.text) is None
        and line.indent_em <= max(before[0].indent_em, last.indent_em, _INDENT_EM)
    )


def _is_heading_after_comma(last: BodyLine, line: BodyLine) -> bool:
    """True for a numbered heading below a short line that a comma ends: the sentence above is not finished."""
    number = numbering(line.text)
    return (
        number is not None
        and number[0] <= _HEADING_LEVEL
        and last.text.endswith((",", "，"))
        and min(last.short_em, line.short_em) > _LONE_SHORT_EM
        and not _STOP.search(line.text[number[1] :])
        and _DIGIT_UNIT.search(line.text) is None
    )


def _is_reason_owed(last: BodyLine, line: BodyLine) -> bool:
    """True where a line ends in 主要原因：, and the next is the reason: a sentence, and no item of a list."""
    return (
        _OWES_REASON.search(fold(last.text)) is not None
        and numbering(line.text) is None
        and _REASON_ITEM.match(line.text) is None
        and (_STOP.search(line.text) is not None or ends_sentence(line.text))
    )


def _is_first_line(first: BodyLine, line: BodyLine) -> bool:
    # Where a page's text stands narrower than its margins all lines stand in: one that stands out from the paragraph's
    # first line (政府采购服务预 / 算 749.00 万元) goes on with it.
    return line.indent_em > _INDENT_EM and line.indent_em > first.indent_em - _INDENT_EM


def _has_other_size(one: BodyLine, other: BodyLine) -> bool:
    # Lines of a few characters, or of digits and dashes alone, are lower than their letters.
    if min(len(one.text), len(other.text)) < 6:
        return False
    heights = sorted(line.box.y1 - line.box.y0 for line in (one, other))
    return heights[1] > _SIZE_RATIO * heights[0] > 0


def _is_rest_of_title(before: str, line: str) -> bool:
    is_title = _TABLE_TITLE.match(fold(before)) is not None and not before.endswith(("表", "元"))
    return is_title and line.endswith("表") and len(line) <= _MAX_HEADING_CHARS and not numbering(line)


def _paragraph(lines: list[BodyLine]) -> Paragraph:
    text = lines[0].text
    starts = [0]
    # Within a paragraph the longest lines are full, wherever the page's margin is.
    full_em = max(_SHORT_EM, min(line.short_em for line in lines) + _FULL_EM) if len(lines) > 1 else _SHORT_EM
    for before, line in pairwise(lines):
        is_full = before.short_em < full_em and not _is_number_before_figure(text, line.text)
        joined = join_lines([text, line.text], [is_full or _is_figure_cut(text, line.text)])
        starts.append(len(joined) - len(line.text))
        text = joined
    number = numbering(text)
    folded = fold(text)
    paragraph = Paragraph(text, lines, starts, number[0] if number else None, number[1] if number else 0, folded=folded)
    body = folded[paragraph.body_start :]
    has_end = ends_sentence(text) and not text.endswith(("：", ":"))
    paragraph.is_heading = bool(body) and len(text) <= _MAX_HEADING_CHARS and not has_end and (
        (number is not None and "," not in body and ":" not in body and not re.search(r"\d[\d.,]*\s*(?:万|亿)?元", body))
        or bool(_TABLE_TITLE.match(folded))
    )  # fmt: skip
    return paragraph


def _is_figure_cut(text: str, line: str) -> bool:
    """True for a figure that a line's end cuts in two, wherever the margin is (占36.9 | 3%): in a text, none stands without its unit."""
    return _HALF_FIGURE.search(fold(text)) is not None and _OTHER_HALF.match(fold(line)) is not None


def _is_number_before_figure(text: str, line: str) -> bool:
    """True for the number of a table or a list at a line's end, and a figure in the next (表1 | 2,345万元)."""
    return _NUMBER_OF.search(fold(text)) is not None and _OTHER_HALF.match(fold(line)) is not None


def _width(text: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in text)
