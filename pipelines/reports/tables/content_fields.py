"""What a column holds by what is printed in it, where its header says nothing known.

Belongs here: names of rows in the halves of a two-sided table, and the years of its rows. A header that is known decides by itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from pipelines.reports.tables.figures import is_figure
from pipelines.reports.tables.sheet import Sheet
from pipelines.reports.vocabulary import table_kind
from pipelines.reports.words import comparable

_WORD = re.compile(r"[\u4e00-\u9fff]")
_DATED = re.compile(r"20\d{2}年?(?:度|预算数?|决算数?|执行数?)?")
#: One name may be a note, one year that of all rows.
_LEAST = 2


def fields_by_content(sheet: Sheet, header_rows: Collection[int], kind: str | None) -> dict[int, str]:
    """Column → the text field that the cells below the header show it to hold; nothing of columns that could hold anything."""
    traits = table_kind(kind)
    if not (traits.is_two_sided or traits.has_item_rows):
        return {}
    skipped = sheet.title_rows | sheet.repeated_rows | set(header_rows)
    texts: dict[int, list[str]] = {}
    for row in (row for row in range(sheet.row_count) if row not in skipped):
        for cell in sheet.starting_in(row):
            if cell.text.strip():
                texts.setdefault(cell.col, []).append(comparable(cell.text))
    if traits.is_two_sided:
        return {col: "item_name" for col, found in texts.items() if _are_names(found)}
    return {col: "amount_year" for col, found in texts.items() if _are_years(found)}


def _are_names(texts: list[str]) -> bool:
    return len(texts) >= _LEAST and all(_WORD.search(text) and not is_figure(text) for text in texts)


def _are_years(texts: list[str]) -> bool:
    """Years, the same ones again and again; between them the words of what is of none (增减变化金额)."""
    years = [text for text in texts if _DATED.fullmatch(text)]
    others = [text for text in texts if not _DATED.fullmatch(text)]
    return (
        len(set(years)) >= _LEAST
        and len(years) >= len(others)
        and len(set(others)) <= 1
        and not any(map(is_figure, others))
    )
