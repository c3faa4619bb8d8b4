"""Whether a page break cut a row in two.

Belongs here: that decision. A row on a new page continues the row before it only if it prints too little to be a row of its own and
nothing in it is known as a label, or if each of the two prints what the other lacks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.extraction.text import join_lines
from pipelines.reports.coordinates.rows import row_names
from pipelines.reports.tables.codes import looks_like_code
from pipelines.reports.tables.figures import has_digit, is_figure
from pipelines.reports.tables.page_breaks import (
    PageBreak,
    is_known_word,
    is_listed,
    makes_one_text,
    makes_unit_name,
    stands_alone,
)
from pipelines.reports.tables.printed_rows import (
    are_rows_named,
    decimals,
    decimals_of_column,
    has_amount,
    has_figure,
    is_marker,
    is_name,
    numbers_columns,
    share_with_figures,
)
from pipelines.reports.tables.sheet import SheetCell
from pipelines.reports.tables.unit_names import is_unit_name
from pipelines.reports.words import comparable, split_numbering

#: Share of earlier rows that print a figure, from which a row without any is abnormal. Summaries print many blank rows.
_USUAL_SHARE = 0.8
_SUMS = frozenset({"小计", "合计", "总计"})


def is_broken_row(page_break: PageBreak) -> bool:
    """True if the first row of the new page goes on with the last row of the page before."""
    partners = {(cell.col, cell.col_span): cell for cell in page_break.upper}
    lower = [cell for cell in page_break.lower if cell.text.strip()]
    upper = [cell for cell in page_break.upper if cell.text.strip()]
    if (
        not lower
        or any(cell.row_span > 1 for cell in lower)
        or sum(c.col_span for c in page_break.lower) < page_break.col_count
        or numbers_columns(upper)
        or numbers_columns(lower)
    ):
        return False
    is_cut_sum = _is_cut_sum(upper, lower, partners)
    if any((cell.col, cell.col_span) not in partners for cell in page_break.lower):
        return False
    if (
        _complement_each_other(lower, partners, page_break)
        or _names_figures_above(lower, upper, page_break)
        or _are_figures_cut(lower, partners, page_break)
    ):
        return True
    if any(not partners[cell.col, cell.col_span].text.strip() for cell in lower):
        return False
    if not is_cut_sum and any(stands_alone(partners[cell.col, cell.col_span].text, cell.text) for cell in lower):
        return False
    if len(lower) * 2 > len(upper):
        return False
    if any(has_figure(cell) for cell in upper):
        return (
            is_cut_sum
            or share_with_figures(page_break.before) >= _USUAL_SHARE
            or all(makes_one_text(partners[cell.col, cell.col_span].text, cell.text, page_break) for cell in lower)
        )
    return not page_break.is_money


def is_cut_figure(upper: SheetCell, lower: SheetCell, page_break: PageBreak) -> bool:
    """True if the break runs through a figure (13 | 5.82).

    All others of its column have as many decimals as the whole and what stands above the break has not; or the whole stands elsewhere
    in the table, and the halves do not.
    """
    whole = join_lines([upper.text, lower.text], [True])
    if not (has_figure(upper) and has_digit(lower.text) and is_figure(whole)):
        return False
    if "." in whole and comparable(whole) in page_break.elsewhere:
        return not any(comparable(half.text) in page_break.elsewhere for half in (upper, lower))
    usual = decimals_of_column(page_break.rows_but(upper), upper.col)
    is_zero = not comparable(upper.text).strip("0.")
    return usual is not None and not is_zero and decimals(whole) == usual != decimals(upper.text)


def _complement_each_other(
    lower: Sequence[SheetCell], partners: Mapping[tuple[int, int], SheetCell], page_break: PageBreak
) -> bool:
    """True for a row cut through its middle: figures stand on the new page where none do above, and names end there or stand above.

    The halves of each name make one text; or the new page prints no name at all, where rows have figures and the last has none, or
    where no row of money is without a name.
    """
    figures = [cell for cell in lower if has_figure(cell) or is_marker(cell)]
    texts = [cell for cell in lower if cell not in figures]
    above = [partner for partner in partners.values() if partner.text.strip()]
    if not figures or any(partners[cell.col, cell.col_span].text.strip() for cell in figures):
        return False
    if not texts:
        has_figures = any(has_figure(cell) for cell in above if not looks_like_code(cell.text))
        is_usual = not has_figures and share_with_figures(page_break.rows) >= _USUAL_SHARE
        is_named = any(map(is_name, above)) and (
            is_usual or (page_break.is_money and are_rows_named(page_break.rows_but(above[0])))
        )
        return is_named or (bool(above) and _are_the_only_row(above[0], page_break))
    # 收入 | 支出 above 总计 | 总计: one name might stand above another, two at once do not.
    halves = [(partners[cell.col, cell.col_span].text, cell.text) for cell in texts]
    if any(_are_two_names(*half) for half in halves):
        return False
    are_known = len(halves) > 1 and all(upper.strip() and is_known_word(upper + text) for upper, text in halves)
    is_usual = bool(above) and share_with_figures(page_break.rows_but(above[0])) >= _USUAL_SHARE
    if (are_known and is_usual) or _go_on_as_names(texts, partners, page_break):
        return True
    has_names = all(is_name(cell) and is_name(partners[cell.col, cell.col_span]) for cell in texts)
    is_coded_above = any(map(_has_code, above)) and not any(map(_has_code, lower)) and not any(map(has_amount, above))
    return has_names and (
        (_is_unit_cut(halves) and (is_coded_above or _are_the_only_row(above[0], page_break)))
        or _fill_a_row(figures, above, page_break)
    )


def _are_two_names(upper: str, lower: str) -> bool:
    """True if each text names a row, or the lower the sum below a numbered one, though their words compose a name, too.

    其他收入|本年收入合计, each in its row; but 支出|总计 is listed as one name.
    """
    style, _ = split_numbering(upper)
    is_bare_sum = comparable(lower) in _SUMS
    is_sum = is_bare_sum or any(key.endswith("_total") for key in row_names(lower))
    are_named = is_known_word(lower) and (is_known_word(upper) or (is_sum and style is not None))
    is_one = is_listed(upper + lower) and not (is_bare_sum and style is not None)
    return are_named and not is_one


def _has_code(cell: SheetCell) -> bool:
    return looks_like_code(cell.text)


def _is_unit_cut(halves: Sequence[tuple[str, str]]) -> bool:
    """True if halves make a unit's name and the upper is no name: 某市统|筹协调局."""
    return all(
        is_unit_name(upper + lower) and not is_unit_name(upper) and not is_known_word(upper) for upper, lower in halves
    )


