"""A finding: one cause of disagreement, as the reviewer reads it and as ``rpt_discrepancy`` stores it.

Belongs here: the value and its columns. How it is worded is in ``wording``; how it is found in ``choose``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal

#: What a finding's verdict may be: the report itself disagrees; our reading is in doubt, or the structure is not proven, and
#: nobody is accused; or the report disagrees and it can't be told why.
VERDICTS = ("report_disagrees", "reading_doubtful", "structure_unproven", "unexplained")


@dataclass(frozen=True, slots=True)
class SuggestedChange:
    """A printed figure and the one that would mend the sums; ``suggested=None`` means blank."""

    source_id: str
    cell_id: str | None
    page_no: int
    place: str
    printed: Decimal
    suggested: Decimal | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of ``rpt_discrepancy``."""

    document_id: str
    severity: str
    diagnosis_kind: str
    verdict: str
    is_proven: bool
    table_id: str | None
    table_kind: str | None
    page_nos: tuple[int, ...]
    title_zh: str
    title_en: str
    explanation_zh: str
    explanation_en: str
    rule_ids: tuple[str, ...]
    check_ids: tuple[str, ...]
    closes_count: int
    suggested_changes: tuple[SuggestedChange, ...]
    evidence_cell_ids: tuple[str, ...]
    #: How many other sums of the same relation there are, and how many of them close.
    structure_tried_count: int = 0
    structure_closed_count: int = 0

    @property
    def finding_id(self) -> str:
        """Stable name of the finding: the same cause in the same document keeps it from run to run."""
        key = "|".join([self.document_id, self.diagnosis_kind, *sorted(self.check_ids)])
        return f"{self.document_id[:16]}-f{hashlib.sha256(key.encode()).hexdigest()[:8]}"

    def as_row(self) -> dict[str, object]:
        """The row as plain Python values for a data frame."""
        return {
            "finding_id": self.finding_id,
            "document_id": self.document_id,
            "severity": self.severity,
            "diagnosis_kind": self.diagnosis_kind,
            "verdict": self.verdict,
            "is_proven": self.is_proven,
            "table_id": self.table_id,
            "table_kind": self.table_kind,
            "page_nos": list(self.page_nos),
            "title_zh": self.title_zh,
            "title_en": self.title_en,
            "explanation_zh": self.explanation_zh,
            "explanation_en": self.explanation_en,
            "rule_ids": list(self.rule_ids),
            "check_ids": list(self.check_ids),
            "check_count": len(self.check_ids),
            "closes_count": self.closes_count,
            "suggested_changes": json.dumps(
                [
                    {
                        "source_id": change.source_id,
                        "cell_id": change.cell_id,
                        "page_no": change.page_no,
                        "place": change.place,
                        "printed": str(change.printed),
                        "suggested": None if change.suggested is None else str(change.suggested),
                    }
                    for change in self.suggested_changes
                ],
                ensure_ascii=False,
            ),
            "evidence_cell_ids": list(self.evidence_cell_ids),
            "structure_tried_count": self.structure_tried_count,
            "structure_closed_count": self.structure_closed_count,
        }
