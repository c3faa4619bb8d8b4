"""Summaries: revenue beside expenditure, of all funds or of fiscal appropriation, and revenue by unit or function.

Belongs here: one function a kind of table.
"""

from __future__ import annotations

from collections.abc import Sequence

from specimens.random_layouts.columns import FUND_WORDS, by_fund, carried, current, of_fund, of_kind, present_funds
from specimens.random_layouts.labels import numbering
from specimens.random_layouts.money import (
    BASIC,
    BUSINESS,
    DEPARTMENT,
    DEPARTMENT_CODE,
    FISCAL,
    PROJECT,
    YEAR,
    Cube,
    economic_name,
    function_name,
)  # fmt: skip
from specimens.random_layouts.nodes import Column, Panel, Row
from specimens.random_layouts.options import Draw, House
from specimens.random_layouts.rows import RowMaker, RowOptions, everything, meets, of_unit, within
from specimens.random_layouts.table import Drawn
from specimens.random_layouts.titles import SUMMARY_ENDS, Title, compose
from specimens.random_layouts.truth import NOTHING, Context, Values, one

ROW_WORDS = {
    "general_public": "一般公共预算拨款收入", "government_fund": "政府性基金预算拨款收入", "state_capital": "国有资本经营预算拨款收入",
    "institution_income": "事业收入", "business_income": "事业单位经营收入", "superior_subsidy": "上级补助收入", "other_income": "其他收入",
}  # fmt: skip
ALL, CURRENT, CARRIED = one("all"), one("current"), one("carry_over")


def revenue_expenditure(draw: Draw, house: House, cube: Cube) -> Drawn:
    """收支总表: revenue by fund beside expenditure by class."""
    draw.note("table", "revenue_expenditure_summary")
    title = compose(draw.chance, house.before_title, "收支", SUMMARY_ENDS)
    context = Context(kind=one("revenue_expenditure_summary"), fund=ALL, carry=_carry(cube))
    left = _revenue_rows(draw, cube, [*present_funds({atom.fund for atom in cube.atoms})])
    right = _expenditure_rows(draw, cube)
    drawn = _two_sided(draw, title, context, cube, left, right)
    sides = draw.pick("sides", ("two", "three", "four"), (6, 1, 1))
    others = [] if sides == "two" else [("支出用途", _purpose_rows(house, cube))]
    if sides == "four":
        others.append(("支出经济分类", _economic_rows(cube)))
    return with_other_views(drawn, others)


def fiscal_appropriation(draw: Draw, house: House, cube: Cube) -> Drawn:
    """财政拨款收支总表: revenue by fund and year beside expenditure by class, perhaps by fund."""
    draw.note("table", "fiscal_appropriation_summary")
    cube = cube.where(of_fund(*FISCAL))
    is_without = house.is_without_carry_over and cube.has_carry_over
    if is_without:
        cube = cube.where(current)
        draw.note("carry-over in the table", "out")
    title = compose(draw.chance, house.before_title, "财政拨款收支", SUMMARY_ENDS)
    fund = one("fiscal", *({atom.fund for atom in cube.atoms} if len({atom.fund for atom in cube.atoms}) == 1 else ()))
    carry = one("all", "current") if is_without else _carry(cube)
    context = Context(kind=one("fiscal_appropriation_summary"), fund=fund, carry=carry)
    funds = list(FISCAL) if draw.flip("rows of nothing", 0.4) else present_funds({atom.fund for atom in cube.atoms})
    left = _fiscal_rows(cube, funds, fund)
    right = _expenditure_rows(draw, cube, is_in_parts=True)
    return _two_sided(draw, title, context, cube, left, right, funds)


