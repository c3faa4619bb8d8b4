"""How figures and places are named in findings, in Chinese and in English.

Belongs here: "第 8 页 表6 '…' 行 '…' 栏" and money as a reader writes it. The sentences around them are in ``wording``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipelines.diagnosis.facts import Figure

_UNIT_NAMES = {1: ("元", " yuan"), 10_000: ("万元", " (10,000 yuan)"), 100_000_000: ("亿元", " (100 million yuan)")}

_MOST_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in Chinese and in English."""

    zh: str
    en: str


def amount(figure: Figure, value: Decimal | None = None) -> Bilingual:
    """The figure (or another value in its place) with thousands separators and unit."""
    shown = figure.value if value is None else value
    if figure.unit_multiplier is None:
        text = f"{shown:,.{figure.decimals_printed}f}"
        return Bilingual(text, text)
    zh, en = _UNIT_NAMES.get(
        figure.unit_multiplier, (f"×{figure.unit_multiplier}元", f" ×{figure.unit_multiplier} yuan")
    )
    in_unit = shown / figure.unit_multiplier
    # A value in a wrong figure's place may have more decimals than it has (2,961.68 for 0.3).
    decimals = max(figure.decimals_printed, _decimals(in_unit)) if figure.unit_multiplier > 1 else 2
    text = f"{in_unit:,.{decimals}f}"
    return Bilingual(text + zh, text + en)


def _decimals(value: Decimal) -> int:
    """Decimals that are not zero, up to as many as amounts are printed with."""
    exponent = value.normalize().as_tuple().exponent
    return min(max(-exponent, 0), _MOST_DECIMALS) if isinstance(exponent, int) else 0


def difference(value: Decimal) -> str:
    """A difference in yuan, two decimals, thousands separators."""
    return f"{value:,.2f}"


#: "表6." before a title: the number is said once.
_NUMBERED = re.compile(r"^附?表\s*[0-9一二三四五六七八九十]+[.．、:：\s]*")


def table_name(figure: Figure) -> Bilingual:
    """The table of a figure: 表6 and its printed title, without repeating the number."""
    title = _NUMBERED.sub("", figure.place)
    if figure.printed_no:
        return Bilingual(
            f"表{figure.printed_no}《{title}》" if title else f"表{figure.printed_no}", f"table {figure.printed_no}"
        )
    return Bilingual(f"《{title}》", f"table '{title}'")


def place(figure: Figure) -> Bilingual:
    """Where a figure stands: page, table, row, column; or page, section and subject of a sentence."""
    if figure.kind == "statement":
        section = f"“{figure.place}”" if figure.place else "文字部分"
        return Bilingual(
            f"第{figure.page_no}页{section}中“{figure.row_label}”",
            f"page {figure.page_no}, text section {section}: “{figure.row_label}”",
        )
    table = table_name(figure)
    row = figure.row_label or f"第{figure.row_no}行"
    return Bilingual(
        f"第{figure.page_no}页{table.zh}“{row}”行“{figure.column_label}”栏",
        f"page {figure.page_no}, {table.en}, row “{row}”, column “{figure.column_label}”",
    )
