"""Which lines of ``sources.csv`` name a report that can be fetched, or state something of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.documents.sources import Statement, read_lists, read_sources


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


def test_a_file_may_be_stated_without_an_address(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(
        "file_name,issuer,division,fiscal_year,kind,part,note\n"
        "a.pdf,北京市民政局,北京市,2026,预算,报表,tables only\n"
        "b.pdf,,,2025年度,final_accounts,,\n",
        encoding="utf-8",
    )
    (whole, year_only), listed = read_sources(path)
    assert listed.problems == () and whole.problem is None and whole.url is None
    assert whole.statement == Statement("北京市民政局", "北京市", 2026, "budget", "tables")
    assert year_only.statement == Statement(None, None, 2025, "final_accounts", None)


def test_an_address_alone_states_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text("url,file_name\nhttp://a/x,a.pdf\n", encoding="utf-8")
    ((source,), _) = read_sources(path)
    assert source.statement is None and source.problem is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a.pdf,某局,,26,,", "'26' is no fiscal year such as 2026"),
        ("a.pdf,某局,,1998,,", "'1998' is no fiscal year"),
        ("a.pdf,某局,,二〇二六,,", "is no fiscal year"),
        ("a.pdf,某局,,2026,计划,", "'计划' is no kind of report"),
        ("a.pdf,某局,,2026,budget,封面", "'封面' is no part of a disclosure"),
        (f"a.pdf,{'长' * 61},,2026,,", "is no body's name"),
        ("a.pdf,,,,,", "neither says where to fetch a.pdf (url) nor states anything of it"),
        ("../a.pdf,某局,,2026,,", "no file name below data/raw"),
    ],
)
def test_a_statement_that_is_no_good_counts_for_nothing(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(f"file_name,issuer,division,fiscal_year,kind,part\n{line}\n", encoding="utf-8")
    ((source,), _) = read_sources(path)
    assert words in (source.problem or "")


def test_two_lines_on_one_file_are_one_too_many(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text("file_name,issuer\na.pdf,甲局\nb.pdf,甲局\na.pdf,乙局\n", encoding="utf-8")
    sources, _ = read_sources(path)
    assert [source.problem is None for source in sources] == [True, True, False]
    assert "line 2 states something of a.pdf already" in (sources[2].problem or "")


def test_a_folder_is_a_page_that_lists_reports(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(
        "url,file_name,year,kind,depth\nhttp://a/list,2024/青山区/,2024,预算,2\nhttp://a/b,b/,,,\n", encoding="utf-8"
    )
    (first, second), listed = read_sources(path)
    assert listed.problems == () and first.problem is None is second.problem
    assert first.is_listing and first.depth == 2 and second.depth == 1
    assert first.statement == Statement(None, None, 2024, "budget", None)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",a/,,", "neither says where to fetch a/"),
        (",a/,某局,", "give the page as url"),
        ("http://a,a/,,4", "'4' is no depth"),
        ("http://a,a/,,x", "'x' is no depth"),
        ("http://a,a.pdf,,1", "depth is of pages"),
        ("http://a,a/,某局,", "issuer, division and part are of single files"),
        ("http://a,/,,", "no file name below data/raw"),
        ("http://a,../a/,,", "no file name below data/raw"),
        ("http://a,.a/,,", "never read"),
        ("http://u:p@a/,a.pdf,,", "user or password"),
    ],
)
def test_a_listing_line_that_is_no_good_says_why(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(f"url,file_name,issuer,depth\n{line}\n", encoding="utf-8")
    ((source,), _) = read_sources(path)
    assert words in (source.problem or "")


def test_both_lists_count_and_two_lines_on_one_file_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("file_name,issuer\na.pdf,甲局\n", encoding="utf-8")
    text = "- file_name: b.pdf\n  issuer: 乙局\n  part: 报表\n- file_name: a.pdf\n  issuer: 丙局\n- file_name: c.pdf\n  owner: x\n"
    (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
    sources, problems = read_lists(tmp_path)
    assert [(source.list_name, source.line_no) for source in sources] == [
        ("sources.csv", 2),
        ("sources.yaml", 1),
        ("sources.yaml", 4),
        ("sources.yaml", 6),
    ]
    assert sources[1].statement == Statement("乙局", None, None, None, "tables")
    assert "sources.csv line 2 states something of a.pdf already" in (sources[2].problem or "")
    assert "neither says where" in (sources[3].problem or "")
    (problem,) = problems
    assert (problem.list_name, problem.line_no) == ("sources.yaml", 6) and "'owner' is not known" in problem.words
