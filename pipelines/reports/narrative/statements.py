"""Running text to statements: whose figure, what of it, of which year, part of what.

Belongs here: reading paragraph by paragraph and sentence by sentence. The judgements are made in ``figures``, ``roles``,
``subjects``, ``sections`` and ``years``. What is not understood keeps its words and has no subject: no guess.
"""

from __future__ import annotations

import re

from pipelines.reports.narrative.bodies import settle_bodies
from pipelines.reports.narrative.drafts import Draft
from pipelines.reports.narrative.figures import NarrativeFigure, find_figures
from pipelines.reports.narrative.flows import after_fiscal, of_heading, of_side, settle_carries, within_carry
from pipelines.reports.narrative.grouping import is_budgeted, is_told, join
from pipelines.reports.narrative.linking import Linker, within_class
from pipelines.reports.narrative.paragraphs import Paragraph
from pipelines.reports.narrative.reading import Frame, Reading, Words
from pipelines.reports.narrative.roles import (
    compared_at,
    compares_with_budget,
    is_another_budget,
    is_purpose,
    is_reason,
    role_of,
    says_same,
    share_base,
    without_reason_words,
    without_reasons,
)
from pipelines.reports.narrative.sections import Place
from pipelines.reports.narrative.sentences import (
    announces_parts,
    clause_start,
    named_whole,
    open_brackets,
    parts_mark,
    sentences,
)
from pipelines.reports.narrative.subjects import (
    ALL_FUNDS,
    FLOWS,
    Subject,
    counted_noun,
    counted_subject,
    find_subject,
    heading_keys,
    heading_subject,
    item_total,
    may_count,
    names_one_fund,
    of_year,
    project_subject,
    says_nothing,
)
from pipelines.reports.narrative.years import compared_year, first_year, stated_year

_READ_PARTS = frozenset({"profile", "narrative", "glossary", "other", "tables"})
#: Parts whose figures explain or note something; they are kept, without a subject.
_LOOSE_PARTS = frozenset({"glossary", "tables"})
_SAME_CLAUSE = re.compile(
    r"^[,(、]?(?:,)?(?:(?:与|同|比|较|和|跟)[^,;。()]{0,24}|基本|均)?(?:持平|一致|相同|不变|无变化|无增减|没有(?:变化|增减)|未发生变化)"
)
_POINTS_BACK = re.compile(r"上述|以上|前述|该")
_ENUMERATES = re.compile(r"\s*(?:、|和|及|与|,)\s*")
_PROSE_CHARS = 12
_FLOW = re.compile("收入|支出")


