"""Where the reader stands inside a paragraph: brackets open, the whole being listed, reasons and purposes begun.

Belongs here: plain state. It is moved on by ``statements``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.reports.narrative.drafts import Draft
from pipelines.reports.narrative.paragraphs import Paragraph


@dataclass(slots=True)
class Frame:
    """What is being spoken of inside one pair of brackets, or in the sentence itself."""

    whole: Draft | None = None
    side: str | None = None
    is_listing: bool = False
    #: Wholes to return to at the next semicolon, from nested 其中.
    outer_wholes: list[Draft | None] = field(default_factory=list)
    group: list[Draft] = field(default_factory=list)
    head: Draft | None = None
    last: Draft | None = None
    #: The figures explain or note something (always so in a glossary), give a reason, or tell a purpose.
    is_note: bool = False
    is_reason: bool = False
    is_purpose: bool = False
    #: The clause speaks of one fund's part of something: until a semicolon its figures are no totals of the report.
    is_of_fund: bool = False
    #: What some projects involve is told (对 2 个项目…，涉及一般公共预算支出 9 万元，政府性基金预算支出 0 万元): to the sentence's
    #: end, no totals of the report.
    is_involved: bool = False

    @property
    def told_as(self) -> str:
        """How figures here are told (contract column ``told_as``)."""
        if self.is_note:
            return "note"
        return "reason" if self.is_reason else "purpose" if self.is_purpose else "stated"

    @property
    def is_loose(self) -> bool:
        """True if figures here don't state the report's own amounts."""
        return self.is_note or self.is_reason or self.is_purpose


@dataclass(slots=True)
class Reading:
    """The paragraph being read."""

    paragraph: Paragraph
    level: float
    frames: list[Frame] = field(default_factory=list)
    head: Draft | None = None
    head_group: list[Draft] = field(default_factory=list)
    last_group: list[Draft] = field(default_factory=list)
    year: int | None = None
    #: What the sentence being read states first.
    first: Draft | None = None
    #: The change last told that is no part of another.
    last_change: Draft | None = None
    #: True if the sentence last read states several amounts side by side.
    has_siblings: bool = False

    @property
    def frame(self) -> Frame:
        """The innermost frame."""
        return self.frames[-1]


@dataclass(frozen=True, slots=True)
class Words:
    """The words between the figure before and this one."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def folded(self) -> str:
        """The words, punctuation folded."""
        return self.paragraph.folded[self.start : self.end]

    def after(self, offset: int) -> Words:
        """Return the words from ``offset`` on."""
        return Words(self.paragraph, self.start + offset, self.end)
