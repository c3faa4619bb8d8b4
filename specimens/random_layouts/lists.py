"""Lists of projects: one a row, under its unit or beside it.

Belongs here: 项目支出表.
"""

from __future__ import annotations

from specimens.random_layouts.columns import by_fund, of_kind, present_funds
from specimens.random_layouts.money import BUSINESS, PROJECT, Atom, Cube, Unit, Where
from specimens.random_layouts.nodes import Column, Panel, Row
from specimens.random_layouts.options import Draw, House
from specimens.random_layouts.rows import everything, meets, of_unit
from specimens.random_layouts.table import Drawn
from specimens.random_layouts.titles import EXPENDITURE_ENDS, compose
from specimens.random_layouts.truth import Context, one

#: A part of project expenditure by its place, of all of it by its word.
PART_KIND = one("project", "within_procurement")


def projects(draw: Draw, house: House, cube: Cube) -> Drawn:
    """项目支出表: 合计 and a column a fund, or one column."""
    draw.note("table", "project_expenditure")
    title = compose(draw.chance, house.before_title, "项目支出", EXPENDITURE_ENDS)
    kinds = (PROJECT, BUSINESS) if house.is_business_in_project else (PROJECT,)
    cube = cube.where(of_kind(*kinds))
    carry = one("all") if cube.has_carry_over else one("all", "current")
    context = Context(kind=one("project_expenditure"), fund=one("all"), carry=carry, expenditure_kind=one("project"))
    if draw.pick("fund columns", ("one", "by_fund")) == "one":
        word = draw.pick("money word", ("金额", "预算数", "合计", "项目支出"))
        columns = [Column((word,), everything)]
    else:
        funds = present_funds({atom.fund for atom in cube.atoms})
        columns = by_fund(draw.chance, "flat", funds, "合计", has_carry_over=cube.has_carry_over)
    if draw.flip("part column", 0.2):
        columns.append(
            Column(
                ("其中：政府采购",), lambda atom: atom.is_marked, columns[0], is_part=True, expenditure_kind=PART_KIND
            )
        )
    ways = ("none",) if len(cube.units) == 1 else ("rows", "merged", "column", "none")
    headers, rows = _rows(draw, house, cube, draw.pick("unit rows", ways))
    return Drawn(title, context, [Panel(headers, columns, rows, cube)], draw.record, house.codes.is_indented)


def of_project(name: str) -> Where:
    """A project's money."""
    return lambda atom: atom.project == name


def _rows(draw: Draw, house: House, cube: Cube, units: str) -> tuple[list[tuple[str, ...]], list[Row]]:
    is_beside = units in ("merged", "column")
    headers: list[tuple[str, ...]] = [("项目名称",)]
    if is_beside:
        headers.insert(0, ("单位名称",))
    total = Row([house.total_name, "<"] if is_beside else [house.total_name], everything)
    body: list[Row] = []
    for unit in cube.units:
        names = _projects(cube, of_unit(unit))
        if not names:
            continue
        parent = total
        if units == "rows":
            parent = Row([unit.name], of_unit(unit), total, unit=one(unit.code, unit.name))
            body.append(parent)
        body += _unit_projects(unit, names, parent, units, house.codes.is_indented)
    if house.total == "absent":
        return headers, body
    return headers, [total, *body] if house.total == "first" else [*body, total]


def _unit_projects(unit: Unit, names: list[str], parent: Row, units: str, is_indented: bool) -> list[Row]:
    rows = []
    for number, name in enumerate(names):
        label = ("　" if units == "rows" and is_indented else "") + name
        before = {"merged": ["^" if number else unit.name], "column": [unit.name]}.get(units, [])
        said = one(None, unit.code, unit.name) if units == "none" else one(unit.code, unit.name)
        condition = meets(of_unit(unit), of_project(name))
        rows.append(Row([*before, label], condition, parent, project=one(name), unit=said))
    return rows


def _projects(cube: Cube, condition: Where) -> list[str]:
    """Names of projects in the order they were drawn."""
    atoms: list[Atom] = [atom for atom in cube.atoms if condition(atom)]
    return list(dict.fromkeys(atom.project for atom in atoms))
