"""Tables whose rows are the tree of a classification: 支出总表, 一般公共预算支出表, 基本支出表, 政府性基金, 国有资本.

Belongs here: one function a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from specimens.families.money import PERSONNEL, Money, Spending, names
from specimens.families.sheet import Sheet, two_level
from specimens.families.style import Style

NO_FUND_NOTE = "注：本部门{year}年没有国有资本经营预算安排的支出，故本表无数据。"


def expenditure_summary(style: Style, money: Money, table_no: int) -> Sheet:
    """支出总表: total, basic, project."""
    name = "支出决算表" if style.is_final else "支出总表"
    whole = "本年支出合计" if style.is_final else "合计"
    header = [[*style.label_columns, whole, "基本支出", "项目支出"]]
    sheet = Sheet(
        style, "expenditure_summary", name, table_no, header, len(style.label_columns), ["total", "basic", "project"]
    )
    _functions(sheet, style, money.tree(), money.whole())
    return sheet


def general_public(style: Style, money: Money, table_no: int) -> Sheet:
    """一般公共预算支出表: total, basic (perhaps split), project."""
    name = "一般公共预算财政拨款支出决算表" if style.is_final else "一般公共预算支出表"
    labels = style.label_columns
    if style.splits_basic:
        groups = [("合计", []), ("基本支出", ["小计", "人员经费", "公用经费"]), ("项目支出", [])]
        columns = ["total", "basic", "basic_personnel", "basic_operating", "project"]
    else:
        groups = [("合计", []), ("基本支出", []), ("项目支出", [])]
        columns = ["total", "basic", "project"]
    sheet = Sheet(style, "general_public_expenditure", name, table_no, two_level(labels, groups), len(labels), columns)
    _functions(sheet, style, money.tree(fund=False), money.whole(fund=False))
    return sheet


def government_fund(style: Style, money: Money, table_no: int) -> Sheet:
    """政府性基金: of final accounts with the fund's balances, which begin and end at zero."""
    labels = style.label_columns
    spent = ("本年支出", ["小计", "基本支出", "项目支出"])
    if style.is_final:
        header = two_level(labels, [("年初结转和结余", []), ("本年收入", []), spent, ("年末结转和结余", [])])
        columns = ["fund_opening", "fund_income", "total", "basic", "project", "fund_closing"]
        name = "政府性基金预算财政拨款收入支出决算表"
    else:
        header = two_level(labels, [("本年政府性基金预算支出", ["合计", "基本支出", "项目支出"])])
        columns, name = ["total", "basic", "project"], "政府性基金预算支出表"
    sheet = Sheet(style, "government_fund_expenditure", name, table_no, header, len(labels), columns)
    _functions(sheet, style, money.tree(fund=True), money.whole(fund=True))
    return sheet


def state_capital(style: Style, table_no: int, year: int) -> Sheet:
    """国有资本经营预算: an empty table with its note."""
    name = "国有资本经营预算财政拨款支出决算表" if style.is_final else "国有资本经营预算支出表"
    header = [[*style.label_columns, "合计", "基本支出", "项目支出"]]
    note = NO_FUND_NOTE.format(year=year)
    sheet = Sheet(
        style,
        "state_capital_expenditure",
        name,
        table_no,
        header,
        len(style.label_columns),
        ["total", "basic", "project"],
        note,
    )
    for _ in range(2):
        sheet.rows.append([""] * len(header[0]))
    return sheet


