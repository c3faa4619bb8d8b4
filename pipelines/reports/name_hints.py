"""What a file's name and the folder it lies in say of a report: a hint, never a proof.

Belongs here: the body, the year and the kind that names spell out (2026年/北京市民政局2026年部门预算报表.pdf). Names in Latin letters
and names without a place are not guessed at. What a hint is worth beside the report itself is decided in dbt (``int_identity``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipelines.reports.issuer import is_body_name
from pipelines.reports.places import Division, division_of

#: A year that stands alone: not in a date (20260312), a hash or a document's number.
_YEAR = re.compile(r"(?<![0-9A-Za-z])(20[0-4]\d)(?![0-9A-Za-z])")
#: A name ends where words of the disclosure, digits or marks begin.
_PIECE = re.compile(r"[\u4e00-\u9fff（）()·]+")
_WORDS = re.compile(
    r"年度?|部门|单位|(?:收支)?(?:预算|决算)|信息公开|公开|情况|说明|报表|报告|附件|附表|绩效目标|项目支出|整体支出|汇总|(?<!代)表|关于"
)
_BUDGET, _FINAL = "预算", "决算"
_TO_ASCII = str.maketrans("（）", "()")
_TO_PRINTED = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class NameHint:
    """What one name says; None for what it doesn't, or says in two ways."""

    issuer_name: str | None = None
    division: Division | None = None
    fiscal_year: int | None = None
    report_kind: str | None = None

    def __bool__(self) -> bool:
        """True if the name says anything."""
        return bool(self.issuer_name or self.fiscal_year or self.report_kind)


def hints_of(file_name: str) -> dict[str, NameHint]:
    """Return what the name of a file below the raw folder says, and the name of the folder it lies in, by ``claimed_by``.

    Of folders the nearest one that says anything counts.
    """
    path = PurePosixPath(file_name)
    hints = {"file_name": hint_of(path.stem)}
    folders = (hint_of(name) for name in reversed(path.parent.parts))
    hints["folder_name"] = next((hint for hint in folders if hint), NameHint())
    return {claimed_by: hint for claimed_by, hint in hints.items() if hint}


def hint_of(name: str) -> NameHint:
    """Return what one name says."""
    years = {int(year) for year in _YEAR.findall(name)}
    bodies = {body for piece in _PIECE.findall(name) for part in _WORDS.split(piece) if (body := _body(part))}
    kinds = {kind for word, kind in ((_BUDGET, "budget"), (_FINAL, "final_accounts")) if word in name}
    issuer = bodies.pop() if len(bodies) == 1 else None
    return NameHint(
        issuer,
        division_of(issuer),
        years.pop() if len(years) == 1 else None,
        kinds.pop() if len(kinds) == 1 else None,
    )


def _body(text: str) -> str | None:
    """A body that is of one place: 民政局 alone may be anybody's."""
    name = text.translate(_TO_ASCII).strip("()·")
    name += ")" * (name.count("(") - name.count(")"))
    division = division_of(name)
    if division is None or name.count(division.name) > 1 or not is_body_name(name):
        return None
    return name.translate(_TO_PRINTED)
