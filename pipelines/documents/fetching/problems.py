"""Why an address gave no file: each reason once, in Chinese and English, with what to do; and whether trying again can help.

Belongs here: the sentences. When one applies is decided in ``asking`` and ``download``.
"""

from __future__ import annotations

_TEXTS: dict[str, tuple[bool, str, str]] = {
    "no_answer": (
        True,
        "无法连接（{zh}）。请检查地址和网络；下次运行会再试，也可手工下载后放入 data/raw。",
        "could not be fetched ({en}); check the address, or download it by hand and put it into data/raw",
    ),
    "over_time": (
        True,
        "在规定时间内没有传完（{zh}）。下次运行会再试，也可手工下载后放入 data/raw，或调高 YUSUAN_FETCH_SECONDS。",
        "could not be fetched in time ({en}); it will be tried again, or download it by hand, or raise YUSUAN_FETCH_SECONDS",
    ),
    "broke_off": (
        True,
        "传输中断（{zh}）。下次运行会再试，也可手工下载后放入 data/raw。",
        "could not be fetched whole ({en}); it will be tried again, or download it by hand and put it into data/raw",
    ),
    "server_error": (
        True,
        "对方服务器暂时出错（{zh}）。下次运行会再试。",
        "could not be fetched: the server has a fault or is busy ({en}); it will be tried again",
    ),
    "refused": (
        False,
        "对方服务器没有给出文件（{zh}）。请检查地址，或手工下载后放入 data/raw。",
        "could not be fetched ({en}); check the address, or download it by hand and put it into data/raw",
    ),
    "not_a_pdf": (
        False,
        "该地址给出的是{zh}，不是 PDF，未保存。请填写 PDF 本身的地址；如是列表页，文件名请写成以 / 结尾的文件夹。",
        "the address gives {en} and no PDF, so nothing was saved; write the address of the PDF itself, or, if it is a page that "
        "lists reports, a folder that ends in / as file_name",
    ),
    "not_a_page": (
        False,
        "该地址不是可读的网页（{zh}）。文件名以 / 结尾时，地址应是列出报告的网页。",
        "the address gives no page that lists reports ({en}); for a single PDF, write its file name",
    ),
    "too_large": (
        False,
        "文件超过 {zh}，未下载。如确为报告，请调高 YUSUAN_FETCH_MEGABYTES。",
        "more than {en}, so it was not fetched; if it is a report, raise YUSUAN_FETCH_MEGABYTES",
    ),
    "robots": (
        False,
        "该网站的 robots.txt 不允许程序读取这个地址（{zh}）。请手工下载后放入 data/raw。",
        "the site's robots.txt asks programs not to fetch it ({en}); download it by hand and put it into data/raw",
    ),
    "not_public": (
        False,
        "地址指向内部网络（{zh}），未连接。如确需读取，请在 YUSUAN_FETCH_ALLOW_NETWORKS 中写明该网络。",
        "the address leads into a private network ({en}), which is not asked; if it should be, name the network in "
        "YUSUAN_FETCH_ALLOW_NETWORKS",
    ),
    "bad_address": (
        False,
        "地址不可用（{zh}）。请更正。",
        "{en}; correct it",
    ),
    "too_many_redirects": (
        False,
        "地址转来转去没有终点（{zh}）。请检查地址。",
        "the address redirects without end ({en}); check it",
    ),
    "too_many_files": (
        False,
        "列表页上的文件过多（{zh}），只取前面的。请填写更具体的列表页，或调高 YUSUAN_FETCH_LISTING_FILES。",
        "the page lists more files than one may bring ({en}); the first were taken. Name a narrower page, or raise "
        "YUSUAN_FETCH_LISTING_FILES",
    ),
    "cannot_be_saved": (
        False,
        "无法保存（{zh}）。请检查磁盘和权限。",
        "could not be saved ({en}); check the disk and its permissions",
    ),
}


class FetchError(Exception):
    """An address gave no file; ``code`` says why, ``en`` and ``zh`` are sentences for a person."""

    def __init__(
        self,
        code: str,
        en: str,
        zh: str | None = None,
        *,
        http_status: int | None = None,
        retry_after_seconds: float | None = None,
        was_asked: bool = True,
    ) -> None:
        """Fill the reason's sentences with the detail; ``KeyError`` for a code that has none.

        ``was_asked`` is False if no server was asked for anything.
        """
        self.is_passing, text_zh, text_en = _TEXTS[code]
        self.code = code
        self.en, self.zh = text_en.format(en=en), text_zh.format(zh=zh or en)
        self.http_status = http_status
        self.retry_after_seconds = retry_after_seconds
        self.was_asked = was_asked
        super().__init__(self.en)


def can_pass(code: str | None) -> bool:
    """True if a problem is one that another try may not meet."""
    return code is not None and _TEXTS[code][0]


def problem_codes() -> tuple[str, ...]:
    """Return every code there is."""
    return tuple(_TEXTS)
