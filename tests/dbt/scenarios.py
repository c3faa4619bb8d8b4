"""Small reports that each show one thing dbt must get right, written into one hand-over beside the reference report."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.dbt.hand_over import SEEN_AT, PrintedRow, Report, write_hand_over, write_run_table
from tests.dbt.panel_scenarios import panel_reports
from tests.dbt.reference_report import OFFICE, reference_report

SPLIT: list[str | tuple[str, int]] = ["total", "basic", "basic_personnel", "basic_operating", "project"]


def _item(code: str, name: str, *values: str) -> PrintedRow:
    level, kind = {3: (1, "group"), 5: (2, "group"), 7: (3, "line")}[len(code)]
    return PrintedRow(level, kind, values, name, {"function_code": code, "function_name_printed": name})


def small_report(
    name: str,
    *,
    table_5: str | None = "100.00",
    table_3: str | None = "100.00",
    summary: str | None = "100.00",
    item: str = "100.00",
    summary_item: str | None = None,
    **facts: Any,
) -> Report:
    """A department with one function item; each argument is what a table prints (None: no such table)."""
    report = Report(name, {"issuer_name": name} | facts)
    if summary is not None:
        side = {"side": "expenditure"}
        rows = [
            PrintedRow(2, "line", (summary_item or summary,), "一般公共服务支出", side | {"function_code": "201"}),
            PrintedRow(1, "subtotal", (summary,), "本年支出合计", side | {"row_key": "expenditure_current_total"}),
        ]
        report.add_table("revenue_expenditure_summary", ["budget_amount"], rows)
    if table_3 is not None:
        rows = [PrintedRow(0, "total", (table_3,) * 2, "合计"), _item("2013201", "行政运行", table_3, table_3)]
        report.add_table("expenditure_summary", ["total", "basic"], rows)
    if table_5 is not None:
        total = PrintedRow(0, "total", (table_5, table_5, table_5, "0.00", "0.00"), "合计")
        report.add_table(
            "general_public_expenditure", SPLIT, [total, _item("2013201", "行政运行", item, item, item, "0.00", "0.00")]
        )
    return report


def _codes() -> Report:
    report = Report("codes", {"issuer_name": "codes"})
    rows = [
        PrintedRow(0, "total", ("4.00",), "合计"),
        _item("20805", "行政事业单位离退休", "1.00"),
        _item("2013250", "事业运行", "1.00"),
        _item("2019876", "没有的科目", "1.00"),
        _item("2012399", "别的名称", "1.00"),
    ]
    report.add_table("expenditure_summary", ["total"], rows)
    return report


def _carry_over() -> Report:
    """A two-sided table whose carry-over holds money, at one level and with children."""
    report = Report("carry_over", {"issuer_name": "carry_over"})
    revenue = {"side": "revenue"}
    public = revenue | {"row_key": "revenue_general_public"}
    rows = [
        PrintedRow(1, "subtotal", ("90.00",), "一、本年收入", revenue | {"row_key": "revenue_current_total"}),
        PrintedRow(2, "line", ("90.00",), "（一）一般公共预算拨款", public),
        PrintedRow(1, "subtotal", ("10.00",), "二、上年结转", revenue | {"row_key": "revenue_carry_over"}),
        PrintedRow(2, "line", ("10.00",), "（一）一般公共预算拨款", public),
        PrintedRow(0, "total", ("100.00",), "收入总计", revenue | {"row_key": "revenue_grand_total"}),
        PrintedRow(
            1, "subtotal", ("95.00",), "一、本年支出",
            {"side": "expenditure", "row_key": "expenditure_current_total"}, block_no=2,
        ),
        PrintedRow(
            2, "line", ("95.00",), "教育支出",
            {"side": "expenditure", "function_code": "205", "function_name_printed": "教育支出"}, block_no=2,
        ),
        PrintedRow(
            1, "subtotal", ("5.00",), "二、年终结转结余",
            {"side": "expenditure", "row_key": "expenditure_carry_forward"}, block_no=2,
        ),
        PrintedRow(
            0, "total", ("100.00",), "支出总计", {"side": "expenditure", "row_key": "expenditure_grand_total"}, block_no=2
        ),
    ]  # fmt: skip
    report.add_table("fiscal_appropriation_summary", ["budget_amount"], rows)
    return report


def _flagged() -> Report:
    """A figure whose reading is doubtful and that no sum proves."""
    report = small_report("flagged", table_5=None, summary=None)
    report.add_table("government_fund_expenditure", ["total"], [_item("2013201", "行政运行", "7.00")])
    report.tables["lines"][-1] |= {"is_flagged": True, "flag_reason": "low OCR confidence"}
    return report


def _absurd() -> Report:
    """Numbers no body's money comes to (an account number in a money column): none may stop the others."""
    report = small_report("absurd", table_5="999999999999999.00")
    values = ("900000000000000000", "900000000000000000", "900000000000000000")
    rows = [PrintedRow(1, "line", values, "采购项目", {"procurement_code": "A05040101"})]
    report.add_table("government_procurement", ["quantity", "unit_price", "procurement_amount"], rows)
    return report