def _fill_a_row(figures: Sequence[SheetCell], above: Sequence[SheetCell], page_break: PageBreak) -> bool:
    """True if the figures above and below the break are one of each column in which every other row prints some."""
    upper = [cell for cell in above if has_figure(cell) and not _has_code(cell)]
    if not upper or not page_break.is_money or any(map(_has_code, figures)):
        return False
    rows: dict[int, set[int]] = {}
    for cell in page_break.rows_but(upper[0]):
        if has_amount(cell) or (cell.row in rows and is_marker(cell)):
            rows.setdefault(cell.row, set()).add(cell.col)
    columns = {cell.col for cell in (*upper, *figures)}
    return bool(rows) and all(columns == printed for printed in rows.values())


def _go_on_as_names(
    texts: Sequence[SheetCell], partners: Mapping[tuple[int, int], SheetCell], page_break: PageBreak
) -> bool:
    """True if each text on the new page is the rest of a name above it."""
    halves = [(partners[cell.col, cell.col_span].text, cell.text) for cell in texts]
    return all(
        upper.strip() and (makes_one_text(upper, text, page_break) or makes_unit_name(upper, text))
        for upper, text in halves
    )


def _are_figures_cut(
    lower: Sequence[SheetCell], partners: Mapping[tuple[int, int], SheetCell], page_break: PageBreak
) -> bool:
    """True if a figure goes on below the break, and nothing there names a row of its own."""
    texts = [cell for cell in lower if not has_figure(cell) and not is_marker(cell)]
    is_rest = _go_on_as_names(texts, partners, page_break) if texts else are_rows_named(page_break.rows)
    cut = [is_cut_figure(partners[cell.col, cell.col_span], cell, page_break) for cell in lower]
    is_coded = any(_has_code(cell) and not is_cut for cell, is_cut in zip(lower, cut, strict=True))
    return is_rest and not is_coded and any(cut)


def _are_the_only_row(upper: SheetCell, page_break: PageBreak) -> bool:
    """True if the table has no other row than this: above it stand headers over the columns of its figures, below it nothing."""
    if not page_break.is_money or any(cell.text.strip() for cell in page_break.after):
        return False
    columns = {cell.col for cell in (*page_break.upper, *page_break.lower) if has_amount(cell)}
    heads: dict[int, bool] = {}
    for cell in page_break.before:
        if cell.row != upper.last_row and not has_amount(cell):
            covered = columns & set(range(cell.col, cell.col + cell.col_span))
            heads[cell.row] = heads.get(cell.row, False) or bool(covered and cell.text.strip())
        elif cell.row != upper.last_row:
            return False
    return all(heads.values())


def _names_figures_above(lower: Sequence[SheetCell], upper: Sequence[SheetCell], page_break: PageBreak) -> bool:
    """True for a row whose figures end the page and whose name begins the next, where no row of money is without a name."""
    is_bare = any(map(has_figure, upper)) and not any(map(is_name, upper))
    # The short codes 05 and 01 stand on the left of names.
    first = min((cell.col for cell in lower if is_name(cell)), default=None)
    figures = [cell for cell in lower if has_figure(cell) and not _has_code(cell)]
    is_name_alone = first is not None and not any(cell.col > first for cell in figures)
    taken = {cell.col for cell in upper}
    return (
        is_bare
        and is_name_alone
        and page_break.is_money
        and not any(cell.col in taken for cell in lower)
        and (are_rows_named(page_break.rows_but(upper[0])) or _are_the_only_row(upper[0], page_break))
    )


def _is_cut_sum(
    upper: Sequence[SheetCell], lower: Sequence[SheetCell], partners: Mapping[tuple[int, int], SheetCell]
) -> bool:
    """True if all that a row prints is the 小计 of 当年收入小计, whose figures stand on the page before.

    A sum without a figure sums nothing, least of all a row of figures above it.
    """
    if len(lower) != 1 or comparable(lower[0].text) not in _SUMS:
        return False
    partner = partners.get((lower[0].col, lower[0].col_span))
    is_name = partner is not None and is_known_word(partner.text + lower[0].text)
    return is_name and any(map(has_figure, upper))
