"""A table that is drawn but not yet set: its title, what it is of, its panels side by side.

Belongs here: data, and what an amount is of where row, column and table speak together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from specimens.random_layouts.money import PERSONNEL, Atom
from specimens.random_layouts.nodes import Column, Panel, Row
from specimens.random_layouts.titles import Title
from specimens.random_layouts.truth import AXES, NOTHING, Context, one


@dataclass(slots=True)
class Drawn:
    """A table: ``context`` is what all of its amounts are of unless a row or column says otherwise."""

    title: Title
    context: Context
    panels: Sequence[Panel]
    #: Options of this table alone, by name.
    record: dict[str, str] = field(default_factory=dict)
    #: Columns whose words are indented.
    is_indented: bool = False

    @property
    def width(self) -> int:
        """Columns of its grid."""
        return sum(panel.width for panel in self.panels)

    def of(self, panel: Panel, row: Row, column: Column) -> Context:
        """What the amount where they cross is of."""
        context = self.context if panel.context is None else panel.context
        stated = {}
        for axis in AXES:
            values = [getattr(node, axis, NOTHING) for node in (row, column)]
            said = next((value for value in values if value != NOTHING), None)
            if said is not None:
                stated[axis] = said
        context = replace(context, **stated)
        if "basic" in context.expenditure_kind and context.economic != NOTHING:
            # A row of 301 is all personnel: whether it says so or only 基本支出, both are right.
            context = replace(context, expenditure_kind=context.expenditure_kind | self._kinds(panel, row, column))
        return context

    def _kinds(self, panel: Panel, row: Row, column: Column) -> frozenset[str | None]:
        if row.where is None:
            return NOTHING
        atoms: list[Atom] = [atom for atom in panel.cube.atoms if row.where(atom) and column.where(atom)]
        kinds = {"basic_personnel" if atom.kind == PERSONNEL else "basic_operating" for atom in atoms}
        return one(*kinds) if len(kinds) == 1 else frozenset()
