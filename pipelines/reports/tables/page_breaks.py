"""What stands at a page break, and whether the break cut a header or a merged cell in two.

Belongs here: that decision, and whether two halves are one text. A merged cell continues if its other half is blank or the halves make
a known word. Whether a row was cut is said in ``broken_rows``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipelines.reports.coordinates.rows import is_word_cut, row_names
from pipelines.reports.tables.codes import looks_like_code, split_code_and_name
from pipelines.reports.tables.figures import MARKERS, is_figure
from pipelines.reports.tables.printed_rows import (
    has_amount,
    has_figure,
)
from pipelines.reports.tables.sheet import SheetCell
from pipelines.reports.tables.unit_names import is_ending_of_unit_name, is_unit_name
from pipelines.reports.vocabulary import economic_names, form_fields, function_names, header_vocabulary, row_labels
from pipelines.reports.words import comparable, header_segment, split_numbering

_YEAR = re.compile(r"20\d{2}年?")
#: So many codes with their names make a column of such.
_MIN_CODED = 3


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The cells that end in the last row of a page, those that begin in the first row of the next, and all before."""

    upper: Sequence[SheetCell]
    lower: Sequence[SheetCell]
    before: Sequence[SheetCell]
    is_money: bool
    col_count: int
    #: All texts that the table prints elsewhere, as they are compared: a name cut in two may stand whole in another row.
    elsewhere: Container[str] = frozenset()
    #: All names that the document's tables print, as they are compared, and how often; those at the break, too.
    in_document: Mapping[str, int] = field(default_factory=dict)
    #: The cells below the first row of the new page: they show what rows print where none stands before the break.
    after: Sequence[SheetCell] = ()

    @property
    def rows(self) -> Sequence[SheetCell]:
        """The cells that show what a row of the table prints."""
        return self.before if any(map(has_amount, self.before)) else self.after

    def rows_but(self, upper: SheetCell) -> Sequence[SheetCell]:
        """The same without the row that may be cut."""
        others = [cell for cell in self.before if cell.row != upper.last_row]
        return others if any(map(has_amount, others)) else self.after


@cache
def _known_words() -> frozenset[str]:
    words = set(header_vocabulary()) | set(function_names()) | set(economic_names())
    words.update(caption for field in form_fields() for caption in field.captions)
    return frozenset(words) | _listed_rows()


@cache
def _listed_rows() -> frozenset[str]:
    return frozenset(label for row in row_labels() for label in row.labels)


@cache
def _captions(*parts: str) -> frozenset[str]:
    """Captions of these parts of a form. A row without its own 产出指标 goes on under the one above it."""
    return frozenset(caption for field in form_fields() if field.part in parts for caption in field.captions)


def is_known_word(text: str) -> bool:
    """True for a header, caption, row label or classification name, with its code or without, and for a row's name that composes."""
    return is_listed(text) or bool(row_names(split_numbering(text)[1]))


def is_listed(text: str) -> bool:
    """True for such a word that is listed as it is, not for what composes alone."""
    name = (split_code_and_name(text) or ("", text))[1]
    return header_segment(text) in _known_words() or split_numbering(name)[1] in _known_words()


def is_broken_header(page_break: PageBreak) -> bool:
    """True if the break runs through a header: all that is printed below it are years, header words or halves of such."""
    partners = {(cell.col, cell.col_span): cell for cell in page_break.upper}
    lower = [cell for cell in page_break.lower if cell.text.strip()]

    def is_header(cell: SheetCell) -> bool:
        upper = partners.get((cell.col, cell.col_span))
        is_half = upper is not None and bool(upper.text.strip()) and _makes_known_word(upper.text, cell.text)
        return (
            is_half
            or header_segment(cell.text) in header_vocabulary()
            or _YEAR.fullmatch(cell.text.strip()) is not None
        )

    return bool(lower) and all(map(is_header, lower))


