"""A whole report of one family: cover, a few lines of text, the tables.

Belongs here: putting the tables together, and what a reader must find in them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from specimens.families import summaries, trees
from specimens.families.money import ISSUER, YEAR, make_money
from specimens.families.narrative import narrative
from specimens.families.sheet import Expected
from specimens.families.style import Style
from specimens.families.styles import STYLES
from specimens.typeset import Report, TableBlock, TextBlock

KINDS = [
    "revenue_expenditure_summary", "revenue_summary", "expenditure_summary", "fiscal_appropriation_summary",
    "general_public_expenditure", "general_public_basic_expenditure", "three_public_expenditure",
    "government_fund_expenditure", "state_capital_expenditure",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Family:
    """A described report and what it says."""

    style: Style
    report: Report
    issuer: str
    fiscal_year: int
    report_kind: str
    #: Kinds of tables in order.
    kinds: list[str]
    #: Every amount but zeros: table kind, row key, measure, yuan; and how often it is printed.
    expected: Counter[Expected]


def clean_report(family: str, seed: int) -> Family:
    """A report of a family with the money of a seed; everything it prints adds up."""
    style, money = STYLES[family], make_money(seed)
    sheets = [
        summaries.revenue_expenditure_summary(style, money, 1),
        summaries.revenue_summary(style, money, 2),
        trees.expenditure_summary(style, money, 3),
        summaries.fiscal_appropriation_summary(style, money, 4),
        trees.general_public(style, money, 5),
        trees.basic_expenditure(style, money, 6),
        summaries.three_public(style, money, 7),
        trees.government_fund(style, money, 8),
        trees.state_capital(style, 9, YEAR),
    ]
    kind = "决算" if style.is_final else "预算"
    cover = TextBlock(((f"{ISSUER}", f"{YEAR}年{'度' * style.is_final}部门{kind}"),))
    text = TextBlock(
        (
            (
                f"第一部分 {ISSUER}概况",
                "一、主要职能",
                "统筹协调全市有关工作。",
                f"第二部分 {YEAR}年{'度' * style.is_final}部门{kind}表",
            ),
        )
    )
    expected: Counter[Expected] = Counter()
    for sheet in sheets:
        expected.update(sheet.expected)
    told = TextBlock(narrative(style, money))
    blocks: tuple[TextBlock | TableBlock, ...] = (cover, text, *(sheet.block(ISSUER, YEAR) for sheet in sheets), told)
    report = Report(f"{ISSUER}{YEAR}年部门{kind}", blocks)
    return Family(
        style,
        report,
        ISSUER,
        YEAR,
        "final_accounts" if style.is_final else "budget",
        [sheet.kind for sheet in sheets],
        expected,
    )
