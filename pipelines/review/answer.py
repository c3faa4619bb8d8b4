"""What a review came to, as plain values: the report, its findings with their evidence, and what could not be checked.

Belongs here: the values. They are read from the database in ``answering``; shown by ``site`` and ``cli``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pipelines.documents.verdicts import Verdict

SEVERITIES = ("error", "warning", "info")
#: An answer on the check-list: met, not met, not asked of this report, or not known.
State = Literal["yes", "no", "not_applicable", "not_checked"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a page: its box in points as displayed, or the words to look for there.

    ``is_suspect`` tells a figure the finding would change from one that bears witness against it; ``header`` is the box
    of the headers of its table on that page.
    """

    document_id: str
    page_no: int
    is_suspect: bool
    box: tuple[float, float, float, float] | None = None
    words: str | None = None
    header: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One check that failed: its rule in words, both sides with their figures or words, and the difference."""

    rule_id: str
    rule_zh: str
    rule_en: str
    left_label: str
    left: str
    right_label: str
    right: str
    difference: str


@dataclass(frozen=True, slots=True)
class Change:
    """A figure as printed, the one that would mend the sums (None: blank), and where it stands."""

    place: str
    page_no: int
    printed: Decimal
    suggested: Decimal | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person decided on a finding: ``confirmed``, ``not_a_fault`` or ``undecided``.

    ``is_outgrown`` if the finding now also rests on rules that did not fail then, so that the verdict is only shown.
    """

    verdict: str
    note: str | None
    reviewer: str | None
    reviewed_on: date | None
    is_outgrown: bool

    @property
    def is_no_fault(self) -> bool:
        """True if the finding counts no longer as a fault."""
        return self.verdict == "not_a_fault" and not self.is_outgrown


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """One cause of disagreement, with everything a reviewer needs to see and to write.

    ``finding_key`` is what a person's verdict is listed under (None: it rests on no check); ``severity_found`` is the severity it
    would have without one.
    """

    finding_id: str
    document_id: str
    file_name: str
    severity: str
    kind: str
    verdict: str
    is_proven: bool
    page_nos: tuple[int, ...]
    table: str | None
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    check_count: int
    closes_count: int
    changes: tuple[Change, ...]
    evidence: tuple[Evidence, ...]
    marks: tuple[Mark, ...]
    finding_key: str | None
    rule_ids: tuple[str, ...]
    severity_found: str
    judged: Judged | None


@dataclass(frozen=True, slots=True)
class TableRead:
    """A printed table: what it is taken for, and whether its figures stand."""

    label: str
    kind_zh: str | None
    kind_en: str | None
    first_page_no: int
    last_page_no: int
    row_count: int
    unit: str | None
    is_empty: bool
    hold_reason: str | None
    proven_percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Untried:
    """A rule that found nothing to compare, and why."""

    rule_id: str
    sentence_zh: str
    sentence_en: str
    reason: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Something printed that was not understood: where, what, and how many figures it holds."""

    page_no: int | None
    what: str
    printed: str
    figure_count: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One row of the check-list (``obligations``): what is asked, whether it is met, why, and where."""

    key: str
    section_zh: str
    name_zh: str
    state: State
    words_zh: str
    page_nos: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReviewedReport:
    """One report of the review: what it says it is, what was found in it, and how it fared."""

    document_id: str
    path: Path
    issuer: str | None
    title: str | None
    fiscal_year: int | None
    report_kind: str | None
    body_kind: str | None
    page_count: int
    text_layer: str
    hold_reason: str | None
    units: tuple[str, ...]
    amount_count: int
    passed: int
    failed: int
    not_applicable: int
    proven_percent: Decimal | None
    unproven_zh: str | None
    unproven_en: str | None
    tables: tuple[TableRead, ...]
    absent: tuple[str, ...]
    untried: tuple[Untried, ...]
    unread: tuple[Unread, ...]
    duties: tuple[Duty, ...] = ()
    #: Verdicts on findings of this report that are no longer made.
    unmatched: tuple[Verdict, ...] = ()
    #: Figures whose reading is in doubt: what they are is not certain, nor that rules on them say anything.
    flagged_count: int = 0

    @property
    def held_tables(self) -> tuple[TableRead, ...]:
        """The tables whose figures are held back."""
        return tuple(table for table in self.tables if table.hold_reason)

    @property
    def knows_no_table(self) -> bool:
        """True if figures are printed in tables and none of these is of a known kind: no rule had anything to look at."""
        return bool(self.tables and self.amount_count) and all(table.kind_zh is None for table in self.tables)

    @property
    def is_read_in_full(self) -> bool:
        """True if all is understood, nothing held back, no figure in doubt: only then does silence of the rules say something."""
        return not (self.hold_reason or self.flagged_count or self.held_tables or self.knows_no_table)


@dataclass(frozen=True, slots=True)
class Review:
    """The whole answer: the report asked about first, then those read beside it."""

    reports: tuple[ReviewedReport, ...]
    findings: tuple[ReviewFinding, ...]
    seconds: float

    def count(self, severity: str) -> int:
        """Return how many findings have that severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def no_fault_count(self) -> int:
        """How many findings a person found to be no fault; they are counted as notices."""
        return sum(finding.judged is not None and finding.judged.is_no_fault for finding in self.findings)
