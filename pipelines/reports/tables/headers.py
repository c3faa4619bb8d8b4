"""Where a table's header ends and what its cells say of each column.

Belongs here: telling header rows from body rows by meaning (figures, codes, totals, known words), and the header path of a
column, outermost cell first. What a path means belongs to ``columns``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipelines.reports.coordinates.rows import row_names
from pipelines.reports.tables.classification import is_part_word
from pipelines.reports.tables.codes import looks_like_code, split_code_and_name
from pipelines.reports.tables.figures import MARKERS, is_amount, is_figure
from pipelines.reports.tables.sheet import Sheet, SheetCell
from pipelines.reports.tables.unit_names import is_unit_name
from pipelines.reports.vocabulary import economic_names, function_names, row_labels
from pipelines.reports.words import comparable, header_segment, split_numbering

_COLUMN_NUMBER_WORDS = frozenset({"栏次", "行次", "**", "*", "", "栏目"})
_YEAR = re.compile(r"20\d{2}年?")
_TOTAL_WORDS = frozenset(
    {"合计", "总计", "部门合计", "单位合计", "收入总计", "支出总计", "本年收入合计", "本年支出合计"}
)
#: What numbers a table's only column of money.
_FIRST_NUMBER = "1"
#: A header seldom has more rows; what goes on longer is no header.
_MAX_HEADER_ROWS = 6


@dataclass(frozen=True, slots=True)
class Header:
    """Header rows and the path of each column; ``numbering_rows`` print only column numbers and are in no path."""

    rows: tuple[int, ...]
    numbering_rows: frozenset[int]
    paths: tuple[tuple[str, ...], ...]

    @property
    def path_texts(self) -> tuple[str, ...]:
        """The path of each column, joined by ``/``."""
        return tuple("/".join(path) for path in self.paths)


def find_header(sheet: Sheet) -> Header:
    """Return the header of a sheet; it may have no rows."""
    rows = [row for row in range(sheet.row_count) if row not in sheet.title_rows | sheet.repeated_rows]
    header: list[int] = []
    numbering: set[int] = set()
    again: set[int] = set()
    printed: set[tuple[str, ...]] = set()
    covered_to = -1
    for row in rows:
        if len(header) - len(again) > _MAX_HEADER_ROWS:
            break
        cells = [cell for cell in sheet.covering(row) if cell.text.strip()]
        # The number of the one column of money, perhaps beside header cells that reach down to it.
        is_lone_number = bool(header) and [comparable(cell.text) for cell in cells if cell.row == row] == [
            _FIRST_NUMBER
        ]
        if is_numbering_row(cells) or is_lone_number:
            header.append(row)
            numbering.add(row)
            continue
        if _is_body_row(
            cells, is_under_header=row <= covered_to, has_header=bool(header), is_below_numbers=bool(numbering)
        ) and not _is_head_of_money(sheet, row, cells):
            break
        header.append(row)
        tops = [cell for cell in cells if cell.row == row]
        covered_to = max([covered_to, *(cell.last_row for cell in tops)])
        words = tuple(comparable(cell.text) for cell in tops)
        if len(words) > 1 and words in printed and sheet.row_pages[row] != sheet.row_pages[header[0]]:
            # A page break in the header, and the whole of it printed again above the rest.
            again.add(row)
        printed.add(words)
    if len(header) - len(again) > _MAX_HEADER_ROWS:
        header = []
    whole = _printed_again(sheet, header)
    paths = _paths(sheet, whole or header, numbering | again, is_again=bool(whole))
    return Header(tuple(header), frozenset(numbering), paths)


def _printed_again(sheet: Sheet, header: list[int]) -> list[int]:
    """The rows on the page that prints the whole header again, where a page break cut it: its beginning stands there, too."""
    if not header:
        return []
    last = header[-1]
    page = [row for row in range(last + 1) if sheet.row_pages[row] == sheet.row_pages[last]]
    begins = [row for row in page if row in sheet.repeated_rows]
    is_cut = sheet.row_pages[header[0]] != sheet.row_pages[last]
    return [row for row in page if row >= begins[0]] if is_cut and begins else []


def is_numbering_row(cells: list[SheetCell]) -> bool:
    """True for a row that numbers the columns (** | 1 | 2 | 3)."""
    texts = [comparable(cell.text) for cell in cells]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 3]
    others = [text for text in texts if not text.isdecimal()]
    # 类 | 款 | 项 | 栏次 | 1 | 2: the words of split codes reach into the row of numbers.
    others = [text for text in others if not (numbers and is_part_word(text))]
    if not all(text in _COLUMN_NUMBER_WORDS for text in others):
        return False
    if not numbers:
        return bool(others) and all(text in ("**", "栏次") for text in others)
    is_rising = all(right == left + 1 for left, right in pairwise(numbers))
    return numbers[0] == 1 and is_rising and (len(numbers) > 1 or bool(others))


def _is_body_row(
    cells: list[SheetCell], *, is_under_header: bool, has_header: bool, is_below_numbers: bool = False
) -> bool:
    if not cells:
        return has_header and not is_under_header
    texts = [cell.text for cell in cells]
    if any(is_amount(text) or _is_plain_figure(text) for text in texts):
        return True
    if any(looks_like_code(text) or split_code_and_name(text) for text in texts):
        return True
    words = [header_segment(text) for text in texts]
    rest = [word for word in words[1:] if word not in MARKERS]
    if words[0] in _TOTAL_WORDS and not rest and has_header:
        return True
    if is_under_header:
        return False
    if has_header and len(cells) == 1 and not cells[0].col and is_unit_name(texts[0]):
        # A unit, alone in its row: what stands below it is of it.
        return True
    if has_header and is_unit_name(texts[0]) and rest and all(_is_row_label(text) for text in texts[1:]):
        # A unit, and beside it what it has no money for: 某局本级 | 国防支出.
        return True
    are_numbered = [split_numbering(text)[0] is not None for text in texts]
    if has_header and any(are_numbered):
        # 一、一般公共预算收入 | 一、外交支出: the words are a header's, too, the numbers are not; a unit may stand beside them.
        others = [text for text, is_numbered in zip(texts, are_numbered, strict=True) if not is_numbered]
        if all(is_unit_name(text) for text in others):
            return True
    # A header names funds, too: what nobody has listed is a row's name at the left only.
    is_composed = cells[0].col == 0 and bool(row_names(split_numbering(texts[0])[1]))
    # 国防支出 may head a column, but not below the columns' numbers. Whatever else names no figure may be a header's word: they
    # are too many to know.
    return is_below_numbers and (is_composed or any(_is_row_label(text) for text in texts))


def _is_head_of_money(sheet: Sheet, row: int, cells: list[SheetCell]) -> bool:
    """True for 合计 alone in a row, right of all labels: the head of the one column of money, no row of a total.

    The column's number may stand between it and the money.
    """
    if len(cells) != 1 or comparable(cells[0].text) not in _TOTAL_WORDS or cells[0].col == 0:
        return False
    below = (sheet.at(each, cells[0].col) for each in range(row + 1, sheet.row_count))
    printed = [cell for cell in below if cell and cell.text.strip()]
    if printed and comparable(printed[0].text) == _FIRST_NUMBER:
        del printed[0]
    return bool(printed) and is_amount(printed[0].text)


def _is_plain_figure(text: str) -> bool:
    return is_figure(text) and not _YEAR.fullmatch(comparable(text))


def _is_row_label(text: str) -> bool:
    style, label = split_numbering(text)
    if style is not None or label in function_names() or label in economic_names():
        return True
    return any(label in row.labels for row in row_labels())


def _paths(sheet: Sheet, header: list[int], silent: set[int], *, is_again: bool) -> tuple[tuple[str, ...], ...]:
    """The texts of the header's rows above each column; ``is_again`` if they are a whole header and then the rest of one cut."""
    paths: list[tuple[str, ...]] = []
    for col in range(sheet.col_count):
        path: list[SheetCell] = []
        for row in header:
            cell = sheet.at(row, col)
            if not cell or not cell.text.strip() or cell in path:
                continue
            if any(other.text == cell.text and other.page_no != cell.page_no for other in path):
                # The header's beginning, printed again on the page that brings the rest of it.
                continue
            if is_again and any(other.text.endswith(cell.text) for other in path):
                # The rest of the header that the page before cut off, below the whole of it.
                continue
            if row not in silent or is_part_word(cell.text):
                path.append(cell)
        paths.append(tuple(cell.text for cell in path))
    return tuple(paths)
