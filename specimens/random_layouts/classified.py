"""Tables whose rows are a tree of codes: expenditure by function or economic classification, of all funds or of one.

Belongs here: one function a kind of table.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from specimens.random_layouts.columns import BASIC_KIND, BY_KIND, WHOLE_KIND, basic_only, by_kind, of_fund, of_kind
from specimens.random_layouts.labels import Codes
from specimens.random_layouts.money import BASIC, BUSINESS, OPERATING, PERSONNEL, Cube
from specimens.random_layouts.nodes import Column, Panel, Row
from specimens.random_layouts.options import Draw, House
from specimens.random_layouts.rows import RowMaker, RowOptions, everything, within
from specimens.random_layouts.table import Drawn
from specimens.random_layouts.titles import ECONOMIC_BRACKETS, EXPENDITURE_ENDS, FUNCTION_BRACKETS, Title, compose
from specimens.random_layouts.truth import Context, Values, one

FUND_SUBJECTS = {
    "general_public": ("general_public_expenditure", "一般公共预算"),
    "government_fund": ("government_fund_expenditure", "政府性基金预算"),
    "state_capital": ("state_capital_expenditure", "国有资本经营预算"),
}

#: Classes without money that a table may print nevertheless.
NOTHING_OF = {"function": ("203", "215"), "economic": ("307",)}


def expenditure_summary(draw: Draw, house: House, cube: Cube) -> Drawn:
    """支出总表: all funds, by function."""
    draw.note("table", "expenditure_summary")
    title = _title(draw, house, "支出", FUNCTION_BRACKETS if draw.flip("brackets", 0.3) else ())
    has_business = any(atom.kind == BUSINESS for atom in cube.atoms)
    variant = draw.pick("kind columns", BY_KIND)
    columns = by_kind(
        variant, draw.pick("whole column", ("合计", "总计", "支出合计")), "", has_business=has_business,
        is_business_in_project=house.is_business_in_project,
    )  # fmt: skip
    context = Context(kind=one("expenditure_summary"), fund=one("all"), carry=_carry(cube), expenditure_kind=WHOLE_KIND)
    return _tree_table(draw, house, title, context, cube, "function", columns)


def fund_expenditure(draw: Draw, house: House, cube: Cube, fund: str) -> Drawn:
    """一般公共预算支出表 and the like: one fund, by function."""
    kind, subject = FUND_SUBJECTS[fund]
    draw.note("table", kind)
    cube, is_without, carry = _scope(draw, house, cube.where(of_fund(fund)))
    brackets = FUNCTION_BRACKETS if is_without or draw.flip("brackets", 0.3) else ()
    title = _title(draw, house, f"{subject}支出", brackets, without=is_without)
    over = draw.pick("header over the kinds", ("", f"{subject}支出", f"本年{subject}支出"), (3, 1, 1))
    columns = by_kind(
        draw.pick("kind columns", BY_KIND), draw.pick("whole column", ("合计", "小计") if over else ("合计",)), over,
        has_business=False, is_business_in_project=False,
    )  # fmt: skip
    context = Context(kind=one(kind), fund=one(fund), carry=carry, expenditure_kind=WHOLE_KIND)
    return _tree_table(draw, house, title, context, cube, "function", columns)


def basic_by_function(draw: Draw, house: House, cube: Cube) -> Drawn:
    """一般公共预算基本支出表（按支出功能分类）."""
    draw.note("table", "general_public_basic_by_function")
    title = _title(draw, house, "一般公共预算基本支出", FUNCTION_BRACKETS)
    columns = _basic_columns(draw)
    context = _basic_context("general_public_basic_by_function")
    return _tree_table(draw, house, title, context, cube.where(of_kind(*BASIC)), "function", columns)


def basic_by_economic(draw: Draw, house: House, cube: Cube) -> Drawn:
    """一般公共预算基本支出表: by economic classification, in one block or in two side by side."""
    draw.note("table", "general_public_basic_expenditure")
    title = _title(draw, house, "一般公共预算基本支出", ECONOMIC_BRACKETS if draw.flip("brackets", 0.3) else ())
    context = _basic_context("general_public_basic_expenditure")
    cube = cube.where(of_kind(*BASIC))
    blocks = draw.pick("blocks", ("one", "by_kind", "going_on"), (4, 1, 1))
    if blocks == "one" or house.codes.style == "numbered":
        draw.note("blocks", "one")
        return _tree_table(draw, house, title, context, cube, "economic", _basic_columns(draw))
    draw.note("unit rows", "none")
    panels = (_by_kind_beside if blocks == "by_kind" else _going_on)(draw, house, cube)
    return Drawn(title, context, panels, draw.record, _is_indented(house.codes))


def by_economic(draw: Draw, house: House, cube: Cube) -> Drawn:
    """一般公共预算支出表（按支出经济分类）."""
    draw.note("table", "general_public_economic_expenditure")
    cube, is_without, carry = _scope(draw, house, cube.where(of_fund("general_public")))
    title = _title(draw, house, "一般公共预算支出", ECONOMIC_BRACKETS, without=is_without)
    columns = by_kind(
        draw.pick("kind columns", BY_KIND), "合计", "", has_business=False, is_business_in_project=False,
        project_word=draw.pick("project word", ("项目支出", "专项业务经费支出"), (3, 1)),
    )  # fmt: skip
    kind = one("general_public_economic_expenditure")
    context = Context(kind=kind, fund=one("general_public"), carry=carry, expenditure_kind=WHOLE_KIND)
    return _tree_table(draw, house, title, context, cube, "economic", columns)


def _tree_table(
    draw: Draw, house: House, title: Title, context: Context, cube: Cube, axis: str, columns: Sequence[Column]
) -> Drawn:
    is_short = house.codes.style in ("numbered", "indent")
    ways = ("none",) if len(cube.units) == 1 else ("none", "rows", "department", "merged", "column")
    units = draw.pick("unit rows", ways, (4, 1, 1, 1, 1)[: len(ways)])
    label = (
        draw.pick("unit label", ("name", "both", "code") if not is_short else ("name",)) if units != "none" else "name"
    )
    options = RowOptions(
        codes=house.codes,
        levels=house.levels,
        total=house.total,
        total_name=house.total_name,
        units=units,
        unit_label=label,
        has_parts=axis == "function" and draw.flip("part rows", 0.2),
        has_local_codes=house.wishes.has_local_codes,
        nothing_of=NOTHING_OF[axis] if house.levels == "all" and draw.flip("rows of nothing", 0.2) else (),
    )
    rows = _rows(draw.chance, cube, axis, options)
    panel = Panel(_headers(house, axis, options), list(columns), rows, cube)
    return Drawn(title, context, [panel], draw.record, _is_indented(house.codes))


def _rows(chance: random.Random, cube: Cube, axis: str, options: RowOptions) -> list[Row]:
    return RowMaker(chance, cube, axis, options, []).make()


def _headers(house: House, axis: str, options: RowOptions) -> list[tuple[str, ...]]:
    maker = RowMaker(random.Random(0), Cube((), ()), axis, options, [])
    headers = maker.label_headers()
    if axis == "economic":
        # 功能分类科目编码 would be wrong above economic codes.
        return [tuple(word.replace("功能分类", "经济分类") for word in path) for path in headers]
    return headers


def _by_kind_beside(draw: Draw, house: House, cube: Cube) -> list[Panel]:
    """人员经费 at the left and 公用经费 at the right, each with a total of its own."""
    total = draw.pick("total row", ("first", "last"))
    word = draw.pick("money word", ("金额", "预算数"))
    panels = []
    for kind, name in ((PERSONNEL, "人员经费"), (OPERATING, "公用经费")):
        half = cube.where(of_kind(kind))
        values = one("basic", f"basic_{kind}")
        options = _side_options(house, total, f"{name}合计")
        rows = _rows(draw.chance, half, "economic", options)
        columns = [Column((word,), everything, expenditure_kind=values)]
        panels.append(Panel(_headers(house, "economic", options), columns, rows, half, heading=name))
    _level_totals(panels, total)
    return panels


def _going_on(draw: Draw, house: House, cube: Cube) -> list[Panel]:
    """One tree that goes on in a second block: 302 beside 301, the total over all of them in the first or last row."""
    total = draw.pick("total row", ("first", "last", "absent"))
    columns = [Column((draw.pick("money word", ("金额", "预算数", "合计")),), everything, expenditure_kind=BASIC_KIND)]
    classes = cube.codes("economic", (3,))
    middle = (len(classes) + 1) // 2
    whole = Row([], everything)
    panels = []
    for chosen in (classes[:middle], classes[middle:]):
        # Each half prints its own rows, of the whole's money, so that a total in one of them counts all.
        part = cube.where(lambda atom, chosen=chosen: any(within("economic", code)(atom) for code in chosen))  # type: ignore[misc]
        options = _side_options(house, "absent", house.total_name)
        rows = _rows(draw.chance, part, "economic", options)
        for row in rows:
            row.parent = row.parent or whole
        panels.append(Panel(_headers(house, "economic", options), columns, rows, cube))
    whole.labels = house.codes.plain("economic", "", house.total_name)
    if total == "first":
        panels[0].rows.insert(0, whole)
    elif total == "last":
        panels[-1].rows.append(whole)
    return panels


def _side_options(house: House, total: str, total_name: str) -> RowOptions:
    return RowOptions(
        codes=house.codes, levels=house.levels, total=total, total_name=total_name,
        has_local_codes=house.wishes.has_local_codes,
    )  # fmt: skip


def _level_totals(panels: Sequence[Panel], total: str) -> None:
    """Totals of both halves in one row."""
    if total != "last":
        return
    height = max(len(panel.rows) for panel in panels)
    for panel in panels:
        blanks = [Row([""] * len(panel.label_headers)) for _ in range(height - len(panel.rows))]
        panel.rows[-1:-1] = blanks


def _basic_columns(draw: Draw) -> list[Column]:
    over = draw.pick("header over the kinds", ("", "一般公共预算基本支出", "基本支出"), (2, 1, 1))
    variant = draw.pick("kind columns", ("split", "plain"), (3, 1))
    if variant == "plain" and not over:
        return basic_only("plain", draw.pick("money word", ("金额", "预算数", "合计")), "")
    return basic_only(variant, draw.pick("whole column", ("合计", "小计") if over else ("合计",)), over)


def _basic_context(kind: str) -> Context:
    # All of it is of the year: nothing of it is carried in.
    return Context(
        kind=one(kind), fund=one("general_public"), carry=one("all", "current"), expenditure_kind=BASIC_KIND
    )  # fmt: skip


def _scope(draw: Draw, house: House, cube: Cube) -> tuple[Cube, bool, Values]:
    """The cube with or without what was carried in, whether the title says so, what is right of its carry-over."""
    if not house.is_without_carry_over:
        draw.note("carry-over in the table", "in" if cube.has_carry_over else "none")
        return cube, False, _carry(cube)
    current = cube.where(lambda atom: not atom.is_carried)
    draw.note("carry-over in the table", "out")
    return current, True, one("current")


def _carry(cube: Cube) -> Values:
    return one("all") if cube.has_carry_over else one("all", "current")


def _title(draw: Draw, house: House, subject: str, brackets: tuple[str, ...], *, without: bool = False) -> Title:
    draw.note("brackets", "yes" if brackets else "no")
    return compose(draw.chance, house.before_title, subject, EXPENDITURE_ENDS, brackets, without=without)


def _is_indented(codes: Codes) -> bool:
    return codes.is_indented or codes.style == "indent"
