"""The frame: escaped text, two languages, a strict policy, navigation only to pages that are there."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.site.dashboard.frame import PAGES, Frame, bilingual, count, money, page_list

BAD = '<script>alert("x")</script>'


def test_bilingual_text_is_escaped() -> None:
    made = str(bilingual(BAD, "a & b"))
    assert "<script>" not in made and "a &amp; b" in made


def test_a_page_escapes_what_it_is_given_and_says_whose_it_is(tmp_path: Path) -> None:
    frame = Frame("run<1>", "2026-01-02")
    written = frame.write("findings.html", tmp_path / "findings.html")
    text = (tmp_path / "findings.html").read_text(encoding="utf-8")
    assert written == len(text.encode()) and "run&lt;1&gt;" in text and "run<1>" not in text
    assert '<a href="findings.html" aria-current="page">' in text and text.count("aria-current") == 1


def test_the_policy_is_strict_and_no_page_has_inline_scripts_styles_or_handlers(site: Path) -> None:
    pages = [*site.glob("*.html"), *site.glob("reports/*.html")]
    assert {page.stem for page in pages} >= {link.name for link in PAGES}
    for page in pages:
        text = page.read_text(encoding="utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy is not None and "default-src 'none'" in policy[1] and "unsafe" not in policy[1]
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text), page.name


def test_every_link_of_the_pages_leads_to_a_file_of_the_site(site: Path) -> None:
    for page in [*site.glob("*.html"), *site.glob("reports/*.html")]:
        for link in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text(encoding="utf-8")):
            if not link.startswith("http"):
                assert (page.parent / link).is_file(), f"{page.name} → {link}"


@pytest.mark.parametrize(("value", "zh", "en"), [
    (Decimal("123456789012"), "1,234.57 亿元", "123.46 billion yuan"),
    (Decimal("-12345"), "-1.23 万元", "-12,345.00 yuan"),
    (Decimal("0"), "0.00 元", "0.00 yuan"),
])  # fmt: skip
def test_money_as_people_say_it(value: Decimal, zh: str, en: str) -> None:
    assert money(value) == bilingual(zh, en)


def test_counts_and_pages() -> None:
    assert (count(1234), count(None), money(None)) == ("1,234", "–", "–")
    assert page_list([]) == "" and "第3、4页" in page_list([3, 4])
