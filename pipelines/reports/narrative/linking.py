"""What a stated figure is a part of, and under which subject it stands.

Belongs here: the link from a part to its whole, made once for each part. Whether parts add up is asked in dbt.
"""

from __future__ import annotations

from pipelines.reports.narrative.drafts import Draft
from pipelines.reports.narrative.figures import NarrativeFigure
from pipelines.reports.narrative.reading import Frame, Reading
from pipelines.reports.narrative.sections import Place
from pipelines.reports.narrative.subjects import Subject

#: Subjects of which one may be part of another of the same kind.
_REPEATABLE = frozenset({"function", "economic", "project_item", None})

#: Kinds of expenditure that a paragraph about one class tells one by one.
_KINDS = frozenset({"basic", "project", "personnel", "operating"})
_CLASSES = frozenset({"function", "economic"})
#: Totals of a report or of one of its funds.
_TOTALS = frozenset(
    {
        "total",
        "fiscal_total",
        "revenue_total",
        "expenditure_total",
        "expenditure_current_total",
        "fiscal_expenditure",
        "general_public_total",
        "government_fund_total",
        "state_capital_total",
    }
)
#: Kinds of which none is a part of another: 基本支出9万元，其中人员经费5万元；项目支出8万元; 收入总计9万元，其中…，支出总计9万元.
_BESIDE = (
    frozenset({"revenue_total", "expenditure_total"}),
    frozenset({"revenue_current_total", "expenditure_current_total"}),
    frozenset({"revenue_fiscal", "fiscal_expenditure"}),
    frozenset({"basic", "project", "business_expenditure", "remitted_to_superior", "subsidy_to_affiliated"}),
    frozenset({"personnel", "operating", "project"}),
    frozenset({"revenue_general_public", "revenue_government_fund", "revenue_state_capital", "general_public_total",
               "government_fund_total", "state_capital_total"}),
)  # fmt: skip


class Linker:
    """Links the statements of one document to their wholes."""

    def __init__(self, place: Place) -> None:
        """Begin a document; ``place`` knows the headings and scopes above the sentence being read."""
        self._place = place
        self._parts: set[tuple[object, ...]] = set()

    def link(self, draft: Draft, frame: Frame) -> None:
        """Fill ``whole`` and ``context_key`` of a stated figure."""
        listed = frame.whole if frame.is_listing else None
        whole = listed if frame.is_listing else self._place.whole
        while whole is not None and (
            _stand_beside(draft.subject, whole.subject) or _is_source_told_before(draft, whole)
        ):
            whole = whole.whole
        if whole is not None and not _may_be_part(draft, whole):
            whole = None
        # A paragraph of its own that tells a total begins anew: it isn't listed under the class told before.
        if (
            not frame.is_listing
            and whole is not None
            and whole.subject.key in _CLASSES
            and draft.subject.key in _TOTALS
        ):
            whole = None
        # Nor is what no word is known of a part of something smaller told in another sentence.
        if not frame.is_listing and whole is not None and draft.subject.key is None and _is_greater(draft, whole):
            whole = None
        draft.context_key = self.context_of(draft, whole or listed)
        # A total of both sides has two sets of parts, revenue and expenditure. Only one may be added up; the side that
        # the rest of the text breaks down further is kept.
        if frame.is_listing and frame.side == "收入" and not _is_revenue(whole):
            whole = None
        draft.whole = whole if whole is not None and self._is_first(draft, whole) else None

    def link_change(self, draft: Draft, reading: Reading) -> None:
        """Fill ``whole`` of a change that is part of another: told as its reason, or listed below it.

        支出预算增加388万元，其中基本支出增加19万元; 减少50万元，主要是基本支出增加75万元、项目支出减少125万元.
        """
        whole = reading.last_change
        is_part = draft.told_as == "reason" or (draft.told_as == "stated" and reading.frame.is_listing)
        if (
            is_part
            and whole is not None
            and draft.subject.key
            and whole.subject.key
            and draft.subject.key != whole.subject.key
            and _same_measure(whole.figure, draft.figure)
        ):
            draft.whole = whole if self._is_first(draft, whole) else None
        elif draft.told_as == "stated":
            reading.last_change = draft

    def context_of(self, draft: Draft, whole: Draft | None) -> str | None:
        """Return the subject a statement stands under: that of its whole, else of the nearest heading with another one."""
        if (
            whole is not None
            and whole.subject.key
            and (whole.subject.key != draft.subject.key or draft.subject.key in _REPEATABLE)
        ):
            return whole.subject.key
        return self._place.outer_subject(draft.subject.key)

    def enclosing(self, frame: Frame) -> frozenset[str]:
        """Return every subject the next figure may be a part of or stand under."""
        whole = frame.whole if frame.is_listing else self._place.whole
        keys = set(whole.lineage) if whole is not None else set()
        if frame.last is not None and not frame.is_listing and frame.last.subject.key:
            keys.add(frame.last.subject.key)
        return frozenset(keys | {subject.key for subject in self._place.subjects if subject.key})

    def _is_first(self, draft: Draft, whole: Draft) -> bool:
        """Parts told in a sentence and again one by one below (具体情况如下：) are parts once."""
        subject = draft.subject
        text = subject.text if subject.key in _REPEATABLE else ""
        part = (id(whole), subject.key, subject.function_code, text)
        is_first = part not in self._parts
        self._parts.add(part)
        return is_first


def within_class(draft: Draft, head: Draft | None) -> str | None:
    """Return the classification whose paragraph a kind of expenditure is told in, None if it isn't.

    商品和服务支出（302）4464.76 万元，其中：公用经费 621.37 万元。专项业务经费 3843.39 万元。: the last, in a sentence of
    its own, is of 302 as well.
    """
    if head is None or draft.subject.key not in _KINDS:
        return None
    key = head.subject.key if head.subject.key not in _KINDS else head.context_key
    return key if key in _CLASSES else None


def _is_source_told_before(draft: Draft, whole: Draft) -> bool:
    """收入包括：…政府性基金收入8万元。支出包括：项目支出9万元: the sentence of the expenditure goes on with what both are of."""
    return draft.subject.key in _KINDS and draft.sentence_no != whole.sentence_no and _is_revenue(whole)


def _stand_beside(one: Subject, other: Subject) -> bool:
    """True if the two are parts of the same whole by what they are: two kinds of expenditure, two classes of a list."""
    codes = [(one.function_code, other.function_code), (one.economic_code, other.economic_code)]
    return (one.key != other.key and any(one.key in kinds and other.key in kinds for kinds in _BESIDE)) or any(
        a and b and a != b and len(a) == len(b) for a, b in codes
    )


def _may_be_part(draft: Draft, whole: Draft) -> bool:
    if not draft.is_stated or whole.role != draft.role or not _same_measure(whole.figure, draft.figure):
        return False
    return draft.subject.key != whole.subject.key or draft.subject.key in _REPEATABLE


def _is_greater(one: Draft, other: Draft) -> bool:
    return one.figure.value * (one.figure.multiplier or 1) > other.figure.value * (other.figure.multiplier or 1)


def _same_measure(one: NarrativeFigure, other: NarrativeFigure) -> bool:
    """Money adds up with money of any unit, counts only with counts of the same thing."""
    return one.kind == other.kind and (one.kind != "count" or one.unit == other.unit)


def _is_revenue(whole: Draft | None) -> bool:
    return whole is None or (whole.subject.key or "").startswith("revenue")
