"""A table's rows put into the hierarchy that their sums prove.

Belongs here: handing what bears on a row's place (code, indent, numbering, amounts) to ``reports.structure`` and applying its
choice, with the facts that follow from it: heads that are units, and whose rows stand below them. What the words alone say
of the hierarchy is ``levels``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.reports.coordinates.expenses import measure_of_expense
from pipelines.reports.structure.amounts import Amounts, Rounding, compare, has_money
from pipelines.reports.structure.choose import Choice, below_a_head, choose_levels
from pipelines.reports.structure.rows import Levels, PlacedRow, RowRole, children_of, extends
from pipelines.reports.tables.levels import OF_WHICH, is_unit_row
from pipelines.reports.tables.reading import RowReading
from pipelines.reports.vocabulary import economic_names, function_names, measure_parents
from pipelines.reports.words import comparable, split_numbering

_SUBTOTAL = "小计"
#: What a row may be called after other than a code.
_THINGS = frozenset({"project_name", "procurement_item", "service_content", "asset_name"})
_UNIT_FACTS = ("unit_code", "unit_name_printed")


def place_rows(rows: Sequence[RowReading], amounts: Sequence[Amounts], *, is_two_sided: bool = False) -> Choice | None:
    """Give every row of a block the level of the best proven reading; those the words gave stay where none is better.

    ``amounts`` are each row's figures in the block's money columns. In two-sided tables the totals are known by their names
    (本年支出合计), and only the lines between them are placed. None if there is nothing to place.
    """
    if is_two_sided:
        _place_parts_of_subtotals(rows, amounts)
        kept = [number for number, row in enumerate(rows) if _is_in_body(row, rows)]
        rows, amounts = [rows[number] for number in kept], [amounts[number] for number in kept]
    elif rows:
        name_only_subtotal(rows)
        _name_last_total(rows, amounts)
    return _place(rows, amounts) if rows else None


def place_below_head(rows: Sequence[RowReading], amounts: Sequence[Amounts]) -> None:
    """Put the projects that a form lists below the department's row, where that row alone is the total."""
    placed = [_placed(row, own) for row, own in zip(rows, amounts, strict=True)]
    for row, level in zip(rows, below_a_head(placed, tuple(row.level_no for row in rows)), strict=True):
        row.level_no = level


def place_parts_that_are_all(rows: Sequence[RowReading], amounts: Sequence[Amounts], kind: str) -> None:
    """Put 其中 below an item that has all of the item's amounts below that one: it is what the item consists of, not a part beside.

    For tables of items alone (公务用车费, all of it for running them): elsewhere 其中 names what cuts across. So are the lines after it, where all
    of them together come to the item (公务用车购置及运行费, 其中：购置费, 运行费).
    """
    for number, row in enumerate(rows[1:], start=1):
        head = rows[number - 1]
        if not row.is_part or head.row_kind != "line" or head.is_part or row.level_no != head.level_no:
            continue
        is_all = has_money(amounts[number]) and amounts[number] == amounts[number - 1]
        for part in [row] if is_all else _parts_of_item(rows, amounts, number, kind):
            part.is_part, part.level_no = False, head.level_no + 1


def _parts_of_item(
    rows: Sequence[RowReading], amounts: Sequence[Amounts], first: int, kind: str
) -> Sequence[RowReading]:
    """其中 and the lines after it of its head's level that come to the head and are by their words what it consists of; none if they do not."""
    rounding = Rounding.of(amounts, max(map(len, amounts), default=0))
    for last in range(first + 1, len(rows)):
        row = rows[last]
        if row.row_kind != "line" or row.is_part or row.level_no != rows[first].level_no:
            break
        closing = compare(amounts[first - 1], amounts[first : last + 1], rounding)
        if closing.is_closed and all(_is_summand(each, rows[first - 1], kind) for each in rows[first : last + 1]):
            return rows[first : last + 1]
    return ()


