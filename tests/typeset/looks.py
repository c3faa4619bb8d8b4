"""Looks: how a described report is put on paper. The same cells in every look, other pages, rules and letters.

Belongs here: the `Look` value and the named looks. What a look's fields do is in `layout/`, `draw.py` and `scan.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Face = Literal["sans", "serif"]


@dataclass(frozen=True)
class Look:
    """Everything that may differ between two printings of one described report; lengths in PDF points."""

    name: str
    body_face: Face = "serif"
    """The face of running text."""
    title_face: Face = "sans"
    """The face of titles and headings."""
    table_face: Face = "sans"
    """The face inside tables."""
    body_size: float = 15.75
    title_size: float = 15.75
    table_size: float = 10.0
    """The size inside tables where the description gives none."""
    follow_sizes: bool = True
    """Use the sizes, row heights and gaps that the description gives."""
    follow_breaks: bool = True
    """Break lines of running text and grids where the original does; else wherever the page is full."""
    orientation: Literal["described", "portrait", "landscape"] = "described"
    """`portrait` turns to landscape only for tables whose columns do not fit; `landscape` pages use /Rotate 90."""
    repeat_headers: bool = False
    """Print a grid's header rows again on each page it runs over."""
    tables_on_own_page: bool = False
    """Begin each table on a new page, as a sheet does."""
    figure_columns: float | None = None
    """The width of columns of figures in ems; narrower than a figure wraps it. None: as described, no figure wrapped."""
    rules: Literal["lines", "rectangles"] = "lines"
    """How rules are drawn: stroked lines or thin filled rectangles."""
    rule_width: float = 0.6
    margin_x: float = 72.0
    margin_y: float = 56.0
    cell_padding: float = 3.0
    page_number: str = "—{}—"
    """The foot of each page; empty for none."""
    page_number_at: Literal["centre", "outside"] = "centre"
    scanned_dpi: int | None = None
    """Pictures of the pages at this resolution instead of text and rules."""
    skew_degrees: float = 0.0
    """Scanned pages lie this much askew (counter-clockwise)."""


REFERENCE = Look("reference", page_number_at="outside")

WORD = Look(
    "word",
    title_face="serif",
    table_face="serif",
    table_size=9.0,
    body_size=14.0,
    title_size=14.0,
    follow_sizes=False,
    follow_breaks=False,
    orientation="portrait",
    repeat_headers=True,
    rule_width=0.4,
    margin_x=62.0,
    margin_y=64.0,
    page_number="{}",
)

EXCEL = Look(
    "excel",
    body_face="sans",
    table_size=9.0,
    body_size=11.0,
    title_size=13.0,
    follow_sizes=False,
    follow_breaks=False,
    orientation="landscape",
    tables_on_own_page=True,
    figure_columns=5.6,
    rules="rectangles",
    rule_width=0.75,
    margin_x=48.0,
    margin_y=46.0,
    cell_padding=2.5,
    page_number="第 {} 页",
)

SCANNED = Look("scanned", page_number_at="outside", scanned_dpi=200, skew_degrees=0.3)

LOOKS = {look.name: look for look in (REFERENCE, WORD, EXCEL, SCANNED)}
