"""Names: shown as text that anyone can hold, and found again from it."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.documents.names import escaped, opened, shown, unescaped

GBK_NAME = "预算.pdf".encode("gbk")
#: As the expectation ``file_names_are_relative`` asks of the published warehouse.
ABSOLUTE = re.compile(r"^[/\\~]|^[A-Za-z]:|(^|/)\.\.(/|$)")
ANY_NAME = (
    st.one_of(
        st.binary(min_size=1, max_size=40),
        st.text(min_size=1, max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text(alphabet="\\x5cd4~/: .\u202e\n", min_size=1).map(str.encode),
    )
    .map(lambda name: name.replace(b"\0", b"").replace(b"/", b""))
    .filter(lambda name: name not in (b"", b".", b".."))
)


@given(ANY_NAME)
@example(GBK_NAME)
@example(rb"\xd4\xa4.pdf")
@example(rb"\\xd4.pdf")
@example(b"\\\xd4.pdf")
@example(b"~x.pdf")
@example(b"C:x.pdf")
def test_any_name_is_found_again_from_what_is_shown(name: bytes) -> None:
    path = Path(os.fsdecode(name))
    text = shown(path)
    assert os.fsencode(opened(Path("/raw"), text)) == b"/raw/" + name
    # What Parquet, DuckDB, CSV, JSON and a terminal can hold, on one line.
    assert text.encode("utf-8").decode("utf-8") == text
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", text)
    assert not ABSOLUTE.search(text)


@given(ANY_NAME, ANY_NAME)
def test_no_two_names_are_shown_alike(one: bytes, other: bytes) -> None:
    assert (shown(os.fsdecode(one)) == shown(os.fsdecode(other))) == (one == other)


@given(st.lists(ANY_NAME, min_size=1, max_size=4))
def test_a_path_of_folders_is_found_again(parts: list[bytes]) -> None:
    path = PurePosixPath(*map(os.fsdecode, parts))
    assert opened(Path("/raw"), shown(path)) == Path("/raw") / path
    absolute = Path("/raw") / path
    assert unescaped(escaped(absolute)) == str(absolute)


@pytest.mark.parametrize(
    "name",
    ["2024/青山区 部门预算.pdf", "a b.pdf", "资金\u3000表（一）.pdf", "C：\\表.pdf", "Größe.pdf", "𠮷.pdf", "=1+1.pdf"],
)
def test_ordinary_names_stay_as_they_are(name: str) -> None:
    assert shown(name) == name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (b"2024/" + GBK_NAME, r"2024/\xd4\xa4\xcb\xe3.pdf"),
        (GBK_NAME, r"./\xd4\xa4\xcb\xe3.pdf"),
        (b"a\nb.pdf", r"a\x0ab.pdf"),
        ("a\u202efdp.exe.pdf".encode(), r"a\xe2\x80\xaefdp.exe.pdf"),
        (rb"a\xd4.pdf", r"a\x5cxd4.pdf"),
        (rb"a\b.pdf", r"a\b.pdf"),
        (b"~a.pdf", "./~a.pdf"),
        (b"C:a.pdf", "./C:a.pdf"),
    ],
)
def test_what_cannot_be_seen_is_shown_byte_by_byte(name: bytes, text: str) -> None:
    assert shown(os.fsdecode(name)) == text


@pytest.mark.parametrize(
    "text", ["", "./", "../a.pdf", "a/../../b.pdf", "/etc/passwd", r"\x2e\x2e/a.pdf", r"\x2fa.pdf", r"a\x00.pdf"]
)
def test_no_shown_name_leads_out_of_the_folder(text: str) -> None:
    with pytest.raises(ValueError, match="names no file below the raw folder"):
        opened(Path("/raw"), text)
