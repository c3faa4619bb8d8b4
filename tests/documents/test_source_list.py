"""A line is added if it is good and no other says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.documents.hand_lists import UnreadableListError
from pipelines.documents.source_list import SourceError, add_source
from pipelines.documents.sources import Statement, read_sources


def test_a_new_list_begins_with_the_columns(tmp_path: Path) -> None:
    number = add_source(
        tmp_path, {"url": "http://a/x?b=1,2", "file_name": "2026/预算.pdf", "fiscal_year": "2026", "kind": "预算"}
    )
    assert number == 2
    ((source,), listed) = read_sources(tmp_path / "sources.csv")
    assert listed.problems == () and source.problem is None and source.url == "http://a/x?b=1,2"
    assert source.statement == Statement(None, None, 2026, "budget", None)


def test_a_line_goes_behind_the_others_and_they_stay(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text("文件;url\n", encoding="gb18030")
    with pytest.raises(UnreadableListError):
        add_source(tmp_path, {"url": "http://a", "file_name": "a.pdf"})
    path.write_text("file_name;url\n甲.pdf;http://a/1\n这一行不对;\n", encoding="gb18030")
    assert add_source(tmp_path, {"url": "http://a/list", "file_name": "new/", "depth": "2"}) == 4
    sources, listed = read_sources(path)
    assert listed.problems == ()
    assert [(source.file_name, source.problem is None) for source in sources] == [
        ("甲.pdf", True),
        ("这一行不对", False),
        ("new/", True),
    ]
    assert sources[2].depth == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"url": "http://a/1", "file_name": "a.pdf"}, "sources.csv line 2 lists it already"),
        ({"url": "http://a/2", "file_name": "a.pdf"}, "has another address for a.pdf"),
        ({"file_name": "a.pdf", "issuer": "乙局"}, "states something of a.pdf already"),
        ({"url": "ftp://a", "file_name": "b.pdf"}, "no http or https address"),
        ({"url": "http://a/3", "file_name": "../b.pdf"}, "no file name below data/raw"),
        ({"url": "http://a/3", "file_name": "b.pdf", "fiscal_year": "26"}, "is no fiscal year"),
        ({"url": "http://a/3", "file_name": ""}, "has no file_name"),
    ],
)
def test_a_line_that_is_no_good_is_not_added(tmp_path: Path, values: dict[str, str], words: str) -> None:
    add_source(tmp_path, {"url": "http://a/1", "file_name": "a.pdf", "issuer": "甲局"})
    before = (tmp_path / "sources.csv").read_bytes()
    with pytest.raises(SourceError, match=words):
        add_source(tmp_path, values)
    assert (tmp_path / "sources.csv").read_bytes() == before
