"""Which row of the check-list a place of the text belongs to: the section in which it stands, not the words it quotes.

Belongs here: the home of a paragraph (the heading it opens with, else the heading above), and of what a check is about. A heading
that fits several rows is of the last of them: the list goes from the general to the particular (财政拨款, then 基本支出, then “三公”).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

#: A paragraph that opens with its own heading: （一）机关运行经费。2026年…
_OPENING = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*([^。：:；;，,]{2,30})[。：:]")
_NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]")
#: A check about a sentence carries the sentence's id in its own.
STATEMENT_ID = re.compile(r"[0-9a-f]{16}-s\d+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the check-list about a section of the text: its key, and the words of its heading."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class TextPlace:
    """One paragraph: number, page, heading above, and itself."""

    paragraph_no: int
    page_no: int
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with a figure: its page, heading above, and itself."""

    page_no: int
    section: str
    text: str


class Sections:
    """The homes of a report's paragraphs and sentences."""

    def __init__(self, rows: Sequence[Row], paragraphs: Iterable[TextPlace]) -> None:
        """Give every paragraph its home, in reading order."""
        self._rows = [(row.key, re.compile(row.words)) for row in rows]
        self._homes: dict[int, str | None] = {}
        self._on_page: dict[int, list[TextPlace]] = {}
        self._of_section: dict[str, str | None] = {}
        section, home = "", None
        for paragraph in paragraphs:
            if paragraph.section != section or paragraph.text == paragraph.section:
                section, home = paragraph.section, self.home_of_heading(paragraph.section)
            opening = _OPENING.match(paragraph.text)
            if opening and (own := self.home_of_heading(opening[1])):
                home = own
            elif _NUMBERED.match(paragraph.text):
                home = self.home_of_heading(section)
            self._homes[paragraph.paragraph_no] = home
            self._on_page.setdefault(paragraph.page_no, []).append(paragraph)

    def home_of_heading(self, heading: str) -> str | None:
        """The row whose section has such a heading."""
        if heading not in self._of_section:
            fitting = [key for key, words in self._rows if words.search(heading)]
            self._of_section[heading] = fitting[-1] if heading and fitting else None
        return self._of_section[heading]

    def home_of_paragraph(self, paragraph_no: int) -> str | None:
        """The row of a paragraph; None if it stands in no section of the list."""
        return self._homes.get(paragraph_no)

    def home_of_sentence(self, sentence: Sentence) -> str | None:
        """The row of a sentence."""
        for paragraph in self._on_page.get(sentence.page_no, ()):
            if sentence.text and sentence.text in paragraph.text:
                return self._homes[paragraph.paragraph_no]
        return self.home_of_heading(sentence.section)

    def homes_of_check(self, check_id: str, sentences: Mapping[str, Sentence]) -> frozenset[str]:
        """The rows of what a check is about: its sentences, its paragraph, or the section it is named after."""
        ids = STATEMENT_ID.findall(check_id)
        instance = check_id.split(":", 2)[-1]
        if ids:
            found = [self.home_of_sentence(sentences[key]) for key in ids if key in sentences]
        elif instance.isdecimal():
            found = [self.home_of_paragraph(int(instance))]
        else:
            found = [self.home_of_heading(instance)]
        return frozenset(filter(None, found))