def _is_summand(row: RowReading, head: RowReading, kind: str) -> bool:
    """True if a row names an expense that the head's is the sum of (公务用车运行费 below 公务用车购置及运行费)."""
    own, above = (measure_of_expense((split_numbering(each.label_printed or "")[1],), kind) for each in (row, head))
    return own is not None and any(parent == above for parent, adds in measure_parents().get(own, ()) if adds)


def name_only_subtotal(rows: Sequence[RowReading]) -> None:
    """Where a table calls its total 小计: the only row of that name, at its beginning or end, beside no other total."""
    if any(row.row_kind == "total" for row in rows):
        return
    named = [row for row in rows if comparable(row.label_printed or "") == _SUBTOTAL and not row.is_sum_of_parts]
    lines = [row for row in rows if row.row_kind != "note"]
    if len(named) == 1 and len(lines) > 1 and (named[0] is lines[0] or named[0] is lines[-1]):
        named[0].row_kind, named[0].level_no = "total", 0
        named[0].facts = {"no_code_reason": "total row"}


def _name_last_total(rows: Sequence[RowReading], amounts: Sequence[Amounts]) -> None:
    """A last row that prints no name, and what the outermost rows come to, is their total."""
    last = rows[-1]
    lines = [number for number, row in enumerate(rows[:-1]) if row.row_kind == "line"]
    if last.row_kind != "line" or last.label_printed or any(last.texts.values()) or not lines:
        return
    if len(lines) < len(rows) - 1 or not has_money(amounts[-1]):
        return
    top = min(rows[number].level_no for number in lines)
    outermost = [amounts[number] for number in lines if rows[number].level_no == top]
    rounding = Rounding.of(amounts, max(map(len, amounts), default=0))
    if compare(amounts[-1], outermost, rounding).is_closed:
        last.row_kind, last.level_no = "total", 0


def _place_parts_of_subtotals(rows: Sequence[RowReading], amounts: Sequence[Amounts]) -> None:
    """其中 below a subtotal (上年结转) is a part of it, and so are the lines after it that make up the whole with it."""
    for number, row in enumerate(rows):
        head = rows[number - 1] if number else None
        if head is None or head.row_kind != "subtotal" or _role(row, row.label_printed or "") != "part":
            continue
        rounding = Rounding.of(amounts, max(map(len, amounts), default=0))
        last, parts = number, [amounts[number]]
        while last + 1 < len(rows) and rows[last + 1].row_kind == "line":
            last += 1
            parts.append(amounts[last])
        is_whole = compare(amounts[number - 1], parts, rounding).is_closed
        for part in rows[number : last + 1] if is_whole else [row]:
            part.is_part, part.level_no = True, head.level_no + 1


def _is_in_body(row: RowReading, rows: Sequence[RowReading]) -> bool:
    """True for a line above the first total or subtotal that has lines above it."""
    first = next((n for n, each in enumerate(rows) if n and each.row_kind in ("total", "subtotal")), len(rows))
    return row.row_kind == "line" and any(row is each for each in rows[:first])


def _place(rows: Sequence[RowReading], amounts: Sequence[Amounts]) -> Choice:
    base = min((row.level_no for row in rows if row.row_kind == "line"), default=1) - 1
    placed = [_placed(row, own) for row, own in zip(rows, amounts, strict=True)]
    choice = choose_levels(placed, tuple(row.level_no - max(base, 0) for row in rows))
    choice = replace(choice, levels=_below_own_class(rows, amounts, choice.levels))
    for number in choice.parts:
        rows[number].is_part = True
    if choice.basis != "words":
        children = children_of(choice.levels, placed)
        for number, (row, level) in enumerate(zip(rows, choice.levels, strict=True)):
            row.level_no = level + max(base, 0)
            row.is_head = number in children and placed[number].role == "line" and not placed[number].code
    return choice


