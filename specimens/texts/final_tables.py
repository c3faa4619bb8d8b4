"""The tables of final accounts, printed from their book in the Ministry's forms.

Belongs here: grids, as in ``budget_tables``.
"""

from __future__ import annotations

from decimal import Decimal

from specimens.texts.book import Book, names_of
from specimens.texts.budget_tables import block, classes, money, pairs
from specimens.typeset.describe import Grid, TableBlock

_NUMERALS = "一二三四五六七八"


def tables(book: Book) -> list[TableBlock]:
    """Return the tables of final accounts."""
    return [
        block(book, 1, "收入支出决算总表", _summary(book), 3, (34, 6, 16, 34, 6, 16)),
        block(book, 2, "支出决算表", _expenditure(book), 3, (12, 30, 14, 14, 14, 10, 10, 12)),
        block(book, 3, "财政拨款收入支出决算总表", _fiscal(book), 3, (28, 5, 14, 28, 5, 14, 14, 14, 14)),
        block(book, 4, "一般公共预算财政拨款支出决算表", _public(book), 3, (14, 32, 14, 14, 14)),
        block(book, 5, "一般公共预算财政拨款基本支出决算表", _basic(book), 2, (9, 26, 12, 9, 26, 12)),
        block(book, 6, "财政拨款“三公”经费支出决算表", _three_public(book), 4, (10,) * 12),
        block(
            book, 7, "政府性基金预算财政拨款收入支出决算表", _government_fund(book), 3, (14, 24, 12, 12, 12, 12, 12, 12)
        ),
        block(book, 8, "国有资本经营预算财政拨款支出决算表", _state_capital(), 3, (14, 32, 14, 14, 14)),
    ]


def _numbered(rows: list[list[str]], first: int) -> Grid:
    return [[row[0], str(first + number), *row[1:]] for number, row in enumerate(rows)]


def _summary(book: Book) -> Grid:
    sources = (("一般公共预算财政拨款收入", "gp_revenue"), ("政府性基金预算财政拨款收入", "gf_revenue"),
               ("国有资本经营预算财政拨款收入", "sc_revenue"), ("上级补助收入", "none"), ("事业收入", "institution"),
               ("经营收入", "business"), ("附属单位上缴收入", "none"), ("其他收入", "other_income"))  # fmt: skip
    left = [[f"{_NUMERALS[n]}、{name}", money(book, key)] for n, (name, key) in enumerate(sources)]
    right = classes(book, is_fiscal=False)
    height = max(len(left), len(right))
    left += [["", ""]] * (height - len(left))
    right += [["", ""]] * (height - len(right))
    left += [["本年收入合计", money(book, "revenue")], ["使用非财政拨款结余", ""],
             ["年初结转和结余", money(book, "carry")], ["总计", money(book, "total")]]  # fmt: skip
    right += [["本年支出合计", money(book, "expenditure")], ["结余分配", ""],
              ["年末结转和结余", money(book, "carry_out")], ["总计", money(book, "total")]]  # fmt: skip
    head = [
        ["收入", "<", "<", "支出", "<", "<"],
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["栏次", "", "1", "栏次", "", "2"],
    ]
    return head + pairs(_numbered(left, 1), _numbered(right, len(left) + 1))


