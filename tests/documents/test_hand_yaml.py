"""Entries of a YAML list, each costing itself alone; line numbers as a person counts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.documents.hand_lists import HandList
from pipelines.documents.hand_yaml import read_hand_yaml


def read(folder: Path, text: str | bytes) -> HandList:
    path = folder / "sources.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_hand_yaml(path, ("file_name",), ("url", "fiscal_year"), other_names={"year": "fiscal_year"})


def test_entries_with_their_lines_and_values_as_written(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "# reports\n- file_name: a.pdf\n  year: 2026\n\n- {url: 'http://a/x', file_name: 预算.pdf, fiscal_year: null}\n",
    )
    assert found.problems == ()
    assert [(row.line_no, dict(row.values)) for row in found.rows] == [
        (2, {"file_name": "a.pdf", "url": "", "fiscal_year": "2026"}),
        (5, {"file_name": "预算.pdf", "url": "http://a/x", "fiscal_year": ""}),
    ]


def test_what_many_share_is_written_once(tmp_path: Path) -> None:
    text = "- &common\n  x-what: of all\n  file_name: a.pdf\n  year: 2026\n- <<: *common\n  file_name: b.pdf\n"
    found = read(tmp_path, text)
    assert found.problems == ()
    assert [(row.values["file_name"], row.values["fiscal_year"]) for row in found.rows] == [
        ("a.pdf", "2026"),
        ("b.pdf", "2026"),
    ]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("- url: http://a/x", "it has no file_name"),
        ("- just words", "it is no entry"),
        ("- [a, b]", "it is no entry"),
        ("- file_name: [a.pdf]", "file_name holds a list"),
        ("- {<<: x, file_name: b.pdf}", "is no mapping"),
    ],
)
def test_a_bad_entry_costs_itself(tmp_path: Path, entry: str, words: str) -> None:
    found = read(tmp_path, f"- file_name: good.pdf\n{entry}\n- file_name: too.pdf\n")
    assert [row.values["file_name"] for row in found.rows] == ["good.pdf", "too.pdf"]
    (problem,) = found.problems
    assert problem.line_no == 2 and words in problem.words


def test_an_unknown_key_is_told_with_a_hint_and_the_entry_read(tmp_path: Path) -> None:
    found = read(tmp_path, "- file_name: a.pdf\n  adress: http://a/x\n  网址: http://a/x\n")
    assert len(found.rows) == 1
    assert [problem.line_no for problem in found.problems] == [1, 1]
    assert "did you mean url?" in found.problems[1].words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- file_name: 'a.pdf\n", "no YAML"),
        ("- a: b: c\n", "no YAML"),
        ("file_name: a.pdf\n", "must be a list"),
        ("预算".encode("gbk"), "no YAML"),
        ("[" * 5000, "no YAML"),
        ("- !!python/object/apply:os.system [ls]\n", "it is no entry"),
    ],
)
def test_a_list_that_is_none_says_so(tmp_path: Path, text: str | bytes, words: str) -> None:
    found = read(tmp_path, text)
    assert found.rows == () and words in found.problems[0].words


def test_a_list_that_is_not_there_or_empty_says_nothing(tmp_path: Path) -> None:
    assert read_hand_yaml(tmp_path / "none.yaml", ("file_name",)) == HandList() == read(tmp_path, "# nothing\n")


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").mkdir()
    assert "no file" in read_hand_yaml(tmp_path / "sources.yaml", ("file_name",)).problems[0].words