def revenue(draw: Draw, house: House, cube: Cube) -> Drawn:
    """收入总表: by unit or by function, a column a fund."""
    draw.note("table", "revenue_summary")
    title = compose(draw.chance, house.before_title, "收入", SUMMARY_ENDS)
    context = Context(kind=one("revenue_summary"), fund=ALL, carry=_carry(cube))
    columns = by_fund(
        draw.chance, draw.pick("fund columns", ("flat", "carry_one", "carry_by_fund")),
        present_funds({atom.fund for atom in cube.atoms}), draw.pick("whole column", ("合计", "总计", "收入合计")),
        has_carry_over=cube.has_carry_over,
    )  # fmt: skip
    if draw.pick("rows", ("unit", "function"), (2, 1)) == "function":
        options = RowOptions(house.codes, house.levels, house.total, house.total_name)
        maker = RowMaker(draw.chance, cube, "function", options, [])
        panel = Panel(maker.label_headers(), columns, maker.make(), cube)
        return Drawn(title, context, [panel], draw.record, house.codes.is_indented)
    headers, rows = unit_rows(draw, cube, house.total_name)
    return Drawn(title, context, [Panel(headers, columns, rows, cube)], draw.record, True)


def unit_rows(draw: Draw, cube: Cube, total_name: str) -> tuple[list[tuple[str, ...]], list[Row]]:
    """Header paths and rows of a list of units: a total, perhaps the department, the units."""
    has_code = draw.flip("unit codes", 0.6)
    words = draw.pick("unit words", (("单位编码", "单位名称"), ("部门（单位）代码", "部门（单位）名称")))
    headers: list[tuple[str, ...]] = [(word,) for word in (words if has_code else words[1:])]

    def labels(code: str, name: str, depth: int) -> list[str]:
        return [*([code] if has_code else []), "　" * depth + name]

    total = Row(labels("", total_name, 0), everything)
    rows, parent = [total], total
    has_department = draw.flip("department row", 0.5)
    if has_department:
        values = one(None, DEPARTMENT_CODE, DEPARTMENT)
        parent = Row(labels(DEPARTMENT_CODE, DEPARTMENT, 0), everything, total, unit=values)
        rows.append(parent)
    for unit in cube.units:
        if cube.where(of_unit(unit)).atoms:
            label = labels(unit.code, unit.name, int(has_department))
            rows.append(Row(label, of_unit(unit), parent, unit=one(unit.code, unit.name)))
    return headers, rows


def _carry(cube: Cube) -> Values:
    return ALL if cube.has_carry_over else one("all", "current")


def _revenue_rows(draw: Draw, cube: Cube, funds: Sequence[str]) -> list[Row]:
    """Revenue of the year by fund, what was carried in, all of it; the last three are to stand at the foot."""
    total = Row(["收入总计"], everything)
    this_year = Row(["本年收入合计"], current, total, carry=CURRENT)
    rows = [
        Row([f"{numbering(number, 0)}{ROW_WORDS[fund]}"], meets(of_fund(fund), current), this_year, fund=one(fund), carry=CURRENT)
        for number, fund in enumerate(funds)
    ]  # fmt: skip
    if draw.flip("rows of nothing", 0.4):
        missing = [fund for fund in FUND_WORDS if fund not in funds]
        rows += [
            Row([f"{numbering(number, 0)}{ROW_WORDS[fund]}"], meets(of_fund(fund), current), this_year)
            for number, fund in enumerate(missing, start=len(funds))
        ]
    before = Row(
        [draw.pick("carry-over words", ("上年结转", "上年结转结余", "年初结转和结余"))], carried, total, carry=CARRIED
    )
    return [*rows, this_year, before, total]


def _expenditure_rows(draw: Draw, cube: Cube, *, is_in_parts: bool = False) -> list[Row]:
    """Expenditure by class, what is carried out (nothing), all of it."""
    total = Row(["支出总计"], everything, expenditure_kind=one("total"))
    words = "一、本年支出" if is_in_parts else "本年支出合计"
    this_year = Row([words], everything, total, expenditure_kind=one("total"))
    classes = [
        Row(
            [f"{numbering(number, int(is_in_parts))}{function_name(code)}"], within("function", code), this_year,
            function=one(code), expenditure_kind=one("total"),
        )
        for number, code in enumerate(cube.codes("function", (3,)))
    ]  # fmt: skip
    after = Row(["二、结转下年" if is_in_parts else "结转下年"], lambda atom: False, total)
    return [this_year, *classes, after, total] if is_in_parts else [*classes, this_year, after, total]


