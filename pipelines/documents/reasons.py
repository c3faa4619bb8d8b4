"""Why a file is not taken: each reason once, for a person, in Chinese and English, with what to do.

Belongs here: the sentences. When a reason applies is decided in ``files``, ``triage`` and ``registry``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: its key, and a sentence in Chinese and in English that says what to do."""

    code: str
    zh: str
    en: str


#: Code of the reason of files whose triage was given up.
OVER_BUDGET = "over_budget"

_TEXTS: dict[str, tuple[str, str]] = {
    "unreadable_file": (
        "文件无法读取（{detail_zh}）。请检查文件权限和磁盘。",
        "The file cannot be read ({detail}). Check its permissions and the disk.",
    ),
    "unreadable_folder": (
        "文件夹无法打开（{detail_zh}），其中的文件都没有看到。请检查其权限。",
        "The folder cannot be opened ({detail}); none of its files was seen. Check its permissions.",
    ),
    "not_a_file": (
        "名称以 .pdf 结尾，但它是{detail_zh}，不是文件，未打开。请移走。",
        "Named .pdf, but it is {detail} and no file; it was not opened. Take it out.",
    ),
    "folder_named_pdf": (
        "名称以 .pdf 结尾，但它是文件夹，其中的文件未读取。请给文件夹改名，或把文件移出来。",
        "Named .pdf, but it is a folder; its files were not read. Rename the folder, or move the files out of it.",
    ),
    "link_leaves_folder": (
        "这是指向原始文件夹之外的链接，未打开。请把文件本身复制到这里。",
        "A link that leads out of the raw folder; it was not followed. Put a copy of the files themselves here.",
    ),
    "link_without_target": (
        "链接无效（{detail_zh}）。请删除链接，或把文件本身放到这里。",
        "A link that leads nowhere ({detail}). Delete it, or put the file itself here.",
    ),
    "link_to_other": (
        "链接指向原始文件夹中不读取的内容（隐藏文件、临时文件或非 .pdf 文件），未打开。请把文件本身放到这里。",
        "A link to something in the raw folder that is not read (hidden, temporary or not named .pdf); it was not opened. "
        "Put the file itself here.",
    ),
    "still_being_written": (
        "文件正在写入，读取期间有变化。下次运行会再读；如果一直如此，请检查是哪个程序在写它。",
        "The file is still being written: it changed while it was read. The next run tries again; if it stays so, see "
        "which program writes it.",
    ),
    "gone_while_read": (
        "文件在读取期间被移走或改名。下次运行会按届时的文件夹再读。",
        "The file was taken away or renamed while it was read. The next run reads what is there then.",
    ),
    "empty_file": (
        "空文件（0 字节）。请重新下载。",
        "The file is empty (0 bytes). Download it again.",
    ),
    "not_a_pdf": (
        "扩展名是 .pdf，但内容是{detail_zh}。请另存为 PDF 或下载正确的文件。",
        "Named .pdf, but it is {detail}. Save it as a PDF, or download the right file.",
    ),
    "truncated_pdf": (
        "PDF 不完整（{detail_zh}），多半是下载中断。请重新下载。",
        "The PDF is incomplete ({detail}); most likely a download broke off. Download it again.",
    ),
    "damaged_pdf": (
        "PDF 已损坏，无法打开（{detail_zh}）。请重新下载，或在阅读器中打开后另存。",
        "The PDF is damaged and cannot be opened ({detail}). Download it again, or open it in a viewer and save it anew.",
    ),
    "password_protected": (
        "PDF 需要密码才能打开。请取得无密码的版本。",
        "The PDF opens only with a password. Get a copy without one.",
    ),
    "too_large": (
        "文件过大（{detail}）。单个部门的公开报告不会这样大；请只放入报告本身。",
        "The file is too large ({detail}). No department's report is; put only the report itself here.",
    ),
    "too_many_pages": (
        "页数过多（{detail} 页）。请拆成单个部门的报告。",
        "Too many pages ({detail}). Split it into the reports of single departments.",
    ),
    "no_pages": (
        "PDF 没有任何页面。请重新下载。",
        "The PDF has no pages. Download it again.",
    ),
    "no_text_found": (
        "页面上读不出文字（已尝试文字识别）。请确认文件内容，或提供更清晰的扫描件。",
        "No text could be read from its pages, not by OCR either. Check the content, or provide a clearer scan.",
    ),
    "blank_template": (
        "这是空白模板：有报告的格式，但没有一个金额。请放入填好的报告。",
        "A blank template: it has the form of a report and not one amount. Put the filled-in report here.",
    ),
    "not_a_budget": (
        "不是部门预算或决算公开报告：只出现{detail_zh}。如确为报告，请告知维护者补充识别用词。",
        "Not a department's budget or final accounts: of the words such reports use, it has {detail}. If it is one "
        "after all, the words in pipelines/documents/disclosure.py need extending.",
    ),
    OVER_BUDGET: (
        "打开或识别这个文件时{detail_zh}。文件可能损坏或有意构造；如确为报告，请在阅读器中另存后再试，或调高 YUSUAN_TRIAGE_… 预算。",
        "Looking at the file was {detail}. It may be damaged, or made to do harm; if it is a report, save it anew in a viewer "
        "and try again, or raise the budget (YUSUAN_TRIAGE_SECONDS, _PAGE_SECONDS, _MEMORY_MB).",
    ),
    "reading_over_budget": (
        "读取这个文件时{detail_zh}。文件未必有问题：请在阅读器中另存后再试，或调高 YUSUAN_READING_… 预算。",
        "Reading the file was {detail}. The file may be sound: save it anew in a viewer and try again, or raise the budget "
        "(YUSUAN_READING_SECONDS, _PAGE_SECONDS, _MEMORY_MB).",
    ),
    "duplicate": (
        "与 {detail} 内容完全相同，已跳过。可以删除其中一个。",
        "The same bytes as {detail}; skipped. Either of the two can be deleted.",
    ),
}


def reason(code: str, detail: str = "", detail_zh: str | None = None) -> Reason:
    """Return the reason of that code, its sentences filled in; ``KeyError`` for a code that has no sentence."""
    zh, en = _TEXTS[code]
    return Reason(code, zh.format(detail=detail, detail_zh=detail_zh or detail), en.format(detail=detail))


def reason_codes() -> tuple[str, ...]:
    """Return every code there is."""
    return tuple(_TEXTS)
