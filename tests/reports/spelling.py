"""A text as it may be printed: spaced, in wide characters, with other brackets, in radicals; and characters that no vocabulary has.

Belongs here: ways to print that change no meaning, for tests of whatever reads words.
"""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from pipelines.extraction.radicals import RADICALS
from pipelines.extraction.text import join_lines, tidy_line
from pipelines.reports.coordinates.composing import vocabulary
from pipelines.reports.synonyms import other_names
from pipelines.reports.vocabulary import form_fields, function_names, header_vocabulary, row_labels, table_kinds
from pipelines.reports.words import comparable

#: Blanks, a half space, a zero width space and a soft hyphen.
_BLANKS = (" ", "　", "\u00a0", "\u2009", "\u200b", "\u00ad", "  ")
_BRACKETS = {"(": "（", ")": "）", ":": "：", ",": "，", "（": "(", "）": ")", "：": ":"}
_PRINTED_AS = {ordinary: radical for radical, ordinary in RADICALS.items()}
#: What the names of bodies end in: a title may begin with such a name.
_NAME_ENDS = "局委办厅部院会处所站校馆团队社署协中心人大公司街道机关政府监狱医院室台库园宫本级基地"
#: Years, units, numbers and what is printed beside titles.
_BESIDE_TITLES = "元百千万亿年度月日第共页续附件表号部门单位一二三四五六七八九十〇零其中"
_SPACES = st.lists(st.tuples(st.integers(0, 80), st.sampled_from(_BLANKS)), max_size=8)


def _wide(char: str) -> str:
    return chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char


@st.composite
def printed(draw: st.DrawFn, text: str) -> str:
    """The line as the reading hands it on, of a text printed in some way that means the same."""
    characters = []
    for char in text:
        ways = [char, _wide(char), _BRACKETS.get(char, char), _PRINTED_AS.get(char, char)]
        characters.append(draw(st.sampled_from(ways)) if len(set(ways)) > 1 else char)
    for place, blank in draw(_SPACES):
        # Digits of one number do not stand apart.
        if 0 < place < len(text) and not (text[place - 1].isascii() and text[place].isascii()):
            characters[place] = blank + characters[place]
    return tidy_line("".join(characters))


@st.composite
def wrapped(draw: st.DrawFn, text: str) -> str:
    """The text of a cell, of a text printed in some such way on any number of lines; a number stays on one line."""
    places = [n for n in range(1, len(text)) if not (text[n - 1].isascii() and text[n].isascii())]
    breaks = sorted(draw(st.sets(st.sampled_from(places), max_size=3))) if places else []
    lines = [text[start:end] for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True)]
    return join_lines([draw(printed(line)) for line in lines])


@cache
def foreign_characters() -> str:
    """Characters of the national lists of which no word is made that means anything here."""
    words = {*vocabulary(), *other_names(), *header_vocabulary()}
    words.update(kind.title_words + kind.header_words + "".join(kind.harmless_title_words) for kind in table_kinds())
    words.update(label for row in row_labels() for label in row.labels)
    words.update(caption for field in form_fields() for caption in field.captions)
    known = set("".join(map(comparable, words))) | set(_BESIDE_TITLES + _NAME_ENDS)
    names = sorted({char for name in function_names() for char in name if "\u4e00" <= char <= "\u9fff"})
    return "".join(char for char in names if char not in known)


def foreign(min_size: int = 1, max_size: int = 6) -> st.SearchStrategy[str]:
    """Words that nobody taught."""
    return st.text(foreign_characters(), min_size=min_size, max_size=max_size)
