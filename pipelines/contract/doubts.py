"""Why a reading is in doubt, or a table held back, in both languages: one line a reason.

Belongs here: the sentences. Who reads the page says them in English (they are compared and counted there); whoever hands
them on asks here for both. A reason that has no line stays in English, and a test says which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.contract.holds import Reason

#: English as it is said while reading, with what it names in braces; Chinese. ``{said}`` is itself a reason or several.
REASONS: tuple[tuple[str, str], ...] = (
    ("page {page}, {said}", "第{page}页{said}"),
    ("grid {grid} row {row} column {column}{said}", "第{grid}个表格第{row}行第{column}列{said}"),
    (
        " says {found}, the page prints {printed} there: a figure doubled or altered",
        "读作 {found}，页面此处印的是 {printed}，有数字重复或走样",
    ),
    (": {parts} were glued into {found}", "把 {parts} 连成了 {found}"),
    (" lost {figures} (text: {text})", "漏掉了 {figures}（读出的文字：{text}）"),
    (
        " holds several figures and nothing else: {text}; a rule between them was not seen",
        "只有几个数字而无其他内容（{text}），其间的表格线没有识别出来",
    ),
    (": {word} is no whole figure", "的 {word} 不是完整的数字"),
    (": digits read twice differ: {one} and {other}", "两次读出的数字不同：{one} 与 {other}"),
    (": the picture of the page shows {shown}", "在页面图像上显示的是 {shown}"),
    ("figure {figure} at {place} is cut by a border: {parts}", "数字 {figure}（{place}）被表格线截断：{parts}"),
    (
        "{count} rows of figures stand outside every ruled table: a table was not read",
        "有 {count} 行数字在各表格之外，有一张表没有读出",
    ),
    ("outside the tables, figure {figure} was lost", "表格之外漏掉了数字 {figure}"),
    ("outside the tables, figure {figure} was doubled or altered", "表格之外有数字重复或走样：{figure}"),
    ("and {count} more", "另有 {count} 处"),
    ("a line of figures on page {page} stands in no grid: {text}", "第{page}页有一行数字不在任何表格中：{text}"),
    ("not every figure of page {page} is accounted for: {said}", "第{page}页的数字没有全部对上：{said}"),
    ("the page could not be read in full", "该页没有完整读出"),
    ("a header is doubtful: {said}", "表头存疑：{said}"),
    (
        "no money unit is printed above the table, in its header or anywhere else in the document",
        "表上方、表头和全文都没有注明金额单位",
    ),
    (
        "the file holds another character of this figure, which the page does not show",
        "文件中该数字还有一个页面上没有显示的字符",
    ),
    (
        "OCR confidence {found} of the code {code} is below {least}",
        "对编码 {code} 文字识别的把握为 {found}，低于 {least}",
    ),
    ("OCR confidence {found} is below {least}", "文字识别的把握为 {found}，低于 {least}"),
    ("the cell spans {count} columns", "该单元格跨 {count} 栏"),
    ("a percentage where none was expected", "此处不应是百分比"),
    ("no single figure: {text}", "不是单独一个数字：{text}"),
    ("more digits than the warehouse keeps: {printed}", "位数超过数据库所能保存的：{printed}"),
)
_NAMED = re.compile(r"\\\{(\w+)\\\}")
#: Names of what is a number; anything else may be any text.
_NUMBERS = frozenset({"page", "grid", "row", "column", "count"})


def _pattern(english: str) -> re.Pattern[str]:
    def named(found: re.Match[str]) -> str:
        return f"(?P<{found[1]}>{r'[0-9]+' if found[1] in _NUMBERS else '.+?'})"

    return re.compile(_NAMED.sub(named, re.escape(english)), re.DOTALL)


_PATTERNS = tuple((_pattern(english), chinese) for english, chinese in REASONS)


def in_both(reasons: Sequence[str]) -> str | None:
    """Return the reasons in both languages as the hand-over holds them (``Reason``); None if there are none."""
    if not reasons:
        return None
    chinese = [chinese_of(reason) for reason in reasons]
    if not all(chinese):
        return "; ".join(reasons)
    # Readers of several pairs tell them apart by "; ".
    return str(Reason("；".join(map(str, chinese)), ", ".join(reason.replace("; ", ", ") for reason in reasons)))


def chinese_of(reason: str) -> str | None:
    """Return a reason in Chinese; None if no line says it."""
    for pattern, chinese in _PATTERNS:
        found = pattern.fullmatch(reason)
        if not found:
            continue
        named = found.groupdict()
        if "said" in named:
            said = _each(named["said"]) or chinese_of(named["said"])
            if said is None:
                continue
            named["said"] = said
        return chinese.format(**named)
    return None


def _each(reasons: str) -> str | None:
    told = [chinese_of(reason) for reason in reasons.split("; ")]
    return "；".join(map(str, told)) if len(told) > 1 and all(told) else None


def split_languages(reasons: str) -> Reason:
    """Return what ``in_both`` and gates have put together, one language each; what has but one stands in both."""
    pairs = [pair.partition(" / ") for pair in reasons.split("; ")]
    return Reason("；".join(zh for zh, _, _ in pairs), "; ".join(en or zh for zh, _, en in pairs))
