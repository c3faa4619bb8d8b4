"""Summaries of revenue and expenditure, 收入总表, and the three public expenses.

Belongs here: one function a table.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest

from specimens.families.money import ISSUER, SOURCES, YEAR, Money, names
from specimens.families.sheet import Sheet, two_level
from specimens.families.style import Style

Half = list[tuple[str, str, Decimal]]
SOURCE_NAMES = {
    "general_public": "一般公共预算拨款收入", "government_fund": "政府性基金预算拨款收入", "other_income": "其他收入",
}  # fmt: skip
CHINESE = "一二三四五六七八九十"
THREE_PUBLIC_NAMES = {
    "three_public_total": "合计", "overseas_travel": "因公出国（境）费", "official_vehicle_total": "公务用车购置及运行费",
    "official_vehicle_purchase": "公务用车购置费", "official_vehicle_running": "公务用车运行费", "official_reception": "公务接待费",
}  # fmt: skip


def revenue_expenditure_summary(style: Style, money: Money, table_no: int) -> Sheet:
    """收支总表: revenue by source beside expenditure by class (and, in three parts, by purpose)."""
    revenue = money.revenue
    left: Half = [
        (f"revenue_{source}", f"{CHINESE[number]}、{SOURCE_NAMES[source]}", revenue[source])
        for number, source in enumerate(SOURCES)
    ]
    classes = [(code, spent) for code, spent in money.tree().items() if len(code) == 3]
    right: Half = [
        (code, f"{CHINESE[number]}、{names('function')[code]}", spent.total)
        for number, (code, spent) in enumerate(classes)
    ]
    name = "收入支出决算总表" if style.is_final else "收支总表"
    whole = money.whole()
    third: Half = []
    if style.halves == "three":
        third = [
            ("expenditure_purpose_basic", "一、基本支出", whole.basic),
            ("expenditure_purpose_project", "二、项目支出", whole.project),
        ]
    return _sides(style, "revenue_expenditure_summary", name, table_no, left, right, third, whole.total)


def fiscal_appropriation_summary(style: Style, money: Money, table_no: int) -> Sheet:
    """财政拨款收支总表: the same of fiscal appropriation."""
    left: Half = [
        ("revenue_general_public", "一、一般公共预算拨款", money.revenue["general_public"]),
        ("revenue_government_fund", "二、政府性基金预算拨款", money.revenue["government_fund"]),
    ]
    classes: dict[str, Decimal] = {}
    for fund in (False, True):
        classes |= {code: spent.total for code, spent in money.tree(fund=fund).items() if len(code) == 3}
    right: Half = [
        (code, f"{CHINESE[number]}、{names('function')[code]}", classes[code])
        for number, code in enumerate(sorted(classes))
    ]
    name = "财政拨款收入支出决算总表" if style.is_final else "财政拨款收支总表"
    return _sides(
        style, "fiscal_appropriation_summary", name, table_no, left, right, [], sum(classes.values(), Decimal(0))
    )


def _sides(
    style: Style, kind: str, name: str, table_no: int, left: Half, right: Half, third: Half, whole: Decimal
) -> Sheet:
    amount = "决算数" if style.is_final else f"{YEAR}年预算数"
    opening, closing = ("年初结转和结余", "年末结转和结余") if style.is_final else ("上年结转", "结转下年")
    closings: list[Half] = [
        [("revenue_current_total", "本年收入合计", whole), ("revenue_carry_over", opening, Decimal(0)), ("revenue_grand_total", "收入总计", whole)],
        [("expenditure_current_total", "本年支出合计", whole), ("expenditure_carry_forward", closing, Decimal(0)), ("expenditure_grand_total", "支出总计", whole)],
    ]  # fmt: skip
    header = [["收入", "<", "支出", "<"], ["项目", amount] * 2]
    bodies = [left, right]
    if third:
        header = [["收入", "<", "支出", "<", "<", "<"], ["项目", amount, "按功能分类", amount, "支出用途", amount]]
        bodies, closings = [left, right, third], [*closings, closings[1]]
    sheet = Sheet(style, kind, name, table_no, header, len(header[0]), [])
    blank = ("", "", Decimal(0))
    halves = [zip_longest(*bodies, fillvalue=blank), zip(*closings, strict=True)]
    for part in halves:
        for cells in part:
            row: list[str] = []
            for key, label, value in cells:
                row += [label, style.figure(value) if label else ""]
                sheet.expect(key, "budget_amount", value)
            sheet.rows.append(row)
    return sheet


def revenue_summary(style: Style, money: Money, table_no: int) -> Sheet:
    """收入总表: by unit, by function, or of the whole department in one row."""
    revenue, whole = money.revenue, money.whole()
    if style.revenue == "function":
        labels = style.label_columns
        header = [[*labels, "本年收入合计", "财政拨款收入", "其他收入"]]
        columns = ["current_total", "current_fiscal", "current_other_income"]
        sheet = Sheet(
            style,
            "revenue_summary",
            "收入决算表" if style.is_final else "收入总表",
            table_no,
            header,
            len(labels),
            columns,
        )
        rows = [
            (code, style.labels(code, names("function")[code]), spent)
            for code, spent in money.tree().items()
            if style.has_groups or len(code) == 7
        ]
        for key, cells, spent in [("total", style.labels("", "合计"), whole), *rows]:
            amounts = {
                "current_total": spent.total,
                "current_fiscal": spent.total - spent.other,
                "current_other_income": spent.other,
            }
            sheet.add(key, cells, amounts)
        return sheet
    sources = ["一般公共预算", "政府性基金预算", "国有资本经营预算", "其他收入"]
    columns = [
        "total",
        "current_total",
        "current_general_public",
        "current_government_fund",
        "current_state_capital",
        "current_other_income",
        "carry_total",
    ]
    amounts = {
        "total": whole.total, "current_total": whole.total, "current_general_public": revenue["general_public"],
        "current_government_fund": revenue["government_fund"], "current_other_income": revenue["other_income"],
        "carry_total": Decimal(0), "current_state_capital": Decimal(0),
    }  # fmt: skip
    labels = (
        ["部门（单位）名称"]
        if style.codes in ("names", "bracket", "dash")
        else ["部门（单位）代码", "部门（单位）名称"]
    )
    header = two_level(labels, [("合计", []), ("本年收入", ["小计", *sources]), ("上年结转结余", [])])
    sheet = Sheet(style, "revenue_summary", "收入总表", table_no, header, len(labels), columns)
    if style.revenue == "unit":
        sheet.add("total", [*[""] * (len(labels) - 1), "合计"], amounts)
    sheet.add(ISSUER, [*["117"][: len(labels) - 1], ISSUER], amounts)
    return sheet


def three_public(style: Style, money: Money, table_no: int) -> Sheet:
    """“三公”经费: one row with a column an item, a row an item, a column a fund, or budget beside final."""
    amounts = money.three_public
    items = THREE_PUBLIC_NAMES
    kind, name = "three_public_expenditure", "“三公”经费支出表"
    if style.three_public in ("standing", "by_fund"):
        by_fund = style.three_public == "by_fund"
        header = [["项目", "合计", "一般公共预算", "政府性基金预算"]] if by_fund else [["项目", f"{YEAR}年预算数"]]
        sheet = Sheet(style, kind, name, table_no, header, len(header[0]), [])
        for key in (
            "three_public_total",
            "overseas_travel",
            "official_vehicle_total",
            "official_vehicle_purchase",
            "official_vehicle_running",
            "official_reception",
        ):
            figure = style.figure(amounts[key])
            sheet.rows.append(
                [items[key], figure, figure, style.figure(Decimal(0))] if by_fund else [items[key], figure]
            )
            row_key = "total" if key == "three_public_total" else items[key]
            sheet.expect(row_key, key, amounts[key])
            if by_fund:
                sheet.expect(row_key, f"{key}_general_public", amounts[key])
        return sheet
    lower = ["小计", "公务用车购置费", "公务用车运行费"]
    groups = [("合计", []), ("因公出国（境）费", []), ("公务用车购置及运行费", lower), ("公务接待费", [])]
    columns = [
        "three_public_total",
        "overseas_travel",
        "official_vehicle_total",
        "official_vehicle_purchase",
        "official_vehicle_running",
        "official_reception",
    ]
    if style.three_public == "paired":
        one = two_level([], groups)
        header = [["预算数", *"<" * 5, "决算数", *"<" * 5], *(row * 2 for row in one)]
        both = [f"{key}_budgeted" for key in columns] + columns
        sheet = Sheet(style, kind, "财政拨款“三公”经费支出决算表", table_no, header, 0, both)
        sheet.add("total", [], {f"{key}_budgeted": value * 2 for key, value in amounts.items()} | amounts)
        return sheet
    sheet = Sheet(style, kind, name, table_no, two_level(["单位名称"], groups), 1, columns)
    sheet.add("total", ["合计"], amounts)
    sheet.add(ISSUER, [ISSUER], amounts)
    return sheet
