"""A statement while it is being understood, and its row of the contract.

Belongs here: the plain record and its columns. How it is understood is told in ``statements``.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.reports.narrative.figures import NarrativeFigure
from pipelines.reports.narrative.paragraphs import Paragraph
from pipelines.reports.narrative.subjects import Subject

_PARTS = frozenset({"profile", "narrative", "glossary"})


@dataclass(slots=True)
class Draft:
    """One figure of the running text and what it says."""

    paragraph: Paragraph
    figure: NarrativeFigure
    sentence_no: int
    sentence: str
    section_title: str | None
    group_no: int
    subject: Subject
    role: str
    direction: str | None = None
    amount_year: int | None = None
    whole: Draft | None = None
    context_key: str | None = None
    #: How it is told: stated, or only to give a reason, to name a purpose, to note something.
    told_as: str = "stated"
    #: Of a share: the subject its words name as the whole (占本年支出预算).
    base_key: str | None = None

    @property
    def is_stated(self) -> bool:
        """True for a figure stated by itself, not by comparison."""
        return self.role in ("amount", "count")

    @property
    def lineage(self) -> list[str]:
        """Subject keys of this statement and of the wholes it is a part of, itself first."""
        keys: list[str] = []
        draft: Draft | None = self
        while draft is not None:
            if draft.subject.key:
                keys.append(draft.subject.key)
            draft = draft.whole
        return keys


def rows(drafts: list[Draft], document_id: str) -> list[dict[str, object]]:
    """Return the rows of the contract's ``statements``, in reading order."""
    ids = {id(draft): f"{document_id[:16]}-s{number:04d}" for number, draft in enumerate(drafts, start=1)}
    return [_row(draft, ids, document_id) for draft in drafts]


def _row(draft: Draft, ids: dict[int, str], document_id: str) -> dict[str, object]:
    figure, paragraph, subject = draft.figure, draft.paragraph, draft.subject
    page_no, box = paragraph.place(figure.start, figure.number_end)
    return {
        "statement_id": ids[id(draft)],
        "document_id": document_id,
        "page_no": page_no,
        "part": paragraph.part if paragraph.part in _PARTS else "other",
        "section_title": draft.section_title,
        "sentence_no": draft.sentence_no,
        "sentence": draft.sentence,
        "group_no": draft.group_no,
        "subject_key": subject.key,
        "subject_text": subject.text or draft.section_title or draft.sentence[:20],
        "function_code": subject.function_code,
        "economic_code": subject.economic_code,
        "project_name": subject.project_name,
        "context_key": draft.context_key,
        "parent_statement_id": ids[id(draft.whole)] if draft.whole is not None else None,
        "role": draft.role,
        "direction": draft.direction,
        "told_as": draft.told_as,
        "base_subject_key": draft.base_key,
        "amount_year": draft.amount_year,
        "value_text": figure.text,
        "value": figure.value,
        "decimals_printed": figure.decimals,
        "unit_label": figure.unit,
        "unit_multiplier": figure.multiplier,
        "x0_points": box.x0,
        "y0_points": box.y0,
        "x1_points": box.x1,
        "y1_points": box.y1,
    }
