"""Faults: what a careless clerk does to a report, each with the truth about it.

Belongs here: choosing what to spoil and saying what is then printed where; one function a kind. Putting it into a
document is the business of ``injection``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from benchmarks.mutation.bases import Base
from pipelines.diagnosis.facts import Figure


@dataclass(frozen=True, slots=True)
class Fault:
    """What was done: texts printed in other figures' places, rows taken out or printed twice; and the truth."""

    kind: str
    #: Source id of a figure → the text printed in its place.
    texts: dict[str, str] = field(default_factory=dict)
    #: Source id of any figure of a row that is left out, or printed twice.
    dropped: str | None = None
    repeated: str | None = None
    #: A year in a sentence: page, line, and what it becomes.
    words: tuple[str, str, int] | None = None

    @property
    def touched(self) -> frozenset[str]:
        """Figures that are printed otherwise."""
        return frozenset(self.texts)


Maker = Callable[[Base, random.Random], Fault | None]


def printed(figure: Figure, value: Decimal) -> str:
    """A value as the figure's place prints it: its digits after the point, its separators."""
    units = value / (figure.unit_multiplier or 1)
    text = f"{units:,.{figure.decimals_printed}f}"
    return (
        text
        if "," in figure.value_text or abs(figure.value / (figure.unit_multiplier or 1)) < 1000
        else text.replace(",", "")
    )


def _figures(base: Base, kind: str) -> list[Figure]:
    """Figures of tables (``line``) or sentences that print money other than nothing."""
    return [
        figure
        for source_id, figure in sorted(base.case.figures.items())
        if figure.kind == kind and figure.value and figure.unit_multiplier is not None
        and figure.value_text.strip().replace(",", "").replace(".", "").isdecimal()
    ]  # fmt: skip


def _digits(figure: Figure) -> list[int]:
    return [place for place, letter in enumerate(figure.value_text) if letter.isdecimal()]


def _one_digit(kind: str) -> Maker:
    def make(base: Base, chance: random.Random) -> Fault | None:
        figure = chance.choice(_figures(base, kind))
        place = chance.choice(_digits(figure))
        old = figure.value_text[place]
        new = chance.choice([digit for digit in "123456789" if digit != old])
        text = figure.value_text[:place] + new + figure.value_text[place + 1 :]
        return Fault("one_digit" if kind == "line" else "narrative_figure", {figure.source_id: text})

    return make


def transposed_digits(base: Base, chance: random.Random) -> Fault | None:
    """Two neighbouring digits swapped."""
    figure = chance.choice(_figures(base, "line"))
    text, places = figure.value_text, _digits(figure)
    pairs = [(a, b) for a, b in pairwise(places) if text[a] != text[b] and text[b] != "0"]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    letters = list(text)
    letters[a], letters[b] = letters[b], letters[a]
    return Fault("transposed_digits", {figure.source_id: "".join(letters)})


def wrong_sign(base: Base, chance: random.Random) -> Fault | None:
    """A minus before a positive amount."""
    figure = chance.choice(_figures(base, "line"))
    return Fault("wrong_sign", {figure.source_id: "-" + figure.value_text})


def wrong_unit(base: Base, chance: random.Random) -> Fault | None:
    """An amount in 元 where 万元 are printed, or the other way round."""
    figure = chance.choice(_figures(base, "line"))
    is_yuan = figure.unit_multiplier == 1
    value = figure.value / 10000 if is_yuan else figure.value * 10000
    text = printed(figure, value)
    # The smaller figure must still say the same amount, or it is another fault.
    if is_yuan and Decimal(text.replace(",", "")) * 10000 != figure.value:
        return None
    return Fault("wrong_unit", {figure.source_id: text})


def wrong_subtotal(base: Base, chance: random.Random) -> Fault | None:
    """A sum that is off by some amount."""
    sums = {
        source_id
        for check in base.case.checks
        if len(check.terms) > 2
        for coefficient, source_id in check.terms
        if coefficient > 0 and sum(c > 0 for c, _ in check.terms) == 1
    }
    figures = [figure for figure in _figures(base, "line") if figure.source_id in sums]
    if not figures:
        return None
    figure = chance.choice(figures)
    value = (figure.value * Decimal(chance.randint(104, 190)) / 100).quantize(figure.step)
    return Fault("wrong_subtotal", {figure.source_id: printed(figure, value)})


def wrong_percentage(base: Base, chance: random.Random) -> Fault | None:
    """A percentage in a sentence that is off by some points."""
    figures = [f for f in base.case.figures.values() if f.source_id in base.other_checked and f.kind == "statement"]
    if not figures:
        return None
    figure = chance.choice(sorted(figures, key=lambda f: f.source_id))
    value = figure.value + Decimal(chance.choice([-3, -2, 2, 3, 10])) + Decimal(chance.randint(0, 9)) / 10
    return Fault("wrong_percentage", {figure.source_id: f"{abs(value):.{figure.decimals_printed}f}"})