def basic_expenditure(style: Style, money: Money, table_no: int) -> Sheet:
    """一般公共预算基本支出表 by economic classification."""
    name = "一般公共预算财政拨款基本支出决算表" if style.is_final else "一般公共预算基本支出表"
    tree = money.economic_tree()
    if style.basic == "two_sided":
        return _two_sided(style, name, tree, table_no)
    labels = ["科目编码", "科目名称"] if style.codes in ("three", "parts", "one") else ["科目名称"]
    if style.basic == "split":
        header = two_level(labels, [("一般公共预算基本支出", ["合计", "人员经费", "公用经费"])])
        columns = ["total", "basic_personnel", "basic_operating"]
    else:
        header, columns = [[*labels, "金额"]], ["budget_amount"]
    sheet = Sheet(style, "general_public_basic_expenditure", name, table_no, header, len(labels), columns)
    sums = [
        sum((v for c, v in tree.items() if len(c) == 3 and (c in _PERSONNEL) == who), Decimal(0))
        for who in (True, False)
    ]
    total = {"total": sum(sums), "budget_amount": sum(sums), "basic_personnel": sums[0], "basic_operating": sums[1]}
    rows = [(code, _economic_labels(style, code), _by_kind(code, amount)) for code, amount in tree.items()]
    whole = ("total", _economic_labels(style, "", "合计"), {key: Decimal(value) for key, value in total.items()})
    for key, cells, amounts in [*rows, whole] if style.is_total_last else [whole, *rows]:
        sheet.add(key, cells, amounts)
    return sheet


_PERSONNEL = frozenset(code[:3] for code in PERSONNEL)


def _by_kind(code: str, amount: Decimal) -> dict[str, Decimal]:
    kind = "basic_personnel" if code[:3] in _PERSONNEL else "basic_operating"
    return {"total": amount, "budget_amount": amount, kind: amount}


def _economic_labels(style: Style, code: str, name: str = "") -> list[str]:
    name = name or names("economic_department")[code]
    if style.codes in ("three", "parts", "one"):
        return [code, name]
    if style.codes == "names":
        return ["　" * (len(code) > 3) + name]
    return [name if not code else f"[{code}]{name}" if style.codes == "bracket" else f"{code}-{name}"]


def _two_sided(style: Style, name: str, tree: Mapping[str, Decimal], table_no: int) -> Sheet:
    """人员经费 on the left, 公用经费 on the right, each with its total at the foot."""
    header = [["人员经费", "<", "<", "公用经费", "<", "<"], ["科目编码", "科目名称", "金额"] * 2]
    sheet = Sheet(style, "general_public_basic_expenditure", name, table_no, header, 6, [])
    sides = [
        [(code, amount) for code, amount in tree.items() if (code[:3] in _PERSONNEL) == who] for who in (True, False)
    ]
    listed = names("economic_department")
    for number in range(max(map(len, sides))):
        row: list[str] = []
        for side, measure in zip(sides, ("basic_personnel", "basic_operating"), strict=True):
            code, amount = side[number] if number < len(side) else ("", Decimal(0))
            row += [code, listed[code] if code else "", style.figure(amount) if code else ""]
            sheet.expect(code, measure, amount)
        sheet.rows.append(row)
    last: list[str] = []
    for side, label, measure in zip(
        sides, ("人员经费合计", "公用经费合计"), ("basic_personnel", "basic_operating"), strict=True
    ):
        amount = sum((amount for code, amount in side if len(code) == 3), Decimal(0))
        last += [label, "<", style.figure(amount)]
        sheet.expect(f"{measure}_total", measure, amount)
    sheet.rows.append(last)
    return sheet


def _functions(sheet: Sheet, style: Style, tree: Mapping[str, Spending], whole: Spending) -> None:
    """The rows of a function tree and its total."""
    listed = names("function")
    rows = [
        (code, style.labels(code, listed[code]), _amounts(spent))
        for code, spent in tree.items()
        if style.has_groups or len(code) == 7
    ]
    total = ("total", style.labels("", "合计"), _amounts(whole))
    for key, cells, amounts in [*rows, total] if style.is_total_last else [total, *rows]:
        sheet.add(key, cells, amounts)


def _amounts(spent: Spending) -> dict[str, Decimal]:
    return {
        "total": spent.total, "basic": spent.basic, "basic_personnel": spent.personnel, "basic_operating": spent.operating,
        "project": spent.project, "fund_income": spent.total,
    }  # fmt: skip