def _below_own_class(rows: Sequence[RowReading], amounts: Sequence[Amounts], levels: Levels) -> Levels:
    """The levels, a government code with all the amounts of the class it goes on from below that one (509, and 50905 its only one).

    The sums tell nothing of the two, for one addend is no sum; department's codes stand where they are extended anyway.
    """
    codes = [row.facts.get("government_economic_code") for row in rows]
    found = list(levels)
    for number, code in enumerate(codes[1:], start=1):
        above = number - 1
        is_below = extends(code, codes[above]) and not rows[number].place_code and not rows[above].place_code
        if not is_below or found[number] != found[above] or amounts[number] != amounts[above]:
            continue
        end = next((n for n in range(number + 1, len(rows)) if found[n] <= found[number]), len(rows))
        found[number:end] = [level + 1 for level in found[number:end]]
    return tuple(found)


def hand_down(rows: Sequence[RowReading]) -> None:
    """Turn rows with rows below them into groups, and tell rows below a unit's row that they are that unit's."""
    above: list[RowReading] = []
    for number, row in enumerate(rows):
        if row.row_kind == "note":
            continue
        while above and above[-1].level_no >= row.level_no:
            above.pop()
        unit = next((each for each in reversed(above) if is_unit_row(each) or each.is_unit_head), None)
        if unit is not None and row.row_kind not in ("total", "subtotal") and not is_unit_row(row):
            _inherit(row, {key: unit.facts.get(key) for key in _UNIT_FACTS})
        # What is only a part of a row makes no group of it.
        following = next((rows[after] for after in range(number + 1, len(rows)) if not rows[after].is_part), None)
        if following and row.row_kind == "line" and following.level_no > row.level_no and following.row_kind != "note":
            row.row_kind = "group"
        above.append(row)


def _inherit(row: RowReading, unit: dict[str, str | None]) -> None:
    if not unit.get("unit_name_printed") and not unit.get("unit_code"):
        return
    printed_name = row.facts.get("unit_name_printed")
    if row.facts.get("unit_code") is None and (
        printed_name is None or comparable(printed_name) == comparable(unit.get("unit_name_printed") or "")
    ):
        row.facts["unit_code"] = unit.get("unit_code")
    if printed_name is None and row.facts.get("unit_code") == unit.get("unit_code"):
        row.facts["unit_name_printed"] = unit.get("unit_name_printed")


def _placed(row: RowReading, amounts: Amounts) -> PlacedRow:
    label = row.label_printed or ""
    code, tree = _code(row)
    return PlacedRow(
        _role(row, label),
        amounts,
        code,
        tree,
        row.indent_points,
        split_numbering(label)[0],
        code is None and not _is_classification(label),
        is_unit_row(row) or row.is_unit_head,
    )


def _role(row: RowReading, label: str) -> RowRole:
    if row.row_kind in ("total", "subtotal", "note"):
        return row.row_kind  # type: ignore[return-value]
    # 其中：（1）购置费 （2）运行费: both together are the whole, and numbered.
    is_part = comparable(label).startswith(OF_WHICH) and split_numbering(label)[0] is None
    return "part" if is_part else "line"


def _code(row: RowReading) -> tuple[str | None, str | None]:
    """The code that says where a row stands, and the tree it is of."""
    if row.is_unit_head and row.facts.get("unit_code"):
        return row.facts["unit_code"], "unit"
    if row.place_code and not _is_attribute(row):
        return row.place_code, row.place_code[0]
    is_unit = set(row.texts) & {"unit_code", "unit_name"} and not row.texts.get("project_name")
    code = row.facts.get("unit_code") if is_unit else None
    return (code, "unit") if code else (None, None)


def _is_attribute(row: RowReading) -> bool:
    """True where a row's code only says of a project or a purchase what it is paid from: the row is called otherwise."""
    names_a_code = any(row.facts.get(f"{each}_name_printed") for each in ("function", "economic"))
    return not names_a_code and bool(set(row.texts) & _THINGS)


def _is_classification(label: str) -> bool:
    words = split_numbering(label)[1]
    return words in function_names() or words in economic_names()
