"""The first bytes say what an answer is, not its name nor its headers."""

from __future__ import annotations

import pytest

from pipelines.documents.fetching.sniffing import is_page, is_pdf, what_it_is


@pytest.mark.parametrize("head", [b"%PDF-1.7", b"\xef\xbb\xbf\n%PDF-1.4", b"x" * 900 + b"%PDF-1.4"])
def test_a_pdf(head: bytes) -> None:
    assert is_pdf(head) and not is_page(head, "text/html")


@pytest.mark.parametrize("head", [b"", b"%PD", b"x" * 1100 + b"%PDF-1.4", b"<html>"])
def test_no_pdf(head: bytes) -> None:
    assert not is_pdf(head)


@pytest.mark.parametrize(
    ("head", "content_type", "words"),
    [
        (b"<!DOCTYPE html>", "application/pdf", "a web page"),
        (b"\n <HTML lang=zh>", "", "a web page"),
        ("预算公开".encode("gbk"), "text/html; charset=gbk", "a web page"),
        (b"PK\x03\x04...", "application/pdf", "a ZIP or Office file"),
        (b"PK\x03\x04...", "text/html", "a ZIP or Office file"),
        (b'{"code": 404}', "application/json", "JSON"),
        (b"plain", "text/plain", "no PDF"),
        (b"", "", "empty"),
    ],
)
def test_what_else_it_is(head: bytes, content_type: str, words: str) -> None:
    assert what_it_is(head, content_type)[0] == words
