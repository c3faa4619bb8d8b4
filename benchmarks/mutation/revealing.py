"""Whether anything the clean report prints can reveal a fault: its own sums, computed here anew with the faulty figures.

Belongs here: that question only. It asks the equations of the clean report, not the rules applied to the faulty one.
"""

from __future__ import annotations

from decimal import Decimal

from benchmarks.mutation.bases import Base
from benchmarks.mutation.faults import Fault
from pipelines.diagnosis.facts import Figure


def value_of(figure: Figure, text: str) -> Decimal:
    """The value of a text printed in a figure's place, in the figure's units (yuan for money)."""
    digits = text.strip().replace(",", "")
    return Decimal(digits or 0) * (figure.unit_multiplier or 1) if digits not in ("-", "—") else Decimal(0)


def is_revealable(base: Base, fault: Fault) -> bool:
    """True if a sum fails with the fault in place, or a recomputed percentage, or the year the text names."""
    if fault.words is not None or any(source in base.other_checked for source in fault.texts):
        return True
    changed = {source: value_of(base.case.figures[source], text) for source, text in fault.texts.items()}
    moved = fault.dropped or fault.repeated
    if moved is not None:
        factor = 0 if fault.dropped else 2
        for figure in row_of(base, moved):
            changed[figure.source_id] = figure.value * factor
    own_row = {figure.source_id for figure in row_of(base, moved)} if moved else set()
    for check in base.case.checks_touching(changed):
        if own_row.issuperset(source for _, source in check.terms):
            continue
        # Only sums that a row is a part of, beside other parts, can tell that it stands twice or not at all.
        parts = {base.case.figures[source].row_no for c, source in check.terms if c < 0}
        if moved and (
            any(c > 0 and source in own_row for c, source in check.terms) or (fault.dropped and len(parts) < 2)
        ):
            continue
        values = {source: changed.get(source, base.case.figures[source].value) for _, source in check.terms}
        if not check.holds(values):
            return True
    return False


def row_of(base: Base, source_id: str) -> list[Figure]:
    """All figures of the row a figure stands in."""
    figure = base.case.figures[source_id]
    return list(base.case.table_rows[figure.table_id or ""][figure.row_group][figure.row_no].values())
