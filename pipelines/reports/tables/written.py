"""The cells of a sheet as it grows part by part: all of them, the texts they print, and those that end in its last row.

Belongs here: keeping these three up, so that a page break costs what its two pages hold and not the table from its beginning.
What is joined there is ``assembling``'s business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.reports.tables.sheet import SheetCell
from pipelines.reports.words import comparable


@dataclass(slots=True)
class Written:
    """What is written of a sheet so far; ``names`` holds each text, as it is compared, and how many cells print it."""

    cells: list[SheetCell] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    #: The cells that end in the last row, in the order of ``cells``.
    last: list[SheetCell] = field(default_factory=list)

    @property
    def last_row(self) -> int:
        """The last row any cell covers; -1 before there is one."""
        return self.last[0].last_row if self.last else -1

    def take_out_names(self, cells: Iterable[SheetCell]) -> None:
        """Forget the texts of cells that are about to change."""
        for name, count in names_of(cells).items():
            self.names[name] -= count
            if not self.names[name]:
                del self.names[name]

    def put_back_names(self, cells: Iterable[SheetCell]) -> None:
        """Note the texts of such cells as they are now."""
        self.names.update(names_of(cells))

    def add(self, placed: Sequence[SheetCell]) -> None:
        """Write cells below all others; of these only the last may have changed, and only to cover more rows."""
        self.cells.extend(placed)
        self.names.update(names_of(placed))
        candidates = [*self.last, *placed]
        last_row = max((cell.last_row for cell in candidates), default=-1)
        self.last = [cell for cell in candidates if cell.last_row == last_row]


def names_of(cells: Iterable[SheetCell]) -> Counter[str]:
    """The texts of cells, as they are compared, and how many print each."""
    return Counter(comparable(cell.text) for cell in cells if cell.text.strip())