def is_broken_cell(upper: SheetCell, lower: SheetCell, page_break: PageBreak, *, in_header: bool) -> bool:
    """True if two cells, one above the other at a page break, are halves of one merged cell."""
    if not upper.text.strip():
        return False
    words = header_segment(upper.text)
    if not lower.text.strip():
        if words in _captions("indicator_column"):
            return in_header
        # 科目名称 above a row of figures that names no subject: the header ends with the page.
        is_header = words in header_vocabulary() and any(map(has_figure, page_break.lower))
        is_merged = (upper.row_span > 1 or lower.row_span > 1) and not is_header
        return is_merged or words in _captions("indicator_level", "indicator_block")
    if makes_one_text(upper.text, lower.text, page_break):
        return True
    if max(upper.row_span, lower.row_span) > 1 and makes_unit_name(upper.text, lower.text):
        return True
    return lower.row_span > 1 and _is_rest_of_coded_name(upper, lower, page_break.before)


def makes_unit_name(upper: str, lower: str) -> bool:
    """True if halves make a unit's name and neither is one: 某局督查考核|中心. A name that the table prints once stands nowhere else."""
    is_half = not is_unit_name(lower) or is_ending_of_unit_name(lower)
    return is_half and not is_unit_name(upper) and not is_known_word(upper) and is_unit_name(upper + lower)


def _is_rest_of_coded_name(upper: SheetCell, lower: SheetCell, before: Sequence[SheetCell]) -> bool:
    """True if a column of codes with their names (…-某某业务经 费项目) goes on with a text that has no code."""
    if split_code_and_name(upper.text) is None or split_code_and_name(lower.text) is not None:
        return False
    column = [cell.text for cell in before if cell.col == upper.col and cell.text.strip()]
    first = next((number for number, text in enumerate(column) if split_code_and_name(text)), len(column))
    # The header may be printed again on each page.
    coded = [split_code_and_name(text) is not None for text in column[first:] if text not in column[:first]]
    return all(coded) and len(coded) >= _MIN_CODED


def stands_alone(upper: str, text: str) -> bool:
    """True for a text that begins a row; 支出 is a header's word, and the rest of 机关事业单位基本养老保险缴费|支出."""
    is_coded = looks_like_code(text) or split_code_and_name(text) is not None
    has_mark = text.strip() in MARKERS or split_numbering(text)[0] is not None
    is_name = is_known_word(text) and not (is_listed(upper + text) or _composes_one_name(upper, text))
    return is_figure(text) or is_coded or has_mark or is_name


def _composes_one_name(upper: str, lower: str) -> bool:
    """True if halves compose one row's name, and not two names of rows; a word that the break cuts is none of two."""
    bare = split_numbering(upper)[1]
    is_row = lower in _listed_rows() or bool(row_names(lower))
    are_two = is_known_word(upper) and is_row and not is_word_cut(bare, lower)
    return bool(row_names(bare + lower)) and not are_two


def _makes_known_word(upper: str, lower: str) -> bool:
    are_two = is_known_word(upper) and is_known_word(lower) and not _is_ending_of_name(upper, lower)
    return is_known_word(upper + lower) and not are_two


def _is_ending_of_name(upper: str, lower: str) -> bool:
    """True for the 支出 of 一般公共服务|支出: it names no row by itself, though 一般公共服务 is a name (21901) as the whole is (201)."""
    name = split_numbering(upper)[1]
    return bool(name) and _is_classified(name + lower) and not _is_classified(lower) and lower not in _listed_rows()


def _is_classified(name: str) -> bool:
    return comparable(name) in function_names() or comparable(name) in economic_names()


def makes_one_text(upper: str, lower: str, page_break: PageBreak) -> bool:
    """True if halves make a known word, or a text that stands whole elsewhere, as neither half does.

    Elsewhere is the table; where it prints the name once, another table of the document. There the upper half may be a name of
    its own (某局 of 某局|信息中心 is the department), the lower may not.
    """
    whole, first, second = comparable(upper + lower), comparable(upper), comparable(lower)
    if first in page_break.elsewhere or second in page_break.elsewhere:
        return _makes_known_word(upper, lower)
    is_elsewhere = whole in page_break.elsewhere or (
        whole in page_break.in_document and page_break.in_document.get(second, 0) <= 1
    )
    return is_elsewhere or _makes_known_word(upper, lower)
