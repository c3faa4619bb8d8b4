"""The ledger: one line a report, worst first, links that lead to the pages, a reason for what was not reviewed."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from pipelines.review.answer import Duty, TableRead
from pipelines.site.ledger import line_of, line_without, write_ledger
from tests.site.reviews import FINDING, NO_FAULT, review_of


def _lines(folder: Path) -> list[dict[str, str]]:
    with (folder / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_worst_first_and_before_them_what_nothing_is_known_of(tmp_path: Path) -> None:
    mild = line_of("甲.pdf", review_of(Path("甲.pdf"), replace(FINDING, severity="warning")), "甲.review.html")
    bad = line_of("乙.pdf", review_of(Path("乙.pdf"), FINDING), "乙.review.html")
    page = write_ledger([mild, bad, line_without("丙.pdf", "PDF 不完整")], tmp_path / "new")
    assert [line["file_name"] for line in _lines(tmp_path / "new")] == ["丙.pdf", "乙.pdf", "甲.pdf"]
    html = page.read_text(encoding="utf-8")
    assert html.index("丙.pdf") < html.index("乙.pdf") < html.index("甲.pdf")
    assert "PDF 不完整" in html and "href='%E4%B9%99.review.html'" in html and "未能审阅 not reviewed: 1" in html


def test_what_is_no_fault_counts_as_a_notice_and_is_told(tmp_path: Path) -> None:
    review = review_of(Path("甲.pdf"), NO_FAULT)
    page = write_ledger([line_of("甲.pdf", review, "甲.review.html")], tmp_path)
    (line,) = _lines(tmp_path)
    assert (line["error_count"], line["info_count"], line["no_fault_count"]) == ("0", "1", "1")
    assert "judged no fault: 1" in page.read_text(encoding="utf-8")
    assert "judged no fault" not in write_ledger([line_without("丙.pdf", "坏")], tmp_path).read_text(encoding="utf-8")


def test_names_of_others_run_nothing(tmp_path: Path) -> None:
    line = line_of("=cmd()<script>.pdf", review_of(Path("x.pdf")), "a b#.review.html")
    html = write_ledger([line], tmp_path).read_text(encoding="utf-8")
    assert "<script>" not in html and "a%20b%23.review.html" in html
    assert _lines(tmp_path)[0]["file_name"] == "'=cmd()<script>.pdf"


def test_what_was_not_read_in_full_is_told(tmp_path: Path) -> None:
    table = TableRead("表2", "支出总表", None, 1, 1, 3, "元", False, "有数字没有读出", None)
    review = review_of(Path("x.pdf"))
    (report,) = review.reports
    held = replace(review, reports=(replace(report, tables=(table,), flagged_count=2),))
    unknown = replace(review, reports=(replace(report, tables=(replace(table, kind_zh=None, hold_reason=None),)),))
    lines = [line_of(name, one, "p") for name, one in (("甲.pdf", held), ("乙.pdf", unknown), ("丙.pdf", review))]
    told = [line.unread_zh for line in lines]
    assert told == [
        "表2暂扣：有数字没有读出；2 个数字的识别存疑",
        "没有一张表识别出是什么表（1 张，3 个金额）",
        "",
    ]
    html = write_ledger(lines, tmp_path).read_text(encoding="utf-8")
    assert html.count("未读全：") == 2 and "未读全 not read in full: 2" in html
    assert [line["unread_zh"] for line in _lines(tmp_path)].count("") == 1


def test_a_held_report_and_its_check_list_are_counted() -> None:
    review = review_of(Path("x.pdf"), FINDING)
    duties = (
        Duty("a", "", "", "no", "", ()),
        Duty("b", "", "", "not_checked", "", ()),
        Duty("c", "", "", "yes", "", ()),
    )
    line = line_of(
        "x.pdf", replace(review, reports=(replace(review.reports[0], hold_reason="疑", duties=duties),)), "p"
    )
    assert line.reason_zh == "整份报告暂扣：疑" and (line.not_met_count, line.not_checked_count) == (1, 1)
    assert line.kind_zh == "部门预算" and line.worst_zh == FINDING.title_zh