class StatementReader:
    """Reads paragraphs in order; ``drafts`` are the statements found so far."""

    def __init__(self, fiscal_year: int | None) -> None:
        """Begin a document whose figures are of ``fiscal_year`` unless the text says otherwise."""
        self.drafts: list[Draft] = []
        self._fiscal_year = fiscal_year
        self._place = Place()
        self._sentence_no = 0
        self._group_no = 0
        self._linker = Linker(self._place)

    def read(self, paragraph: Paragraph) -> None:
        """Read one paragraph."""
        if paragraph.part not in _READ_PARTS:
            return
        if paragraph.is_heading and not any(find_figures(paragraph.text, paragraph.folded)):
            self._place.enter_heading(paragraph)
            return
        if paragraph.part == "tables" and not ("。" in paragraph.text and len(paragraph.text) > _PROSE_CHARS):
            return
        reading = Reading(paragraph, self._place.enter_paragraph(paragraph))
        first_draft = len(self.drafts)
        for start, end in sentences(paragraph.folded):
            self._sentence_no += 1
            self._sentence(reading, max(start, paragraph.body_start), end)
        self._close(reading, first_draft)

    def _close(self, reading: Reading, first_draft: int) -> None:
        paragraph, place = reading.paragraph, self._place
        own = reading.head.subject if reading.head is not None and not reading.has_siblings else None
        place.follow(paragraph, reading.level, own or heading_subject(_first_words(paragraph), place.path))
        if reading.has_siblings:
            # "A 80 万元；B 237 万元。具体如下：" announces parts of something that is not stated.
            place.section_head = None
        elif reading.head is not None and paragraph.part not in _LOOSE_PARTS:
            if paragraph.level is None and place.whole is None:
                place.section_head = reading.head
            is_bare = paragraph.level is not None and not paragraph.folded.rstrip().endswith("。")
            if announces_parts(paragraph.folded) or is_bare:
                place.open_scope(reading.level, reading.head)
            elif paragraph.level is not None:
                place.open_scope(reading.level, reading.head, is_outline=True)
        elif announces_parts(paragraph.folded) and place.section_head is not None and len(self.drafts) == first_draft:
            head = self._announced(paragraph, place.section_head)
            if head is not None:
                place.open_scope(reading.level, head)

    def _announced(self, paragraph: Paragraph, head: Draft) -> Draft | None:
        """Return whose parts a sentence without figures announces: the subject it names (财政拨款支出主要内容如下：), else ``head``."""
        named = heading_keys(paragraph.text)
        if not named or head.subject.key in named:
            return head
        stated = (d for d in reversed(self.drafts) if d.is_stated and d.section_title == head.section_title)
        return next((draft for draft in stated if draft.subject.key in named), None)

    def _sentence(self, reading: Reading, start: int, end: int) -> None:
        paragraph = reading.paragraph
        reading.frames = [Frame(group=reading.head_group, is_note=paragraph.part in _LOOSE_PARTS)]
        figures = list(find_figures(paragraph.text, paragraph.folded, start, end))
        position, first_draft = start, len(self.drafts)
        for number, figure in enumerate(figures):
            following = figures[number + 1].start if number + 1 < len(figures) else end
            self._figure(reading, figure, (start, position, following), paragraph.text[start:end].strip())
            position = figure.end
        settle_carries(self.drafts[first_draft:])
        settle_bodies(self.drafts[first_draft:])
        reading.last_group = next((f.group for f in reading.frames if f.group), reading.last_group)
        year = first_year(without_reasons(paragraph.folded[start:end]))
        reading.year = reading.year or (year if not is_reason(paragraph.folded[start:end]) or figures else None)

    def _figure(self, reading: Reading, figure: NarrativeFigure, span: tuple[int, int, int], sentence: str) -> None:
        start, position, following = span
        paragraph = reading.paragraph
        words = Words(paragraph, position, figure.start)
        words = self._follow_brackets(reading, words)
        words = self._follow_named_whole(reading, words, is_first=position == start)
        words = self._follow_marks(reading, words)
        lead_at = words.start + clause_start(words.folded)
        lead = paragraph.folded[lead_at : figure.start]
        role = role_of(figure, lead, sentence, bool(reading.frame.group))
        self._follow_modes(reading, words, lead_at, figure)
        is_loose = reading.frame.is_loose or role.name == "other"
        draft = Draft(
            paragraph, figure, self._sentence_no, sentence, self._place.title, 0,
            Subject(None, paragraph.text[lead_at : figure.start].strip(" ，,。；;：:、")), role.name, role.direction, told_as=reading.frame.told_as,
        )  # fmt: skip
        if is_loose:
            self._settle_loose(reading, draft, paragraph.folded[figure.end : following])
            if role.name == "change":
                draft.subject = self._changed_in_reason(reading, lead[: role.words_start]) or draft.subject
        elif role.name in ("amount", "count", "budget_amount"):
            self._settle_stated(reading, draft, words, lead_at, following)
        else:
            self._settle_compared(reading, draft, words, lead_at, lead_at + role.words_start)
        draft.amount_year = self._year(reading, draft, start, lead_at)
        draft.subject = of_year(draft.subject, self._fiscal_year)
        if role.name == "change":
            self._linker.link_change(draft, reading)
        self.drafts.append(draft)

    # --- following the sentence -----------------------------------------------------------------------------------

    def _follow_brackets(self, reading: Reading, words: Words) -> Words:
        closed, opened, after_closed = open_brackets(words.folded)
        for _ in range(min(closed, len(reading.frames) - 1)):
            reading.frames.pop()
        for _ in opened:
            outer = reading.frame
            reading.frames.append(
                Frame(outer.last, is_listing=outer.last is not None, group=outer.group, is_note=outer.is_loose)
            )
        offset = max(after_closed, opened[-1] + 1 if opened else 0)
        return words.after(offset)

    def _follow_marks(self, reading: Reading, words: Words) -> Words:
        frame = reading.frame
        last_semicolon = words.folded.rfind(";") + 1
        frame.is_of_fund = frame.is_of_fund and not last_semicolon
        if last_semicolon and frame.outer_wholes:
            frame.whole = frame.outer_wholes[0]
            frame.outer_wholes.clear()
        # "人员经费 5 万元，包括：工资、奖金；公用经费 2 万元": a list of words ends at the semicolon.
        words = words.after(last_semicolon) if last_semicolon and frame.is_listing else words
        mark = parts_mark(words.folded)
        if mark is None:
            return words
        if last_semicolon and (frame.whole is not None or not frame.is_listing):
            # 总额9万元：货物2万元、服务7万元；其中一般公共预算5万元: of the total, not of what was told last.
            frame.whole = frame.whole or (reading.first if len(reading.frames) == 1 else None)
        elif frame.is_listing and frame.last is not None and len(reading.frames) == 1:
            frame.outer_wholes.append(frame.whole)
            frame.whole = frame.last
        elif "分别" in words.folded[: mark[0]] and "其中" not in words.folded[: mark[0]]:
            # 2023年、2024年退费支出分别为8万元、9万元: parts of what the sentence itself tells, if of anything.
            frame.whole = frame.last or frame.whole
        else:
            frame.whole = frame.last or frame.whole or reading.head or self._place.whole or self._place.section_head
        frame.is_listing, frame.side = True, mark[1]
        return words.after(mark[0])

    def _follow_named_whole(self, reading: Reading, words: Words, *, is_first: bool) -> Words:
        """A sentence that begins with a whole told before lists its parts: 财政拨款支出预算中，一般公共预算…."""
        named = named_whole(words.folded) if is_first else None
        if named is None:
            return words
        paragraph = reading.paragraph
        back = _POINTS_BACK.match(words.folded)
        begins = words.start + (back.end() if back else 0)
        subject = find_subject(paragraph.text[begins : words.start + named[0]], "money", frozenset())
        whole = next(
            (
                draft
                for draft in reversed(self.drafts)
                if subject is not None
                and draft.section_title == self._place.title
                and (draft.is_stated and draft.role == "amount" and _is_same(draft.subject, subject))
            ),
            None,
        )
        if whole is None:
            return words
        reading.frame.is_listing, reading.frame.whole = True, whole
        return words.after(named[1])

    def _follow_modes(self, reading: Reading, words: Words, lead_at: int, figure: NarrativeFigure) -> None:
        """Reasons and purposes: their figures illustrate, until a clause states a known subject's amount again."""
        frame = reading.frame
        frame.is_reason = frame.is_reason or is_reason(words.folded)
        frame.is_purpose = frame.is_purpose or is_purpose(words.folded)
        lead = reading.paragraph.text[lead_at : figure.start]
        if frame.is_note or not frame.is_loose or is_reason(lead) or is_purpose(lead):
            return
        separator = reading.paragraph.folded[lead_at - 1 : lead_at]
        enclosing = self._linker.enclosing(reading.frame)
        if separator == ";":
            is_project = figure.kind == "money" and "project" in enclosing and project_subject(lead) is not None
            is_over = is_project or find_subject(lead, figure.kind, enclosing, self._place.path) is not None
        elif separator == "," and not frame.is_reason:
            is_over = compared_at(lead) == 0 or find_subject(lead, figure.kind, enclosing, self._place.path) is not None
        else:
            is_over = False
        if is_over:
            frame.is_reason = frame.is_purpose = False

    # --- settling what a figure says ------------------------------------------------------------------------------

    def _settle_loose(self, reading: Reading, draft: Draft, after: str) -> None:
        noun = counted_noun(after) if draft.figure.kind == "count" else ""
        if noun:
            draft.subject = Subject(None, noun)
        draft.group_no = self._new_group()

    def _changed_in_reason(self, reading: Reading, words: str) -> Subject | None:
        """Return what a reason says has changed (主要是基本支出增加9万元): the change of a part of what changed."""
        found = find_subject(without_reason_words(words), "money", self._linker.enclosing(reading.frame))
        return found if found is not None and found.key not in (None, "function", "economic", "project_item") else None

    def _settle_stated(self, reading: Reading, draft: Draft, words: Words, lead_at: int, following: int) -> None:
        paragraph, frame, figure = reading.paragraph, reading.frame, draft.figure
        if draft.role == "budget_amount" and (
            (compares_with_budget(paragraph.folded[lead_at:]) and is_told(frame.group))
            or (is_another_budget(paragraph.folded[lead_at : figure.start]) and is_budgeted(frame.group))
        ):
            # 支出决算9万元，与年初预算8万元相比; 年初预算8万元，调整预算9万元: the budget of what was told just before.
            join(draft, frame.group)
            return
        subject = self._subject(reading, words, lead_at, figure, paragraph.text[figure.end : following])
        inherits_group = subject is _SAME_GROUP
        if inherits_group:
            draft.subject, draft.group_no = frame.group[0].subject, frame.group[0].group_no
            frame.group.append(draft)
        else:
            of_item = item_total(paragraph.text[words.start : figure.start], self._place.path)
            if isinstance(subject, Subject):
                lead = paragraph.folded[lead_at : figure.start]
                draft.subject = of_item or self._of_fund(reading, subject, lead)
            draft.group_no = self._new_group()
            frame.group = [draft]
        self._linker.link(draft, frame)
        draft.context_key = within_class(draft, reading.head) or draft.context_key
        if says_same(paragraph.folded[figure.end : following]) and _SAME_CLAUSE.match(
            paragraph.folded[figure.end : following]
        ):
            draft.direction = "same"
        if draft.is_stated:
            frame.last = draft
            if not frame.is_listing:
                frame.head = draft
                if len(reading.frames) == 1:
                    reading.has_siblings = reading.head is not None and reading.head.sentence_no == draft.sentence_no
                    reading.head, reading.head_group = draft, frame.group
                    if reading.first is None or reading.first.sentence_no != draft.sentence_no:
                        reading.first = draft

    def _of_fund(self, reading: Reading, subject: Subject, lead: str) -> Subject:
        """Return the flow that a bare word means (本年收入, 支出) in its section and sentence."""
        last = reading.frame.last
        told_before = last if last is not None and last.sentence_no == self._sentence_no else None
        if says_nothing(lead):
            subject = of_side(subject, lead)
        subject = within_carry(subject, reading.frame.whole if reading.frame.is_listing else None)
        return of_heading(after_fiscal(subject, lead, told_before), lead, self._place.sections)

    def _settle_compared(self, reading: Reading, draft: Draft, words: Words, lead_at: int, role_at: int) -> None:
        paragraph, frame = reading.paragraph, reading.frame
        before = paragraph.text[lead_at:role_at]
        if (
            draft.role in ("change", "change_percent")
            and is_told(frame.group[:-1])
            and frame.group[-1].role == "budget_amount"
        ):
            # 与年初预算8万元相比，增加1万元: no change from the year before.
            draft.group_no = self._new_group()
            return
        compared = compared_at(before)
        before = before[:compared] if compared >= 0 else before
        if draft.role == "share_percent":
            named = find_subject(share_base(paragraph.text[role_at : draft.figure.start]), "money", frozenset())
            draft.base_key = named.key if named is not None else None
        if draft.role == "prior_amount" and not says_nothing(before):
            before = paragraph.text[lead_at:role_at]
        group = frame.group or reading.head_group or reading.last_group
        if paragraph.folded[lead_at - 1 : lead_at] == ";" and _FLOW.search(before) and says_nothing(before):
            # 支出预算9万元，其中：教育支出2万元；支出比上年增加3万元: of the whole again, not of the part told last.
            group = reading.head_group if reading.head_group and _is_flow(before, reading.head_group[0].subject) else []
        kind = "money" if draft.figure.kind != "count" else "count"
        subject = find_subject(before, kind, self._linker.enclosing(frame), self._place.path)
        # 收入 100 万元，其中事业收入 5 万元，收入比上年减少 3 万元: the last is of the whole again.
        if subject is not None and reading.head_group and _is_same(subject, reading.head_group[0].subject):
            group = reading.head_group
        if group and (says_nothing(before) if subject is None else _is_same(subject, group[0].subject)):
            join(draft, group)
            return
        if subject is None and says_nothing(before):
            subject = next(iter(self._place.subjects), None)
        if subject is not None:
            draft.subject = subject
        draft.group_no = self._new_group()
        draft.context_key = self._linker.context_of(draft, None)
        frame.group = [draft]

    def _subject(
        self, reading: Reading, words: Words, lead_at: int, figure: NarrativeFigure, after: str
    ) -> Subject | str | None:
        found = self._said_subject(reading, words, lead_at, figure, after)
        if isinstance(found, Subject) and not may_count(found, figure.unit, counted_noun(after)):
            return None
        return found

    def _said_subject(
        self, reading: Reading, words: Words, lead_at: int, figure: NarrativeFigure, after: str
    ) -> Subject | str | None:
        paragraph, frame = reading.paragraph, reading.frame
        lead = paragraph.text[lead_at : figure.start]
        enclosing = self._linker.enclosing(reading.frame)
        found = find_subject(lead, figure.kind, enclosing, self._place.path)
        if found is None and figure.kind == "count":
            found = counted_subject(counted_noun(after), enclosing)
        frame.is_of_fund = frame.is_of_fund or names_one_fund(lead)
        was_involved, frame.is_involved = frame.is_involved, frame.is_involved or self._is_involved(lead)
        if found is not None and was_involved and found.key in FLOWS:
            return None
        if found is not None:
            return None if frame.is_of_fund and found.key in ALL_FUNDS else found
        if says_nothing(lead):
            return self._earlier_subject(reading, words, lead_at, figure, enclosing)
        if figure.kind == "money" and "project" in enclosing:
            return project_subject(lead)
        return None

    def _is_involved(self, lead: str) -> bool:
        """True if some things were counted in the sentence, and what they involve is told."""
        return "涉及" in lead and any(
            d.role == "count" and d.sentence_no == self._sentence_no for d in self.drafts[-3:]
        )

    def _earlier_subject(
        self, reading: Reading, words: Words, lead_at: int, figure: NarrativeFigure, enclosing: frozenset[str]
    ) -> Subject | str | None:
        paragraph, frame = reading.paragraph, reading.frame
        if _ENUMERATES.fullmatch(paragraph.folded[words.start : figure.start]):
            # 四级财政分别安排9万元、8万元: of what the words before the first say, one each.
            return None
        end = lead_at - 1
        while end > words.start:
            begin = words.start + clause_start(paragraph.folded[words.start : end])
            found = find_subject(paragraph.text[begin:end], figure.kind, enclosing, self._place.path)
            if found is not None:
                return found
            end = begin - 1
        roles = {(other.role, other.figure.kind) for other in frame.group}
        if frame.group and not frame.is_listing and ("amount", figure.kind) not in roles and frame.group[0].subject.key:
            return _SAME_GROUP
        if is_budgeted(frame.group) and {kind for _, kind in roles} == {figure.kind}:
            # 甲事项年初预算9万元，决算8万元: of the same, though its words are not known.
            return _SAME_GROUP
        if frame.is_listing:
            return None
        first = _first_words(paragraph)
        head = find_subject(first, figure.kind, enclosing, self._place.path) or heading_subject(first, self._place.path)
        if head is not None and (paragraph.level is not None or head.key == "function"):
            return head
        subject = next(iter(self._place.subjects), None)
        return subject if subject is not None and subject.value_type == figure.kind else None

    def _year(self, reading: Reading, draft: Draft, start: int, lead_at: int) -> int | None:
        folded = reading.paragraph.folded
        if draft.role == "prior_amount":
            return compared_year(folded[lead_at : draft.figure.start], self._fiscal_year)
        group_year = next((d.amount_year for d in reading.frame.group if d is not draft and d.is_stated), None)
        if not draft.is_stated and group_year is not None:
            return group_year
        whole_year = draft.whole.amount_year if draft.whole is not None else None
        return (
            stated_year(folded[lead_at : draft.figure.start])
            or stated_year(without_reasons(folded[start : draft.figure.start]))
            or whole_year
            or reading.year
            or self._fiscal_year
        )

    def _new_group(self) -> int:
        self._group_no += 1
        return self._group_no


_SAME_GROUP = "same group"


def _is_flow(words: str, subject: Subject) -> bool:
    """Whether the bare word 收入 or 支出 may stand for ``subject``."""
    is_revenue = (subject.key or "").startswith("revenue")
    return subject.key == "total" or ("收入" in words) == is_revenue


def _is_same(one: Subject, other: Subject) -> bool:
    return (
        one.key == other.key and one.function_code == other.function_code and one.economic_code == other.economic_code
    )


def _first_words(paragraph: Paragraph) -> str:
    """The words of a paragraph up to its first mark: of a numbered item, what it is about."""
    body = paragraph.folded[paragraph.body_start :]
    found = re.match(r"(?:[^,;:。()]|\([^()]{0,12}\))+", body)
    return paragraph.text[paragraph.body_start : paragraph.body_start + (found.end() if found else 0)]
