"""What was said of each printed amount, held against the truth.

Belongs here: which figure read is which amount printed (by its place on the page), and the verdict axis by axis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.random_layouts.making import Made
from benchmarks.random_layouts.stated import NO_CODE, Said
from specimens.random_layouts.truth import NOTHING, Amount, Values
from specimens.typeset import TypesetCell

Place = tuple[int, int, int]
#: What the product calls the axes that have one value each.
FACTS = {
    "function": "function_code", "economic": "economic_code", "project": "project_name", "fund": "fund_source_key",
    "expenditure_kind": "expenditure_kind", "carry": "carry_scope",
}  # fmt: skip
#: An axis left at all of it, or not spoken of.
UNSAID = (None, "all", "total")
#: A table's leaves do not come to its money; it counts once a table.
LEAF_SUM = "sum of leaves"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one amount: right, incomplete, wrong, not_understood, lost; or a figure that is none (invented)."""

    result: str
    table_no: int
    amount: Amount | None
    said: Said | None
    #: Axes that are wrong or not said; the reason where it is not understood.
    axes: tuple[str, ...] = ()


def compare(made: Made, said: Sequence[Said]) -> list[Verdict]:
    """A verdict of every amount that is not zero, and of every figure read that is no amount."""
    owners = _owners(made.typeset.cells, said)
    truth = {(amount.table_no, amount.row, amount.col): amount for amount in made.report.amounts}
    verdicts = []
    for place, amount in truth.items():
        if amount.amount_yuan:
            found = owners.get(place, [])
            verdicts.append(judge(amount, found[0]) if found else Verdict("lost", amount.table_no, amount, None))
    for place, found in owners.items():
        for extra in found[1:] if place in truth else found:
            # A code or year read as an amount; unless its table is said to be not understood.
            if not extra.reason and extra.value and extra.facts["value_type"] == "money":
                verdicts.append(Verdict("invented", place[0], truth.get(place), extra))
    verdicts += _sums(made, owners)
    return _with_lost_explained(verdicts)


def judge(amount: Amount, said: Said) -> Verdict:
    """The verdict of an amount that was read."""
    if said.reason:
        return Verdict("not_understood", amount.table_no, amount, said, (said.reason,))
    facts, context = said.facts, amount.context
    wrong: list[str] = []
    unsaid: list[str] = []
    if said.value != amount.amount_yuan:
        wrong.append("value")
    if facts["amount_year"] != amount.year:
        wrong.append("year")
    if facts["table_kind"] not in context.kind:
        # What its columns and rows are called follows from the kind.
        return Verdict("wrong", amount.table_no, amount, said, (*wrong, "kind"))
    if context.item != NOTHING:
        _hold("item", facts["measure_key"], context.item, wrong, unsaid)
    for axis, column in FACTS.items():
        _hold(axis, facts[column], getattr(context, axis), wrong, unsaid)
    _hold_unit(facts["unit_code"], facts["unit_name"], context.unit, wrong, unsaid)
    if amount.is_leaf is not None and facts["is_leaf"] != amount.is_leaf:
        (unsaid if facts["is_counted_again"] else wrong).append("leaf")
    if wrong:
        return Verdict("wrong", amount.table_no, amount, said, tuple(wrong))
    if said.is_without_code:
        return Verdict("not_understood", amount.table_no, amount, said, (NO_CODE,))
    return Verdict("incomplete" if unsaid else "right", amount.table_no, amount, said, tuple(unsaid))


def _sums(made: Made, owners: dict[Place, list[Said]]) -> list[Verdict]:
    """Tables that are understood whole and whose leaves do not come to their money."""
    verdicts = []
    for sheet in made.report.sheets:
        table_no = sheet.block.table_no
        said = [each for place, found in owners.items() if place[0] == table_no for each in found]
        if not said or any(each.reason or each.facts["is_counted_again"] for each in said):
            continue
        leaves = sum((each.value for each in said if each.facts["is_leaf"] and each.value), Decimal(0))
        if leaves != sheet.leaf_total:
            verdicts.append(Verdict("wrong", table_no, None, None, (LEAF_SUM,)))
    return verdicts


def _hold(axis: str, said: str | None, right: Values, wrong: list[str], unsaid: list[str]) -> None:
    if said not in right:
        (unsaid if said in UNSAID else wrong).append(axis)


def _hold_unit(code: str | None, name: str | None, right: Values, wrong: list[str], unsaid: list[str]) -> None:
    if code is None and name is None:
        if None not in right:
            unsaid.append("unit")
    elif not {code, name} - {None} <= right:
        wrong.append("unit")


def _owners(cells: Sequence[TypesetCell], said: Sequence[Said]) -> dict[Place, list[Said]]:
    """Figures read, by the typeset cell in which they stand."""
    by_page: dict[int, list[tuple[TypesetCell, tuple[float, float, float, float]]]] = defaultdict(list)
    for cell in cells:
        for fragment in cell.fragments:
            by_page[fragment.page_no].append((cell, fragment.box))
    owners: dict[Place, list[Said]] = defaultdict(list)
    for each in said:
        for page_no, x0, y0, x1, y1 in each.boxes:
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            place = next(
                (
                    (cell.table_no, cell.row, cell.col)
                    for cell, box in by_page[page_no]
                    if box[0] <= x <= box[2] and box[1] <= y <= box[3]
                ),
                None,
            )
            if place:
                owners[place].append(each)
                break
        else:
            owners[0, 0, 0].append(each)
    return owners


def _with_lost_explained(verdicts: list[Verdict]) -> list[Verdict]:
    """Amounts of a table nothing was understood of are not lost: no one takes it for read."""
    understood = {v.table_no for v in verdicts if v.result in ("right", "incomplete", "wrong")}
    return [
        v if v.result != "lost" or v.table_no in understood else Verdict("not_understood", v.table_no, v.amount, None, ("not read",))
        for v in verdicts
    ]  # fmt: skip
