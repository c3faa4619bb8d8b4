"""A small report that prints what docs/teaching.md teaches: a fund by another name, an unknown column, a kind of table without a name.

Belongs here: describing it. Everything adds up, but for the cells a test misprints.
"""

from __future__ import annotations

from decimal import Decimal

from specimens.typeset import Report, TableBlock, TextBlock
from specimens.typeset.describe import Grid

YEAR = 2024
#: Tables by their number in the report.
SUMMARY, REVENUE, EXPENDITURE, FISCAL, GENERAL, PROJECT_FUNCTIONS, PROJECTS = range(1, 8)
#: Code, name, total, basic, personnel, operating, project; in 万元.
FUNCTIONS = [
    ("", "合计", 100, 60, 45, 15, 40),
    ("213", "农林水支出", 100, 60, 45, 15, 40),
    ("21302", "林业和草原", 100, 60, 45, 15, 40),
    ("2130204", "事业机构", 60, 60, 45, 15, 0),
    ("2130205", "森林资源培育", 30, 0, 0, 0, 30),
    ("2130209", "森林生态效益补偿", 10, 0, 0, 0, 10),
]
SPLIT = ["合计", "基本支出", "人员经费", "公用经费", "项目支出"]


def taught_report(issuer: str, fund: str = "一般财政预算") -> Report:
    """The report of a body whose money is all general public budget, called ``fund`` in most places."""
    functions: Grid = [["科目编码", "科目名称", *SPLIT], *([*row[:2], *map(yuan, row[2:])] for row in FUNCTIONS)]
    projects: Grid = [
        ["单位名称", "项目名称", "合计", "一般公共预算", "其中：科研经费"],
        ["", "合计", yuan(40), yuan(40), yuan(5)],
        [issuer, "退耕还林", yuan(30), yuan(30), yuan(5)],
        [issuer, "生态补偿", yuan(10), yuan(10), yuan(0)],
    ]
    revenue: Grid = [
        ["单位编码", "单位名称", "合计", "本年收入", "<"],
        ["^", "^", "^", "小计", fund],
        ["", "合计", yuan(100), yuan(100), yuan(100)],
        ["117", issuer, yuan(100), yuan(100), yuan(100)],
    ]
    tables = (
        _table(SUMMARY, "收支总表", _halves(f"{fund}拨款收入"), header_rows=2),
        _table(REVENUE, "收入总表", revenue, header_rows=2),
        _table(EXPENDITURE, "支出总表", functions),
        _table(FISCAL, "财政拨款收支总表", _halves(f"{fund}拨款"), header_rows=2),
        _table(GENERAL, f"{fund}支出表", [[row[0], row[1], row[2], row[3], row[6]] for row in functions]),
        # Without the item that has no project.
        _table(
            PROJECT_FUNCTIONS,
            "一般公共预算项目支出表（按功能分类科目）",
            [[row[0], row[1], row[6]] for row in functions if row[0] != "2130204"],
        ),
        _table(PROJECTS, "项目支出表", projects),
    )
    before = (f"第一部分 {issuer}概况", "一、主要职能", "负责全区林业工作。", f"第二部分 {YEAR}年部门预算表")
    after = (
        f"第三部分 {YEAR}年部门预算情况说明",
        "一、收入预算情况说明",
        f"{YEAR}年收入预算1000000.00元，其中：{fund}拨款收入1000000.00元。",
    )
    blocks = (TextBlock(((issuer, f"{YEAR}年部门预算"),)), TextBlock((before,)), *tables, TextBlock((after,)))
    return Report(f"{issuer}{YEAR}年部门预算", blocks)


def yuan(amount: object) -> str:
    """An amount of 万元 as it is printed in yuan."""
    return f"{Decimal(str(amount)) * 10000:,.2f}"


def _table(number: int, title: str, grid: Grid, header_rows: int = 1) -> TableBlock:
    widths = tuple(1.6 if col < 2 else 1.0 for col in range(len(grid[0])))
    return TableBlock(number, f"{YEAR}年{title}", (grid,), widths, unit="单位：元", header_rows=header_rows)


def _halves(source: str) -> Grid:
    return [
        ["收入", "<", "支出", "<"],
        ["项目", f"{YEAR}年预算数", "项目", f"{YEAR}年预算数"],
        [f"一、{source}", yuan(100), "一、农林水支出", yuan(100)],
        ["本年收入合计", yuan(100), "本年支出合计", yuan(100)],
        ["收入总计", yuan(100), "支出总计", yuan(100)],
    ]