def _purpose_rows(house: House, cube: Cube) -> list[Row]:
    """The same money by purpose: no summands beside those by function; of business within projects, or beside them, as elsewhere."""
    project, business = ((PROJECT, BUSINESS), ()) if house.is_business_in_project else ((PROJECT,), (BUSINESS,))
    kinds: tuple[tuple[str, tuple[str, ...], str], ...] = (
        ("基本支出", BASIC, "basic"), ("项目支出", project, "project"), ("事业单位经营支出", business, "business"),
    )  # fmt: skip
    found = [(name, of_kind(*kinds), key) for name, kinds, key in kinds if cube.where(of_kind(*kinds)).atoms]
    return [
        Row([f"{numbering(number, 0)}{name}"], condition, is_part=True, expenditure_kind=one(key))
        for number, (name, condition, key) in enumerate(found)
    ]


def _economic_rows(cube: Cube) -> list[Row]:
    """The same money by economic classification: leaves of a fact of their own, which nothing else in the table feeds."""
    return [
        Row(
            [f"{numbering(number, 0)}{economic_name(code)}"], within("economic", code), economic=one(code),
            expenditure_kind=one("total"),
        )
        for number, code in enumerate(cube.codes("economic", (3,)))
    ]  # fmt: skip


def with_other_views(drawn: Drawn, others: Sequence[tuple[str, list[Row]]]) -> Drawn:
    """The table with more halves at its right: (header word, rows)."""
    last = drawn.panels[-1]
    for word, rows in others:
        blanks = [Row([""]) for _ in range(len(last.rows) - len(rows))]
        columns = [Column(last.columns[0].path, everything)]
        panel = Panel([(word,)], columns, [*rows, *blanks], last.cube, last.heading, last.context)
        drawn.panels = [*drawn.panels, panel]
    return drawn


def _fiscal_rows(cube: Cube, funds: Sequence[str], fiscal: Values) -> list[Row]:
    """本年收入 and 上年结转, each above its funds; without carry-over only the first and the total."""
    total = Row(["收入总计"], everything)
    words = {fund: word.removesuffix("收入") for fund, word in ROW_WORDS.items()}
    rows: list[Row] = []
    parts = [("一、本年收入", current, CURRENT)]
    if cube.has_carry_over:
        parts.append(("二、上年结转", carried, CARRIED))
    for name, condition, carry in parts:
        upper = Row([name], condition, total, carry=carry, fund=fiscal)
        rows.append(upper)
        rows += [
            Row(
                [f"{numbering(number, 1)}{words[fund]}"],
                meets(of_fund(fund), condition),
                upper,
                fund=one(fund),
                carry=carry,
            )
            for number, fund in enumerate(funds)
        ]
    return [*rows, total]


def _two_sided(
    draw: Draw, title: Title, context: Context, cube: Cube, left: list[Row], right: list[Row], funds: Sequence[str] = ()
) -> Drawn:
    word = draw.pick("money word", ("预算数", "金额", f"{YEAR}年预算数", f"{YEAR}年预算"))
    label = draw.pick("item word", ("项目", "项　目"))
    has_fund_columns = bool(funds) and draw.flip("funds beside expenditure", 0.4)
    whole = Column((word,), everything)
    columns = [whole]
    if has_fund_columns:
        whole = Column(("合计",), everything)
        columns = [whole, *(Column((FUND_WORDS[fund],), of_fund(fund), whole, fund=one(fund)) for fund in funds)]
    foot = 1 if right[0].labels[0].startswith("一") else 3
    height = max(len(left), len(right)) + draw.pick("filler rows", (0, 1, 3), (3, 1, 1))
    for rows in (left, right):
        end = min(foot, len(rows))
        rows[len(rows) - end : len(rows) - end] = [Row([""]) for _ in range(height - len(rows))]
    return Drawn(
        title,
        context,
        [
            Panel(
                [(label,)], [Column((word,), everything)], left, cube, heading="收入", context=_revenue_side(context)
            ),
            Panel([(label,)], columns, right, cube, heading="支出", context=context),
        ],
        draw.record,
        draw.flip("left labels", 0.5),
    )


def _revenue_side(context: Context) -> Context:
    """Revenue has no kind of expenditure."""
    return Context(kind=context.kind, fund=context.fund, carry=context.carry, expenditure_kind=NOTHING)
