"""The tables of a budget, printed from its book in the Ministry's plain forms.

Belongs here: grids. The forms themselves are not what these reports try; those of places are in ``specimens/typeset/reports``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from specimens.texts.amounts import rounded
from specimens.texts.book import Book, names_of
from specimens.typeset.describe import Grid, TableBlock

_NUMERALS = "一二三四五六七八九十"
_UNITS = {"万元": Decimal(10_000), "元": Decimal(1)}


def money(book: Book, value: Decimal | str, *, zero: str = "") -> str:
    """Return ``value`` as the book's tables print it; nought is printed as ``zero``."""
    amount = book.value(value) if isinstance(value, str) else value
    return f"{rounded(amount / _UNITS[book.about['unit']], 2):,}" if amount else zero


def block(book: Book, number: int, title: str, grid: Grid, header_rows: int, widths: Sequence[float]) -> TableBlock:
    """Return one table."""
    return TableBlock(number, title, (grid,), tuple(widths), unit=f"单位：{book.about['unit']}", header_rows=header_rows,
                      is_landscape=len(widths) > 7)  # fmt: skip


def pairs(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> Grid:
    """Return two halves side by side, the shorter filled with blanks."""
    width = len(left[0]), len(right[0])
    rows = max(len(left), len(right))
    return [
        [*(left[n] if n < len(left) else [""] * width[0]), *(right[n] if n < len(right) else [""] * width[1])]
        for n in range(rows)
    ]


def classes(book: Book, *, is_fiscal: bool) -> list[list[str]]:
    """Return the rows of expenditure by class."""
    names = names_of("function", book.year)
    rows: list[list[str]] = []
    for code in dict.fromkeys(item.code[:3] for item in sorted(book.lines, key=lambda item: item.code)):
        items = book.under(code)
        amount = sum((i.fiscal if is_fiscal else i.fiscal + i.other for i in items), Decimal(0))
        if amount:
            rows.append([f"{_NUMERALS[len(rows)]}、{names[code]}", money(book, amount)])
    return rows


def tables(book: Book) -> list[TableBlock]:
    """Return the tables of a budget."""
    year = book.year
    return [
        block(book, 1, f"{year}年部门收支总表", _summary(book), 2, (36, 20, 36, 20)),
        block(book, 2, f"{year}年部门支出总表", _expenditure(book), 1, (12, 34, 18, 18, 18)),
        block(book, 3, f"{year}年财政拨款收支总表", _fiscal(book), 2, (36, 20, 36, 20)),
        block(book, 4, f"{year}年一般公共预算支出表", _fund(book, "general_public"), 1, (12, 34, 18, 18, 18)),
        block(book, 5, f"{year}年一般公共预算基本支出表", _basic(book), 1, (12, 34, 18, 18, 18)),
        block(book, 6, f"{year}年一般公共预算“三公”经费支出表", _three_public(book), 2, (15,) * 6),
        block(book, 7, f"{year}年政府性基金预算支出表", _fund(book, "government_fund"), 1, (12, 34, 18, 18, 18)),
        block(book, 8, f"{year}年国有资本经营预算支出表", _fund(book, "state_capital"), 1, (12, 34, 18, 18, 18)),
    ]


def _summary(book: Book) -> Grid:
    sources = (("一般公共预算拨款收入", "gp_revenue"), ("政府性基金预算拨款收入", "gf_revenue"),
               ("国有资本经营预算拨款收入", "sc_revenue"), ("事业收入", "institution"), ("事业单位经营收入", "business"),
               ("其他收入", "other_income"))  # fmt: skip
    left = [[f"{_NUMERALS[n]}、{name}", money(book, key)] for n, (name, key) in enumerate(sources)]
    body = pairs(left, classes(book, is_fiscal=False))
    body.append(["本年收入合计", money(book, "revenue"), "本年支出合计", money(book, "expenditure")])
    body.append(["上年结转", money(book, "carry"), "结转下年", ""])
    body.append(["收入总计", money(book, "total"), "支出总计", money(book, "total")])
    return [["收入", "<", "支出", "<"], ["项目", "预算数", "项目", "预算数"], *body]


def _fiscal(book: Book) -> Grid:
    left = [["一、本年收入", money(book, "fiscal_revenue")]]
    funds = (("一般公共预算拨款", "gp"), ("政府性基金预算拨款", "gf"), ("国有资本经营预算拨款", "sc"))
    marks = ("（一）", "（二）", "（三）")
    left += [[f"{mark}{name}", money(book, f"{key}_revenue")] for mark, (name, key) in zip(marks, funds, strict=True)]
    left += [["二、上年结转", money(book, "carry_fiscal")]]
    left += [[f"{mark}{name}", money(book, f"carry_{key}")] for mark, (name, key) in zip(marks, funds, strict=True)]
    right = [["一、本年支出", money(book, "fiscal_expenditure")]]
    right += [[f"（{row[0].replace('、', '）')}", row[1]] for row in classes(book, is_fiscal=True)]
    right += [["二、结转下年", ""]]
    total = money(book, "fiscal_total")
    return [
        ["收入", "<", "支出", "<"],
        ["项目", "预算数", "项目", "预算数"],
        *pairs(left, right),
        ["收入总计", total, "支出总计", total],
    ]


def _expenditure(book: Book) -> Grid:
    names = names_of("function", book.year)
    rows = []
    for code in book.codes():
        items = book.under(code)
        basic = sum((i.basic + i.other_basic for i in items), Decimal(0))
        project = sum((i.project + i.other_project for i in items), Decimal(0))
        rows.append([code, names[code], *(money(book, value) for value in (basic + project, basic, project))])
    total = ["合计", "<", *(money(book, key) for key in ("expenditure", "all_basic", "all_project"))]
    return [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], *rows, total]


def _fund(book: Book, fund: str) -> Grid:
    names = names_of("function", book.year)
    header = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    rows = []
    for code in book.codes(fund):
        items = book.under(code, fund)
        basic, project = sum((i.basic for i in items), Decimal(0)), sum((i.project for i in items), Decimal(0))
        rows.append([code, names[code], *(money(book, value) for value in (basic + project, basic, project))])
    items = book.under("", fund)
    basic, project = sum((i.basic for i in items), Decimal(0)), sum((i.project for i in items), Decimal(0))
    total = ["合计", "<", *(money(book, value) for value in (basic + project, basic, project))]
    return [header, *(rows or [[""] * 5]), total]


def _basic(book: Book) -> Grid:
    names = names_of("economic_department", book.year)
    rows = []
    for code in sorted({code[:3] for code in book.economic} | set(book.economic)):
        is_operating = code.startswith(("302", "310", "399"))
        amount = money(book, f"e{code}")
        rows.append([code, names[code], amount, *(("", amount) if is_operating else (amount, ""))])
    total = ["合计", "<", *(money(book, key) for key in ("basic", "personnel", "operating"))]
    return [["科目编码", "科目名称", "合计", "人员经费", "公用经费"], *rows, total]


def _three_public(book: Book) -> Grid:
    keys = ("three_public", "overseas", "vehicles", "vehicle_purchase", "vehicle_running", "reception")
    return [
        ["“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"],
        ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"],
        [money(book, key, zero="0.00") for key in keys],
    ]
