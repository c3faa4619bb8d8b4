"""Links of a page, whatever encoding and form it has."""

from __future__ import annotations

import pytest

from pipelines.documents.fetching.pages import Link, read_page

URL = "http://www.example.gov.cn/yjs/index.html"


def links(body: str, **more: str) -> list[tuple[str, str]]:
    return [
        (link.url, link.text) for link in read_page(f"<html><body>{body}</body></html>".encode(), URL, **more).links
    ]


def test_links_are_whole_addresses_with_their_words() -> None:
    body = """
    <a href="2024/a.pdf#page=2"> 某局2024年
      部门预算 </a><a href='/b.html'>决算</a><a href="//other.gov.cn/c">c</a>
    <a href="javascript:open()">x</a><a href="mailto:a@b">y</a><a href="#top">z</a><a href="">leer</a><a>none</a>
    """
    assert links(body) == [
        ("http://www.example.gov.cn/yjs/2024/a.pdf", "某局2024年 部门预算"),
        ("http://www.example.gov.cn/b.html", "决算"),
        ("http://other.gov.cn/c", "c"),
    ]


def test_a_title_says_what_was_cut_and_a_file_name_what_no_word_says() -> None:
    assert links('<a href="a.html" title="某局2024年部门预算公开">某局2024年部…</a>')[0][1] == "某局2024年部门预算公开"
    assert links('<a href="%E9%A2%84%E7%AE%97.pdf"><img src="i.png"></a>')[0][1] == "预算.pdf"


def test_an_address_stands_once_with_its_longest_words() -> None:
    assert links('<a href="a.pdf">下载</a><a href="a.pdf">某局2024年部门预算</a><a href="a.pdf">x</a>') == [
        ("http://www.example.gov.cn/yjs/a.pdf", "某局2024年部门预算")
    ]


def test_frames_and_a_base_address() -> None:
    body = '<base href="/files/"><a href="a.pdf">a</a><iframe src="b.pdf"></iframe><embed src="c.pdf"><object data="d.pdf"></object>'
    assert [url for url, _ in links(body)] == [f"http://www.example.gov.cn/files/{name}.pdf" for name in "abcd"]


@pytest.mark.parametrize(
    ("encoding", "header", "meta"),
    [
        ("gbk", "text/html; charset=GBK", ""),
        ("gbk", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gbk", None, ""),
        ("utf-8", None, ""),
        ("utf-8", "text/html; charset=nonsense", ""),
    ],
)
def test_the_encoding_is_found(encoding: str, header: str | None, meta: str) -> None:
    content = f'<html><head>{meta}<title>预决算公开</title></head><a href="a">预算公开一览</a></html>'.encode(encoding)
    page = read_page(content, URL, header)
    assert (page.title, page.links[0].text) == ("预决算公开", "预算公开一览")


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"<" * 5000, b"<a href='http://[::1'>x</a>"])
def test_what_is_no_page_has_no_links(content: bytes) -> None:
    assert read_page(content, URL).links == ()


@pytest.mark.parametrize(
    ("url", "text", "is_pdf"),
    [
        ("http://a/x.PDF", "x", True),
        ("http://a/x.pdf?v=1", "x", True),
        ("http://a/down.jsp?file=x.pdf&n=1", "x", True),
        ("http://a/down/17", "某局2024年部门预算.pdf", True),
        ("http://a/pdf/index.html", "x", False),
        ("http://a/x.html", "pdf", False),
    ],
)
def test_a_link_that_says_it_is_a_pdf(url: str, text: str, is_pdf: bool) -> None:
    assert Link(url, text).is_pdf is is_pdf
