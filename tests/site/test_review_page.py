"""The page of a review: one language at a time, nothing of a report taken for HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.review.answer import Review, TableRead
from pipelines.site.review_page import write_review_page
from tests.site.reviews import FINDING, REPORT

_TABLE = TableRead("表1 收入支出决算总表", None, None, 1, 1, 10, "万元", False, None, None)
_KNOWN = replace(_TABLE, kind_zh="收支总表", kind_en="summary")
_HELD = replace(_TABLE, label="表2", hold_reason="数字有遗漏 / figures are lost")
#: What is no word of English: code, marks of format, names of rules and files.
_NO_WORDS = re.compile(
    r"<(style|script|code)[^>]*>.*?</\1>|<p class=.ids.>.*?</p>|<([a-z]+)[^>]*lang=.en.[^>]*>.*?</\2>|<[^>]+>",
    re.DOTALL,
)


def _page(folder: Path, *, has_english: bool) -> str:
    report = replace(REPORT, tables=(_TABLE, _HELD), absent=("收支总表",), hold_reason="封面缺失 / no cover")
    found = Review((report,), (replace(FINDING, marks=(), title_zh="所印<i>不符", check_count=3),), 1.0)
    target = folder / "page.html"
    write_review_page(found, target, has_english=has_english)
    return target.read_text(encoding="utf-8")


def test_what_is_left_without_english_is_chinese(tmp_path: Path) -> None:
    left = _NO_WORDS.sub(" ", _page(tmp_path, has_english=False))
    english = set(re.findall(r"[A-Za-z]{2,}", left))
    assert english <= {"Yusuan", "English", "SHA", "PDF", "pdf", "lt", "gt"}, english
    assert "数字有遗漏" in left and "应一致于" in left and "所印&lt;i&gt;不符" in left


@pytest.mark.parametrize("has_english", [True, False])
def test_english_is_there_for_those_who_ask_for_it(tmp_path: Path, *, has_english: bool) -> None:
    page = _page(tmp_path, has_english=has_english)
    assert "figures are lost" in page and "should agree with" in page
    (box,) = re.findall(r'<input type="checkbox" id="english" ?(\w*)>', page)
    assert (box == "checked") is has_english


@pytest.mark.parametrize(("tables", "is_whole"), [((_KNOWN,), True), ((_KNOWN, _HELD), False), ((_TABLE,), False)])
def test_nothing_found_is_said_of_what_was_read(tables: tuple[TableRead, ...], is_whole: bool, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    write_review_page(Review((replace(REPORT, tables=tables),), (), 1.0), target)
    page = target.read_text(encoding="utf-8")
    assert ("<p class='nothing'>没有发现" in page) is is_whole
    assert ("已读出的部分没有发现不符之处" in page) is not is_whole
