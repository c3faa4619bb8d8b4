"""A line is put in without harm to what else stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.documents.hand_lists import ListText, UnreadableListError, text_of_list
from pipelines.documents.list_writing import line_of, lines_with_columns, write_lines


def test_columns_are_added_behind_those_that_are_there(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("file_name;url\na.pdf;http://a\n\n\n", encoding="utf-8")
    lines, names = lines_with_columns(text_of_list(path, ("file_name",), ("url", "note")), ["url", "note"])
    assert lines == ["file_name;url;note", "a.pdf;http://a"] and names == ["file_name", "url", "note"]
    write_lines(path, lines)
    assert path.read_bytes() == "\ufefffile_name;url;note\na.pdf;http://a\n".encode()


def test_a_value_cannot_break_its_line() -> None:
    assert line_of(['他说"不"', "一,二", "三\n四"], ",") == '"他说""不""","一,二",三 四'


def test_a_line_that_is_no_text_is_not_lost() -> None:
    with pytest.raises(UnreadableListError, match="line 2 is no text"):
        lines_with_columns(ListText(("a", None), ",", ("a",), 1), [])
