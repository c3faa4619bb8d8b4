"""The facts a diagnosis starts from: figures, and the checks that tie them together.

Belongs here: plain values and an index over them. A check is a linear equation ``sum(coefficient × figure) = 0`` within a
tolerance; coefficients of the right side are negative. Not here: which checks there are (dbt's rules say so), and what
may explain a failure (``moved_rows``, ``wrong_value``, ``row_faults``). All values are :class:`~decimal.Decimal`, in yuan
for money.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

Severity = Literal["error", "warning", "info"]
#: ``often_failing``: the relation holds elsewhere, but fails as often.
Standing = Literal["proven", "often_failing", "unproven"]
SEVERITY_ORDER: dict[str, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure: a body cell of a table (``kind='line'``) or a figure in a sentence (``'statement'``)."""

    source_id: str
    kind: Literal["line", "statement"]
    document_id: str
    value: Decimal
    value_text: str
    page_no: int
    #: Yuan per printed unit; None for counts and percentages.
    unit_multiplier: int | None = None
    decimals_printed: int = 0
    table_id: str | None = None
    table_kind: str | None = None
    printed_no: str | None = None
    #: Printed title of the table, or the section a sentence stands in.
    place: str = ""
    row_group: tuple[int, int] = (1, 1)
    row_no: int = 0
    col_no: int = 0
    row_label: str = ""
    column_label: str = ""
    subject: str = ""
    cell_id: str | None = None
    #: Why the reading itself is in doubt; empty if it is not.
    doubt: str = ""

    @property
    def step(self) -> Decimal:
        """The value of one unit of the last printed digit."""
        return Decimal(1).scaleb(-self.decimals_printed) * (self.unit_multiplier or 1)


@dataclass(frozen=True, slots=True)
class Check:
    """One evaluated rule instance; ``terms`` are (signed coefficient, source_id)."""

    check_id: str
    document_id: str
    rule_id: str
    family: str
    severity: Severity
    tolerance: Decimal
    terms: tuple[tuple[Decimal, str], ...]
    left_label: str = ""
    right_label: str = ""
    instance_key: str = ""
    #: The words of the text allow several readings, and this one was chosen because it agrees with the figures.
    is_chosen: bool = False
    #: What a failure may be held against (``int_check_standing``), why if nothing, and how many other sums of the same
    #: relation were tried and closed.
    standing: Standing = "proven"
    unproven_reason: str = ""
    tried_count: int = 0
    closed_count: int = 0

    def difference(self, values: Mapping[str, Decimal]) -> Decimal:
        """Left minus right under the given values."""
        return sum((coefficient * values[source_id] for coefficient, source_id in self.terms), Decimal(0))

    def holds(self, values: Mapping[str, Decimal], more: Decimal = Decimal(0)) -> bool:
        """Whether left equals right within the tolerance, and ``more``."""
        return abs(self.difference(values)) <= self.tolerance + more


@dataclass(frozen=True)
class CaseFile:
    """All figures and linear checks of one document, with look-ups both ways."""

    document_id: str
    figures: Mapping[str, Figure] = field(repr=False)
    checks: tuple[Check, ...] = field(repr=False)

    @cached_property
    def printed_values(self) -> dict[str, Decimal]:
        """What is printed, by source."""
        return {source_id: figure.value for source_id, figure in self.figures.items()}

    @cached_property
    def failing(self) -> tuple[Check, ...]:
        """The checks that fail as printed."""
        return tuple(check for check in self.checks if not check.holds(self.printed_values))

    @cached_property
    def checks_by_source(self) -> dict[str, tuple[Check, ...]]:
        """The checks each figure takes part in."""
        index: dict[str, list[Check]] = {}
        for check in self.checks:
            for _, source_id in check.terms:
                index.setdefault(source_id, []).append(check)
        return {source_id: tuple(dict.fromkeys(checks)) for source_id, checks in index.items()}

    def checks_touching(self, source_ids: Iterable[str]) -> tuple[Check, ...]:
        """The checks in which any of the figures takes part."""
        touched: dict[str, Check] = {}
        for source_id in source_ids:
            for check in self.checks_by_source.get(source_id, ()):
                touched[check.check_id] = check
        return tuple(touched.values())

    @cached_property
    def table_rows(self) -> dict[str, dict[tuple[int, int], dict[int, dict[int, Figure]]]]:
        """Figures of tables as table → (form, block) → row → column."""
        index: dict[str, dict[tuple[int, int], dict[int, dict[int, Figure]]]] = {}
        for figure in self.figures.values():
            if figure.table_id is not None:
                rows = index.setdefault(figure.table_id, {}).setdefault(figure.row_group, {})
                rows.setdefault(figure.row_no, {})[figure.col_no] = figure
        return index
