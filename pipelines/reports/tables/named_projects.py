"""Projects whose names stand in the column of a classification's names, below the item they are paid from.

Belongs here: telling them. A row without a code names an item (一般行政管理事务), the rows after it print that item's code, each beside
another name that no list has: those are projects, and the code says what they are paid from. Projects with a column of their own are
told by that.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reports.tables.reading import RowReading
from pipelines.reports.vocabulary import economic_names, function_names
from pipelines.reports.words import comparable, split_numbering

_ITEM_DIGITS = 7
_NAME = "name"


def tell_named_projects(rows: Sequence[RowReading]) -> None:
    """Let such rows be projects below the row that names their code's item, and give that row the code."""
    head: RowReading | None = None
    for row in rows:
        code = row.facts.get("function_code")
        if head is not None and _may_be_project(row) and code in _codes_of(head):
            if head.facts.get("function_code") not in (None, code):
                head = None
                continue
            _put_head(head, str(code))
            _put_project(row)
        else:
            head = row if _may_be_head(row) else None


def _may_be_head(row: RowReading) -> bool:
    return row.row_kind == "line" and row.facts.get("code_source") != "printed" and bool(_codes_of(row))


def _codes_of(row: RowReading) -> tuple[str, ...]:
    return function_names().get(comparable(split_numbering(row.label_printed or "")[1]), ())


def _may_be_project(row: RowReading) -> bool:
    words = comparable(split_numbering(row.label_printed or "")[1])
    return (
        row.row_kind == "line"
        and row.facts.get("code_source") == "printed"
        and len(row.facts.get("function_code") or "") == _ITEM_DIGITS
        and bool(row.texts.get(_NAME))
        and words not in function_names()
        and words not in economic_names()
    )


def _put_head(head: RowReading, code: str) -> None:
    head.place_code = code
    head.facts.update(function_code=code, code_source="inherited")
    head.facts.pop("no_code_reason", None)


def _put_project(row: RowReading) -> None:
    row.place_code = None
    row.part_level = 1
    row.facts.pop("function_name_printed", None)
    row.facts["project_name_printed"] = row.label_printed
    row.texts["project_name"] = row.texts.pop(_NAME)
    if _NAME in row.columns:
        row.columns["project_name"] = row.columns.pop(_NAME)
