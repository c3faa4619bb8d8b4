"""Names in the column of projects that are no project's.

Belongs here: classes of purchases (货物, 工程, 服务), classes of projects (专用项目 above its projects) and the unit itself above its
projects, which the row keeps as its label only. Heads that are units are told in ``heads``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reports.tables.reading import RowReading
from pipelines.reports.vocabulary import procurement_classes
from pipelines.reports.words import comparable, split_numbering

#: 货物 and 货物类.
_CLASS_ENDING = "类"


def is_purchase_class(name: str) -> bool:
    """True for a class of the procurement catalogue, with or without its letter (货物, 服务类, A 货物, 三、服务C)."""
    words = comparable(split_numbering(name)[1])
    return any(
        words.removeprefix(code).removesuffix(code).removesuffix(_CLASS_ENDING) == known
        for known, code in procurement_classes().items()
    )


def drop_project_classes(rows: Sequence[RowReading]) -> None:
    """Take the name of a project from rows whose rows below name other projects, unless they have a project's code."""
    above: list[RowReading] = []
    classes: list[RowReading] = []
    for row in (row for row in rows if row.row_kind != "note"):
        while above and above[-1].level_no >= row.level_no:
            above.pop()
        name = row.facts.get("project_name_printed")
        if name and above and above[-1].facts.get("project_name_printed") not in (None, name):
            classes.append(above[-1])
        above.append(row)
    for row in classes:
        if not row.facts.get("project_code"):
            row.facts.pop("project_name_printed", None)
            if row.facts.get("no_code_reason"):
                row.facts["no_code_reason"] = "group row"


def drop_units(rows: Sequence[RowReading]) -> None:
    """Take the name of a project from rows where it is that of the row's own unit: the sum of the unit's projects."""
    for row in rows:
        name, unit = row.facts.get("project_name_printed"), row.facts.get("unit_name_printed")
        if name and unit and comparable(name) == comparable(unit) and not row.facts.get("project_code"):
            del row.facts["project_name_printed"]