def _expenditure(book: Book) -> Grid:
    names = names_of("function", book.year)
    head = [["项目", "<", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
            ["功能分类科目编码", "科目名称", *["^"] * 6], ["栏次", "<", *"123456"]]  # fmt: skip
    keys = ("expenditure", "all_basic", "all_project")
    head.append(["合计", "<", *(money(book, key) for key in keys), "", "", ""])
    for code in book.codes():
        items = book.under(code)
        basic = sum((i.basic + i.other_basic for i in items), Decimal(0))
        project = sum((i.project + i.other_project for i in items), Decimal(0))
        head.append([code, names[code], *(money(book, v) for v in (basic + project, basic, project)), "", "", ""])
    return head


def _fiscal(book: Book) -> Grid:
    names = names_of("function", book.year)
    left = [["一、一般公共预算财政拨款", money(book, "gp_revenue")], ["二、政府性基金预算财政拨款", money(book, "gf_revenue")],
            ["三、国有资本经营预算财政拨款", ""]]  # fmt: skip
    right = []
    for number, (code, row) in enumerate(
        zip(sorted({i.code[:3] for i in book.lines if i.fiscal}), classes(book, is_fiscal=True), strict=True)
    ):
        by_fund = [sum((i.fiscal for i in book.under(code, fund)), Decimal(0)) for fund in
                   ("general_public", "government_fund", "state_capital")]  # fmt: skip
        assert row[0].startswith("一二三四五六七八九十"[number]) and row[0].endswith(names[code])
        right.append([*row, *(money(book, value) for value in by_fund)])
    height = max(len(left), len(right))
    left += [["", ""]] * (height - len(left))
    right += [[""] * 5] * (height - len(right))
    out = [money(book, key) for key in ("carry_out_fiscal", "carry_out_gp", "carry_out_gf")]
    left += [["本年收入合计", money(book, "fiscal_revenue")], ["年初财政拨款结转和结余", money(book, "carry_fiscal")],
             ["  一般公共预算财政拨款", money(book, "carry_gp")], ["  政府性基金预算财政拨款", money(book, "carry_gf")],
             ["  国有资本经营预算财政拨款", ""], ["总计", money(book, "fiscal_total")]]  # fmt: skip
    totals = [book.value(key) + book.value(f"carry_out_{key}") for key in ("gp", "gf")]
    right += [["本年支出合计", *(money(book, key) for key in ("fiscal_expenditure", "gp", "gf")), ""],
              ["年末财政拨款结转和结余", *out, ""], [""] * 5, [""] * 5, [""] * 5,
              ["总计", money(book, "fiscal_total"), *(money(book, value) for value in totals), ""]]  # fmt: skip
    head = [["收入", "<", "<", "支出", *["<"] * 5],
            ["项目", "行次", "金额", "项目", "行次", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"],
            ["栏次", "", "1", "栏次", "", "2", "3", "4", "5"]]  # fmt: skip
    return head + pairs(_numbered(left, 1), _numbered(right, len(left) + 1))


def _public(book: Book) -> Grid:
    names = names_of("function", book.year)
    head = [["项目", "<", "本年支出", "<", "<"], ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"], ["栏次", "<", *"123"],
            ["合计", "<", *(money(book, key) for key in ("gp", "gp_basic", "gp_project"))]]  # fmt: skip
    for code in book.codes("general_public"):
        items = book.under(code, "general_public")
        basic, project = sum((i.basic for i in items), Decimal(0)), sum((i.project for i in items), Decimal(0))
        head.append([code, names[code], *(money(book, value) for value in (basic + project, basic, project))])
    return head


def _basic(book: Book) -> Grid:
    names = names_of("economic_department", book.year)
    halves: tuple[Grid, Grid] = ([], [])
    for code in sorted({code[:3] for code in book.economic} | set(book.economic)):
        half = halves[code.startswith(("302", "310", "399"))]
        half.append([code, ("" if len(code) == 3 else "  ") + names[code], money(book, f"e{code}")])
    foot = ["人员经费合计", "<", money(book, "personnel"), "公用经费合计", "<", money(book, "operating")]
    head = [["人员经费", "<", "<", "公用经费", "<", "<"], ["科目编码", "科目名称", "决算数"] * 2]
    return [*head, *pairs(*halves), foot]


def _three_public(book: Book) -> Grid:
    keys = ("three_public", "overseas", "vehicles", "vehicle_purchase", "vehicle_running", "reception")
    amounts = [money(book, book[key].planned, zero="0.00") if key in book else "0.00" for key in keys]
    amounts += [money(book, key, zero="0.00") for key in keys]
    return [
        ["预算数", *["<"] * 5, "决算数", *["<"] * 5],
        ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "<", "<", "公务接待费"] * 2,
        ["^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^"] * 2,
        [str(number) for number in range(1, 13)],
        amounts,
    ]


def _government_fund(book: Book) -> Grid:
    names = names_of("function", book.year)
    head = [["项目", "<", "年初结转和结余", "本年收入", "本年支出", "<", "<", "年末结转和结余"],
            ["功能分类科目编码", "科目名称", "^", "^", "小计", "基本支出", "项目支出", "^"], ["栏次", "<", *"123456"]]  # fmt: skip
    keys = ("carry_gf", "gf_revenue", "gf", "gf_basic", "gf_project", "carry_out_gf")
    head.append(["合计", "<", *(money(book, key) for key in keys)])
    codes = book.codes("government_fund")
    # One item only: each of its rows is the whole.
    assert len(codes) <= 3
    return head + ([[code, names[code], *(money(book, key) for key in keys)] for code in codes] or [[""] * 8])


def _state_capital() -> Grid:
    return [["项目", "<", "本年支出", "<", "<"], ["功能分类科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["栏次", "<", *"123"],
            ["合计", "<", "", "", ""], [""] * 5]  # fmt: skip
