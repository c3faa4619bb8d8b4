"""Small described tables with their sums as checks, for the tests of the diagnosis."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipelines.diagnosis import CaseFile, Check, Figure

#: (label, level, amounts by column); an empty string is a blank cell.
Sheet = Sequence[tuple[str, int, tuple[str, ...]]]
COLUMNS = ("合计", "人员经费", "公用经费")


def figures_of(sheet: Sheet, table_id: str = "t06", document_id: str = "d") -> list[Figure]:
    return [
        Figure(
            source_id=f"{table_id}-r{row_no}-c{col_no}",
            kind="line",
            document_id=document_id,
            value=Decimal(text.replace(",", "") or "0"),
            value_text=text,
            page_no=8,
            unit_multiplier=1,
            decimals_printed=2,
            table_id=table_id,
            table_kind="general_public_basic_expenditure",
            printed_no="6",
            place="一般公共预算基本支出表",
            row_no=row_no,
            col_no=col_no,
            row_label=label,
            column_label=COLUMNS[col_no],
            cell_id=f"{table_id}-r{row_no}-c{col_no}-cell",
        )
        for row_no, (label, _, amounts) in enumerate(sheet)
        for col_no, text in enumerate(amounts)
    ]


def sum_checks(sheet: Sheet, table_id: str = "t06", document_id: str = "d") -> list[Check]:
    """Parent = sum of children down the levels, and column 0 = columns 1 + 2 across each row."""
    checks: list[Check] = []
    for parent_no, (label, level, amounts) in enumerate(sheet):
        children: list[int] = []
        for row_no in range(parent_no + 1, len(sheet)):
            if sheet[row_no][1] <= level:
                break
            if sheet[row_no][1] == level + 1:
                children.append(row_no)
        for col_no in range(len(amounts) if children else 0):
            terms = [(Decimal(1), f"{table_id}-r{parent_no}-c{col_no}")]
            terms += [(Decimal(-1), f"{table_id}-r{row_no}-c{col_no}") for row_no in children]
            checks.append(
                _check(f"h-{table_id}-{parent_no}-{col_no}", "down", terms, label, f"{label}之和", document_id)
            )
        if len(amounts) > 1:
            across = [
                (Decimal(1 if col_no == 0 else -1), f"{table_id}-r{parent_no}-c{col_no}")
                for col_no in range(len(amounts))
            ]
            checks.append(_check(f"r-{table_id}-{parent_no}", "across", across, label, f"{label}各栏之和", document_id))
    return checks


def _check(
    check_id: str, rule_id: str, terms: list[tuple[Decimal, str]], left: str, right: str, document_id: str
) -> Check:
    return Check(check_id, document_id, rule_id, "hierarchy", "error", Decimal(0), tuple(terms), left, right)


def case_of(sheet: Sheet, extra_figures: Sequence[Figure] = (), extra_checks: Sequence[Check] = ()) -> CaseFile:
    figures = [*figures_of(sheet), *extra_figures]
    return CaseFile("d", {figure.source_id: figure for figure in figures}, (*sum_checks(sheet), *extra_checks))


def statement(source_id: str, subject: str, value: str, page_no: int = 30) -> Figure:
    decimals = len(value.partition(".")[2])
    return Figure(
        source_id=source_id,
        kind="statement",
        document_id="d",
        value=Decimal(value) * 10_000,
        value_text=value,
        page_no=page_no,
        unit_multiplier=10_000,
        decimals_printed=decimals,
        place="六、一般公共预算基本支出安排情况",
        row_label=subject,
        subject=subject,
    )


def stated_equals(check_id: str, source_id: str, line_id: str, slack: str = "50") -> Check:
    terms = ((Decimal(1), source_id), (Decimal(-1), line_id))
    return Check(check_id, "d", "narrative", "narrative", "error", Decimal(slack), terms, "文字", "表")


#: Table 6 of the reference report as printed: from 其他工资福利支出 on, one row too high, the last one repeated.
TABLE_6: Sheet = [
    ("合计", 0, ("5,492,352.68", "4,973,028.44", "519,324.24")),
    ("工资福利支出", 1, ("4,723,074.63", "4,723,074.63", "0.00")),
    ("基本工资", 2, ("760,320.00", "760,320.00", "0.00")),
    ("津贴补贴", 2, ("720,344.05", "720,344.05", "0.00")),
    ("奖金", 2, ("1,880,103.25", "1,880,103.25", "0.00")),
    ("绩效工资", 2, ("91,860.00", "91,860.00", "0.00")),
    ("机关事业单位基本养老保险缴费", 2, ("384,318.72", "384,318.72", "0.00")),
    ("职工基本医疗保险缴费", 2, ("192,159.36", "192,159.36", "0.00")),
    ("公务员医疗补助缴费", 2, ("270,142.34", "270,142.34", "0.00")),
    ("其他社会保障缴费", 2, ("18,613.40", "18,613.40", "0.00")),
    ("住房公积金", 2, ("405,213.51", "405,213.51", "0.00")),
    ("其他工资福利支出", 2, ("519,324.24", "0.00", "519,324.24")),
    ("商品和服务支出", 1, ("50,000.00", "0.00", "50,000.00")),
    ("办公费", 2, ("5,000.00", "0.00", "5,000.00")),
    ("差旅费", 2, ("12,814.56", "0.00", "12,814.56")),
    ("培训费", 2, ("17,086.08", "0.00", "17,086.08")),
    ("工会经费", 2, ("21,357.60", "0.00", "21,357.60")),
    ("福利费", 2, ("137,640.00", "0.00", "137,640.00")),
    ("其他交通费用", 2, ("275,426.00", "0.00", "275,426.00")),
    ("其他商品和服务支出", 2, ("249,953.81", "249,953.81", "0.00")),
    ("对个人和家庭的补助", 1, ("128,673.32", "128,673.32", "0.00")),
    ("离休费", 2, ("9,531.81", "9,531.81", "0.00")),
    ("医疗费补助", 2, ("111,748.68", "111,748.68", "0.00")),
    ("其他对个人和家庭的补助", 2, ("111,748.68", "111,748.68", "0.00")),
]


def moved_down(sheet: Sheet, first_row: int) -> list[tuple[str, int, tuple[str, ...]]]:
    """The sheet with the amounts from ``first_row`` on moved down one row, that row blank: how it should have been."""
    width = len(sheet[0][2])
    rows = [*list(sheet[:first_row]), (sheet[first_row][0], sheet[first_row][1], ("0.00",) * width)]
    rows += [(sheet[i][0], sheet[i][1], sheet[i - 1][2]) for i in range(first_row + 1, len(sheet))]
    return rows


MENDED_TABLE_6 = moved_down(TABLE_6, 11)