def wrong_year(base: Base, chance: random.Random) -> Fault | None:
    """The text speaks of another year where it tells this year's figures."""
    year = base.tables["documents"][0]["fiscal_year"]
    lines = [
        (page.page_no, line.text)
        for page in base.document.pages
        for line in page.text_lines
        if line.text.startswith((f"{year}年", f"{year} 年")) and re.search(r"[1-9][\d.]*\s*万元", line.text)
    ]
    if not lines:
        return None
    page_no, text = chance.choice(lines)
    return Fault("wrong_year", words=(text, text.replace(str(year), str(year - chance.choice([1, 2])), 1), page_no))


def _rows(base: Base) -> Iterator[tuple[str, dict[int, dict[int, Figure]]]]:
    """Tables that stand on one page in one part: table and figures by row and column."""
    for table_id, groups in sorted(base.case.table_rows.items()):
        for rows in groups.values():
            pages = {figure.page_no for row in rows.values() for figure in row.values()}
            if len(groups) == 1 and len(pages) == 1 and len(rows) >= 4:
                yield table_id, rows


def _is_part(base: Base, figures: dict[int, Figure]) -> bool:
    """A row with amounts that sums no other rows: what stands below a sum would only take its place."""
    checks = base.case.checks_touching(figure.source_id for figure in figures.values())
    own = {figure.source_id for figure in figures.values()}
    sums = any(
        c > 0
        and s in own
        and len(k.terms) > 1
        and not own.issuperset(x for _, x in k.terms)
        and base.case.figures[k.terms[-1][1]].table_id == base.case.figures[s].table_id
        for k in checks
        for c, s in k.terms
    )
    return bool(checks) and not sums and any(figure.value for figure in figures.values())


def shifted_rows(base: Base, chance: random.Random) -> Fault | None:
    """From some row on, every amount stands a row too high; the last row's are printed twice."""
    _, rows = chance.choice(list(_rows(base)))
    order = sorted(rows)
    columns = set.intersection(*(set(row) for row in rows.values()))
    start = chance.randrange(1, len(order) - 2)
    texts: dict[str, str] = {}
    for row_no, below in zip(order[start:-1], order[start + 1 :], strict=True):
        for column in columns:
            figure, moved = rows[row_no][column], rows[below][column]
            if figure.value_text != moved.value_text:
                texts[figure.source_id] = moved.value_text
    # One row with its neighbour's amounts is no slip.
    slipped = {base.case.figures[source_id].row_no for source_id in texts}
    return Fault("shifted_rows", texts) if len(slipped) > 2 else None


def swapped_columns(base: Base, chance: random.Random) -> Fault | None:
    """The amounts of two columns stand in each other's place."""
    _, rows = chance.choice(list(_rows(base)))
    columns = sorted(set.intersection(*(set(row) for row in rows.values())))
    if len(columns) < 2:
        return None
    one, other = chance.sample(columns, 2)
    texts: dict[str, str] = {}
    for row in rows.values():
        if row[one].value != row[other].value:
            texts[row[one].source_id] = row[other].value_text
            texts[row[other].source_id] = row[one].value_text
    return Fault("swapped_columns", texts) if texts else None


def dropped_row(base: Base, chance: random.Random) -> Fault | None:
    """A row with amounts is left out."""
    _, rows = chance.choice(list(_rows(base)))
    row = rows[chance.choice(sorted(rows)[1:])]
    return Fault("dropped_row", dropped=next(iter(row.values())).source_id) if _is_part(base, row) else None


def repeated_row(base: Base, chance: random.Random) -> Fault | None:
    """A row with amounts is printed twice."""
    _, rows = chance.choice(list(_rows(base)))
    row = rows[chance.choice(sorted(rows)[1:])]
    return Fault("repeated_row", repeated=next(iter(row.values())).source_id) if _is_part(base, row) else None


MAKERS: dict[str, Maker] = {
    "one_digit": _one_digit("line"),
    "transposed_digits": transposed_digits,
    "wrong_sign": wrong_sign,
    "wrong_unit": wrong_unit,
    "wrong_subtotal": wrong_subtotal,
    "shifted_rows": shifted_rows,
    "swapped_columns": swapped_columns,
    "dropped_row": dropped_row,
    "repeated_row": repeated_row,
    "narrative_figure": _one_digit("statement"),
    "wrong_percentage": wrong_percentage,
    "wrong_year": wrong_year,
}


def make_fault(kind: str, base: Base, chance: random.Random) -> Fault:
    """A fault of a kind; tries until the base has one (``LookupError`` if it has none)."""
    for _ in range(200):
        fault = MAKERS[kind](base, chance)
        if fault is not None:
            return fault
    raise LookupError(f"{base.name} has no place for {kind}")
