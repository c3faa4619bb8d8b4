"""Both languages on all pages: what is no word of a report, nor a name that both languages share, is in the language that is shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.site.dashboard.frame import PAGES

#: Names, file kinds and table names, which a Chinese page says as they are.
_SHARED = {
    "Yusuan",
    "CSV",
    "Excel",
    "PDF",
    "MB",
    "dbt",
    "expenditure",
    "revenue",
    "data",
    "raw",
    "expected",
    "csv",
    "docs",
    "sources",
}
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Text that is shown: of each text node, unless it is printed by a report, a name of a file, a key in code or the switch to the other language.
_SHOWN = """
() => {
  const left = "code, .file, #language, .brand, #table, #page, script, style, noscript, [data-as-printed]";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim();
    const inside = node.parentElement;
    // What stands in a menu or behind a fold is as good as shown.
    const folded = inside.closest("option, details");
    if (text && !inside.closest(left) && (inside.checkVisibility() || (folded && !inside.closest(document.documentElement.dataset.lang === "en" ? ".zh" : ".en")))) found.push([inside.tagName, text]);
  }
  return found;
}
"""
_NAMES = """
select body_name from dim_body
union all select unnest(names_printed) from dim_body
union all select division_name from dim_body
union all select issuer_name from dim_document
union all select printed_title from facts.dim_printed_table
union all select function_name from dim_function
union all select economic_name from dim_economic
union all select project_name from project
union all select category_name from procurement
"""
#: Elements whose words are the pages' own, whatever stands in the reports.
_OWN = "thead th, label > span, button:not(.figure):not(#language), dt, h3, .note:not(#table-note), .dt-info, .dt-search label, .legend-line, .legend th, .told, nav a"


def _open(page: Any, site: Path, name: str, language: str) -> None:
    page.goto("about:blank")
    address, _, place = name.partition("#")
    page.goto((site / address).as_uri() + f"?lang={language}" + (f"#{place}" if place else ""))
    page.wait_for_load_state("networkidle")


def _pages(site: Path) -> list[str]:
    (report,) = (site / "reports").glob("*.html")
    return [*(f"{link.name}.html" for link in PAGES), f"reports/{report.name}"]


def _open_all(page: Any) -> None:
    """Open the first row of a list, where a row can be opened, so that its words are there."""
    first = page.locator('table.dataTable tbody a[href^="#open="], .worst a[href^="#open="]').first
    if first.count():
        first.click()
        page.wait_for_selector("#detail h2")


@pytest.mark.parametrize("number", range(len(PAGES) + 1))
def test_a_chinese_page_has_no_english_words(page: Any, site: Path, number: int) -> None:
    name = _pages(site)[number]
    _open(page, site, name, "zh")
    _open_all(page)
    shown = page.evaluate(_SHOWN)
    assert len(shown) > 20
    leaks = {
        (tag, text) for tag, text in shown if set(_ENGLISH.findall(re.sub(r"\S*[/_.]\S*\.\w+", "", text))) - _SHARED
    }
    assert leaks == set(), name
    assert _CHINESE.search(page.title())


@pytest.mark.parametrize("number", range(len(PAGES) + 1))
def test_the_words_of_an_english_page_are_english(page: Any, site: Path, number: int) -> None:
    name = _pages(site)[number]
    _open(page, site, name, "en")
    _open_all(page)
    own = [text for text in page.locator(_OWN).filter(visible=True).all_inner_texts() if text.strip()]
    assert len(own) > 8
    assert [text for text in own if _CHINESE.search(text)] == [], name
    assert not _CHINESE.search(page.title()) or name.startswith("reports/")


@pytest.fixture
def names(warehouse: duckdb.DuckDBPyConnection) -> list[str]:
    """Names, which no language translates: of bodies, places, tables, codes, projects; the longest first."""
    found = warehouse.execute(_NAMES).fetchall()
    return sorted({name for (name,) in found if name}, key=len, reverse=True)


@pytest.mark.parametrize("number", range(len(PAGES) + 1))
def test_an_english_page_is_chinese_in_quotations_and_names_alone(
    page: Any, site: Path, names: list[str], number: int
) -> None:
    name = _pages(site)[number]
    _open(page, site, name, "en")
    _open_all(page)
    figure = page.locator("#table button.figure").first
    if figure.count():
        figure.click()
    leaks = {(tag, text) for tag, text in page.evaluate(_SHOWN) if _CHINESE.search(_without(names, text))}
    assert leaks == set(), name


def _without(names: list[str], text: str) -> str:
    """Text without what it quotes and the names in it."""
    # Names first: one may hold quotation marks itself.
    for name in names:
        text = text.replace(name, "")
    return re.sub("“[^”]*”|《[^》]*》", "", text)


def test_what_is_read_aloud_only_is_in_both_languages(page: Any, site: Path) -> None:
    for name in _pages(site):
        _open(page, site, name, "zh")
        labels = page.evaluate(
            "[...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'))"
        )
        ours = [label for label in labels if _CHINESE.search(label)]
        assert ours and all(_ENGLISH.search(label) for label in ours), name
