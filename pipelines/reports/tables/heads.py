"""Which heads of a table's rows are budget units.

Belongs here: telling units from other heads by header and name, or by the codes they alone print. That a row is a head its sums
prove (``placing``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.reports.tables.glued_codes import unit_code_and_name
from pipelines.reports.tables.reading import RowReading
from pipelines.reports.tables.unit_names import is_unit_name

_UNIT, _PROJECT = "单位", "项目"
#: Where a unit's name may stand that has no column of its own, and what a head may print as well.
_SHARED_NAMES = ("project_name", "item_name", "name")
_NAMES_OF_OTHERS = (
    "project_name_printed", "function_name_printed", "economic_name_printed", "procurement_name_printed",
)  # fmt: skip
_BESIDE_A_NAME = frozenset({"unit_code", "sequence_no", "code", "code_class", "code_subclass", "code_item", "note"})


def tell_units_by_code(rows: Sequence[RowReading]) -> None:
    """Rows with a unit's code and nothing but a name are units, where the rows without one print more (what is bought, how).

    241 西安市民政局 stands above its purchases in the column of their projects.
    """
    lines = [row for row in rows if row.row_kind == "line"]
    coded = [row for row in lines if row.texts.get("unit_code")]
    details = [_details(row) for row in lines if not row.texts.get("unit_code")]
    own = [_details(row) for row in coded]
    if not coded or not details or not all(len(each) == 1 and each <= set(_SHARED_NAMES) for each in own):
        return
    if not all(len(each) > 1 and own[0] <= each for each in details):
        return
    for row in coded:
        row.is_unit_head = True
        row.label_printed = row.texts[next(iter(own[0]))]
        row.facts.pop("project_name_printed", None)
        row.facts.update(unit_name_printed=row.label_printed)


def _details(row: RowReading) -> set[str]:
    return {key for key, text in row.texts.items() if text} - _BESIDE_A_NAME


def name_units(rows: Sequence[RowReading], headers: Mapping[int, str]) -> None:
    """Proven heads that are budget units say so.

    ``headers`` are the header paths by column. A head is a unit if the header above its name says that units stand there, or if
    its own name ends like one; so is a row beside such units that has a unit's name and nothing below it, as units without
    money do.
    """
    for row in rows:
        row.is_unit_head = row.is_unit_head or (
            row.is_head and (_says_units(_header_above_name(row, headers)) or names_unit(row))
        )
    levels = {row.level_no for row in rows if row.is_unit_head}
    for row in rows:
        is_beside = row.row_kind == "line" and row.level_no in levels and not row.place_code and names_unit(row)
        row.is_unit_head = row.is_unit_head or is_beside
        if row.is_unit_head:
            for key in _NAMES_OF_OTHERS:
                row.facts.pop(key, None)
            _put_unit(row)


def _put_unit(row: RowReading) -> None:
    """The unit a row names: 117001-某局本级 is its code and its name."""
    code, name = unit_code_and_name(row.label_printed or "") or (None, row.label_printed)
    row.facts["unit_name_printed"] = name
    row.facts["no_code_reason"] = "unit row"
    if code and not row.facts.get("unit_code"):
        row.facts["unit_code"] = code


def _header_above_name(row: RowReading, headers: Mapping[int, str]) -> str:
    key = next(
        (key for key, text in row.texts.items() if text and text == row.label_printed and key in row.columns), None
    )
    return headers.get(row.columns[key], "") if key else ""


def _says_units(header: str) -> bool:
    """单位名称, 支出项目类别（资金使用单位）; not 单位（项目）名称, below which both stand."""
    return _UNIT in header and (_PROJECT not in header or header.rfind(_UNIT) > header.rfind(_PROJECT))


def names_unit(row: RowReading) -> bool:
    """True for a row whose name ends as names of public bodies do."""
    return row.label_printed is not None and is_unit_name(row.label_printed)
