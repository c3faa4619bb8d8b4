"""Where in the text a sentence stands: the headings above it, and the whole whose parts are being listed.

Belongs here: the stack of headings and the scopes that "其中：", "包括：" and "如下：" open over the paragraphs below. A
scope ends where a number of the same or a higher level comes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.reports.narrative.classification import FunctionPath
from pipelines.reports.narrative.numbering import BODY
from pipelines.reports.narrative.paragraphs import Paragraph
from pipelines.reports.narrative.subjects import Subject, heading_keys, heading_subject, is_named_part

if TYPE_CHECKING:
    from pipelines.reports.narrative.drafts import Draft

#: Running text that begins like this speaks of the report's year afresh, not of parts announced before.
_FRESH = re.compile(r"[^\d,。;:比较与]{0,30}?20\d\d\s*年|本部门|本单位|截至|按照|根据|综上|请对")

#: The words a paragraph begins with, before a year.
_OF_YEAR = re.compile(r"(\D{2,30}?)20\d\d\s*年")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, or a numbered paragraph that what follows belongs to."""

    level: float
    title: str
    subject: Subject | None
    is_heading: bool
    #: Every subject the heading names.
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """The paragraphs below ``whole`` list its parts, until a number of ``level`` or higher.

    An outline (1. 本年收入 … （1）一般公共预算 …) announces nothing: only deeper numbers are parts, not text.
    """

    level: float
    whole: Draft
    is_outline: bool


@dataclass(slots=True)
class Place:
    """The reader's place in the text."""

    sections: list[Section] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    #: Last amount stated by itself under the present heading: "具体安排情况如下：" speaks of it.
    section_head: Draft | None = None
    _is_numbered: bool = False
    _part: str | None = None

    def enter_heading(self, paragraph: Paragraph) -> None:
        """Move to a new heading."""
        level = 0.9 if paragraph.level is None else float(paragraph.level)
        self._enter_part(paragraph)
        self._leave(level)
        self.section_head = None
        subject = heading_subject(paragraph.text[paragraph.body_start :], self.path)
        keys = heading_keys(paragraph.text)
        self.sections.append(Section(level, paragraph.text, subject, is_heading=True, keys=keys))

    def enter_paragraph(self, paragraph: Paragraph) -> float:
        """Move to a paragraph of text and return its level."""
        self._is_numbered = paragraph.level is not None
        self._enter_part(paragraph)
        if paragraph.level is not None:
            level = float(paragraph.level)
            self._leave(level)
            return level
        if _FRESH.match(paragraph.folded) and not self._names_part(paragraph):
            while self.sections and not self.sections[-1].is_heading:
                self.sections.pop()
            heading = self.sections[-1].level if self.sections else 0.0
            self.scopes = [scope for scope in self.scopes if scope.level <= heading]
        return (self.sections[-1].level if self.sections else 0.0) + BODY

    def _enter_part(self, paragraph: Paragraph) -> None:
        """Titles of tables head their pages, not the text that follows the tables."""
        if self._part == "tables" != paragraph.part:
            self.sections.clear()
            self.scopes.clear()
        self._part = paragraph.part

    def _names_part(self, paragraph: Paragraph) -> bool:
        """True if the paragraph begins with a part of the whole being listed (公务用车购置费2026年预算数…)."""
        begins = _OF_YEAR.match(paragraph.text)
        whole = self.whole
        return whole is not None and begins is not None and is_named_part(begins[1], whole.subject.key)

    def follow(self, paragraph: Paragraph, level: float, subject: Subject | None) -> None:
        """Remember a numbered paragraph: text below it belongs to it."""
        if paragraph.level is not None:
            self.sections.append(Section(level, paragraph.text, subject, is_heading=False))

    def open_scope(self, level: float, whole: Draft, *, is_outline: bool = False) -> None:
        """Take what follows for parts of ``whole``."""
        self.scopes = [scope for scope in self.scopes if scope.level < level]
        self.scopes.append(Scope(level, whole, is_outline))

    def _leave(self, level: float) -> None:
        self.sections = [section for section in self.sections if section.level < level]
        self.scopes = [scope for scope in self.scopes if scope.level < level]

    @property
    def whole(self) -> Draft | None:
        """The whole whose parts are being listed."""
        return next((s.whole for s in reversed(self.scopes) if self._is_numbered or not s.is_outline), None)

    @property
    def subjects(self) -> list[Subject]:
        """Subjects of the headings above, the nearest first."""
        return [section.subject for section in reversed(self.sections) if section.subject is not None]

    def outer_subject(self, key: str | None) -> str | None:
        """Return the nearest subject above that ``key`` stands under: none if the heading is (also) about ``key``."""
        for section in reversed(self.sections):
            if key is not None and (key in section.keys or (section.subject and section.subject.key == key)):
                return None
            if section.subject is not None and section.subject.key:
                return section.subject.key
        return None

    @property
    def path(self) -> FunctionPath | None:
        """Function path of the headings above."""
        return next((subject.path for subject in self.subjects if subject.path is not None), None)

    @property
    def title(self) -> str | None:
        """Numbered headings above, from 一、 down, joined by a slash."""
        titles = [s.title for s in self.sections if s.is_heading and s.level > 0]
        return "/".join(titles) or next((s.title for s in self.sections if s.is_heading), None)
