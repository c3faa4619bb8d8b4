"""A decision is written into the list without harm to what else stands there."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipelines.documents.hand_lists import UnreadableListError
from pipelines.documents.verdict_list import set_verdicts
from pipelines.documents.verdicts import COLUMNS, Verdict, read_verdicts

ONE, TWO = "0123456789abcdef-d0123456789ab", "0123456789abcdef-dba9876543210"
JUDGED = Verdict(ONE, "not_a_fault", '他说"不"，\n就这样', "张三", date(2026, 3, 1), "a;b", "甲.pdf", "3;4", "合计不符")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig").splitlines()


def test_a_new_list_opens_in_a_spreadsheet_and_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "verdicts.csv"
    set_verdicts(path, [JUDGED])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert _lines(path)[0] == ",".join(COLUMNS) and "不属实" in _lines(path)[1]
    ((found,), problems) = read_verdicts(path)
    assert problems == () and found.note == '他说"不"， 就这样'
    assert (found.reviewed_on, found.rule_ids, found.page_nos) == (date(2026, 3, 1), "a;b", "3;4")


def test_a_decision_takes_the_place_of_the_one_before_and_all_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    path.write_text(f"标识;判断;备考\n{ONE};属实;\n这一行不对\n{TWO};待定;看过\n\n\n", encoding="gb18030")
    set_verdicts(path, [JUDGED])
    lines = _lines(path)
    assert len(lines) == 4 and lines[2] == "这一行不对" and lines[3] == f"{TWO};待定;看过"
    verdicts, _ = read_verdicts(path)
    assert {verdict.finding_key: verdict.verdict for verdict in verdicts} == {ONE: "not_a_fault", TWO: "undecided"}
    assert verdicts[0].reviewer == "张三", "columns that were not there are added"
    set_verdicts(path, [Verdict("f" * 16 + "-d" + "0" * 12, "confirmed")])
    assert len(_lines(path)) == 5 and len(read_verdicts(path)[0]) == 3


def test_words_of_others_are_no_formula_in_the_list_and_are_read_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    judged = replace(JUDGED, note="=1+1", reviewer="@张三", file_name="=cmd.pdf", title_zh="-合计不符")
    set_verdicts(path, [judged])
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    names = ("reviewer_note", "reviewer", "file_name", "title_zh")
    assert [row[name] for name in names] == ["'=1+1", "'@张三", "'=cmd.pdf", "'-合计不符"]
    ((found,), _) = read_verdicts(path)
    assert (found.note, found.reviewer, found.file_name, found.title_zh) == ("=1+1", "@张三", "=cmd.pdf", "-合计不符")


def test_a_list_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    for content in (b"a,b\n1,2\n", f"finding_key\n{ONE}\n甲\n乙\n".encode() + b"\xff\xfe\xff\n"):
        path.write_bytes(content)
        with pytest.raises(UnreadableListError):
            set_verdicts(path, [JUDGED])
        assert path.read_bytes() == content
