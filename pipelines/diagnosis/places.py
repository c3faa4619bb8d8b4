"""How figures and places are named in findings, in Chinese and in English.

Belongs here: "第 8 页 表6 '…' 行 '…' 栏" and money as a reader writes it. The sentences around them are in ``wording``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipelines.diagnosis.bilingual import Bilingual
from pipelines.diagnosis.facts import Figure
from pipelines.diagnosis.labels import quoted, table_number

_UNIT_NAMES = {
    1: ("元", " yuan"),
    1_000: ("千元", " thousand yuan"),
    10_000: ("万元", " ten thousand yuan"),
    100_000_000: ("亿元", " hundred million yuan"),
}
_MOST_DECIMALS = 2
_BLANK = Bilingual("空白", "blank")


def amount(figure: Figure, value: Decimal | None = None) -> Bilingual:
    """The figure (or another value in its place) with thousands separators and unit, with the decimals it is printed with.

    A cell that prints nothing counts as 0 in sums; what is printed there is nothing.
    """
    if value is None and figure.kind == "line" and not figure.value_text.strip():
        return _BLANK
    shown = figure.value if value is None else value
    if figure.unit_multiplier is None:
        text = f"{shown:,.{figure.decimals_printed}f}"
        return Bilingual(text, text)
    zh, en = _unit_name(figure.unit_multiplier)
    in_unit = shown / figure.unit_multiplier
    # A value in a wrong figure's place may have more decimals than it has (2,961.68 for 0.3).
    decimals = max(figure.decimals_printed, _decimals(in_unit)) if figure.unit_multiplier > 1 else 2
    text = f"{in_unit:,.{decimals}f}"
    return Bilingual(text + zh, text + en)


def reckoned(value: Decimal, unit_multiplier: int, decimals_printed: int) -> Bilingual:
    """An amount that is printed nowhere (a sum, a difference; in yuan), in a unit, with the decimals it needs.

    That is no fewer than the figures it is made of have (``decimals_printed``), up to two; more only if they are not zero.
    """
    zh, en = _unit_name(unit_multiplier)
    in_unit = value / unit_multiplier
    least = _MOST_DECIMALS if unit_multiplier == 1 else min(decimals_printed, _MOST_DECIMALS)
    text = f"{in_unit:,.{max(least, _decimals(in_unit, max(decimals_printed, _MOST_DECIMALS)))}f}"
    return Bilingual(text + zh, text + en)


def _unit_name(unit_multiplier: int) -> tuple[str, str]:
    return _UNIT_NAMES.get(unit_multiplier, (f"（×{unit_multiplier}元）", f" ×{unit_multiplier} yuan"))


def _decimals(value: Decimal, most: int = _MOST_DECIMALS) -> int:
    """Decimals that are not zero, up to ``most``."""
    exponent = value.normalize().as_tuple().exponent
    return min(max(-exponent, 0), most) if isinstance(exponent, int) else 0


def difference(value: Decimal) -> str:
    """A number without a unit: thousands separators, no zeros at its end."""
    text = f"{value:,.6f}"
    return text.rstrip("0").rstrip(".")


#: "表6." before a title: the number is said once.
_NUMBERED = re.compile(r"^附?表\s*[0-9一二三四五六七八九十]+[.．、:：\s]*")


def table_name(figure: Figure) -> Bilingual:
    """The table of a figure: 表6 and its printed title, without repeating the number."""
    title = _NUMBERED.sub("", figure.place)
    if figure.printed_no:
        return Bilingual(
            f"表{figure.printed_no}《{title}》" if title else f"表{figure.printed_no}",
            f"table {table_number(figure.printed_no)}",
        )
    return Bilingual(
        f"《{title}》" if title else "无题表", f"table {quoted(title)}" if title else "a table without a title"
    )


def place(figure: Figure) -> Bilingual:
    """Where a figure stands: page, table, row, column; or page, section and subject of a sentence."""
    if figure.kind == "statement":
        section = Bilingual("文字部分", "the text")
        if figure.place:
            section = Bilingual(quoted(figure.place), f"the section {quoted(figure.place)}")
        said = quoted(figure.row_label)
        return Bilingual(f"第{figure.page_no}页{section.zh}中{said}", f"page {figure.page_no}, {section.en}: {said}")
    table, row, column = table_name(figure), row_name(figure), ""
    if figure.column_label:
        column = quoted(figure.column_label)
    return Bilingual(
        f"第{figure.page_no}页{table.zh}{row.zh}" + (f"{column}栏" if column else ""),
        f"page {figure.page_no}, {table.en}, {row.en}" + (f", column {column}" if column else ""),
    )


def row_name(figure: Figure) -> Bilingual:
    """The row a figure stands in, by its name, else by its number."""
    if not figure.row_label:
        return Bilingual(f"第{figure.row_no}行", f"row {figure.row_no}")
    return Bilingual(f"{quoted(figure.row_label)}行", f"row {quoted(figure.row_label)}")
