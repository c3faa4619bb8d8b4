"""Lists written by people: each bad line costs itself, whatever the file is encoded in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.documents.hand_lists import HandList, read_hand_list

COLUMNS = ("url", "file_name")


def read(folder: Path, content: str | bytes, *, is_ours: bool = False) -> HandList:
    path = folder / "list.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_hand_list(path, COLUMNS, is_ours=is_ours)


def names(listed: HandList) -> dict[int, str]:
    return {row.line_no: row.values["file_name"] for row in listed.rows}


def problems(listed: HandList) -> dict[int | None, str]:
    return {problem.line_no: problem.words for problem in listed.problems}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_of_spreadsheet_programs_are_read(tmp_path: Path, encoding: str, newline: str) -> None:
    lines = ("url,file_name", "http://a/1,青山区预算.pdf", "", 'http://a/2,"汉阳区, 决算.pdf"', "")
    listed = read(tmp_path, newline.join(lines).encode(encoding))
    assert names(listed) == {2: "青山区预算.pdf", 4: "汉阳区, 决算.pdf"}
    assert listed.problems == ()


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_other_delimiters_and_orders_of_columns_are_read(tmp_path: Path, delimiter: str) -> None:
    lines = (("File_Name", " URL"), ("a.pdf", "http://a"))
    listed = read(tmp_path, "\n".join(delimiter.join(line) for line in lines).encode("utf-16"))
    assert listed.rows[0].values == {"url": "http://a", "file_name": "a.pdf"}


def test_every_bad_line_is_told_with_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    content = (
        b"url,file_name\n"
        b"http://a,good1.pdf\n"
        b'http://a,"open.pdf\n'
        b"http://a\n"
        b",no_url.pdf\n"
        b"http://a,b.pdf,c,d\n"
        b"http://a,nul\0.pdf\n"
        b'http://a,"x"y.pdf\n'
        b"http://a,good2.pdf,,\n"
        b" , \n"
    )
    listed = read(tmp_path, content)
    assert names(listed) == {2: "good1.pdf", 9: "good2.pdf"}
    found = problems(listed)
    assert found.keys() == {3, 4, 5, 6, 7, 8}
    assert "opened and not closed" in found[3]
    assert found[4] == "it has no file_name" and found[5] == "it has no url"
    assert "4 fields for 2 columns" in found[6]
    assert "zero bytes" in found[7]
    assert "no line of a CSV file" in found[8]


def test_an_unknown_column_is_told_with_a_hint_and_the_others_are_read(tmp_path: Path) -> None:
    listed = read(tmp_path, "url,file_name,file_nam,页数\nhttp://a,a.pdf,x,3\n")
    assert names(listed) == {2: "a.pdf"}
    hint, other = listed.problems
    assert (hint.line_no, other.line_no) == (1, 1)
    assert "'file_nam'" in hint.words and "did you mean file_name?" in hint.words
    assert "'页数'" in other.words and "the columns are url, file_name" in other.words


def test_optional_columns_may_be_missing_or_empty_and_hints_know_them(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("file_name,year,kind\na.pdf,2026,\n,2026,budget\n", encoding="utf-8")
    listed = read_hand_list(path, ("file_name",), ("fiscal_year", "kind"))
    assert [dict(row.values) for row in listed.rows] == [{"file_name": "a.pdf", "fiscal_year": "", "kind": ""}]
    assert problems(listed) == {
        1: "the column 'year' is not known and was not read; for 'year', did you mean fiscal_year?",
        3: "it has no file_name",
    }
    path.write_text("year,kind\n2026,budget\n", encoding="utf-8")
    (problem,) = read_hand_list(path, ("file_name",), ("fiscal_year", "kind")).problems
    assert "its first line must be: file_name and what you need of fiscal_year,kind" in problem.words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty; its first line must be: url,file_name"),
        ("网址,文件名\nhttp://a,a.pdf".encode(), "for '网址', did you mean url?"),
        (b"url\nhttp://a", "lacks the column file_name;"),
        (b"url,file_name\n\x81\x20\xff,a.pdf", "neither UTF-8 nor UTF-16 nor GBK"),
        (b"\xff\xfeu\x00r", "neither UTF-8 nor UTF-16 nor GBK"),
        ("url,file_name\nhttp://a,a.pdf".encode("utf-16-le"), "lacks the column"),
    ],
)
def test_a_list_that_cannot_be_read_is_one_problem(tmp_path: Path, content: bytes, words: str) -> None:
    listed = read(tmp_path, content)
    assert listed.rows == ()
    (problem,) = listed.problems
    assert problem.line_no is None
    assert words in problem.words


def test_one_damaged_byte_makes_no_other_encoding_of_a_list(tmp_path: Path) -> None:
    # As a whole these bytes are good GBK too, of other characters.
    good = "url,file_name\nhttp://a,预算.pdf\nhttp://a,决算.pdf\n".encode()
    listed = read(tmp_path, good + "http://a,公开.pdf\n".encode().replace(b"\xe5\x85\xac", b"\xe5\x85"))
    assert names(listed) == {2: "预算.pdf", 3: "决算.pdf"}
    assert problems(listed).keys() == {4}


def test_our_own_lists_are_utf8_or_damaged(tmp_path: Path) -> None:
    listed = read(tmp_path, "url,file_name\nhttp://a,预算.pdf\nhttp://a,a.pdf".encode("gbk"), is_ours=True)
    assert names(listed) == {3: "a.pdf"}
    assert "no text in the encoding" in problems(listed)[2]


def test_what_is_no_file_is_told_and_not_opened(tmp_path: Path) -> None:
    assert read_hand_list(tmp_path / "missing.csv", COLUMNS) == HandList()
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/etc/hostname")
    for name in ("folder", "pipe", "link"):
        (problem,) = read_hand_list(tmp_path / name, COLUMNS).problems
        assert "no file" in problem.words, name


def test_a_list_without_end_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.documents.hand_lists._MAX_BYTES", 20)
    (problem,) = read(tmp_path, "url,file_name\nhttp://a,a.pdf\n").problems
    assert "larger than" in problem.words


@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=100).map(lambda t: f"url,file_name\n{t}".encode("utf-8", "replace"))
    )
)
def test_no_bytes_make_it_fail(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    for is_ours in (False, True):
        listed = read(folder, content, is_ours=is_ours)
        assert all(row.values["url"] and row.values["file_name"] for row in listed.rows)


@given(st.binary(max_size=60).filter(lambda line: b"\n" not in line and b"\r" not in line))
def test_no_line_costs_another_one_that_is_good(tmp_path_factory: pytest.TempPathFactory, line: bytes) -> None:
    content = b"file_name,url\na.pdf,http://a\n" + line + b"\nb.pdf,http://b\n"
    found = names(read(tmp_path_factory.mktemp("any"), content, is_ours=True))
    assert (found[2], found[4]) == ("a.pdf", "b.pdf")
