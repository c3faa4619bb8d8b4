"""Labels of rows that mean the same in every report.

Belongs here: looking a printed label up in seed ``row_labels``, numbering left out, composing those nobody has listed, and settling labels that mean one thing
or another by the rows printed around them (收入合计 is the grand total unless 收入总计 stands below it).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from pipelines.reports.coordinates.rows import row_keys_of_label
from pipelines.reports.coordinates.things import row_of_thing
from pipelines.reports.coordinates.titles import kind_axes
from pipelines.reports.tables.reading import RowReading
from pipelines.reports.vocabulary import RowLabel, is_among, row_labels
from pipelines.reports.words import BARE_SUMS, comparable, split_numbering

#: 人员经费和公用经费支: the last character is cut off at the cell's edge.
_CUT = re.compile(r"(?<!收)支$")
#: Labels remembered: a report's tables name the same rows over and over.
_REMEMBERED = 20_000
_SUMS = ("总计", "合计", "小计")
#: Lines between the sum of the year and 总计; 事业收入 below a 小计 is of the year, and the 小计 of what stands above it only.
_NOT_OF_THE_YEAR = re.compile("_carry_|surplus|balance")


@lru_cache(_REMEMBERED)
def known_labels(label: str, kind: str | None, side: str | None) -> tuple[RowLabel, ...]:
    """Return the known rows a label may name in a kind of table, on the given side; none if it names none.

    A label nobody has listed names the rows its words compose to, if all of them are known.
    """
    label = _CUT.sub("支出", label)
    rows, by_word = _rows_of(kind, side)
    named = {number for word in (comparable(label), split_numbering(label)[1]) for number in by_word.get(word, ())}
    if named:
        return tuple(rows[number] for number in sorted(named))
    bare, side = split_numbering(label)[1], side or _only_side(kind)
    composed = row_keys_of_label(bare, side, _own_fund(kind)) if side else (row_of_thing(bare, kind or ""),)
    return tuple(row for row in rows if row.key in composed)


def _own_fund(kind: str | None) -> str | None:
    """The fund of all that a kind of table holds; none if it holds several apart."""
    return (kind_axes(kind) or {}).get("fund") if kind else None


@cache
def _rows_of(kind: str | None, side: str | None) -> tuple[tuple[RowLabel, ...], Mapping[str, Sequence[int]]]:
    """The listed rows that a kind of table may have on a side, and by each word which of them bear it."""
    rows = tuple(
        row
        for row in row_labels()
        if is_among(kind, row.table_kinds) and (row.side is None or side is None or row.side == side)
    )
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for word in row.labels:
            by_word[word].append(number)
    return rows, by_word


def _only_side(kind: str | None) -> str | None:
    """The side all rows of a kind of table are of: a table of revenue alone has no halves that say it."""
    axes = kind_axes(kind) if kind else None
    return "revenue" if axes and axes["flow"] == "revenue" else None


def settle_labels(rows: Sequence[RowReading], kind: str | None) -> None:
    """Decide the labels of one half that may name several rows: the last of those no other row of the half names.

    The seed lists subtotals before totals, so that 收入合计 is the total unless another row is; of two such rows it is above 收入小计, wherever
    they stand.
    """
    choices = {
        id(row): known_labels(row.texts.get("part_name") or row.label_printed, kind, row.side)
        for row in rows
        if row.label_printed
    }
    taken = {found[0].key for found in choices.values() if len(found) == 1}
    for row in sorted(rows, key=_rank):
        found = choices.get(id(row), ())
        if len(found) < 2:
            continue
        free = [label for label in found if label.key not in taken]
        chosen = (free or list(found))[-1]
        row.row_key, row.row_kind = chosen.key, chosen.row_kind
        taken.add(chosen.key)
    _settle_bare_sum(rows, kind)


def _settle_bare_sum(rows: Sequence[RowReading], kind: str | None) -> None:
    """小计 between the lines of one half of a summary and its 总计 is the sum of the year, where no other row is called that."""
    keys = {row.row_key: number for number, row in enumerate(rows) if row.row_key}
    bare = [number for number, row in enumerate(rows) if comparable(row.label_printed or "") in BARE_SUMS]
    for side in {row.side for row in rows if row.side}:
        own = next((row for row in row_labels() if row.key == f"{side}_current_total"), None)
        total = keys.get(f"{side}_grand_total")
        if own is None or total is None or own.key in keys or len(bare) != 1 or not is_among(kind, own.table_kinds):
            continue
        row = rows[bare[0]]
        between = [each.row_key or "" for each in rows[bare[0] + 1 : total] if each.label_printed]
        is_last = bare[0] < total and all(_NOT_OF_THE_YEAR.search(key) for key in between)
        if row.row_key is None and row.side == side and is_last:
            row.row_key, row.row_kind = own.key, own.row_kind
            row.facts["no_code_reason"] = f"{own.row_kind} row"


def _rank(row: RowReading) -> int:
    """Totals before the sums below them, by how their names end."""
    label = comparable(row.label_printed or "")
    return next((rank for rank, ending in enumerate(_SUMS) if label.endswith(ending)), len(_SUMS))
