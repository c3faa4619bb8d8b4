"""How a report prints codes, names and figures: one of eight ways for codes, units, separators, decimals, zeros.

Belongs here: label cells of a row and the text of an amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

#: Ways of printing a code, and how many label columns each takes.
CODE_STYLES = {
    "one_column": 2, "three_whole": 4, "three_own": 4, "bracket": 1, "dash": 1, "short": 2, "indent": 1, "numbered": 1,
}  # fmt: skip
#: Of economic codes, which have two parts.
TWO_PART = {"three_whole": 3, "three_own": 3}
#: Ways that print the levels above an item, without which its code is not whole or its place not known.
NEEDS_LEVELS = frozenset({"three_own", "short", "indent", "numbered"})
MULTIPLIER = {"元": 1, "千元": 1000, "万元": 10000}
_CHINESE = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Figures:
    """How amounts are printed."""

    unit: str
    decimals: int
    has_separators: bool
    zero: str
    #: 73 for 73.00, 5.1 for 5.10, as spreadsheets show a general number.
    drops_zeros: bool = False

    @property
    def step(self) -> Decimal:
        """The least amount, in yuan, that is printed exactly."""
        return MULTIPLIER[self.unit] * Decimal(10) ** -self.decimals

    def text(self, amount_yuan: Decimal | None) -> str:
        """An amount as printed."""
        if amount_yuan is None:
            return ""
        if not amount_yuan:
            return self.zero
        value = amount_yuan / MULTIPLIER[self.unit]
        text = f"{value:,.{self.decimals}f}"
        if Decimal(text.replace(",", "")) != value:
            raise ValueError(f"{amount_yuan} yuan cannot be printed with {self.decimals} decimals of {self.unit}")
        if self.drops_zeros and "." in text:
            text = text.rstrip("0").rstrip(".")
        return text if self.has_separators else text.replace(",", "")


@dataclass(frozen=True, slots=True)
class Codes:
    """How a tree of codes is printed: the way, and whether names are indented by depth."""

    style: str
    is_indented: bool
    #: Headers above code and name, if each has its own column.
    words: tuple[str, str] = ("科目编码", "科目名称")
    #: Header above both in one column; {axis} is 功能 or 经济.
    word: str = "科目名称"

    def headers(self, axis: str) -> list[tuple[str, ...]]:
        """Header paths of the label columns."""
        code, name = self.words
        if self.style in TWO_PART:
            parts = ("类", "款", "项") if axis == "function" else ("类", "款")
            return [*((code, part) for part in parts), (name,)]
        if CODE_STYLES[self.style] == 2:
            return [(code,), (name,)]
        return [(self.word.format(axis={"function": "功能", "economic": "经济"}[axis]),)]

    def labels(self, axis: str, code: str, name: str, number: int, depth: int) -> list[str]:
        """Label cells of a row at a depth below the rows of classes, ``number``-th of its parent."""
        indented = "　" * depth + name if self.is_indented else name
        parts = split_code(code)
        own, count = parts[-1], 3 if axis == "function" else 2
        match self.style:
            case "one_column":
                return [code, indented]
            case "three_whole":
                return [*parts, *[""] * (count - len(parts)), indented]
            case "three_own":
                return [*[""] * (len(parts) - 1), own, *[""] * (count - len(parts)), indented]
            case "bracket":
                return [f"[{code}]{name}"]
            case "dash":
                return [("　" * depth if self.is_indented else "") + f"{code}-{name}"]
            case "short":
                return [own, indented]
            case "indent":
                return ["　" * depth + name]
            case _:
                return [numbering(number, depth) + name]

    def label_count(self, axis: str) -> int:
        """How many label columns there are."""
        return len(self.headers(axis))

    def plain(self, axis: str, code: str, name: str) -> list[str]:
        """Label cells of a row that is no code of the axis (a total, a unit): a code, if the style prints any, and a name."""
        count = self.label_count(axis)
        if count == 1:
            printed = {"bracket": f"[{code}]{name}", "dash": f"{code}-{name}"}.get(self.style, name)
            return [printed if code else name]
        return [code, *[""] * (count - 2), name]


def numbering(number: int, depth: int) -> str:
    """The ``number``-th, from 0, as Chinese lists number it at a depth."""
    chinese = _CHINESE[number] if number < 10 else f"十{_CHINESE[number - 10]}"
    return (f"{chinese}、", f"（{chinese}）", f"{number + 1}.")[depth]


def split_code(code: str) -> list[str]:
    """A code into its parts: 201|03|01, and 301|02|02 of a local one."""
    return [code[:3], *(code[start : start + 2] for start in range(3, len(code), 2))]
