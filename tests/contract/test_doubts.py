"""Reasons of doubt in both languages: what is put together is what readers get apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.contract.doubts import REASONS, chinese_of, in_both, split_languages

READERS = Path(__file__).parents[2] / "pipelines"


@pytest.mark.parametrize("english", [english for english, _ in REASONS])
def test_every_reason_is_said_in_chinese_with_all_it_names(english: str) -> None:
    named = {name: f"{number}0" for number, name in enumerate(re.findall(r"\{(\w+)\}", english), start=1)}
    if "said" in named:
        named["said"] = ": 1.2. is no whole figure"
    told = chinese_of(english.format(**named))
    assert told is not None and re.search(r"[\u4e00-\u9fff]", told)
    assert all(value in told for name, value in named.items() if name != "said")
    assert "is no whole figure" not in told


def test_reasons_within_reasons_are_told_wholly() -> None:
    inner = "grid 1 row 2 column 3: digits read twice differ: '12' and '13'"
    assert chinese_of(f"page 7, {inner}") == "第7页第1个表格第2行第3列两次读出的数字不同：'12' 与 '13'"
    several = f"not every figure of page 7 is accounted for: {inner}; outside the tables, figure 5 was lost"
    told = chinese_of(several)
    assert told is not None and told.endswith("；表格之外漏掉了数字 5") and "第1个表格" in told


def test_the_code_that_ocr_is_not_sure_of_is_named() -> None:
    assert (
        chinese_of("OCR confidence 0.80 of the code '201' is below 0.9")
        == "对编码 '201' 文字识别的把握为 0.80，低于 0.9"
    )


def test_both_languages_are_put_together_and_taken_apart() -> None:
    both = in_both(["the cell spans 2 columns", "a percentage where none was expected"])
    assert both is not None and "; " not in both
    apart = split_languages(both)
    assert (apart.zh, apart.en) == (
        "该单元格跨 2 栏；此处不应是百分比",
        "the cell spans 2 columns, a percentage where none was expected",
    )
    gate = split_languages(f"{both}; 单元格在页外 / cell outside its page")
    assert gate.zh.endswith("；单元格在页外") and gate.en.endswith("; cell outside its page")


def test_what_no_line_says_stays_as_it_is() -> None:
    assert in_both(["something else", "the cell spans 2 columns"]) == "something else; the cell spans 2 columns"
    assert in_both([]) is None
    assert split_languages("something else").zh == "something else"


def test_every_doubt_that_a_reader_words_has_its_line() -> None:
    said = {
        "reports/tables/reading.py": r"reasons\.append\(f?\"([^\"]+)\"",
        "reports/tables/figures.py": r"problem=f\"([^\"]+)\"",
        "extraction/conservation.py": r"problems\.append\(f\"([^\"]+)\"",
    }
    lines = {re.sub(r"\{\w+\}", "{}", english) for english, _ in REASONS}
    for path, pattern in said.items():
        worded = re.findall(pattern, (READERS / path).read_text(encoding="utf-8"))
        assert len(worded) > 1, path
        assert {re.sub(r"\{[^{}]*\}", "{}", words) for words in worded} - lines == set(), path
