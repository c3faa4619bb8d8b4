"""The check-list as a workbook: every row, every finding with its picture, nothing that a spreadsheet would run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from pipelines.review.answer import Duty, Review
from pipelines.site.review_form import write_review_form
from tests.documents.files_for_tests import pdf_of
from tests.site.reviews import FINDING, NO_FAULT, review_of

DUTIES = (
    Duty("cover", "封面与目录", "封面", "yes", "已列示", (1,)),
    Duty("a", "表格", "收入总表", "no", "=合计不符", (2, 3)),
    Duty("b", "表格", "项目支出表", "not_applicable", "报告未列此表", ()),
    Duty("c", "文字说明", "收入情况", "not_checked", "没有可以核对的内容", ()),
)


@pytest.fixture
def review(tmp_path: Path) -> Review:
    path = tmp_path / "某局.pdf"
    path.write_bytes(pdf_of("某局2024年部门预算", pages=2))
    bare = review_of(path, FINDING, replace(FINDING, finding_id="d1-f2", marks=(), changes=(), severity="info"))
    return replace(bare, reports=(replace(bare.reports[0], duties=DUTIES),))


def test_the_check_list_says_every_state_in_words(review: Review, tmp_path: Path) -> None:
    write_review_form(review, tmp_path / "new" / "form.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "new" / "form.xlsx")["公开情况检查表"]
    assert sheet["A1"].value == "部门预算公开情况检查表"
    assert "是 1 项，否 1 项，不适用 1 项，未能核对 1 项；错误 1 处" in sheet["A3"].value
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[3] for row in rows] == ["是", "否", "不适用", "未能核对"]
    assert rows[1] == [2, "表格", "收入总表", "否", "'=合计不符", "2、3"]
    assert sheet.freeze_panes == "A5" and sheet.page_setup.orientation == "landscape"


def test_findings_stand_with_their_crops_and_mends(review: Review, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_review_form(review, tmp_path / "form.xlsx", lambda number, count: seen.append((number, count)))
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx")["问题清单"]
    first, second = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2))
    assert first[1:5] == ["错误", "表1", "1、2", FINDING.title_zh] and first[5].startswith("'=")
    assert first[6] == "第1页表1：10,000.00 改为 （空）"
    assert second[1] == "提示" and second[8] == "（无截图）"
    (image,) = sheet._images
    assert image.anchor._from.row == 1 and image.anchor._from.col == 8
    assert sheet.row_dimensions[2].height >= 60
    assert seen == [(1, 2), (2, 2)]


def test_what_a_person_found_to_be_no_fault_is_told_and_counted_as_a_notice(review: Review, tmp_path: Path) -> None:
    write_review_form(replace(review, findings=(NO_FAULT,)), tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    assert "错误 0 处，提醒 0 处，提示 1 处；其中人工判断不属实 1 处" in book["公开情况检查表"]["A3"].value
    row = [cell.value for cell in book["问题清单"][2]]
    assert row[1] == "提示" and "人工判断：不属实（口径<不同>；张三，2026-03-01）" in row[7]
    assert row[9] == NO_FAULT.finding_key


def test_nothing_found_is_said_so(review: Review, tmp_path: Path) -> None:
    write_review_form(replace(review, findings=()), tmp_path / "form.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx")["问题清单"]
    assert "没有发现" in sheet["E2"].value


def test_rows_are_as_high_as_their_words_need(review: Review, tmp_path: Path) -> None:
    long, short = (replace(FINDING, text_zh="字" * count, marks=(), changes=()) for count in (600, 1))
    write_review_form(replace(review, findings=(long, short)), tmp_path / "form.xlsx")
    heights = openpyxl.load_workbook(tmp_path / "form.xlsx")["问题清单"].row_dimensions
    # 29 characters stand on a line of the column of explanations.
    assert heights[2].height >= 21 * 16
    assert 16 <= heights[3].height < 100


def test_what_a_workbook_cannot_hold_is_left_out(review: Review, tmp_path: Path) -> None:
    judged = replace(NO_FAULT, title_zh="\x1b[31m=合计", text_zh="\x07=1+1")
    write_review_form(replace(review, findings=(judged,)), tmp_path / "form.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx")["问题清单"]
    assert (sheet["E2"].value, sheet["F2"].value) == ("[31m=合计", "'=1+1")
