"""Reports of bodies over years, and of bodies that publish more than one report a year: what the panel must get right."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.dbt.hand_over import SEEN_AT, PrintedRow, Report

PLACE = {"division_code": "320000", "division_name": "江苏省"}


def function_row(code: str, name: str, *values: str) -> PrintedRow:
    """One function code with its figures; its level is that of its code."""
    level, kind = {3: (1, "group"), 5: (2, "group"), 7: (3, "line")}[len(code)]
    return PrintedRow(level, kind, values, name, {"function_code": code, "function_name_printed": name})


def expenditure_report(name: str, issuer: str, year: int, *tables: str | tuple[str, ...], **facts: Any) -> Report:
    """A report whose expenditure tables (支出总表) each state a total over its items; a string is a table of one item."""
    report = Report(name, PLACE | {"issuer_name": issuer, "fiscal_year": year} | facts)
    for items in tables:
        amounts = (items,) if isinstance(items, str) else items
        total = f"{sum(float(amount) for amount in amounts):.2f}"
        rows = [PrintedRow(0, "total", (total, total, "0.00"), "合计")]
        codes = [("2013201", "行政运行"), ("2013202", "一般行政管理事务"), ("2210201", "住房公积金")]
        rows += [function_row(*code, amount, amount, "0.00") for code, amount in zip(codes, amounts, strict=False)]
        report.add_table("expenditure_summary", ["total", "basic", "project"], rows, title_year=year)
    return report


def add_summary(report: Report, total: str, kind: str = "revenue_expenditure_summary") -> Report:
    """Add a 收支总表 (or 财政拨款收支总表) that states the whole expenditure."""
    side = {"side": "expenditure"}
    rows = [
        PrintedRow(2, "line", (total,), "一般公共服务支出", side | {"function_code": "201"}),
        PrintedRow(1, "subtotal", (total,), "本年支出合计", side | {"row_key": "expenditure_current_total"}),
    ]
    report.add_table(kind, ["budget_amount"], rows)
    return report


def coded_report(name: str, issuer: str, year: int, kind: str, items: dict[tuple[str, str], tuple[str, str]]) -> Report:
    """A report with a 支出总表 of these codes and names; figures are basic and project expenditure (both empty: unsplit)."""
    report = Report(name, PLACE | {"issuer_name": issuer, "fiscal_year": year, "report_kind": kind})
    split = any(project for _, project in items.values())
    amounts = [(Decimal(basic), Decimal(project or 0)) for basic, project in items.values()]
    total, basics, projects = (f"{value:.2f}" for value in (
        sum((a + b for a, b in amounts), Decimal()), sum((a for a, _ in amounts), Decimal()), sum((b for _, b in amounts), Decimal()),
    ))  # fmt: skip
    rows = [PrintedRow(0, "total", (total, basics, projects) if split else (total,), "合计")]
    for (code, label), (basic, project) in zip(items, amounts, strict=True):
        values = (f"{basic + project:.2f}", f"{basic:.2f}", f"{project:.2f}")
        rows.append(function_row(code, label, *(values if split else values[:1])))
    measures: list[str | tuple[str, int]] = ["total", "basic", "project"]
    report.add_table("expenditure_summary", measures if split else measures[:1], rows, title_year=year)
    return report


def add_basic(report: Report, items: dict[tuple[str, str], str]) -> Report:
    """Add a 一般公共预算基本支出表 of these economic codes and names."""
    total = f"{sum(map(Decimal, items.values()), Decimal()):.2f}"
    rows = [PrintedRow(0, "total", (total,), "合计")]
    rows += [
        PrintedRow(2, "line", (amount,), name, {"economic_code": code, "economic_name_printed": name})
        for (code, name), amount in items.items()
    ]
    report.add_table("general_public_basic_expenditure", ["total"], rows)
    return report


def _budget_beside_final() -> Report:
    """Final accounts whose one table prints 预算数 and 决算数 under measures nobody tells apart."""
    report = Report("budget_beside_final", PLACE | {"issuer_name": "江苏省丑局", "report_kind": "final_accounts"})
    rows = [PrintedRow(0, "total", ("100.00", "90.00"), "合计"), function_row("2013201", "行政运行", "100.00", "90.00")]
    report.add_table("expenditure_summary", ["budget_amount", "budget_amount"], rows)
    return report


def _coded_reports() -> list[Report]:
    """One body before and after codes moved, and with budget and final accounts of one year."""
    office, other, pension = (
        ("2013201", "行政运行"),
        ("2089901", "其他社会保障和就业支出"),
        ("20805", "行政事业单位离退休"),
    )
    body = "江苏省癸局"
    old = coded_report(
        "codes_2017", body, 2017, "budget", {office: ("50.00", ""), other: ("7.00", ""), pension: ("3.00", "")}
    )
    new_pension = ("20805", "行政事业单位养老支出")
    new = {
        office: ("60.00", "5.00"),
        ("2089999", "其他社会保障和就业支出"): ("8.00", "1.00"),
        new_pension: ("4.00", "0.00"),
    }
    final = {office: ("61.00", "6.00"), ("2210201", "住房公积金"): ("2.00", "0.00")}
    return [
        add_basic(old, {("30101", "基本工资"): "40.00", ("30311", "住房公积金"): "20.00"}),
        add_basic(
            coded_report("codes_2022", body, 2022, "budget", new),
            {("30101", "基本工资"): "45.00", ("30113", "住房公积金"): "27.00"},
        ),
        add_basic(
            coded_report("codes_2022_final", body, 2022, "final_accounts", final), {("30101", "基本工资"): "63.00"}
        ),
        coded_report("unsplit_budget", "江苏省子局", 2022, "budget", {office: ("9.00", "")}),
        coded_report("split_final", "江苏省子局", 2022, "final_accounts", {office: ("8.00", "3.00")}),
    ]


def panel_reports() -> list[Report]:
    """Every report of the panel's tests."""
    later = SEEN_AT + timedelta(days=9)
    text_part = add_summary(
        Report("text_part", PLACE | {"issuer_name": "江苏省委办公室", "fiscal_year": 2020, "retrieved_at": later}),
        "100.00",
        "fiscal_appropriation_summary",
    )
    return [
        expenditure_report("env_2018", "江苏省环境保护厅", 2018, "80.00"),
        expenditure_report("env_2020", "江苏省生态环境厅", 2020, "90.00"),
        # Too late for the former name: another body, or an error, and never followed in silence.
        expenditure_report("env_2021", "江苏省环境保护厅", 2021, "95.00"),
        expenditure_report("coded_2019", "江苏省甲办公室", 2019, "10.00", department_code="777"),
        expenditure_report("coded_2020", "江苏省乙办公室", 2020, "11.00", department_code="777"),
        expenditure_report("same_year_a", "江苏省丙办公室", 2020, "10.00", department_code="778"),
        expenditure_report("same_year_b", "江苏省丁办公室", 2020, "11.00", department_code="778"),
        expenditure_report(
            "other_place", "无锡市生态环境厅", 2020, "7.00", division_code="320200", division_name="无锡市"
        ),
        expenditure_report("tables_part", "中国共产党江苏省委员会办公室", 2020, "100.00"),
        text_part,
        add_summary(expenditure_report("units_inside", "江苏省戊局", 2020, "100.00", "60.00", "40.00"), "100.00"),
        expenditure_report("units_alone", "江苏省己局", 2020, "60.00", "40.00", "7.00"),
        add_summary(expenditure_report("units_proven", "江苏省庚局", 2020, "60.00", "40.00", "7.00"), "107.00"),
        expenditure_report("printed_twice", "江苏省辛局", 2020, "60.00", "60.00"),
        *_coded_reports(),
        _budget_beside_final(),
        expenditure_report("office_only", "江苏省壬局（本级）", 2020, "60.00"),
    ]
