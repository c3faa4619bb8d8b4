"""How a place prints its tables: units, codes, zeros, headers, marker rows.

Belongs here: the choices, and the printing of one amount or one label by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

#: Label cells of a row of the function or economic tree.
Codes = Literal["one", "three", "parts", "dash", "bracket", "names"]


@dataclass(frozen=True, slots=True)
class Style:
    """One family's choices; see ``styles`` for which place prints so."""

    name: str
    look: str = "reference"
    unit: str = "万元"
    decimals: int = 2
    has_separators: bool = True
    zero: str = ""
    codes: Codes = "one"
    is_total_last: bool = False
    #: Classes and subclasses are printed above the items.
    has_groups: bool = True
    #: Extra header row: none, the column numbers (1 2 3), 栏次 before them, or ** before them.
    numbers: Literal["none", "plain", "word", "stars"] = "none"
    is_final: bool = False
    is_landscape: bool = True
    #: Title as printed around the table's own name: {year}, {name}, {no}.
    title: str = "{year}年部门{name}"
    halves: Literal["two", "three"] = "two"
    revenue: Literal["unit", "function", "one_row"] = "unit"
    basic: Literal["split", "plain", "two_sided"] = "split"
    three_public: Literal["lying", "standing", "by_fund", "paired"] = "lying"
    #: 一般公共预算支出: 基本支出 split into 人员经费 and 公用经费.
    splits_basic: bool = True
    has_several_a_page: bool = False
    #: 收支总体情况表 and 支出情况表 for 收支总表 and 支出表.
    calls_tables_situations: bool = False
    #: Department and unit are the first row of the grid, not lines above it.
    has_heading_in_grid: bool = False

    def table_name(self, name: str) -> str:
        """The table's own name as this place calls it."""
        if not self.calls_tables_situations:
            return name
        return name.replace("总表", "总体情况表").replace("支出表", "支出情况表")

    def figure(self, amount_yuan: Decimal) -> str:
        """An amount as printed."""
        if not amount_yuan:
            return self.zero
        value = amount_yuan / 10000 if self.unit == "万元" else amount_yuan
        text = f"{value:,.{self.decimals}f}"
        return text if self.has_separators else text.replace(",", "")

    @property
    def label_columns(self) -> list[str]:
        """Headers of the label columns of a tree."""
        return {
            "one": ["科目编码", "科目名称"],
            "three": ["类", "款", "项", "科目名称"],
            "parts": ["类", "款", "项", "科目名称"],
            "dash": ["科目名称"],
            "bracket": ["科目名称"],
            "names": ["科目名称"],
        }[self.codes]

    def labels(self, code: str, name: str) -> list[str]:
        """Label cells of a row; 合计 has an empty code."""
        indent = "　" * ((len(code) - 3) // 2) if code else ""
        if self.codes == "one":
            return [code, name]
        if self.codes == "three":
            return [code[:3], code[3:5], code[5:7], name]
        if self.codes == "parts":
            last = (
                [code[:3], "", ""] if len(code) == 3 else ["", code[3:5], ""] if len(code) == 5 else ["", "", code[5:]]
            )
            return [*last, name] if code else ["", "", "", name]
        if self.codes == "dash":
            return [f"{code}-{name}" if code else name]
        if self.codes == "bracket":
            return [f"[{code}]{name}" if code else name]
        return [indent + name]
