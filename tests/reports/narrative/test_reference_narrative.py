"""The running text of the reference report against statements typed by hand, in every look."""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from pipelines.reports.narrative import Narrative, read_narrative
from tests.reports.tables.looks import BORN_DIGITAL_LOOKS, document_in, tables_in

GOLDEN = Path(__file__).parent / "golden" / "qingshan_2024_statements.csv"


@cache
def narrative_in(look: str) -> Narrative:
    return read_narrative(document_in(look), tables_in(look), 2024)


def golden() -> list[dict[str, str]]:
    with GOLDEN.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def as_golden(narrative: Narrative) -> list[dict[str, str]]:
    number = {row["statement_id"]: str(n) for n, row in enumerate(narrative.statements, start=1)}
    first_of_group: dict[object, str] = {}
    rows = []
    for row in narrative.statements:
        own = number[row["statement_id"]]
        first = first_of_group.setdefault(row["group_no"], own)
        rows.append(
            {
                "no": own,
                "part": row["part"],
                "subject_key": row["subject_key"] or "",
                "code_or_name": row["function_code"] or row["economic_code"] or row["project_name"] or "",
                "role": row["role"],
                "direction": row["direction"] or "",
                "amount_year": str(row["amount_year"]),
                "value_text": row["value_text"],
                "unit": row["unit_label"],
                "whole_no": number.get(row["parent_statement_id"], ""),
                "context_key": row["context_key"] or "",
                "same_group_as": "" if first == own else first,
            }
        )
    return rows


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
def test_every_statement_is_read_as_typed(look: str) -> None:
    assert as_golden(narrative_in(look)) == golden()


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
def test_values_are_exact_decimals(look: str) -> None:
    for row, typed in zip(narrative_in(look).statements, golden(), strict=True):
        assert row["value"] == Decimal(typed["value_text"])
        assert row["decimals_printed"] == len(typed["value_text"].partition(".")[2])
        assert row["unit_multiplier"] == {"万元": 10_000}.get(typed["unit"])


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
def test_every_figure_lies_on_the_line_that_prints_it(look: str) -> None:
    document = document_in(look)
    for row in narrative_in(look).statements:
        page = document.pages[row["page_no"] - 1]
        beside = [
            line.text
            for line in page.text_lines
            if line.box.y0 == row["y0_points"]
            and line.box.x0 - 1 <= row["x0_points"] < row["x1_points"] <= line.box.x1 + 1
        ]
        # A figure broken over two lines is placed at its beginning.
        assert any(row["value_text"][:1] in text for text in beside), row["sentence"]


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
def test_parts_are_found(look: str) -> None:
    paragraphs = narrative_in(look).paragraphs
    assert list(dict.fromkeys(row["part"] for row in paragraphs)) == [
        "profile", "tables", "narrative", "glossary",
    ]  # fmt: skip
    titles = [row["text"] for row in paragraphs if row["is_heading"] and row["part"] == "narrative"]
    assert titles[1:4] == ["一、部门收支预算总体安排情况", "二、部门收入预算安排情况", "三、部门支出预算安排情况"]
    assert "(五)绩效目标设置情况" in titles


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
def test_glossary_terms_and_their_function_paths(look: str) -> None:
    terms = narrative_in(look).terms
    paths = [(row["class_name"], row["subclass_name"], row["item_name"]) for row in terms if row["item_name"]]
    assert paths == [
        ("一般公共服务", "组织事务", "行政运行"),
        ("一般公共服务", "组织事务", "一般行政管理事务"),
        ("社会保障和就业", "行政事业单位离退休", "机关事业单位基本养老保险缴费支出"),
        ("医疗卫生", "行政事业单位医疗", "行政单位医疗"),
        ("医疗卫生", "行政事业单位医疗", "公务员医疗补助"),
        ("医疗卫生", "行政事业单位医疗", "其他行政事业单位医疗支出"),
        ("住房保障支出", "住房改革支出", "住房公积金"),
        ("住房保障支出", "住房改革支出", "提租补贴"),
    ]
    assert [row["term"] for row in terms if not row["item_name"]] == [
        "一般公共预算财政拨款收入", "基本支出", "项目支出", "“三公”经费", "机关运行经费",
    ]  # fmt: skip
    assert terms[1]["definition"] == "指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
def test_named_units(look: str) -> None:
    units = [(row["unit_name_printed"], row["is_own_office"]) for row in narrative_in(look).named_units]
    assert units == [("本级机关", True), ("青山区党员服务中心", False)]
