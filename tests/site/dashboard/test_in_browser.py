"""The pages as people use them: in Debian's Chromium, from a disk. From red to the figures, to the reason, to the page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.settings import Settings
from pipelines.site.dashboard.build import build_site
from pipelines.site.dashboard.frame import PAGES
from pipelines.site.dashboard.shards import write_shard

_LISTED = "table.dataTable tbody tr"
#: What the pages promise of their lists with ten thousand reports.
_SECONDS = 1.0


def _open(page: Any, site: Path, name: str) -> None:
    page.goto("about:blank")
    address, _, place = name.partition("#")
    page.goto((site / address).as_uri() + (f"#{place}" if place else ""))
    page.wait_for_load_state("networkidle")


def _report(site: Path) -> str:
    (path,) = (site / "reports").glob("*.html")
    return f"reports/{path.name}"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_opens_from_a_disk_without_a_complaint(page: Any, site: Path, language: str, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    for name in (*(f"{link.name}.html" for link in PAGES), _report(site)):
        page.goto((site / name).as_uri() + f"?lang={language}")
        page.wait_for_load_state("networkidle")
        heading = page.locator("h1").inner_text()
        assert heading and bool(re.search(r"[a-z]{3}", heading)) >= (language == "en" and name.count("/") == 0), name
        assert page.locator(f"h1 .{'zh' if language == 'en' else 'en'}:visible").count() == 0
        assert page.locator("html").get_attribute("data-theme") == theme
        # No page is wider than the screen, whatever its tables are.
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), name


def test_no_page_is_wider_than_a_telephone(page: Any, site: Path) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    for name in (*(f"{link.name}.html" for link in PAGES), _report(site)):
        _open(page, site, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), name


def test_from_the_overview_to_the_slip_its_cells_and_its_page_in_two_clicks(page: Any, site: Path) -> None:
    _open(page, site, "index.html")
    page.locator(".worst a").first.click()
    page.wait_for_selector("#detail svg.pageview")
    assert "表6" in page.locator("#detail h2").inner_text()
    assert "其他工资福利支出" in page.locator("#detail .text").inner_text()
    crop = page.locator("#detail figure").first
    assert "10" in crop.locator("figcaption").inner_text()
    assert crop.locator("image").count() == 1 and crop.locator(".box.suspect").count() > 10
    # The move that mends it stands beside.
    assert page.locator("#detail td.good").count() > 10
    part = crop.locator("svg").get_attribute("viewBox")
    crop.locator("button").click()
    assert crop.locator("svg").get_attribute("viewBox") != part


def test_facets_narrow_the_list_and_stand_in_the_address(page: Any, site: Path) -> None:
    _open(page, site, "findings.html")
    whole = page.locator(_LISTED).count()
    page.select_option("select[name=severity]", "error")
    assert page.locator(_LISTED).count() == 3 < whole
    page.fill("input[type=search]", "表6")
    page.wait_for_function("document.querySelectorAll('table.dataTable tbody tr').length < 3")
    narrowed = page.locator(_LISTED).all_inner_texts()
    address = page.url
    assert "severity=error" in address and "q=" in address
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector(_LISTED)
    assert page.locator(_LISTED).all_inner_texts() == narrowed
    assert page.locator("select[name=severity]").input_value() == "error"
    page.get_by_role("button", name="清除").click()
    assert page.locator(_LISTED).count() == whole and "severity" not in page.url


def test_a_facet_that_leaves_nothing_says_so(page: Any, site: Path) -> None:
    _open(page, site, "findings.html#verdict=reading_doubtful")
    assert page.locator(_LISTED).all_inner_texts() == ["没有符合的"]


def test_a_finding_has_an_address_of_its_own(page: Any, site: Path, warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "select finding_id, title_zh from rpt_discrepancy where severity = 'warning' order by 1 limit 1"
    finding, title = warehouse.execute(query).fetchone() or ("", "")
    for name in (f"findings.html#open={finding}", f"{_report(site)}#open={finding}"):
        _open(page, site, name)
        assert page.locator("#detail h2").inner_text() == title
    page.get_by_role("button", name="关闭").click()
    assert page.locator("#detail").is_hidden() and "open=" not in page.url


def test_a_figure_outlines_its_cell_and_its_sums_and_a_total_what_sums_to_it(page: Any, site: Path) -> None:
    _open(page, site, f"{_report(site)}#table=t05")
    buttons = page.locator("#table button.figure")
    figures = buttons.count()
    assert figures > 20
    buttons.first.click()
    page.wait_for_selector("#page .box.chosen")
    assert page.locator("#page .box.chosen").count() == 1
    # The first figure of the table is its total: the classes that sum to it are outlined with it, on both sides.
    parts = page.locator("#page .box.right").count()
    assert parts > 1 and page.locator('#table [data-mark="right"]').count() == parts
    assert page.locator("#sums .sum").count() > 1 and "项合计或核对" in page.locator("#sums").inner_text()
    address = page.url
    assert re.search(r"cell=t05-p\d+-r\d+-c\d+", address)
    chosen = page.locator("#table [data-mark=chosen]").inner_text()
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("#page .box.chosen")
    assert page.locator("#table [data-mark=chosen]").inner_text() == chosen
    # A sum shows all its cells, also in another table.
    other = page.locator("#sums .sum button")
    other.last.click()
    assert page.locator("#page .box.right, #page .box.chosen, #page .box.left").count() > 0


def test_the_figures_of_a_sum_that_is_shown_add_up(page: Any, site: Path) -> None:
    _open(page, site, f"{_report(site)}#table=t05")
    page.locator("#table button.figure").first.click()
    page.wait_for_selector("#table [data-mark=right]")
    total = page.locator("#table [data-mark=chosen]").inner_text()
    parts = page.locator("#table [data-mark=right]").all_inner_texts()
    cents = [round(float(text.replace(",", "")) * 100) for text in (total, *parts)]
    assert cents[0] == sum(cents[1:]) != 0


def test_a_figure_on_the_page_chooses_the_one_in_the_table(page: Any, site: Path) -> None:
    _open(page, site, f"{_report(site)}#table=t06")
    page.wait_for_selector("#page image")
    cell = page.locator("#page rect.touch").nth(4).get_attribute("data-cell")
    page.locator(f"#page rect[data-cell='{cell}']").click()
    page.wait_for_selector("#page .box.chosen")
    assert page.locator("#table [data-mark=chosen]").get_attribute("data-cell") == cell
    # Labels are no figures: they take no click.
    assert page.locator("#page rect.touch").count() < page.locator("#table td").count()


def test_cell_boxes_and_other_pages(page: Any, site: Path) -> None:
    _open(page, site, f"{_report(site)}#table=t01")
    page.wait_for_selector("#page image")
    assert page.locator("#page .box.grid").count() == 0
    page.check("#boxes")
    page.wait_for_selector("#page .box.grid")
    before = page.locator("#page-no").inner_text()
    page.click("#page-after")
    page.wait_for_function("before => document.getElementById('page-no').innerText !== before", arg=before)


def test_a_page_without_a_picture_shows_its_cells(page: Any, site: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(site, bare, ignore=shutil.ignore_patterns("pictures"))
    write_shard(bare / "data", "pictures", {})
    _open(page, bare, f"{_report(bare)}#table=t05")
    page.wait_for_selector("#page text")
    assert "按所读单元格绘制" in page.locator("#page-no").inner_text()
    assert "一般公共服务支出" in page.locator("#page svg").text_content()


def test_language_and_theme_are_switched_and_kept(page: Any, site: Path) -> None:
    _open(page, site, "rules.html")
    page.click("#language")
    page.click("#theme")
    assert page.locator("h1").inner_text() == "Is it the report or the reader?"
    assert "Rule" in page.locator("thead").inner_text() and "of" in page.locator(".dt-info").inner_text()
    assert page.locator("select[name=family] option").first.inner_text() == "all"
    _open(page, site, "index.html")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_it_works_with_the_keyboard(page: Any, site: Path) -> None:
    _open(page, site, "findings.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator(f"{_LISTED} a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#detail svg")
    assert page.evaluate("document.activeElement.id") == "detail"
    _open(page, site, f"{_report(site)}#table=t05")
    page.locator("#table button.figure").nth(3).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#page .box.chosen")


def test_on_paper_there_is_no_navigation(page: Any, site: Path) -> None:
    _open(page, site, "findings.html")
    page.emulate_media(media="print")
    assert page.locator(".top nav").is_hidden() and page.locator("#facets").is_hidden()
    assert page.locator(_LISTED).first.is_visible()


def test_a_rule_and_a_body_open_at_their_addresses(page: Any, site: Path) -> None:
    for name in ("rules.html", "bodies.html"):
        _open(page, site, name)
        page.locator(f"{_LISTED} a").first.click()
        page.wait_for_selector("#detail h2")
        title, address = page.locator("#detail h2").inner_text(), page.url
        page.goto("about:blank")
        page.goto(address)
        page.wait_for_selector("#detail h2")
        assert page.locator("#detail h2").inner_text() == title


def test_text_of_a_report_never_becomes_markup_nor_a_formula(
    page: Any, changed: duckdb.DuckDBPyConnection, reference_settings: Settings, tmp_path: Path
) -> None:
    bad = "</script><img src=x onerror=\"document.title='run'\">"
    changed.execute("update dim_document set issuer_name = $bad, source_url = 'javascript:alert(1)'", {"bad": bad})
    changed.execute("update dim_body set body_name = $bad, division_name = $bad", {"bad": bad})
    changed.execute(
        "update rpt_discrepancy set title_zh = $bad, explanation_zh = $bad, issuer_name = $bad", {"bad": bad}
    )
    changed.execute("update dim_cell set text = $bad where role = 'label'", {"bad": bad})
    changed.execute("update dim_project set project_name = '=HYPERLINK(\"http://x\")'")
    changed.execute("checkpoint")
    changed.close()
    folder = tmp_path / "site"
    build_site(reference_settings, tmp_path / "changed.duckdb", folder)
    for name in ("index.html", "findings.html", "reports.html", "coverage.html", _report(folder)):
        _open(page, folder, name)
        assert page.locator("img").count() == 0 and page.title() != "run", name
        assert page.locator('a[href^="javascript"]').count() == 0
    assert bad in page.locator("#table").inner_text()
    _open(page, folder, "findings.html")
    page.locator(f"{_LISTED} a").first.click()
    page.wait_for_selector("#detail h2")
    assert bad in page.locator("#detail h2").inner_text() and page.locator("img").count() == 0
    _open(page, folder, "bodies.html")
    page.locator(f"{_LISTED} a").first.click()
    page.wait_for_selector("#detail section")
    with page.expect_download() as download:
        page.locator("#detail section").last.get_by_role("button").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in saved and not re.search(r'(^|[,"])=HYPERLINK', saved, re.MULTILINE)


def test_lists_of_ten_thousand_reports_open_in_a_second(page: Any, site: Path, tmp_path: Path) -> None:
    many = tmp_path / "many"
    shutil.copytree(site, many, ignore=shutil.ignore_patterns("pictures"))
    reports = [
        [f"{number:016x}", f"report_{number}.pdf", f"某局{number % 3000}", f"某市{number % 300}", 2015 + number % 10, "budget", 40, 15,
         "reconciled", "99.50", 0, 1, 2]
        for number in range(10_000)
    ]  # fmt: skip
    findings = [
        [f"{number:016x}-f", f"{number // 3:016x}", f"某局{number % 3000}", f"某市{number % 300}", 2015 + number % 10, "budget",
         "warning", "wording_differs", "report_disagrees", f"表{number % 15}的用语与规定不一致，第{number}处", f"wording {number}", [3, 4],
         [f"rule_{number % 200}"], 1, ""]
        for number in range(25_000)
    ]  # fmt: skip
    write_shard(many / "data", "reports", reports)
    words: dict[str, dict[str, Any]] = {"kind": {}, "severity": {}, "cause": {}, "verdict": {}, "rule": {}}
    write_shard(many / "data", "findings", {"rows": findings, "words": words})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for name in ("index.html", "reports.html", "findings.html"):
        page.goto("about:blank")
        before = _processor_seconds(session)
        page.goto((many / name).as_uri())
        page.wait_for_selector("h1" if name == "index.html" else _LISTED)
        assert 0 < _processor_seconds(session) - before < _SECONDS, name


def _processor_seconds(session: Any) -> float:
    """What the page's thread has worked: a busy machine makes a page wait, and no slower."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(metric["value"]) for metric in metrics if metric["name"] == "ThreadTime")
