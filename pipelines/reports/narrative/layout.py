"""The lines of running text in reading order, without what the page adds: page numbers, running headers and footers.

Belongs here: which lines count, and how far each is from the margins of its page. Paragraphs are joined in ``paragraphs``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.model import Box, ExtractedDocument, ExtractedPage, TextLine

#: Page numbers and running lines stand in the outermost eighth of the page.
_MARGIN_SHARE = 0.125
#: A line repeated on this share of the pages (and on four at least) at the same height is no text of the report.
_REPEATED_SHARE = 0.4
_REPEATED_PAGES = 4
#: Lines of so many characters tell where text begins and ends; a page on which so many of them end together is full of text.
_LONG_LINE = 8
_FULL_LINES = 6
_PAGE_NUMBER = re.compile(
    r"[-—–_~·.\s]*(?:第\s*)?\d{1,4}\s*(?:页)?[-—–_~·.\s]*(?:[/共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–\s]*"
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line with the blank before and after it, in heights of the line; ``is_page_start`` for the first of a page.

    ``is_after_blank`` is the first line below a page that text filled by less than half, as a cover.
    """

    page_no: int
    text: str
    box: Box
    indent_em: float
    short_em: float
    is_page_start: bool
    is_after_blank: bool = False


def body_lines(document: ExtractedDocument) -> list[BodyLine]:
    """Return the lines of all pages that are neither page numbers nor running headers."""
    running = _running_lines(document)
    margins = _margins(document)
    lines: list[BodyLine] = []
    is_after_blank = False
    for page in document.pages:
        left, right = _own_margins(page) or margins[round(page.width)]
        is_start = True
        for line in page.text_lines:
            if _is_page_number(page, line) or _running_key(page, line) in running or not line.text.strip():
                continue
            em = max(line.box.y1 - line.box.y0, 1.0)
            lines.append(
                BodyLine(
                    page.page_no,
                    line.text.strip(),
                    line.box,
                    (line.box.x0 - left) / em,
                    (right - line.box.x1) / em,
                    is_start,
                    is_start and is_after_blank,
                )
            )
            is_start = False
        if not is_start:
            is_after_blank = not page.grids and lines[-1].box.y0 > page.height / 2
    return lines


def _is_outer(page: ExtractedPage, line: TextLine) -> bool:
    return line.box.y0 < page.height * _MARGIN_SHARE or line.box.y1 > page.height * (1 - _MARGIN_SHARE)


def _is_page_number(page: ExtractedPage, line: TextLine) -> bool:
    return _is_outer(page, line) and _PAGE_NUMBER.fullmatch(line.text) is not None


def _running_key(page: ExtractedPage, line: TextLine) -> tuple[str, int] | None:
    if not _is_outer(page, line):
        return None
    return _DIGITS.sub("", line.text), round(line.box.y0 / 4)


def _running_lines(document: ExtractedDocument) -> set[tuple[str, int]]:
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in document.pages:
        for line in page.text_lines:
            key = _running_key(page, line)
            if key:
                pages[key].add(page.page_no)
    least = max(_REPEATED_PAGES, len(document.pages) * _REPEATED_SHARE)
    # A table's continuation repeats its title and unit; those stand on fewer pages than a header of the whole report.
    return {key for key, found in pages.items() if len(found) >= least}


def _margins(document: ExtractedDocument) -> dict[int, tuple[float, float]]:
    """Left and right edge of the text for each page width: where long lines begin and end.

    Lines around a table stand where the table ends, so pages without one tell, if there are any.
    """
    edges: dict[int, list[TextLine]] = defaultdict(list)
    for has_grids in (False, True):
        found_before = {width for width, found in edges.items() if found}
        for page in document.pages:
            if bool(page.grids) is has_grids and round(page.width) not in found_before:
                edges[round(page.width)] += page.text_lines
    return {width: _edges(found, float(width)) for width, found in edges.items()}


def _own_margins(page: ExtractedPage) -> tuple[float, float] | None:
    """Left and right edge of the text on a page full of it: a report may set its text in other margins further on."""
    if page.grids:
        return None
    left, right = _edges(page.text_lines, page.width)
    full = [line for line in page.text_lines if right - line.box.x1 < line.box.y1 - line.box.y0]
    return (left, right) if len(full) >= _FULL_LINES else None


def _edges(lines: Sequence[TextLine], width: float) -> tuple[float, float]:
    long = [line.box for line in lines if len(line.text) >= _LONG_LINE]
    return _share([box.x0 for box in long], 0.1, 0.0), _share([box.x1 for box in long], 0.95, width)


def _share(values: Sequence[float], share: float, default: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)] if values else default
