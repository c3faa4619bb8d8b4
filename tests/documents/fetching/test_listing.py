"""A listing page leads to the reports that its words promise, within its host, to a depth."""

from __future__ import annotations

import pytest

from pipelines.documents.fetching.listing import Found, Wanted, follow, names_for
from pipelines.documents.fetching.pages import Link, Page

HOST = "http://a.gov.cn"


def walk(pages: dict[str, list[tuple[str, str]]], **wanted: int | str) -> tuple[list[str], list[str]]:
    """Return the paths of the files found and of the pages read."""
    read: list[str] = []

    def read_page(url: str) -> tuple[str, Page] | None:
        path = url.removeprefix(HOST)
        read.append(path)
        if path not in pages:
            return None
        return url, Page("", tuple(Link(href if "//" in href else HOST + href, text) for href, text in pages[path]))

    found = [item.url.removeprefix(HOST) for item in follow(f"{HOST}/list", Wanted(**wanted), read_page)]  # type: ignore[arg-type]
    return found, read


def test_files_and_articles_are_found_by_their_words() -> None:
    pages = {
        "/list": [
            ("/1.pdf", "某局2024年部门预算"),
            ("/2.pdf", "人事任免"),
            ("/yusuan3.pdf", "下载"),
            ("/a.html", "某委2024年度部门决算公开"),
            ("/news.html", "要闻"),
        ],
        "/a.html": [("/4.pdf", "附件1"), ("/5.pdf", "附件2：绩效目标表")],
        "/news.html": [("/6.pdf", "部门预算")],
    }
    assert walk(pages) == (["/1.pdf", "/yusuan3.pdf", "/4.pdf", "/5.pdf"], ["/list", "/a.html"])


def test_other_hosts_are_not_gone_to() -> None:
    pages = {
        "/list": [("http://b.gov.cn/1.pdf", "部门预算"), ("http://b.gov.cn/a", "部门预算"), ("/2.pdf", "部门预算")]
    }
    assert walk(pages) == (["/2.pdf"], ["/list"])


@pytest.mark.parametrize(("depth", "found"), [(0, []), (1, ["/1.pdf"]), (2, ["/1.pdf", "/2.pdf"])])
def test_articles_are_followed_to_a_depth(depth: int, found: list[str]) -> None:
    pages = {
        "/list": [("/a", "2024年预算")],
        "/a": [("/1.pdf", "附件"), ("/b", "单位预算"), ("/list", "预算公开")],
        "/b": [("/2.pdf", "附件")],
    }
    assert walk(pages, depth=depth)[0] == found


def test_the_pages_of_one_list_are_one_list_and_a_circle_ends() -> None:
    pages = {
        "/list": [("/1.pdf", "预算"), ("/list2", "下一页")],
        "/list2": [("/2.pdf", "预算"), ("/1.pdf", "预算"), ("/list", "下一页")],
    }
    assert walk(pages, depth=0) == (["/1.pdf", "/2.pdf"], ["/list", "/list2"])


def test_another_year_or_kind_than_wanted_is_left() -> None:
    pages = {
        "/list": [
            ("/1.pdf", "某局2024年部门预算"),
            ("/2.pdf", "某局2023年部门预算"),
            ("/3.pdf", "某局2024年部门决算"),
            ("/4.pdf", "部门预算"),
            ("/a", "2023年部门预算公开"),
            ("/b", "2024年部门预算公开"),
        ],
        "/b": [("/5.pdf", "附件"), ("/6.pdf", "2023年部门预算（对照）")],
    }
    found, read = walk(pages, fiscal_year=2024, report_kind="budget")
    assert (found, read) == (["/1.pdf", "/4.pdf", "/5.pdf"], ["/list", "/b"])
    assert walk(pages, report_kind="final_accounts")[0] == ["/3.pdf"]


def test_a_page_that_cannot_be_had_costs_itself() -> None:
    pages = {"/list": [("/gone", "部门预算"), ("/1.pdf", "部门预算")]}
    assert walk(pages) == (["/1.pdf"], ["/list", "/gone"])


def found(*titles: str) -> list[Found]:
    return [Found(f"{HOST}/{number}", title, ()) for number, title in enumerate(titles)]


def test_names_are_readable_and_each_is_used_once() -> None:
    items = found(
        "某局2024年部门预算.pdf", "某局2024年部门预算", "附件/1: 表?", "../../x", ".hidden", "~$a", "", "长" * 300
    )
    names = list(names_for(items, "2024/", lambda name: name == "2024/附件_1_ 表_.pdf").values())
    assert names[:3] == ["2024/某局2024年部门预算.pdf", "2024/某局2024年部门预算 (2).pdf", "2024/附件_1_ 表_ (2).pdf"]
    assert names[3:7] == ["2024/_.._x.pdf", "2024/hidden.pdf", "2024/a.pdf", "2024/report.pdf"]
    assert len(names[7].rpartition("/")[2].encode()) <= 255


def test_an_attachment_is_called_after_its_article_unless_it_says_what_it_is() -> None:
    pages = {
        f"{HOST}/list": Page("", (Link(f"{HOST}/a", "某局2024年部门预算"),)),
        f"{HOST}/a": Page("", (Link(f"{HOST}/1.pdf", "附件1"), Link(f"{HOST}/2.pdf", "某所2024年单位预算"))),
    }
    titles = [item.title for item in follow(f"{HOST}/list", Wanted(), lambda url: (url, pages[url]))]
    assert titles == ["某局2024年部门预算 附件1", "某所2024年单位预算"]
