"""Which lines of ``sources.csv`` name a report that can be fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.documents.sources import read_sources


@pytest.mark.parametrize(
    ("url", "name", "words"),
    [
        ("http://a:99999/x", "a.pdf", "is no address"),
        ("http://a:b/x", "a.pdf", "is no address"),
        ("http://[::1", "a.pdf", "is no address"),
        ("http:///x", "a.pdf", "names no server"),
        ("ftp://a/x", "a.pdf", "no http or https address"),
        ("file:///etc/passwd", "a.pdf", "no http or https address"),
        ("http://a/x", "../a.pdf", "no file name below data/raw"),
        ("http://a/x", "b/../../a.pdf", "no file name below data/raw"),
        ("http://a/x", "/tmp/a.pdf", "no file name below data/raw"),
        ("http://a/x", "b\\a.pdf", "no file name below data/raw"),
        ("http://a/x", "a.txt", "ends in .pdf"),
        ("http://a/x", ".a.pdf", "never read"),
        ("http://a/x", "a\tb.pdf", "control characters"),
        ("http://a/x", "预" * 84 + ".pdf", "too long for a file name (256 bytes; 255 at most)"),
        ("http://a/x", "b/" * 600 + "a.pdf", "too long"),
    ],
)
def test_a_line_that_is_no_good_says_why(tmp_path: Path, url: str, name: str, words: str) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(f'url,file_name\nhttp://a/x,good.pdf\n"{url}","{name}"\n', encoding="utf-8")
    (good, bad), listed = read_sources(path)
    assert listed.problems == ()
    assert good.problem is None
    assert bad.line_no == 3 and words in (bad.problem or "")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.gov.cn:8443/预算 2024.pdf?id=1", "2024/青山区 预算.PDF"),
        ("http://[::1]/a", "a.pdf"),
        ("http://a/x", "预" * 83 + "bb.pdf"),
    ],
)
def test_a_good_line_is_good(tmp_path: Path, url: str, name: str) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(f"url,file_name\n{url},{name}\n", encoding="utf-8")
    ((source,), _) = read_sources(path)
    assert (source.url, source.file_name, source.problem) == (url, name, None)
