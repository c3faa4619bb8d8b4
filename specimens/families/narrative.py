"""The text part of a family's report: what its tables say, told in sentences, and the year before.

Belongs here: sentences. Their figures are the money's own, rounded as 万元 with two decimals; percentages and changes are
recomputed from the printed figures, as a careful clerk would.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from specimens.families.money import YEAR, Money, names
from specimens.families.style import Style

CENT = Decimal("0.01")
LINE_LENGTH = 34


def narrative(style: Style, money: Money) -> tuple[tuple[str, ...], ...]:
    """Pages of lines: 预算情况说明 (or 决算) of the tables' figures."""
    kind = "决算" if style.is_final else "预算"
    year = f"{YEAR}年{'度' * style.is_final}"
    whole, public = money.whole(), money.whole(fund=False)
    revenue, three = money.revenue, money.three_public
    public_funds = revenue["general_public"]
    tree = money.tree(fund=False)
    items = [
        f"{number}.{names('function')[code[:3]]}（类）{names('function')[code[:5]]}（款）"
        f"{names('function')[code]}（项）{wan(spent.total)}万元。"
        for number, (code, spent) in enumerate(((c, s) for c, s in tree.items() if len(c) == 7), start=1)
    ]
    paragraphs = [
        f"第三部分 {year}部门{kind}情况说明",
        f"一、部门收支{kind}总体情况",
        f"{year}部门收支总{kind}{wan(whole.total)}万元。{_change(kind, whole.total, 7, '项目支出')}",
        f"二、部门收入{kind}情况",
        f"{year}部门收入{kind}{wan(whole.total)}万元，其中：一般公共预算{wan(public_funds)}万元，占{share(public_funds, whole.total)}；"
        f"政府性基金预算{wan(revenue['government_fund'])}万元，占{share(revenue['government_fund'], whole.total)}；"
        f"其他收入{wan(revenue['other_income'])}万元，占{share(revenue['other_income'], whole.total)}。",
        f"三、部门支出{kind}情况",
        f"{year}部门支出{kind}{wan(whole.total)}万元，其中：基本支出{wan(whole.basic)}万元，占{share(whole.basic, whole.total)}；"
        f"项目支出{wan(whole.project)}万元，占{share(whole.project, whole.total)}。",
        f"四、一般公共预算支出{kind}情况",
        f"{year}一般公共预算支出{kind}{wan(public.total)}万元，{_change(kind, public.total, -5, '项目支出')}具体情况如下：",
        *items,
        f"五、一般公共预算基本支出{kind}情况",
        f"{year}一般公共预算基本支出{wan(public.basic)}万元。其中：人员经费{wan(public.personnel)}万元，"
        f"公用经费{wan(public.operating)}万元。",
        f"六、一般公共预算“三公”经费支出{kind}情况",
        f"{year}“三公”经费支出{kind}{wan(three['three_public_total'])}万元。其中：因公出国（境）费{wan(three['overseas_travel'])}万元；"
        f"公务用车购置及运行费{wan(three['official_vehicle_total'])}万元；公务接待费{wan(three['official_reception'])}万元。",
    ]  # fmt: skip
    lines = [line for paragraph in paragraphs for line in wrapped(paragraph)]
    return tuple(tuple(lines[start : start + 36]) for start in range(0, len(lines), 36))


def wan(amount_yuan: Decimal) -> str:
    """An amount as the text prints it."""
    return f"{amount_yuan / 10000:.2f}"


def share(part: Decimal, whole: Decimal) -> str:
    """A share as the text prints it."""
    return f"{(part / whole * 100).quantize(CENT, ROUND_HALF_UP)}%"


def _change(kind: str, amount_yuan: Decimal, percent: int, cause: str) -> str:
    """比上年…: the year before is so many percent less (or more), to the nearest hundred yuan."""
    before = (amount_yuan * 100 / (100 + percent) / 100).to_integral_value() * 100
    change = abs(amount_yuan - before)
    rate = (change / before * 100).quantize(CENT, ROUND_HALF_UP)
    less = percent < 0
    return (
        f"比{YEAR - 1}年{kind}{'减少' if less else '增加'}{wan(change)}万元，{'下降' if less else '增长'}{rate}%，"
        f"主要原因是{cause}{'减少' if less else '增加'}。"
    )


def wrapped(paragraph: str) -> list[str]:
    """A paragraph as lines of the page: a figure is never broken."""
    lines, line = [], ""
    for token in _tokens(paragraph):
        if len(line) + len(token) > LINE_LENGTH:
            lines.append(line)
            line = ""
        line += token
    return [*lines, line]


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for letter in text:
        if tokens and (letter.isdecimal() or letter in ".%") and (tokens[-1][-1].isdecimal() or tokens[-1][-1] == "."):
            tokens[-1] += letter
        else:
            tokens.append(letter)
    return tokens
