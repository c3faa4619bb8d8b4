"""What a row of a table printed in steps leaves out because a row above it says it.

Belongs here: handing project and codes down the steps. That a table is printed in steps, and which row stands on which, is
``stairs``; cells merged over rows are ``sheet``'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reports.tables.reading import RowReading

#: Facts that are said together, and the text columns that say them.
_SAID = (
    (("project_code", "project_name_printed"), ("project_code", "project_name")),
    (("function_code", "function_name_printed"), ("function",)),
    (("economic_code", "economic_name_printed"), ("economic",)),
)


def hand_down_steps(rows: Sequence[RowReading]) -> None:
    """Give each row what it leaves out of project, function and economic item.

    A row below a step is of what that step names (the purchases below 办公设备购置费 | 办公设备购置). A row beside another that
    leaves the first columns of their step empty goes on with them: (案件审判经费 | 维修费), ( | 会议费), ( | 印刷费) are three
    items of one project. Beside it means directly below the same row: the next class begins anew.
    """
    above: list[RowReading] = []
    places: dict[int, dict[tuple[str, ...], int]] = {}
    for row in rows:
        if row.row_kind == "note":
            continue
        beside: RowReading | None = None
        while above and above[-1].level_no >= row.level_no:
            last = above.pop()
            beside = last if last.level_no == row.level_no else None
        places[id(row)] = _places(row)
        if row.row_kind in ("line", "group"):
            if beside is not None:
                _go_on(row, beside, places)
            if above:
                for facts, _ in _SAID:
                    _take(row, above[-1], facts)
        above.append(row)


def _places(row: RowReading) -> dict[tuple[str, ...], int]:
    """The column in which the row says each group of facts, of those it says."""
    found: dict[tuple[str, ...], int] = {}
    for facts, keys in _SAID:
        columns = [row.columns[key] for key in keys if row.texts.get(key) and key in row.columns]
        if columns:
            found[facts] = max(columns)
    return found


def _go_on(row: RowReading, beside: RowReading, places: dict[int, dict[tuple[str, ...], int]]) -> None:
    """Take over what the row beside it says in columns left of all that this row prints."""
    own = [row.columns[key] for key, text in row.texts.items() if text and key in row.columns]
    for facts, column in places[id(beside)].items():
        if own and column < min(own):
            _take(row, beside, facts)
            places[id(row)][facts] = column


def _take(row: RowReading, other: RowReading, facts: tuple[str, ...]) -> None:
    """Take facts that belong together as a whole, and only where the row says none of them."""
    said = {key: other.facts[key] for key in facts if other.facts.get(key)}
    if not said or any(row.facts.get(key) for key in facts):
        return
    row.facts.update(said)
    if said.keys() & {"function_code", "economic_code"}:
        row.facts.setdefault("code_source", "inherited")
        row.facts.pop("no_code_reason", None)