def _unknown_layout() -> Report:
    report = Report("unknown_layout", {"issuer_name": "unknown_layout"})
    report.add_table(None, ["total"], [PrintedRow(0, "total", ("1.00",))])
    report.add_table("expenditure_summary", ["total", "mystery"], [PrintedRow(0, "total", ("1.00", "2.00"))])
    report.tables["lines"][-1]["measure_key"] = None
    page = {"document_id": report.document_id, "width_points": 595.0, "height_points": 842.0, "rotation_degrees": 0}
    page |= {"text_layer": "born_digital", "engine": "none", "figures_on_page": 9, "figures_in_cells": 0}
    page |= {"figures_outside": 9, "conservation_status": "fails", "conservation_problem": "a table was not read"}
    # Page 1 is a table's own, which says so itself.
    report.tables["printed_tables"][-1] |= {"is_held_back": True, "hold_reason": "conservation fails on page 1"}
    report.tables["pages"] += [page | {"page_no": 1}, page | {"page_no": 7}]
    return report


def _twice_the_same_line() -> Report:
    report = small_report("twice_the_same_line")
    report.tables["lines"].append(report.tables["lines"][-1])
    return report


def _held_back_table() -> Report:
    report = small_report("held_back_table")
    report.tables["printed_tables"][-1] |= {"is_held_back": True, "hold_reason": "conservation fails on page 1"}
    return report


def write_scenarios(root: Path) -> None:
    """Write every scenario into one hand-over root, with the registry's files and the gate's holds."""
    gate_held, gone, copied = small_report("gate_held"), small_report("gone"), small_report("copied")
    written_over = small_report("written_over", summary=None, retrieved_at=SEEN_AT)
    office = OFFICE["unit_name_printed"]
    reports = [
        reference_report(),
        small_report("unit_report", issuer_name=office, department_name=office, body_kind="unit"),
        small_report("department_of_one_name", issuer_name="one_name", retrieved_at=SEEN_AT),
        small_report(
            "office_of_one_name", issuer_name="one_name", body_kind="unit", retrieved_at=SEEN_AT + timedelta(days=9)
        ),
        small_report("own_office", issuer_name="one_name（本级）", body_kind="unit"),
        small_report("finest_fails", item="90.00"),
        small_report("nothing_adds_up", item="90.00", table_3=None, summary_item="80.00"),
        small_report("tables_disagree", summary="111.00"),
        small_report("only_table_5", table_3=None, summary=None),
        small_report("first_version", table_3="90.00", issuer_name="revised", retrieved_at=SEEN_AT),
        small_report("second_version", issuer_name="revised", retrieved_at=SEEN_AT + timedelta(days=9)),
        small_report("together_a", table_3="90.00", issuer_name="together", retrieved_at=SEEN_AT),
        small_report("together_b", issuer_name="together", retrieved_at=SEEN_AT + timedelta(minutes=2)),
        written_over, small_report("written_anew", issuer_name="written_over", retrieved_at=SEEN_AT),
        small_report("other_money", item="7.00", table_3="7.00", table_5="7.00", summary="7.00", issuer_name="written_over"),
        small_report("held_back", is_held_back=True, hold_reason="page 3 cannot be read"),
        small_report("no_year", fiscal_year=None),
        gate_held, gone, copied, _codes(), _carry_over(), _flagged(), _absurd(), _unknown_layout(), _twice_the_same_line(), _held_back_table(), *panel_reports(),
    ]  # fmt: skip
    write_hand_over(root, *reports)
    holds = [{"document_id": gate_held.document_id, "hold_reason": "cell outside its page", "held_at": SEEN_AT}]
    write_run_table(root, "holds", holds)
    seen = {"size_bytes": 1, "first_seen_at": SEEN_AT, "last_seen_at": SEEN_AT}
    files = [
        seen | {"file_name": "gone.pdf", "document_id": gone.document_id, "status": "gone"},
        seen | {"file_name": "anew.pdf", "document_id": written_over.document_id, "status": "gone"},
        seen | {"file_name": "copied.pdf", "document_id": copied.document_id, "status": "accepted"},
        seen | {"file_name": "copy.pdf", "document_id": copied.document_id, "status": "duplicate", "duplicate_of": "copied.pdf"},
        seen
        | {
            "file_name": "empty.pdf", "document_id": None, "status": "quarantined", "reason_code": "empty_file",
            "reason_zh": "空文件", "reason_en": "The file is empty: fetch it again.",
        },
    ]  # fmt: skip
    write_run_table(root, "files", files)
